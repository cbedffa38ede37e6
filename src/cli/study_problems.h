// What is wrong with the scenarios of a study: told once for all that share it, where the study says it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/case_error.h"
#include "reader/read_case.h"
#include "reader/study_file.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace midstream {

/// The case as a scenario has it.
ReadOptions read_options(const ReadStudy &study, const Scenario &scenario);

class StudyProblems {
  public:
    explicit StudyProblems(const ReadStudy &study) : study_{study} {}

    /// Of a scenario, as reading its case told them; call it for those without a problem, too.
    void add(const std::vector<Problem> &problems, std::size_t scenario);
    bool empty() const { return found_.empty(); }
    /// In the order of the study's file, then of others. What no cell of a column of the table could mend is told of its
    /// head.
    CaseError error();

  private:
    struct Found {
        Problem problem; ///< at its place
        std::string raw_file;
        std::size_t scenario = 0; ///< the first that has it
        int scenarios = 1;        ///< that have it; 0 of a head
    };

    static void gather(std::vector<Found> &found, Found one);
    /// The set that a problem is about, where it stands in the table.
    std::optional<std::size_t> cell_of(const std::string &raw_file, const Scenario &scenario) const;
    const TableColumn *column_of(const Scenario &scenario, std::size_t set) const;
    /// The problem as it is told of a head, where that is to blame.
    std::optional<Problem> at_head(const Found &found);

    const ReadStudy &study_;
    std::vector<Found> found_;
    std::set<const TableColumn *> good_;                                ///< columns of which some cell could be read
    std::map<std::pair<const TableColumn *, std::string>, bool> heads_; ///< whether such words are of the head
};

} // namespace midstream
