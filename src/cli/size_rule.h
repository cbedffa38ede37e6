// What a size must meet, and how surely: target, share of runs, confidence and zone of indifference.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/size_asked.h"
#include "cli/size_question.h"

namespace midstream {

/// Fills target and rule of a question whose costs are known; what is wrong with them comes behind the problems.
void read_size_rule(const Arguments &arguments, const Case &chain, const SizeAsked &asked, SizeQuestion &question,
                    std::vector<SizeProblem> &problems);

} // namespace midstream
