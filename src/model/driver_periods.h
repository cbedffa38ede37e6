// What a driver says of every day of a run: its rows, its gaps, and the dates before and after them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/history.h"

#include <string>
#include <variant>
#include <vector>

namespace midstream {

/// A calendar period, or what a gap leaves of it, under one value.
struct DrivenPeriod {
    SimTime from{}, until{};
    PeriodKind kind = PeriodKind::year;
    double value = 0;
    std::size_t row = 0; ///< of the series, that it comes from

    double length_d() const { ///< of the whole period
        return days_of(periods_later(from, kind, 1) - from);
    }
};

/// From `start` to `end` without a hole, or why that cannot be.
std::variant<std::vector<DrivenPeriod>, std::string> driven_periods(const DriverSpec &driver, SimTime start,
                                                                    SimTime end);

} // namespace midstream
