// The sections of a case and how each is laid out, told once for reader, echo, schema and manual.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/catalogue.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

struct CaseSection {
    std::string_view key;
    std::string_view meaning;
    bool required = false;
};

/// All keys at the top of a case, in the order in which a person would write them.
std::span<const CaseSection> case_sections();

/// The keys of facilities that replace those of a kind whole.
const std::vector<std::string> &whole_keys();

/// An empty spec of a behaviour, by its number in `Behaviour`.
Behaviour make_behaviour(std::size_t number);

/// The words of the behaviours, in the order of `Behaviour`.
std::vector<std::string> behaviour_words();

} // namespace midstream
