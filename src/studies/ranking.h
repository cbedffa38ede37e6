// Ranking and selection: the best of a list of options by replications under the same luck.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace midstream {

/// The values of some replications of an option: `count` of them, from replication `first` on. Empty if told to stop.
using OptionRunner = std::function<std::optional<std::vector<double>>(std::size_t option, int first, int count)>;

struct RankingRule {
    double zone = 0;     ///< two options that are nearer than this count as equal
    double error = 0.05; ///< chance that another than the best is picked, if it is better than all others by the zone
    int first = 10;      ///< replications of each option before any is dropped
    int at_most = 1000;  ///< replications of an option; the zone is made wider where more would be needed
    int batch = 1;       ///< replications between two looks, so that threads have something to do
};

struct RankedOption {
    std::vector<double> values;
    int dropped_after = 0; ///< replications; 0: it is the one picked, or was still in when told to stop
};

struct Ranking {
    std::optional<std::size_t> best; ///< empty: told to stop
    std::vector<RankedOption> options;
    double zone = 0;          ///< that held
    int total_runs = 0;       ///< over all options
    double most_variance = 0; ///< of an option, in its first replications
};

/// The procedure KN of Kim and Nelson (2001): every pair of options that are still in is compared after each look, with
/// the variance of their differences in the first replications, so that the luck they share makes it sharper.
Ranking pick_best(std::size_t options, const RankingRule &rule, const OptionRunner &run);

/// What two stages without dropping would have taken in all, for the same promise (Rinott 1978).
int equal_runs(const Ranking &ranking, const RankingRule &rule);

/// The constant of Rinott's two-stage procedure for k options, first-stage size n0 and chance `sure` of the right pick.
double rinott_constant(std::size_t options, int first, double sure);

} // namespace midstream
