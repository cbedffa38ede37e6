// The tables of a run, each as the text of a CSV file. outputs/README.md tells every column.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/bound.h"
#include "chokepoints/views.h"
#include "studies/chokepoint_study.h"
#include "studies/ladder_study.h"
#include "studies/study.h"

#include <string>
#include <vector>

namespace midstream {

// entity_tables.cpp
std::string facilities_csv(const StudyResult &study);
std::string markets_csv(const StudyResult &study);
std::string stocks_csv(const StudyResult &study);
std::string materials_csv(const StudyResult &study);
// route_tables.cpp
std::string routes_csv(const StudyResult &study);
std::string fleets_csv(const StudyResult &study);
std::string passages_csv(const StudyResult &study);
// immediate_losses.cpp
std::string immediate_losses_csv(const StudyResult &study);
// root_tables.cpp
std::string losses_csv(const StudyResult &study);
std::string waterfall_csv(const StudyResult &study, const ChokepointResult &found);
/// The waterfall as lines; empty where (almost) nothing is lost.
std::string waterfall_text(const StudyResult &study, const ChokepointResult &found);
std::string_view word_of(const RootCause &root);
/// "El Paso refinery: failures".
std::string words_of_root(const Case &chain, const RootCause &root);
// chokepoint_tables.cpp
std::string chokepoints_csv(const StudyResult &study, const ChokepointResult &chokepoints);
std::string bound_csv(const Bound &bound);
std::string ladder_csv(const LadderResult &ladder);
/// Every limit as the views see it, in the order in which they are ranked.
std::vector<LimitView> views_of(const StudyResult &study, const ChokepointResult &chokepoints);
/// "smelter + refinery" and "capacity + capacity" of limits that are raised together.
std::string places_of(const LimitSet &limits);
std::string sorts_of(const LimitSet &limits);
// series_table.cpp
std::string series_csv(const StudyResult &study);

/// "mine", "plant", ...
std::string_view behaviour_of(const FacilitySpec &facility);
/// The name of the material that a facility's throughput is told in; "any" for yards.
std::string_view basis_of(const StudyResult &study, std::size_t facility);

} // namespace midstream
