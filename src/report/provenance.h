// Where a run comes from: program, inputs, changes, luck, machine, times.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace midstream {

struct Provenance {
    std::string command = "run";
    std::string case_file;
    std::string other_file;                  ///< the second case of `compare`; may be empty
    std::vector<std::string> overlays, sets; ///< as given
    std::vector<std::string> options;        ///< others that the answer hangs on: "--fit", "2000..2012"
    std::uint64_t seed = 0;
    int replications = 0, done = 0;
    int threads = 0;
    bool interrupted = false;
    std::string measure;                                     ///< in words
    std::vector<std::pair<std::string, std::string>> inputs; ///< file, its SHA-256
    std::string started;                                     ///< UTC
    double read_seconds = 0, run_seconds = 0, relief_seconds = 0, wall_seconds = 0;
};

/// File and SHA-256 of each.
std::vector<std::pair<std::string, std::string>> hashes_of(const std::vector<std::filesystem::path> &files);

/// Now, as "2025-01-31T06:00:00Z".
std::string now_text();

/// run.json; `files` are the names of all that stands in the folder.
std::string run_json(const Provenance &provenance, const std::vector<std::string> &files);

/// A line that every run.json of ours has.
inline constexpr const char *run_marker = "\"program\": \"midstream\"";

} // namespace midstream
