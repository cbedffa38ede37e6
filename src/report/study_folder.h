// The folder of a study while it is worked on: what may stand in it, who works on it, what is missing.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/files.h"
#include "report/study_store.h"

#include <filesystem>
#include <string>
#include <vector>

namespace midstream {

inline constexpr const char *results_name = "results.sqlite";
inline constexpr int most_shards = 10'000;
std::string shard_name(int number, int of); ///< "shard-2-of-8.sqlite"

/// Makes the folder where it is not there, and marks it as ours with run.json.
void make_study_folder(const std::filesystem::path &folder, const Provenance &provenance);
void write_study_provenance(const std::filesystem::path &folder, const Provenance &provenance);

/// Takes tables and page away, since the results are about to outgrow them.
void remove_told(const std::filesystem::path &folder);

/// Result files of shards in a folder, by name; and all files with results, those that were set aside too.
std::vector<std::filesystem::path> shard_files(const std::filesystem::path &folder);
std::vector<std::filesystem::path> result_files(const std::filesystem::path &folder);
/// Of how many shards a file is one, by its name; 0 of other files.
int shards_of(const std::filesystem::path &file);

/// One process alone works on a file of results. Throws WriteError where another does.
class FileLock {
  public:
    explicit FileLock(const std::filesystem::path &file);
    ~FileLock();
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

  private:
    std::filesystem::path path_;
    int file_ = -1;
};

/// Runs of a study that are asked after, and where they are looked for.
struct StudyPart {
    std::string name; ///< "shard 2 of 8"; empty: all of the study
    std::vector<std::filesystem::path> files;
    std::vector<bool> runs; ///< by scenario and replication
};

/// What has been run of a part, in all its files together.
struct StudyStatus {
    std::string part;                  ///< its name
    std::vector<std::string> files;    ///< that were looked at
    std::vector<std::string> troubles; ///< files that hold nothing of this study, and why
    std::vector<int> wanted, done;     ///< runs, by scenario
    std::vector<bool> lacks;           ///< by scenario and replication
    std::size_t all = 0, missing = 0;
};
StudyStatus find_status(const StudyPart &part, const StudyHead &head);
/// What to type after a status.
struct StatusCommands {
    std::string run;    ///< what runs the missing
    std::string merge;  ///< what joins the shards, where the study's own results lack runs of theirs; else empty
    std::string tables; ///< what writes the tables, where they are not there; else empty
};
std::string status_text(const StudyStatus &status, const StudyHead &head, const StatusCommands &commands);
std::string status_json(const StudyStatus &status, const StudyHead &head);

} // namespace midstream
