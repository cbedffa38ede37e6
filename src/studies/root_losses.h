// Losses by root cause over replications, and the waterfall from what was wanted to what came.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/measure.h"
#include "des/statistics.h"
#include "model/plan.h"
#include "model/result.h"

#include <memory>
#include <vector>

namespace midstream {

struct RootLossStudy {
    RootCause root;
    Interval lost_tpy;
};

/// The largest first; what is nothing but rounding is left out.
using RootLossTable = std::vector<RootLossStudy>;

/// Gathers one facility's or market's losses, replication by replication.
class RootLossTally {
  public:
    void add(const std::vector<RootLoss> &lost, double factor);
    void end_replication() { ++done_; }
    /// `whole`: of which a billionth is rounding.
    RootLossTable finish(const CauseNumbers &causes, double whole) const;

  private:
    struct Entry {
        std::uint32_t cause;
        std::vector<double> by_replication; ///< as far as it was met
    };
    std::vector<Entry> entries_; ///< by cause
    std::size_t done_ = 0;
};

/// From what was wanted (of a measure of what is made: the nameplates of those that make it) to what came [t/y].
struct Waterfall {
    Interval from_tpy, to_tpy;
    RootLossTable steps; ///< their means sum to from - to
};

class WaterfallTally {
  public:
    WaterfallTally(std::shared_ptr<const Plan> plan, const Measure &measure, double years);
    /// Returns what this replication lost, in parts that may repeat a cause [t/y].
    const std::vector<RootLoss> &take(const Result &result);
    Waterfall finish() const;

  private:
    std::shared_ptr<const Plan> plan_;
    Measure measure_;
    double years_;
    std::vector<double> from_tpy_, to_tpy_;
    RootLossTally lost_;
    std::vector<RootLoss> parts_; ///< of the replication taken last
};

} // namespace midstream
