// Chokepoints over replications: how long each limit held, what it cost, and what a tenth more of it would give.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/bound.h"
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
    Interval lost_tpy;                  ///< tonnes of the measure lost to its size and its own stops
    std::optional<Interval> relief_tpy; ///< for 10 % more of it alone; only of those that were tried
    std::optional<Interval> step_tpy;   ///< for what was raised: the same, or of vehicles and berths the whole ones
    int things = 0;                     ///< vehicles or berths that were added; 0: a rate
    int replications = 0;               ///< that it was tried over
    std::optional<Interval>
        together_tpy;       ///< for 10 % more of it and of all above it; of the first few that give anything
    std::string tried;      ///< "+10 %", "+1 vehicle of 4"
    double promise_tpy = 0; ///< guess by which those to try are chosen
};

struct ChokepointResult {
    Measure measure;
    Interval measured_tpy;
    Interval wanted_tpy; ///< 0 for a measure of what is made
    Waterfall waterfall;
    std::vector<Chokepoint> ranked;    ///< by relief, then those not tried by their promise
    LimitSet joint;                    ///< where none gives anything alone: what the bound says binds together
    std::optional<Interval> joint_tpy; ///< what 10 % more of each of them gives
    NextLimit next;                    ///< what takes over from what is named, by the bound; no `first`: not known
    /// What caps the measure: the limit of the greatest relief, or those that bind together. Empty: none stands out.
    LimitSet named() const;
    bool short_of_demand() const;
    bool gains(const Chokepoint &point) const; ///< whether its relief stands out of the noise
};

/// Takes every replication of the base in order, then runs what is to be tried.
class ChokepointStudy {
  public:
    ChokepointStudy(std::shared_ptr<const Plan> plan, Measure measure);

    void take(const Result &result);
    /// What the bound says is tried first.
    void heed(const Bound &bound);
    /// The measure of each replication taken [t/y].
    const std::vector<double> &measured_tpy() const { return measured_tpy_; }
    /// Tries at most `most` limits with the seed and replications of the base; none where the base was cut
    /// short or all demand is met.
    ChokepointResult finish(int most, const RunsSpec &runs, const StudyOptions &options);
    /// How many `finish` would try.
    int count_to_try(int most) const;

  private:
    void find_together(ChokepointResult &found, const MeasureRunner &runner) const;
    std::optional<Interval> joint_relief(const LimitSet &limits, const MeasureRunner &runner) const;
    void rank_by_promise(std::vector<Chokepoint> &ranked, int most) const;

    std::shared_ptr<const Plan> plan_;
    Measure measure_;
    PressureGauge gauge_;
    double years_ = 0;
    std::vector<double> measured_tpy_, wanted_tpy_;
    std::vector<Tally> share_, lost_, promise_; ///< by limit
    WaterfallTally waterfall_;
    std::vector<std::vector<std::uint32_t>> limits_of_cause_; ///< by root cause
    std::vector<Tally> active_, sole_, shifting_;             ///< by limit; nothing told of a route's
    std::vector<double> priced_;                              ///< by limit: what a tenth more of it gives the bound
    LimitSet joint_;
    bool knows_bound_ = false;
};

} // namespace midstream
