// The ladder: which limit binds first, at which size it lets go, and which binds then.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/relief.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// A limit has let go where its relief is below this share of its first.
inline constexpr double let_go = 0.5;
/// Largest raise that is tried, as a share of the limit's first size.
inline constexpr double most_raised = 3.0;

/// One limit relieved until another takes over; or several that bind together, relieved together.
struct Rung {
    LimitSet limits;
    LimitSize size;       ///< in the case of this rung, before it is raised; of several: 1 times
    double let_go_at = 0; ///< share of `size` by which it is raised when another limit takes over
    double raised_by = 0; ///< share of `size` by which it is raised for the rungs above: well beyond that
    bool still_binds =
        false;           ///< at four times its size it still gave as much as at first: the ladder goes on without it
    Interval relief_tpy; ///< for the first 10 %
    /// By raising it to where it lets go, all before it raised as told; 95 % interval of paired differences.
    Interval gained_tpy;
    double measured_tpy = 0;         ///< with it raised so far
    std::optional<double> bound_tpy; ///< the expected bound of that case
};

enum class LadderEnd { rungs, demand, nothing, stopped };

struct Ladder {
    std::vector<Rung> rungs;
    LadderEnd end =
        LadderEnd::rungs; ///< demand: more would find no buyer; nothing: no limit, nor a set, gives anything
    LimitSet demand;      ///< what then binds, where it is the demand for what is measured
};

/// What is known of a case on which a rung stands.
struct Footing {
    std::vector<double> measures;     ///< by replication
    std::vector<LimitSet> candidates; ///< the most promising first
    LimitSet joint;                   ///< tried where no candidate gives anything alone
    std::vector<LimitSet> demands;    ///< for what is measured: tried last, and not climbed
    bool is_met = false;              ///< all that is wanted is delivered
};

/// What the ladder asks of those who can run a case.
struct LadderWork {
    MeasureRunner measures; ///< t/y
    std::function<std::optional<Footing>(const Case &)> look;
    /// The expected bound of a case, and where it says that limits let go, for a hint. Either may be empty.
    std::function<std::optional<double>(const Case &)> bound;
    std::function<double(const Case &, const LimitSet &)> hint;
};

/// Climbs at most `rungs` limits. On each the candidate with the greatest relief is raised by doubling steps until what a
/// step gives falls under half of what the first gave; the corner of its curve is then sought, up to four times its size.
/// For the rungs above it is raised well beyond that corner, so that the next limit shows what it gives alone. Where no
/// limit alone gives a thousandth of the measure those that the bound says bind together are raised together.
Ladder climb(const Case &chain, int rungs, const LadderWork &work);

} // namespace midstream
