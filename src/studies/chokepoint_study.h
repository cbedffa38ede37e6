// Chokepoints over replications: how long each limit held, what it cost, and what a tenth more of it would give.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/pressure.h"
#include "chokepoints/relief.h"
#include "studies/gather.h"
#include "studies/study.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

struct Chokepoint {
    Limit limit;
    Interval share_of_time;
    /// Of time; the longest active period. Empty for a route's limit.
    std::optional<Interval> active_share, sole_share, shifting_share;
    std::optional<Interval> lost_tpy;
    std::optional<Interval> relief_tpy; ///< for 10 % more of it alone; only of those that were tried
    std::optional<Interval>
        together_tpy;       ///< for 10 % more of it and of all above it; of the first few that give anything
    std::string tried;      ///< "+10 %", "+1 vehicle of 4, scaled to 10 %"
    double promise_tpy = 0; ///< guess by which those to try are chosen
};

struct ChokepointResult {
    Measure measure;
    Interval measured_tpy;
    Interval wanted_tpy;            ///< 0 for a measure of what is made
    std::vector<Chokepoint> ranked; ///< by relief, then those not tried by their promise
    bool short_of_demand() const;
    bool gains(const Chokepoint &point) const; ///< whether its relief stands out of the noise
};

/// Takes every replication of the base in order, then runs what is to be tried.
class ChokepointStudy {
  public:
    ChokepointStudy(std::shared_ptr<const Plan> plan, Measure measure);

    void take(const Result &result);
    /// The measure of each replication taken [t/y].
    const std::vector<double> &measured_tpy() const { return measured_tpy_; }
    /// Tries at most `most` limits with the seed and replications of the base; none where the base was cut
    /// short or all demand is met.
    ChokepointResult finish(int most, const RunsSpec &runs, const StudyOptions &options);
    /// How many `finish` would try.
    int count_to_try(int most) const;

  private:
    void find_together(ChokepointResult &found, const MeasureRunner &runner) const;

    std::shared_ptr<const Plan> plan_;
    Measure measure_;
    PressureGauge gauge_;
    double years_ = 0;
    std::vector<double> measured_tpy_, wanted_tpy_;
    std::vector<Tally> share_, lost_, promise_; ///< by limit
    std::vector<bool> knows_loss_;
    std::vector<Tally> active_, sole_, shifting_; ///< by limit; nothing told of a route's
};

} // namespace midstream
