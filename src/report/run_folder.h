// The folder of a run: written beside its place, then moved there whole. What no run of ours wrote is never touched.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/files.h"

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace midstream {

/// Results that cannot be put where they were wanted; the text says what would do.
class WriteError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Why a folder cannot be written to, in words with a remedy; empty if it can: it is not there, empty, or holds nothing
/// but what a run of ours wrote. A folder is made and taken away again beside it to see.
std::optional<std::string> find_refusal(const std::filesystem::path &folder);

/// Throws WriteError, and leaves nothing behind, where a file cannot be written.
void write_run_folder(const std::filesystem::path &folder, const std::vector<RunFile> &files);

/// Why a study cannot keep its results in a folder: it is there and is neither empty nor a study's. What else stands in a
/// study's folder is left alone.
std::optional<std::string> find_study_refusal(const std::filesystem::path &folder);

/// Puts files into a folder that is there, each whole or not at all; others of the same name are replaced. Throws
/// WriteError.
void write_into_folder(const std::filesystem::path &folder, const std::vector<RunFile> &files);

} // namespace midstream
