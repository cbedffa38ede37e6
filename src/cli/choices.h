// What `midstream calibrate` may choose: bounds from words, held against the case before anything is run.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/case_input.h"
#include "studies/calibrate_study.h"

#include <string>
#include <vector>

namespace midstream {

/// Choices with the path of each, key by key.
struct Choices {
    std::vector<Choice> choices;
    std::vector<std::vector<std::string>> paths;
};

/// Of `--vary`, else of the case. Both bounds of each have been read into the case. Throws UsageError and CaseError,
/// which name the choice.
Choices choices_asked(const Arguments &arguments, const Case &chain);

CaseArguments with_values(CaseArguments source, const std::vector<Choice> &choices, const std::vector<double> &values);

} // namespace midstream
