// What a facility is doing, and where the tonnes go that it does not make.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace midstream {

/// At every instant a facility is in exactly one state. The first that applies: closed (not open yet, shut for good,
/// struck by an outage or strike, mined out), shutdown, failed; then by its rate: running (at its ceiling), slowed
/// (below it), or at rest: starved, blocked, or waiting (blocked, while its product stands ready for a vehicle that is
/// not there).
enum class Doing : std::uint8_t { running, slowed, starved, blocked, failed, shutdown, waiting, closed };
inline constexpr std::size_t doing_count = 8;
inline constexpr std::array<std::string_view, doing_count> words_of(Doing) {
    return {"running", "slowed", "starved", "blocked", "failed", "shutdown", "waiting", "closed"};
}

/// Where a facility's nameplate tonnes went, at the facility itself: the causes are immediate, not followed to a root.
/// `pace` is what charges gained (negative) or lost by taking other times than their mean.
enum class Loss : std::uint8_t { failures, shutdowns, ramp_up, disruption, closed, starved, blocked, waiting, pace };
inline constexpr std::size_t loss_count = 9;
inline constexpr std::array<std::string_view, loss_count> words_of(Loss) {
    return {"failures", "shutdowns", "ramp-up", "disruptions", "closed", "starved", "blocked", "no vehicle", "pace"};
}

/// Totals of one facility since the last reset, in its basis material.
struct FacilityTally {
    double throughput_t = 0;
    double nameplate_t = 0;
    std::array<std::int64_t, doing_count> time_us{};
    std::array<double, loss_count> lost_t{};
};

} // namespace midstream
