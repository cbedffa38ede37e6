// Two cases under the same luck: replication against replication.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/chokepoint_study.h"
#include "studies/study.h"

#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// A number of both cases, and the difference taken replication by replication; 95 % intervals.
struct Paired {
    Interval before, after, change;
};

/// What is only in one of the cases counts as nothing in the other.
struct FacilityChange {
    std::string name;
    std::string basis;                        ///< material that its throughput is told in
    std::optional<std::size_t> before, after; ///< its place in each case
    Paired throughput_tpy;
};
struct MarketChange {
    std::string market, material;
    Paired delivered_tpy;
    double demand_before_tpy = 0, demand_after_tpy = 0;
};

/// One side of the comparison.
struct Side {
    StudyResult study;
    ChokepointResult chokepoints;
};

struct CompareResult {
    Side before, after;
    Paired measured_tpy;
    std::vector<FacilityChange> facilities; ///< in the order of the first case, then those only in the second
    std::vector<MarketChange> markets;
    bool stopped = false; ///< told to stop: there is nothing to compare
};

/// A case and what is measured in it.
struct Candidate {
    std::shared_ptr<const Plan> plan;
    Measure measure;
};

/// Runs both with the same seed and replications, and tries at most `relief` limits of each.
CompareResult compare(const Candidate &before, const Candidate &after, const RunsSpec &runs, int relief,
                      const StudyOptions &options);

} // namespace midstream
