// Relief: what more of one limit would give, judged by paired runs under the same luck.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/limit.h"
#include "des/statistics.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace midstream {

/// The measure of every replication of a case, in their order; empty if it was told to stop.
using MeasureRunner = std::function<std::optional<std::vector<double>>(const Case &)>;

struct Relief {
    Interval per_tenth; ///< change of the measure for 10 % more of the limit; 95 % interval of the paired differences
    std::string words;  ///< what was raised: "+10 %", or "+1 vehicle of 4, scaled to 10 %"
};

/// Relief of each candidate against the measures of the base, in the runner's unit. Fewer where the runner stopped.
std::vector<Relief> find_relief(const Case &chain, std::span<const Limit> candidates, std::span<const double> base,
                                const MeasureRunner &runner);

/// What several limits give together, each raised as alone (at least by one vehicle or berth; nothing is scaled).
std::optional<Interval> find_joint_relief(const Case &chain, std::span<const Limit> limits,
                                          std::span<const double> base, const MeasureRunner &runner);

} // namespace midstream
