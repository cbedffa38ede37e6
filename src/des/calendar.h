// The civil calendar (UTC): dates from text and back, and where months, quarters and years begin.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/time.h"

#include <string>
#include <string_view>
#include <variant>

namespace midstream {

// ISO 8601 in UTC, from a year to a microsecond: 2025, 2025-01, 2025-01-31, 2025-01-31T06:00, 2025-01-31T06:00:00Z.
// Else the problem in words: "2025-02-30 is not a day of the calendar".
std::variant<SimTime, std::string> parse_date(std::string_view text);

// The date alone at midnight, else date and time down to what is not zero: 2025-01-31T06:00. Parses back to the same.
std::string print_date(SimTime time);

SimTime start_of_month(SimTime time);
SimTime start_of_year(SimTime time);

// The first one strictly after `time`.
SimTime next_month(SimTime time);
SimTime next_quarter(SimTime time);
SimTime next_year(SimTime time);

int year_of(SimTime time);
int month_of(SimTime time); // 1..12

} // namespace midstream
