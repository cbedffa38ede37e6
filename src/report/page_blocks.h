// The blocks that the pages of several commands share. Each writes its keys into the object that is open; the keys are
// told in web/page.schema.json.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/files.h"
#include "report/json.h"
#include "studies/root_losses.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// Which facilities a page shows one by one; the others are told together, so that a page of a large chain stays small.
struct PageChoice {
    std::vector<std::size_t> shown;               ///< facilities, in the order of the case
    std::vector<std::optional<std::size_t>> node; ///< by facility: its place among the nodes of the page
    std::vector<std::size_t> left_out;            ///< facilities told together, by behaviour: count
    std::size_t nodes = 0;                        ///< shown, and one for each behaviour with any left out
    std::size_t node_of(std::size_t facility) const { return *node[facility]; }
};

// page_chain.cpp
/// Those that a chokepoint names, then the busiest.
PageChoice choose_facilities(const StudyResult &study, const ChokepointResult &chokepoints);
/// `facilities`, `routes` and `left_out`.
void write_chain(JsonWriter &json, const StudyResult &study, const PageChoice &choice);

// page_answer.cpp
/// `page`, `command`, `title`, ... : what every page begins with.
void write_head(JsonWriter &json, std::string_view command, const Case &chain, int done, const RunsSpec &runs);
/// `answer`, `verdict`, `next`, `delivered` and `chokepoints`.
void write_answer(JsonWriter &json, const StudyResult &study, const ChokepointResult &chokepoints,
                  const PageChoice &choice);
/// What the headline says caps it, for the cards beside it.
void write_verdict(JsonWriter &json, std::string_view key, const ChokepointResult &chokepoints);
void write_page_bound(JsonWriter &json, const ChokepointResult &chokepoints, const Bound &bound);
void write_page_ladder(JsonWriter &json, const LadderResult &ladder);
/// `waterfall`; steps beyond the largest are told together. page_waterfall.cpp
void write_page_waterfall(JsonWriter &json, const Case &chain, const Measure &measure, const Waterfall &waterfall);
/// A list of what is ranked, under a key.
void write_page_chokepoints(JsonWriter &json, std::string_view key, const StudyResult &study,
                            const ChokepointResult &chokepoints, const PageChoice &choice);

// page_series.cpp
/// `series`: monthly values of markets, facilities and stocks, and the states of facilities.
void write_page_series(JsonWriter &json, const StudyResult &study, const PageChoice &choice);
/// The delivered tonnes of each market of another case, for the months of `series`.
void write_market_series(JsonWriter &json, std::string_view key, const StudyResult &study);

// page_provenance.cpp
/// `disruptions` and `provenance`.
void write_provenance(JsonWriter &json, const Case &chain, const Provenance &provenance,
                      const std::vector<std::string> &files, std::string_view case_yaml);

/// [mean, low, high], rounded to what a page can show.
void write_band(JsonWriter &json, std::string_view key, const Interval &value);
/// With five significant digits; `null` for what is none.
void write_short(JsonWriter &json, std::string_view key, double value);

} // namespace midstream
