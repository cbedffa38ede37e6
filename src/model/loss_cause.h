// The root causes of lost tonnes, numbered: whose they are and what they are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace midstream {

/// What can take tonnes for good reason of its own. `capacity`: nothing fell short of what it can do, and that is not
/// more. `supply`, `outlet`: nothing at all brings, or takes, what is wanted. `elsewhere`: cargo that a stop sent to
/// another place.
enum class Cause : std::uint8_t {
    // of a facility
    failures,
    shutdowns,
    ramp_up,
    disruptions,
    closed,
    pace,
    grade,
    berths,
    capacity,
    demand,
    supply,
    outlet,
    backlog,
    // of a route
    limit,
    stopped,
    // of a fleet
    vehicles,
    // of a passage
    slots,
    shut,
    // of a disruption
    quota
};
inline constexpr std::size_t cause_count = 19;
inline constexpr std::array<std::string_view, cause_count> words_of(Cause) {
    return {"failures", "shutdowns", "ramp-up", "disruptions", "closed",    "pace",    "grade",
            "berths",   "capacity",  "demand",  "no supply",   "no outlet", "backlog", "limit",
            "stopped",  "vehicles",  "slots",   "shut",        "quota"};
}

/// A root cause by number.
struct RootCause {
    enum class Of : std::uint8_t { facility, route, fleet, passage, disruption } of = Of::facility;
    std::uint32_t index = 0;
    Cause cause = Cause::capacity;
};

/// Numbers the root causes of a case: facilities first, then routes, fleets, passages, disruptions.
class CauseNumbers {
  public:
    explicit CauseNumbers(const Case &chain);

    std::uint32_t of_facility(std::uint32_t f, Cause cause) const {
        return f * of_one_facility + static_cast<std::uint32_t>(cause);
    }
    std::uint32_t of_route(std::uint32_t r, Cause cause) const {
        return route_first_ + 2 * r + (cause == Cause::stopped);
    }
    std::uint32_t of_fleet(std::uint32_t k) const { return fleet_first_ + k; }
    std::uint32_t of_passage(std::uint32_t p, Cause cause) const {
        return passage_first_ + 2 * p + (cause == Cause::shut);
    }
    std::uint32_t of_quota(std::uint32_t d) const { return quota_first_ + d; }
    std::uint32_t size() const { return end_; }
    RootCause at(std::uint32_t number) const;

  private:
    static constexpr std::uint32_t of_one_facility = static_cast<std::uint32_t>(Cause::backlog) + 1;
    std::uint32_t route_first_, fleet_first_, passage_first_, quota_first_, end_;
};

/// Whose a root cause is: "El Paso refinery", "valley trains", "Panama canal".
std::string_view name_of(const Case &chain, const RootCause &root);

/// Tonnes that a facility (in its basis) or a market lost to a root cause.
struct RootLoss {
    std::uint32_t cause = 0; ///< as numbered by CauseNumbers
    double lost_t = 0;
};

} // namespace midstream
