// `--set 'facilities.valley smelter.capacity.concentrate=1.2 Mt/y'`: one value of a case changed from the command line.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"

#include <filesystem>
#include <string>

namespace midstream {

/// What messages name in place of a file: "--set 'PATH=VALUE'".
std::string set_name(const std::string &assignment);

/// Changes the value at the path. Names may hold spaces and dots: the longest key that exists is taken. Items of a list
/// are chosen by name, or by number from 1, and `routes.+` adds one. `~` deletes.
/// Names of files in the value start in the folder.
void apply_set(Reading &reading, Node &root, const std::string &assignment, const std::filesystem::path &folder = {});

/// Puts a value of the case's own at a path whose names must exist; what stood there is replaced whole.
bool put_at(Reading &reading, Node &root, const std::string &path, const Place &place, Node value);

} // namespace midstream
