// The tonnes that an answer is told in, found in a case: what markets get of a material, or what facilities make of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "model/result.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace midstream {

struct Measure {
    bool made = false; ///< else delivered
    MaterialId material;
    std::vector<bool> counts; ///< by facility: the markets or makers
    std::string words;        ///< "cathode delivered at city", "cathode made in USA"
};

/// The measure that a case states, or the words of what is wrong with it. An empty spec is what the market gets that
/// wants the most of the first element (without elements or markets: the most of anything that is wanted or made).
std::variant<Measure, std::string> find_measure(const Case &chain, const MeasureSpec &spec);

/// "cathode made in USA", "cathode delivered at city", "anode made at Miami smelter", or what is wrong with the words.
std::variant<MeasureSpec, std::string> parse_measure(const Case &chain, std::string_view text);
/// A market, a maker or a country alone: what the market gets of its first material, what the maker makes first, what
/// is made in the country of the material that the case's own measure is of.
std::variant<MeasureSpec, std::string> parse_measure_of(const Case &chain, std::string_view name);

/// Tonnes after the warm-up of one replication.
double measured_t(const Measure &measure, const Result &result);
/// What was wanted of it; 0 for a measure of what is made.
double wanted_t(const Measure &measure, const Result &result);

/// The materials that a facility makes.
std::vector<MaterialId> products_of(const FacilitySpec &facility);
/// The average of a rate that changes on dates, over a case after its warm-up [t/d].
double mean_tpd(const Steps<TonnesPerDay> &rate, const TimeSpec &time);

} // namespace midstream
