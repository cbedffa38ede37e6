// What is wrong with a case, or hardly meant: every problem with its place, told together.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace midstream {

/// One thing to mend. Line and column count from 1; line 0 means that the place has no lines (`--set`, a whole file).
struct Problem {
    std::string file;
    int line = 0;
    int column = 0;
    std::string path; ///< where in the case: "facilities.valley smelter.capacity"
    std::string text; ///< "what was found; what would do (did you mean 'x'?)"

    friend bool operator==(const Problem &, const Problem &) = default;
};

/// All that reading has to say.
struct CaseMessages {
    std::vector<Problem> problems;
    std::vector<Problem> warnings;
};

/// By file in the order given, files not listed after them by name; then by line and column. Each problem stays once.
void sort_by_place(std::vector<Problem> &problems, const std::vector<std::string> &files = {});

/// `file:line:col: error: text  [path]`, with "warning" in place of "error" for what is only hardly meant.
std::string error_text(const Problem &problem);
std::string warning_text(const Problem &problem);

/// A case that cannot run. Holds every problem, sorted by place, and the warnings found beside them.
class CaseError : public std::exception {
  public:
    explicit CaseError(std::vector<Problem> problems, std::vector<Problem> warnings = {});

    const std::vector<Problem> &problems() const { return messages_.problems; }
    const CaseMessages &messages() const { return messages_; }
    const char *what() const noexcept override { return text_.c_str(); } ///< one line for each problem

  private:
    CaseMessages messages_;
    std::string text_;
};

} // namespace midstream
