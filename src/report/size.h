// A size study: the answer in words, its curve, and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/json.h"
#include "studies/ranking.h"
#include "studies/size_limits.h"
#include "studies/size_target.h"
#include "studies/sizing.h"

#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// One of several ways to build, with what came out.
struct SizedOption {
    std::string name;
    std::optional<double> cost;
    Interval measured_tpy; ///< of nothing where it was not run
    int runs = 0;
    bool is_picked = false;
    std::string fate; ///< "picked", "dropped after 20 runs", "misses the target", "not needed: dearer"
};

struct Sized {
    SizeTarget target;
    SizeRule rule;
    std::vector<Axis> axes;
    std::string currency; ///< "USD"; empty: no costs were given
    bool has_use = false;
    SizeResult result;
    std::vector<SizePoint> curve;      ///< of one axis: evenly spaced
    std::vector<SizeLimits> limits;    ///< by point of the curve
    std::optional<SizeLimits> largest; ///< at the end of all axes, where the target cannot be met
    std::vector<Fall> falls;
    std::optional<Flattening> flattening;
    std::vector<SizedOption> options; ///< instead of axes
    bool is_met() const;
};

/// The answer in sentences, without line breaks. size_text.cpp
std::string size_sentence(const Sized &sized);
/// Where the curve flattens and why; empty where it does not. size_text.cpp
std::string flattening_sentence(const Sized &sized);
/// What takes over where the curve flattens; empty where nothing is named. size_text.cpp
std::string flattening_limit(const Sized &sized);
/// The answer, the curve and what it took; at most 100 columns. Ends with a line break. size_text.cpp
std::string size_text(const Sized &sized, const std::string &title);
/// "840 kt/y", "4 vehicles". size_text.cpp
std::string size_words(const Axis &axis, double value);
/// "new smelter capacity concentrate": what a path names. size_text.cpp
std::string short_path(const std::string &field);
/// "Miami smelter (capacity)", "demand". size_text.cpp
std::string limit_words(const Sized &sized, std::size_t place);

// size_tables.cpp
std::string size_csv(const Sized &sized);
std::string size_json(const Sized &sized, const std::string &case_name, std::uint64_t seed);
/// `size` of a page.
void write_page_size(JsonWriter &json, const Sized &sized);

} // namespace midstream
