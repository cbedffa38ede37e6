// What `midstream calibrate` may choose: bounds from words, held against the case before anything is run.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/case_input.h"
#include "cli/vary.h"

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

} // namespace midstream
