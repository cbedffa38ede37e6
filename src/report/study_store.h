// The results of a study in one SQLite file: what has been run, and what is missing.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "report/database.h"
#include "studies/scenario.h"
#include "studies/sweep.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace midstream {

/// What a file of results is of. Runs of one file may go into another where version, seed, measure and case of their scenario
/// agree: they are the same runs.
struct StudyHead {
    std::string name, title, case_file;
    std::string measure; ///< in words
    std::uint64_t seed = 0;
    int replications = 0;
    std::vector<Keep> keep; ///< in the order of the enumeration
    bool has_base = true;
    std::vector<Scenario> scenarios;
    std::vector<std::string> hashes; ///< by scenario: SHA-256 of its case as understood
    std::vector<TimeSpec> times;     ///< by scenario
};

class StudyStore {
  public:
    /// Opens the file, or makes it. Where it is of an older form of the study the runs that still hold are taken over, and
    /// where it has others too it is set aside, beside the new one; runs of files set aside before are taken over
    /// likewise.
    /// Throws DatabaseError, and leaves the file as it is, where it is no study's or of another version of the program.
    StudyStore(const std::filesystem::path &file, const StudyHead &head);

    bool has(std::size_t scenario, int replication) const {
        return done_[scenario * static_cast<std::size_t>(head_.replications) + static_cast<std::size_t>(replication)];
    }
    std::size_t done() const { return count_; }
    std::size_t wanted() const { return done_.size(); }
    std::size_t done_of(std::size_t scenario) const;

    /// What is added is in the file for good once `commit` has returned; until then a kill takes it away whole.
    void add(const SweepRun &run, double measured_tpy, double wanted_tpy);
    void commit();

    /// Takes over the runs of another file that this one lacks; returns how many. Throws as the constructor does.
    std::size_t take_over(const std::filesystem::path &other);

    /// Runs of another file whose case is none that this study asks for.
    std::size_t strangers_in(const std::filesystem::path &other);

    /// Rewrites the file in the order of its keys, so that its bytes follow from its content.
    void tidy();

    /// "134 runs ... are kept in FILE", where this opening set a file aside.
    const std::string &set_aside() const { return set_aside_; }

    Database &database() { return *database_; }
    const std::filesystem::path &file() const { return file_; }

  private:
    void open();
    void make();
    void renew();
    void take_over_set_aside();
    std::int64_t count_others(const std::filesystem::path &other);
    void list_done();
    void begin();

    std::filesystem::path file_;
    StudyHead head_;
    std::unique_ptr<Database> database_;
    std::vector<bool> done_; ///< by scenario and replication
    std::size_t count_ = 0;
    std::string set_aside_;
    bool is_open_ = false; ///< a transaction
    struct Inserts;
    std::shared_ptr<Inserts> inserts_;
};

/// Why no results can be read from a file, or nothing.
std::string find_fault(const std::filesystem::path &file, const StudyHead &head);

} // namespace midstream
