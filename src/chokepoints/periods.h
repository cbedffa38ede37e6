// Periods of a case: stretches of time within which every planned limit may be taken at its sum.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/prospects.h"
#include "model/disruption.h"

#include <vector>

namespace midstream {

struct Periods {
    std::vector<double> cuts_d; ///< days since the start, from 0 to the end; one more than there are periods
    std::size_t measured = 0;   ///< the first period after the warm-up

    std::size_t count() const { return cuts_d.size() - 1; }
    double begin(std::size_t p) const { return cuts_d[p]; }
    double end(std::size_t p) const { return cuts_d[p + 1]; }
    double length(std::size_t p) const { return end(p) - begin(p); }
    double years_measured() const;
    /// How many calendar periods of a quota one of these touches; of the one that begins at the very end of the case only
    /// if the last instant counts.
    int touched(std::size_t p, SimTime start, QuotaPeriod quota, bool last_instant_counts) const;
};

/// Cuts where a limit changes, and at the end of the warm-up; cuts that lie close together become one. That is a
/// relaxation: within a period only the sum of a limit counts, as if there were room to keep what is made early.
Periods find_periods(const Case &chain, const Prospects &prospects);

} // namespace midstream
