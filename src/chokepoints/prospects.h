// What the calendar of a case leaves of each limit: openings, planned stops, disruptions; and chance at its mean.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/profile.h"
#include "model/plan.h"

#include <vector>

namespace midstream {

/// `certain`: only what comes in every replication, at its least harm. `expected`: what comes by chance too, at its
/// mean.
enum class Outlook { certain, expected };

struct FacilityProspect {
    Profile open;        ///< share of time in which its customers draw
    Profile berths;      ///< share of time in which routes may start and end here
    double opened_d = 0; ///< until then a run does not look whether its berths serve
    Profile works;       ///< share of its lines that may work
    Profile pace;        ///< share of its nameplate: as `works`, with ramp-up and deratings
    Profile adds{0.0};
    Profile recovery_low, recovery_high; ///< what is left of recoveries
    Profile demand;
    double spare_open_d = 0; ///< days by which the mean of chance may be missed in any window, see `missed_days`
    double spare_works_d = 0;
    double overlap_d = 0; ///< days of a planned stop in which its failures would have stopped it anyway
    double spare_demand_d = 0;
};

struct RouteProspect {
    Profile open;  ///< no ban, no strike; the ends not looked at
    Profile speed; ///< 1 in normal times
    double spare_d = 0;
    bool may_divert = false; ///< cargo under way may go to another buyer
    bool may_return = false;
};

struct PassageProspect {
    Profile slots; ///< share that is left
    double spare_d = 0;
};

struct Prospects {
    std::vector<FacilityProspect> facilities;
    std::vector<RouteProspect> routes;
    std::vector<PassageProspect> passages;
    std::vector<double> turns_d; ///< days on which something of this begins or ends
};

Prospects find_prospects(const Plan &plan, Outlook outlook);

} // namespace midstream
