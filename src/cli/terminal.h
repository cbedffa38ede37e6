// What kind of place the words go to.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace midstream {

bool stdout_is_terminal();
bool stderr_is_terminal();

/// A message with "error:" or "warning:" in colour, where it goes to a terminal and NO_COLOR is not set.
std::string coloured(std::string message, bool to_terminal);

/// Writes to stdout or stderr; errors of a closed pipe are passed over.
void say(std::string_view text);
void complain(std::string_view text);

} // namespace midstream
