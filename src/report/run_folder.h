// The folder of a run: written beside its place, then moved there whole. What no run of ours wrote is never touched.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/files.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// Why a folder cannot be written to, in words with a remedy; empty if it can: it is not there, empty, or holds nothing
/// but what a run of ours wrote.
std::optional<std::string> find_refusal(const std::filesystem::path &folder);

/// Throws std::runtime_error, and leaves nothing behind, where a file cannot be written.
void write_run_folder(const std::filesystem::path &folder, const std::vector<RunFile> &files);

/// Why a study cannot keep its results in a folder: it is there and is neither empty nor a study's. What else stands in a
/// study's folder is left alone.
std::optional<std::string> find_study_refusal(const std::filesystem::path &folder);

/// Puts files into a folder that is there, each whole or not at all; others of the same name are replaced.
void write_into_folder(const std::filesystem::path &folder, const std::vector<RunFile> &files);

} // namespace midstream
