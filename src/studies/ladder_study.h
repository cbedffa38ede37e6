// A ladder climbed by replications: the candidates by pressure, the measures by runs under the same luck.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/ladder.h"
#include "chokepoints/measure.h"
#include "studies/replications.h"

namespace midstream {

struct LadderResult {
    std::vector<Rung> rungs;
    int replications = 0; ///< of each run
    double base_tpy = 0;  ///< measure of the case itself, over these replications
    bool stopped = false; ///< told to stop before its end
};

/// Every run takes the first `replications` of the case's own luck.
LadderResult climb_ladder(const Case &chain, const Measure &measure, int rungs, const RunsSpec &runs,
                          const StudyOptions &options);

} // namespace midstream
