// What is sized: values within their ranges or ways to build, and what they cost.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/size_asked.h"
#include "cli/size_question.h"

namespace midstream {

/// Fills axes, options and currency of a question; what is wrong with them comes behind the problems.
void read_size_scope(const Arguments &arguments, const Case &chain, const SizeAsked &asked, SizeQuestion &question,
                     std::vector<SizeProblem> &problems);

} // namespace midstream
