// What a facility's own calendar leaves of it: opening, ramp-up, planned shutdowns, failures and rebuilds.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/prospects.h"

namespace midstream {

/// Adds to `turns_d` the days on which something begins or ends.
FacilityProspect own_stops(const Plan &plan, std::uint32_t facility, Outlook outlook, std::vector<double> &turns_d);

/// Leaves a share of a profile from a day on, until one of some equally likely, rising durations is over.
void lapse(Profile &profile, double from_d, const std::vector<double> &durations, double left);

} // namespace midstream
