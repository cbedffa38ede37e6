// How the laws of chance are written in a case: `{lognormal: {mean: 2 d, cv: 0.8}}`. One table for reading, echo, schema and manual.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/distribution.h"

#include <span>
#include <string_view>
#include <vector>

namespace midstream {

/// An argument of a law.
struct LawArgument {
    enum class Sort { quantity, number, whole };
    std::string_view key;
    std::string_view meaning;
    Sort sort = Sort::quantity;
    bool required = true;
};

/// A law as a planner writes it. Its arguments stand in a map by their keys, or in a list in their order; a single one
/// may stand alone.
struct LawForm {
    Law law;
    std::string_view word;
    std::string_view meaning;
    std::vector<LawArgument> arguments; ///< in the order of the factory in des/distribution.h
    Distribution (*make)(std::span<const double>);
    std::string_view example;
};

/// All laws but `empirical`, whose values come as a list or from a file.
std::span<const LawForm> law_forms();

/// The form that a law is written in; `erlang`, being a gamma, is written as one. The first form for `empirical`.
const LawForm &form_of(Law law);

/// What an argument is that is not given.
double absent_argument(const LawArgument &argument);

/// What to say of `empirical`.
inline constexpr std::string_view empirical_meaning =
    "Values seen, each equally likely: a list, or a column of a CSV file.";

} // namespace midstream
