// The ladder: which limit binds first, at which size it lets go, and which binds then.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/relief.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// One limit relieved until another takes over.
struct Rung {
    Limit limit;
    LimitSize size;       ///< in the case of this rung, before it is raised
    double let_go_at = 0; ///< share of `size` by which it is raised when another limit takes over
    double raised_by = 0; ///< share of `size` by which it is raised for the rungs above: well beyond that
    bool still_binds =
        false;           ///< at four times its size it still gave as much as at first: the ladder goes on without it
    Interval relief_tpy; ///< for the first 10 %
    Interval
        gained_tpy; ///< by raising it to where it lets go, all before it raised as told; 95 % interval of paired differences
    double measured_tpy = 0; ///< with it raised so far
};

/// What the ladder asks of those who can run a case.
struct LadderWork {
    MeasureRunner measures;                                     ///< t/y by replication; empty when told to stop
    std::function<std::vector<Limit>(const Case &)> candidates; ///< the most promising first; empty: demand is met
};

/// Climbs at most `rungs` limits. On each the candidate with the greatest relief is raised by doubling steps until what a
/// step gives falls under half of what the first gave; the corner of its curve is then sought, up to four times its size.
/// For the rungs above it is raised well beyond that corner, so that the next limit shows what it gives alone. Ends early
/// where no limit alone gives a thousandth of the measure, or the work was told to stop.
std::vector<Rung> climb(const Case &chain, int rungs, const LadderWork &work);

} // namespace midstream
