// What limits give to the bound, found by solving it again: each alone, and those that bind together.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/bound.h"

#include <cstddef>
#include <vector>

namespace midstream {

/// What 10 % more of a limit gives, in measured t/y; of vehicles and berths a whole one more, scaled to 10 %.
double tenth_of(BoundProblem &problem, std::size_t dial, double base_tpy);

/// The limits that are used up in the solution of `base_tpy`, which must be the last one.
std::vector<std::size_t> tight_dials(const BoundProblem &problem);

/// As few of some limits as, raised together, give what all of them raised together give.
JointLimit find_joint(BoundProblem &problem, std::vector<std::size_t> dials, double base_tpy);

/// What the limits of a case give where nothing is drawn from stock.
struct SteadyPrices {
    std::optional<double> level_tpy; ///< empty: there is no such optimum
    std::vector<Promise> promises;   ///< of those that are used up
    JointLimit joint;                ///< where none of them gives a thousandth of it
};
SteadyPrices price_steadily(BoundProblem &problem);

/// How far some limits can be raised together before another takes over: as shares of their size; 3 where none does up
/// to four times that, 0 where they give nothing.
double find_corner(BoundProblem &problem, const std::vector<Limit> &limits);

/// The same, and what binds when they are raised well beyond that.
NextLimit find_next(BoundProblem &problem, const std::vector<Limit> &first);

/// A demand for what the answer is told in: nothing that a planner could build.
bool is_own_demand(const Limit &limit, const Measure &measure);

} // namespace midstream
