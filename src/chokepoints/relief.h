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

/// The measures of some replications of a case: `count` of them, from replication `first` on. Empty if told to stop.
using MeasureRunner = std::function<std::optional<std::vector<double>>(const Case &, int first, int count)>;

struct Relief {
    Interval per_tenth;   ///< change of the measure for 10 % more of the limit; 95 % interval of the paired differences
    Interval step;        ///< the same for what was raised, unscaled
    std::string words;    ///< what was raised: "+10 %", "+1 vehicle of 4"
    int things = 0;       ///< vehicles or berths more; 0: a rate
    int replications = 0; ///< fewer than of the base where the first few showed that nothing is to be had
};

/// When to stop with a candidate: after its first few replications.
struct Screen {
    int replications = 4;
    double noise = 1e-4;      ///< of the base: it cannot give more, by its interval
    double share_of_best = 0; ///< of the best so far over the same replications: it gives less than this
};

/// Limits that are raised as one.
using LimitSet = std::vector<Limit>;

/// Relief of each candidate against the measures of the base, in the runner's unit. Fewer where the runner stopped.
std::vector<Relief> find_relief(const Case &chain, std::span<const LimitSet> candidates, std::span<const double> base,
                                const MeasureRunner &runner, const Screen &screen);

/// "smelter (capacity)", "smelter (capacity) and refinery (capacity)".
std::string name_of(const Limit &limit);
std::string name_of(std::span<const Limit> limits);

} // namespace midstream
