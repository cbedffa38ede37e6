// What caps a case of one size, by the bound: so cheap that it can be asked of every size of a curve.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/bound.h"
#include "chokepoints/relief.h"

#include <optional>
#include <vector>

namespace midstream {

struct SizeLimits {
    std::optional<double> hard_tpy;  ///< no run can give more
    std::optional<double> bound_tpy; ///< the expected bound; empty: there is none
    LimitSet next;        ///< what caps it: one limit, or those that bind together; empty: demand, or nothing known
    double tenth_tpy = 0; ///< what 10 % more of it gives the bound
    std::vector<Promise> promises; ///< of all that are used up
};

/// What comes to bind between two sizes: the limit whose promise rises the most. Empty: none does.
std::optional<Limit> taken_over(const SizeLimits &smaller, const SizeLimits &larger);

SizeLimits find_size_limits(const Case &chain, const Measure &measure);

} // namespace midstream
