// The short answer: what reached the customer, what caps it, where the tonnes are lost; at most 100 columns wide.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/bound.h"
#include "studies/chokepoint_study.h"
#include "studies/ladder_study.h"
#include "studies/study.h"

#include <string>

namespace midstream {

/// The answer in sentences, without line breaks. headline.cpp
std::string headline(const StudyResult &study, const ChokepointResult &chokepoints);

/// Headline, table of the facilities that matter most, losses. Ends with a line break.
std::string answer_text(const StudyResult &study, const ChokepointResult &chokepoints, const Bound &bound);

/// Headline, every limit that was tried or could matter, and the ladder where one was climbed. chokepoint_text.cpp
std::string chokepoint_text(const StudyResult &study, const ChokepointResult &chokepoints, const Bound &bound,
                            const LadderResult &ladder);

/// What takes over from what caps it, as the bound has it; empty where nothing is named. chokepoint_text.cpp
std::string next_sentence(const ChokepointResult &chokepoints);

/// Why a ladder has no more rungs; empty where it could go on. chokepoint_text.cpp
std::string end_sentence(const LadderResult &ladder);

/// The most that any operation of the case could give, what chance takes of it, and what is left to the way it is run.
/// Without line breaks; empty where there is no bound. bound_text.cpp
std::string bound_sentence(const ChokepointResult &chokepoints, const Bound &bound);
/// The limits that bind the bound, with their prices; empty where none does.
std::string bound_table(const Bound &bound);

/// "US copper: 2025-01-01 to 2035-01-01, 20 replications, seed 1", the sentence, and how to read its brackets.
std::string head_text(const StudyResult &study, const ChokepointResult &chokepoints);

} // namespace midstream
