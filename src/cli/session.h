// What every command shares that runs cases for long: where results go, threads, Ctrl-C, a line of progress, provenance.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/case_input.h"
#include "cli/progress.h"
#include "report/files.h"
#include "studies/replications.h"

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

namespace midstream {

class Session {
  public:
    /// The watch runs from here on, and Ctrl-C asks to stop.
    Session(const Arguments &arguments, std::string command);
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// What is to be run is known. Results go to --out, or to outputs/`name`; without a name nowhere but to --out. Throws
    /// UsageError where the folder is not to be written to.
    void open(const CaseInput &input, const std::string &name);

    /// From now on progress is told under these words.
    void show(const char *what);
    bool is_stopped() const { return stop_; }
    const Stopwatch &watch() const { return watch_; }

    /// Puts down how many replications there are, and the time.
    void close_books(int done);
    /// Writes the files where there is a folder, and prints the first of them (--json) or the words, and behind those
    /// `places`, in which {0} is the folder.
    void give(const std::vector<RunFile> &files, const std::string &words, const char *places) const;
    /// After Ctrl-C: tells why there is nothing more. Returns the exit code.
    int give_up(const std::string &why);

    StudyOptions options; ///< with threads and the stop; progress by `show`
    Provenance provenance;
    Progress progress;

  private:
    const Arguments &arguments_;
    const Stopwatch watch_;
    const std::atomic<bool> &stop_;
    std::filesystem::path folder_; ///< empty: nowhere
};

/// --out, or outputs/`name`.
std::filesystem::path folder_of(const Arguments &arguments, const std::string &name);

/// What is printed of a folder with a page.
inline constexpr const char *page_and_tables = "page: {0}/report.html\ntables: {0}\n";
inline constexpr const char *tables_alone = "tables: {0}\n";

} // namespace midstream
