// How close one replication came to each limit, and a first guess at what more of it would give.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/limit.h"
#include "chokepoints/measure.h"
#include "model/plan.h"

#include <optional>
#include <vector>

namespace midstream {

struct Pressure {
    double share_of_time = 0; ///< in which the limit held: see outputs/README.md for each sort
    double promise_t = 0;     ///< guess of a tenth's worth, in tonnes of the first element; only to choose by
};

/// Looks at the limits that lie upstream of what is measured, or carry off what comes up on the way there.
class PressureGauge {
  public:
    PressureGauge(std::shared_ptr<const Plan> plan, const Measure &measure);

    const std::vector<Limit> &limits() const { return limits_; }
    /// By limit.
    std::vector<Pressure> read(const Result &result) const;

  private:
    /// A replication with tonnes of the first element (of all, where none is tracked).
    struct Books {
        const Result &result;
        std::vector<double> made_t;    ///< by facility
        std::vector<double> handled_t; ///< by facility: what routes brought and took
        std::vector<double> moved_t;   ///< by route
    };
    Books open(const Result &result) const;
    Pressure of_facility(std::uint32_t facility, const Books &books) const;
    Pressure of_berths(std::uint32_t facility, const Books &books) const;
    Pressure of_fleet(std::uint32_t fleet, const Books &books) const;
    Pressure of_passage(std::uint32_t passage, const Books &books) const;
    Pressure of_route(std::uint32_t route, const Books &books) const;
    Pressure of_quota(std::uint32_t disruption, const Books &books) const;
    Pressure of_demand(const Limit &limit, const Books &books) const;

    std::shared_ptr<const Plan> plan_;
    Measure measure_;
    std::vector<Limit> limits_;
    double time_us_ = 0; ///< after the warm-up
};

} // namespace midstream
