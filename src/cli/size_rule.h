// What a size must meet, and how surely: target, share of runs, confidence and zone of indifference.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/size_question.h"

namespace midstream {

/// Fills target and rule of a question whose axes, options and costs are known. Throws UsageError.
void read_size_rule(const Arguments &arguments, const CaseInput &input, SizeQuestion &question);

} // namespace midstream
