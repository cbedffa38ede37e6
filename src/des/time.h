// Simulated time: whole microseconds, and the two ways to round days to them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <stdexcept>

namespace midstream {

using Ticks = std::int64_t; // microseconds
using Duration = std::chrono::microseconds;
using SimTime = std::chrono::sys_time<Duration>;

inline constexpr Ticks ticks_per_day = 86'400'000'000;
inline constexpr Ticks most_ticks = 73'050'000 * ticks_per_day; // 200,000 years: further is never

namespace detail {
// Splits days into whole ticks (towards zero) and the rest of a tick; saturates; refuses what is not a number.
struct WholeTicks {
    Ticks whole;
    double rest;
};
constexpr WholeTicks whole_ticks(double days) {
    if (days != days) throw std::invalid_argument("a duration in days is not a number");
    const double ticks = days * static_cast<double>(ticks_per_day);
    if (ticks >= static_cast<double>(most_ticks)) return {most_ticks, 0};
    if (ticks <= -static_cast<double>(most_ticks)) return {-most_ticks, 0};
    const Ticks whole = static_cast<Ticks>(ticks);
    return {whole, ticks - static_cast<double>(whole)};
}
} // namespace detail

// The nearest tick, half away from zero. Saturates at 200,000 years; throws std::invalid_argument for nan.
constexpr Duration round_days(double days) {
    const auto [whole, rest] = detail::whole_ticks(days);
    return Duration{whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0)};
}

// The next tick up, for what must not happen too early. Saturates and throws as round_days.
constexpr Duration ceil_days(double days) {
    const auto [whole, rest] = detail::whole_ticks(days);
    return Duration{whole + (rest > 0 ? 1 : 0)};
}

constexpr double days_of(Duration duration) {
    return static_cast<double>(duration.count()) / static_cast<double>(ticks_per_day);
}

} // namespace midstream
