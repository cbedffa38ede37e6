// summary.json: the answer in numbers, for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/bound.h"
#include "studies/chokepoint_study.h"
#include "studies/ladder_study.h"
#include "studies/study.h"

#include <string>

namespace midstream {

/// What was not computed has no key.
std::string summary_json(const StudyResult &study, const ChokepointResult &chokepoints, const Bound &bound,
                         const LadderResult &ladder, double wall_seconds);

} // namespace midstream
