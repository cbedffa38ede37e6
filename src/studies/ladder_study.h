// A ladder climbed by replications: the candidates by pressure and bound, the measures by runs under the same luck.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/ladder.h"
#include "chokepoints/measure.h"
#include "studies/replications.h"

namespace midstream {

struct LadderResult : Ladder {
    int replications = 0;            ///< of each run
    double base_tpy = 0;             ///< measure of the case itself, over these replications
    std::optional<double> bound_tpy; ///< its expected bound
    bool stopped = false;            ///< told to stop before its end
};

/// How far to climb, and whether every limit is tried on each rung or only the most promising.
struct LadderSpec {
    int rungs = 5;
    bool all = false;
};

/// Every run takes the first few replications of the case's own luck.
LadderResult climb_ladder(const Case &chain, const Measure &measure, const LadderSpec &spec, const RunsSpec &runs,
                          const StudyOptions &options);

/// The ladder that the expected bound climbs: no run is made.
Ladder climb_bound(const Case &chain, const Measure &measure, int rungs);

} // namespace midstream
