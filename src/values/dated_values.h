// A series as it was recorded: each value holds for one calendar period, and what was not recorded stays a gap.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/calendar.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

enum class PeriodKind { day, month, year };
inline constexpr std::string_view word_of(PeriodKind kind) {
    constexpr std::string_view words[] = {"day", "month", "year"};
    return words[static_cast<std::size_t>(kind)];
}

/// The first instant of the period that lies a number of periods after that which begins at `from`.
inline SimTime periods_later(SimTime from, PeriodKind kind, int count) {
    namespace chr = std::chrono;
    const auto day = chr::floor<chr::days>(from);
    if (kind == PeriodKind::day) return SimTime{day + chr::days{count}};
    const chr::year_month_day date{day};
    const auto month = date.year() / date.month() + chr::months{kind == PeriodKind::year ? 12 * count : count};
    return SimTime{chr::sys_days{month / 1}};
}

struct DatedValue {
    SimTime from{};
    PeriodKind kind = PeriodKind::year;
    double value = 0; ///< in the unit of the series

    SimTime until() const { return periods_later(from, kind, 1); }
    friend bool operator==(const DatedValue &, const DatedValue &) = default;
};

/// Rows rise in time and do not overlap; a period without a row is a gap.
struct DatedValues {
    std::vector<DatedValue> rows;
    std::string unit; ///< as written

    bool empty() const { return rows.empty(); }
    friend bool operator==(const DatedValues &, const DatedValues &) = default;
};

/// "2001", "2001-05" or "2001-05-03": what a person would write for the period.
inline std::string print_period(SimTime from, PeriodKind kind) {
    constexpr std::size_t lengths[] = {10, 7, 4};
    return print_date(from).substr(0, lengths[static_cast<std::size_t>(kind)]);
}

} // namespace midstream
