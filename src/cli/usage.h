// Help texts, and answers to misspelt words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// The commands, in the order of the help.
const std::vector<std::string> &command_names();

/// What a command does, in a line.
std::string_view about_command(std::string_view command);
/// Examples of a command (or, for an empty name, of the program), ready to print.
std::string_view examples_of(std::string_view command);

/// "'rnu' is not a command of midstream (did you mean 'run'?); commands are check, run, ...".
std::string unknown_command(std::string_view typed);
/// "'--replicatons' is not an option of `midstream run` (did you mean '--replications'?); ...".
std::string unknown_option(std::string_view typed, std::string_view command, const std::vector<std::string> &known);

} // namespace midstream
