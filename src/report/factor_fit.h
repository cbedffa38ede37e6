// What a factor does by itself, where a study does not set its values evenly against those of the others.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/study_report.h"

namespace midstream {

/// Adds to each effect what is left of it when straight lines of the other numbers, and a step for each other word, are
/// taken out: least squares over the means of the scenarios that set the same factors. Effects whose values meet all
/// values of every other factor equally often (a whole grid) are left as they are, since their means say it already.
void fit_factors(const SweepResult &result, std::vector<FactorEffect> &effects);

} // namespace midstream
