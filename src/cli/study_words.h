// Commands of a study as they would be typed, to go on with what was begun.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.h"

#include <string>
#include <string_view>

namespace midstream {

/// "midstream merge ask.yaml --out far --replications 5": the command with every option that was typed and decides which
/// runs are meant, in words that a shell understands.
std::string study_words(const Arguments &arguments, std::string_view command);

} // namespace midstream
