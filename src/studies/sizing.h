// Sizing: the smallest size that meets a target, or the largest where less does better, found by bisection with sequential tests under the same luck.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/choice.h"
#include "studies/size_curve.h"
#include "studies/size_test.h"

#include <functional>
#include <optional>
#include <vector>

namespace midstream {

/// What is varied: a range cut into equal steps.
struct Axis {
    Choice choice;
    int steps = 1;         ///< of the range; a whole number has one for each
    bool is_whole = false; ///< vehicles, berths, lines
    double cost = 0;       ///< of a unit

    double value_at(int step) const {
        return written_value(choice, choice.value_at(static_cast<double>(step) / steps));
    }
};

/// `count` replications of a size, from `first` on; `sizes` has a value for each axis. Empty if told to stop.
using SizeRunner =
    std::function<std::optional<std::vector<SizedRun>>(const std::vector<double> &sizes, int first, int count)>;

struct SizeResult {
    std::vector<SizePoint> points; ///< all that were run, by step
    std::optional<std::size_t>
        answer; ///< the smallest (where less does better: the largest; of two axes: the cheapest)
                ///< that was judged to meet the target
    std::optional<std::size_t> short_of; ///< the nearest on its other side that was judged to miss it
    std::optional<Trend>
        trend; ///< of what is judged, by the ends of one axis: where it falls the largest is looked for
    std::vector<std::size_t>
        frontier;            ///< of two axes: for each step of the first the least of the second that meets it
    std::size_t largest = 0; ///< where all axes are at their end
    std::size_t most = 0;    ///< that gave the most of what is judged
    std::size_t best = 0;    ///< of those that give as much within the zone the smallest (where less does better: the
                             ///< largest; of two axes: the cheapest), so that nobody builds more for luck
    bool is_near = false;    ///< the answer was judged to miss, but by less than the zone: it counts as either
    bool changes_nothing = false; ///< smallest and largest gave the same in every run
    bool stopped = false;         ///< told to stop before its end
    double zone = 0;              ///< the widest that held at the answer and the size below it
    int total_runs = 0;
    int test_runs = 0;  ///< of these for the search, the others for the curve
    int equal_runs = 0; ///< the same sizes tested with as many replications each, for the same promise
};

/// One axis. Both ends are tested first: if only the larger meets the target, the smallest that does is looked for, if only
/// the smaller, the largest. If both do, the end of the range is the answer. If both miss, the better end is the answer
/// where a test of its own shows that it misses by less than the zone. All tests together err with a chance of at most
/// (1 - confidence) / 2 on either side.
SizeResult find_size(const Axis &axis, const SizeRule &rule, const SizeRunner &run);

/// Two axes: the least of the second at each step of the first, from its end down, then the cheapest of these. Steps of
/// the first that cannot be cheaper than what is known are left out. All tests together err as above; that no cheaper pair
/// lies between the steps is not promised.
SizeResult find_pair(const std::vector<Axis> &axes, const SizeRule &rule, const SizeRunner &run);

double cost_of(const std::vector<Axis> &axes, const SizePoint &point);

/// Of one axis: evenly spaced points over the whole range, for curve, falls and flattening, each with the replications
/// that all of them have, so that none differs from its neighbour by luck.
std::vector<SizePoint> even_curve(const Axis &axis, const SizeResult &result);

} // namespace midstream
