// Civil dates by std::chrono; the parser is ours, since compilers do not all bring one.
// SPDX-License-Identifier: Apache-2.0
#include "des/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace midstream {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

namespace {

// Of a time beyond what the calendar can name, the last day it can.
sys_days day_of(SimTime time) {
    constexpr sys_days last{year::max() / 12 / 31};
    constexpr sys_days first{year::min() / 1 / 1};
    return std::clamp(std::chrono::floor<days>(time), first, last);
}

year_month_day date_of(SimTime time) { return day_of(time); }

SimTime first_day(year y, month m) { return sys_days{y / m / 1}; }

SimTime months_later(year_month_day date, int months) {
    const auto later = date.year() / date.month() + std::chrono::months{months};
    return first_day(later.year(), later.month());
}

// Reads a text from the left.
struct Reader {
    std::string_view rest;

    // Exactly `count` digits.
    std::optional<int> number(std::size_t count) {
        if (rest.size() < count) return std::nullopt;
        int value = 0;
        for (const char c : rest.substr(0, count)) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        rest.remove_prefix(count);
        return value;
    }

    bool take(char c) {
        if (!rest.starts_with(c)) return false;
        rest.remove_prefix(1);
        return true;
    }
};

// hh:mm, hh:mm:ss or hh:mm:ss.f with up to six decimals, then perhaps Z; empty if it is none of them.
std::optional<Duration> time_of_day(Reader &in) {
    const auto hour = in.number(2);
    if (!hour || !in.take(':')) return std::nullopt;
    const auto minute = in.number(2);
    if (!minute) return std::nullopt;
    std::optional<int> second = 0;
    Ticks fraction = 0;
    if (in.take(':')) {
        second = in.number(2);
        if (!second) return std::nullopt;
        if (in.take('.')) {
            Ticks scale = 1'000'000;
            while (scale > 1 && !in.rest.empty() && in.rest != "Z") {
                const auto digit = in.number(1);
                if (!digit) return std::nullopt;
                fraction += (scale /= 10) * *digit;
            }
            if (scale == 1'000'000) return std::nullopt;
        }
    }
    in.take('Z');
    if (!in.rest.empty() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second} +
           Duration{fraction};
}

} // namespace

std::variant<SimTime, std::string> parse_date(std::string_view text) {
    const auto problem = [&](std::string_view what) { return std::string{text}.append(what); };
    constexpr std::string_view no_date = " is not a date; write it as 2025-01-31 or 2025-01-31T06:00 (UTC)";

    Reader in{text};
    const auto y = in.number(4);
    if (!y) return problem(no_date);
    if (in.rest.empty()) return first_day(year{*y}, month{1});
    const auto m = in.take('-') ? in.number(2) : std::nullopt;
    if (!m) return problem(no_date);
    if (*m < 1 || *m > 12) return problem(" names a month that is not 01 to 12");
    if (in.rest.empty()) return first_day(year{*y}, month{static_cast<unsigned>(*m)});
    const auto d = in.take('-') ? in.number(2) : std::nullopt;
    if (!d || (!in.rest.empty() && in.rest.front() != 'T')) return problem(no_date);

    const auto date = year{*y} / *m / *d;
    if (!date.ok()) return std::string{text.substr(0, 10)}.append(" is not a day of the calendar");
    const SimTime midnight = sys_days{date};
    if (!in.take('T')) return midnight;
    const auto clock = time_of_day(in);
    if (!clock) return problem(" has no time of day after T; write it as 06:00 or 06:00:00 (UTC)");
    return midnight + *clock;
}

std::string print_date(SimTime time) {
    const auto date = date_of(time);
    const Ticks since_midnight = (time - std::chrono::floor<days>(time)).count();
    const int seconds = static_cast<int>(since_midnight / 1'000'000);
    const int micros = static_cast<int>(since_midnight % 1'000'000);

    std::array<char, 64> text{};
    const auto written = [&](int length) { return std::string(text.data(), static_cast<std::size_t>(length)); };
    std::string out = written(std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                            static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())));
    if (since_midnight == 0) return out;
    out += written(std::snprintf(text.data(), text.size(), "T%02d:%02d", seconds / 3600, seconds / 60 % 60));
    if (since_midnight % 60'000'000 != 0)
        out += written(std::snprintf(text.data(), text.size(), ":%02d", seconds % 60));
    if (micros != 0) {
        out += written(std::snprintf(text.data(), text.size(), ".%06d", micros));
        out.erase(out.find_last_not_of('0') + 1);
    }
    return out;
}

SimTime start_of_month(SimTime time) { return months_later(date_of(time), 0); }
SimTime next_month(SimTime time) { return months_later(date_of(time), 1); }
SimTime start_of_year(SimTime time) { return first_day(date_of(time).year(), month{1}); }
SimTime next_year(SimTime time) { return first_day(date_of(time).year() + std::chrono::years{1}, month{1}); }
SimTime next_quarter(SimTime time) { return months_later(date_of(time), 3 - (month_of(time) - 1) % 3); }

int year_of(SimTime time) { return static_cast<int>(date_of(time).year()); }
int month_of(SimTime time) { return static_cast<int>(static_cast<unsigned>(date_of(time).month())); }

} // namespace midstream
