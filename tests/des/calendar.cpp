// Time rounded to ticks, and the corners of the calendar.
// SPDX-License-Identifier: Apache-2.0
#include "des/calendar.h"
#include "infinity.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>

using namespace midstream;

namespace {

SimTime at(std::string_view text) { return std::get<SimTime>(parse_date(text)); }
std::string told(std::string_view text) {
    const auto result = parse_date(text);
    const auto *problem = std::get_if<std::string>(&result);
    return problem ? *problem : "fine";
}
std::string reprinted(std::string_view text) { return print_date(at(text)); }

} // namespace

TEST_CASE("days round to the nearest tick, or up where nothing may come early") {
    CHECK(round_days(1).count() == ticks_per_day);
    CHECK(round_days(0.4 / 86400e6).count() == 0);
    CHECK(round_days(0.6 / 86400e6).count() == 1);
    CHECK(round_days(-0.6 / 86400e6).count() == -1);
    CHECK(ceil_days(0.4 / 86400e6).count() == 1);
    CHECK(ceil_days(-0.4 / 86400e6).count() == 0);
    CHECK(ceil_days(5).count() == 5 * ticks_per_day);
    CHECK(days_of(round_days(2.5)) == 2.5);
    CHECK(days_of(Duration{ticks_per_day / 4}) == 0.25);
}

TEST_CASE("what is further than 200,000 years is never, and what is no number is refused") {
    CHECK(round_days(infinity).count() == most_ticks);
    CHECK(round_days(1e300).count() == most_ticks);
    CHECK(round_days(-infinity).count() == -most_ticks);
    CHECK(ceil_days(infinity).count() == most_ticks);
    CHECK((at("9999-12-31") + round_days(infinity)).time_since_epoch().count() > most_ticks);
    CHECK_THROWS_WITH_AS(round_days(std::nan("")), "a duration in days is not a number", std::invalid_argument);
    CHECK_THROWS_AS(ceil_days(std::nan("")), std::invalid_argument);
}

TEST_CASE("a date may be as coarse as a year and as fine as a microsecond") {
    CHECK(at("1970-01-01").time_since_epoch().count() == 0);
    CHECK(at("2025") == at("2025-01-01"));
    CHECK(at("2025-03") == at("2025-03-01"));
    CHECK(at("2025-01-01T06:00") - at("2025-01-01") == std::chrono::hours{6});
    CHECK(at("2025-01-01T06:00:00Z") == at("2025-01-01T06:00"));
    CHECK(at("2025-01-01T23:59:59.999999") + Duration{1} == at("2025-01-02"));
    CHECK(at("2025-01-01T00:00:00.5") - at("2025-01-01") == Duration{500'000});
}

TEST_CASE("leap years are those of Gregory") {
    CHECK(at("2024-03-01") - at("2024-02-28") == std::chrono::days{2});
    CHECK(at("2000-03-01") - at("2000-02-28") == std::chrono::days{2});
    CHECK(at("1900-03-01") - at("1900-02-28") == std::chrono::days{1});
    CHECK(told("1900-02-29") == "1900-02-29 is not a day of the calendar");
    CHECK(told("2000-02-29") == "fine");
}

TEST_CASE("a date that is none says why") {
    const std::string no_date = " is not a date; write it as 2025-01-31 or 2025-01-31T06:00 (UTC)";
    for (const std::string text : {"", "soon", "25-01-01", "2025/01/01", "2025-1-1", "2025-01-01 06:00", "20250101",
                                   "2025-", "-2025", " 2025", "2025-01-01Z", "12025-01-01"}) {
        CAPTURE(text);
        CHECK(told(text) == text + no_date);
    }
    CHECK(told("2025-02-30") == "2025-02-30 is not a day of the calendar");
    CHECK(told("2025-02-30T06:00") == "2025-02-30 is not a day of the calendar");
    CHECK(told("2025-13-01") == "2025-13-01 names a month that is not 01 to 12");
    CHECK(told("2025-00") == "2025-00 names a month that is not 01 to 12");
    for (const std::string text :
         {"2025-01-01T", "2025-01-01T24:00", "2025-01-01T06", "2025-01-01T06:60", "2025-01-01T06:00:60",
          "2025-01-01T06:00+02:00", "2025-01-01T06:00:00.", "2025-01-01T06:00:00.1234567", "2025-01-01T06:00ZZ"}) {
        CAPTURE(text);
        CHECK(told(text) == text + " has no time of day after T; write it as 06:00 or 06:00:00 (UTC)");
    }
}

TEST_CASE("a date prints no finer than it is") {
    CHECK(reprinted("2025") == "2025-01-01");
    CHECK(reprinted("2025-01-01T06:00:00Z") == "2025-01-01T06:00");
    CHECK(reprinted("2025-01-01T06:00:30") == "2025-01-01T06:00:30");
    CHECK(reprinted("2025-01-01T06:00:30.250") == "2025-01-01T06:00:30.25");
    CHECK(reprinted("2025-01-01T00:00:00.000001") == "2025-01-01T00:00:00.000001");
    CHECK(reprinted("0000-01-01") == "0000-01-01");
    CHECK(reprinted("1969-12-31T23:00") == "1969-12-31T23:00");
}

TEST_CASE("any time within four-digit years reads back from its print") {
    std::mt19937_64 random{7};
    const auto first = at("0000");
    const auto span = static_cast<std::uint64_t>((at("9999-12-31T23:59:59.999999") - first).count());
    int lost = 0;
    for (int i = 0; i < 20'000; ++i) {
        const SimTime time = first + Duration{static_cast<Ticks>(random() % span)};
        if (at(print_date(time)) != time) ++lost;
    }
    CHECK(lost == 0);
}

TEST_CASE("periods begin at midnight, and the next one is strictly later") {
    const SimTime noon = at("2024-02-29T12:00");
    CHECK(start_of_month(noon) == at("2024-02-01"));
    CHECK(next_month(noon) == at("2024-03-01"));
    CHECK(next_quarter(noon) == at("2024-04-01"));
    CHECK(start_of_year(noon) == at("2024-01-01"));
    CHECK(next_year(noon) == at("2025-01-01"));
    CHECK(start_of_month(at("2024-02-01")) == at("2024-02-01"));
    CHECK(next_month(at("2024-02-01")) == at("2024-03-01"));
    CHECK(next_year(at("2025")) == at("2026"));
    CHECK(next_quarter(at("2025-04-01")) == at("2025-07-01"));
}

TEST_CASE("the last microsecond of a year belongs to it") {
    const SimTime last = at("2025") - Duration{1};
    CHECK(year_of(last) == 2024);
    CHECK(month_of(last) == 12);
    CHECK(next_month(last) == at("2025"));
    CHECK(next_quarter(last) == at("2025"));
    CHECK(next_year(last) == at("2025"));
    CHECK(start_of_year(last) == at("2024"));
    CHECK(print_date(last) == "2024-12-31T23:59:59.999999");
}

TEST_CASE("the calendar works before 1970 and does not wrap at the end of time") {
    const SimTime before = at("1899-12-31T12:00");
    CHECK(year_of(before) == 1899);
    CHECK(next_month(before) == at("1900-01"));
    CHECK(start_of_month(before) == at("1899-12"));
    CHECK(year_of(SimTime{Duration{most_ticks}}) == 32767);
}
