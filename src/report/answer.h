// The short answer: what reached the customer, what caps it, where the tonnes are lost; at most 100 columns wide.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/chokepoint_study.h"
#include "studies/study.h"

#include <string>

namespace midstream {

/// The answer in sentences, without line breaks. headline.cpp
std::string headline(const StudyResult &study, const ChokepointResult &chokepoints);

/// Headline, table of the facilities that matter most, losses. Ends with a line break.
std::string answer_text(const StudyResult &study, const ChokepointResult &chokepoints);

} // namespace midstream
