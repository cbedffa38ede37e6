// What is wrong with a case: sorting problems by place and putting them into words.
// SPDX-License-Identifier: Apache-2.0
#include "reader/case_error.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace midstream {

namespace {

std::string message(const Problem &problem, const char *severity) {
    std::string place = problem.file;
    if (problem.line > 0) place += fmt::format(":{}:{}", problem.line, problem.column);
    const std::string path = problem.path.empty() ? "" : fmt::format("  [{}]", problem.path);
    return fmt::format("{}: {}: {}{}", place, severity, problem.text, path);
}

} // namespace

void sort_by_place(std::vector<Problem> &problems, const std::vector<std::string> &files) {
    const auto rank = [&](const Problem &p) { return std::find(files.begin(), files.end(), p.file) - files.begin(); };
    std::stable_sort(problems.begin(), problems.end(), [&](const Problem &a, const Problem &b) {
        return std::tuple{rank(a), std::string_view{a.file}, a.line, a.column} <
               std::tuple{rank(b), std::string_view{b.file}, b.line, b.column};
    });
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

std::string error_text(const Problem &problem) { return message(problem, "error"); }
std::string warning_text(const Problem &problem) { return message(problem, "warning"); }

CaseError::CaseError(std::vector<Problem> problems, std::vector<Problem> warnings)
    : messages_{std::move(problems), std::move(warnings)} {
    for (const auto &problem : messages_.problems) {
        if (!text_.empty()) text_ += '\n';
        text_ += error_text(problem);
    }
}

} // namespace midstream
