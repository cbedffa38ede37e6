// Scenarios of a study that run over other times than the first of them.
// SPDX-License-Identifier: Apache-2.0
#include "des/calendar.h"
#include "report/study_report.h"
#include "studies/study.h"

#include <cstddef>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

constexpr std::size_t most_named = 3;

bool is_same(const TimeSpec &a, const TimeSpec &b) {
    return a.start == b.start && a.end == b.end && warmup_end(a) == warmup_end(b);
}

/// "'long' (2025-01-01 to 2031-01-01, counted from 2026-01-01)"
std::string named(const StudyHead &head, std::size_t scenario) {
    const TimeSpec &time = head.times[scenario];
    const std::string counted =
        warmup_end(time) == time.start ? "" : fmt::format(", counted from {}", print_date(warmup_end(time)));
    return fmt::format("'{}' ({} to {}{})", head.scenarios[scenario].name, print_date(time.start), print_date(time.end),
                       counted);
}

} // namespace

std::string times_sentence(const SweepResult &result) {
    const StudyHead &head = result.head;
    std::vector<std::size_t> others;
    for (std::size_t s = 1; s < head.times.size(); ++s)
        if (!is_same(head.times[s], head.times.front())) others.push_back(s);
    if (others.empty()) return "";
    std::vector<std::string> names;
    for (std::size_t i = 0; i < others.size() && i < most_named; ++i) names.push_back(named(head, others[i]));
    const std::string more = others.size() > most_named ? fmt::format(" and {} more", others.size() - most_named) : "";
    return fmt::format(
        "Other times than {} {}: {}{}. Every figure is an average per year of the time that its own "
        "scenario counts, so that figures can be held beside each other; but what changes with the years "
        "is part of every difference, of factors too, and tonnes of whole runs cannot be compared.",
        named(head, 0), others.size() == 1 ? "has" : "have", fmt::join(names, ", "), more);
}

} // namespace midstream
