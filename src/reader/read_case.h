// From a file to a case: composed, read, checked. The way in for all who run cases.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "reader/case_error.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// What changes a case without touching its file.
struct ReadOptions {
    std::vector<std::filesystem::path> overlays = {}; ///< `--with FILE`, laid over the case in this order
    std::vector<std::string> sets = {};               ///< `--set PATH=VALUE`, after the overlays
    std::filesystem::path sets_folder = {};           ///< where names of files in `sets` start
    std::optional<std::filesystem::path> kinds = {};  ///< a folder whose kinds win over the built-in ones
    std::vector<std::string> varied = {};             ///< paths that will be set later: see `replaced` below
};

struct ReadCase {
    Case value;
    std::vector<Problem> warnings;  ///< legal, but hardly meant; sorted by place
    bool asks_size = false;         ///< there is a `size:`, if only an empty one
    bool says_replications = false; ///< how often it runs is written, and not the usual number
    std::vector<Problem> replaced;  ///< laws and series at the paths of `varied`, which one value would replace
    std::vector<std::filesystem::path> inputs; ///< every file that was read, the case first
};

/// Reads a case. Throws CaseError with every problem of all its files.
///
/// A case is put together in this order, later ones winning: what it includes, what its entries are `like`, its own
/// fields, overlays, sets; a kind's preset lies below them all.
ReadCase read_case(const std::filesystem::path &file, const ReadOptions &options = {});

/// The same for a text that stands for the file: paths in it start in the file's folder, which need not exist.
ReadCase read_case_text(std::string_view text, const std::filesystem::path &file, const ReadOptions &options = {});

} // namespace midstream
