// Running a case past the ends of recorded periods and noting what had been done by each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/observation.h"
#include "model/plan.h"
#include "studies/replications.h"

#include <vector>

namespace midstream {

/// By replication: totals at each mark, in tonnes since the warm-up.
struct ReplaySamples {
    std::vector<std::vector<std::vector<double>>> tonnes; ///< [replication][observation][mark]
    std::vector<std::vector<FacilityTotals>> mean_totals; ///< [mark][facility], throughput, nameplate and losses
    int done = 0;
};

/// `marks` rise and lie within the run. The runs are those of every other command: looking changes nothing.
ReplaySamples sample(const std::shared_ptr<const Plan> &plan, const RunsSpec &runs,
                     const std::vector<Observation> &observations, const std::vector<SimTime> &marks,
                     const StudyOptions &options);

} // namespace midstream
