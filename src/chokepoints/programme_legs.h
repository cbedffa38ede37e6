// Parcels of one route in the programme; internal to `flow_programme`.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/flow_programme.h"

namespace midstream {

/// Times of one way of a route, for a full parcel.
struct WayTimes {
    std::vector<double> out_d;   ///< by period: from the begin of loading to the end of unloading
    std::vector<double> cycle_d; ///< by period: and home again
};

/// By period: what is sent, loaded and brought, and by way and stretch what is under way.
struct FlowProgramme::Leg {
    std::uint32_t route = 0;
    double parcel_t = 0;
    double load_d = 0, unload_d = 0;
    std::vector<WayTimes> times;                             ///< by way
    OverTime sent, loaded, brought;                          ///< all ways together
    std::vector<OverTime> brought_by_way;                    ///< by way
    std::vector<std::vector<std::vector<Column>>> under_way; ///< by way, stretch and period, at its end
    std::vector<std::vector<std::vector<Row>>> balance;      ///< of what is under way
    std::vector<std::vector<std::vector<Column>>> passing;   ///< by way, stretch that ends in a passage, and period
    std::vector<Column> waiting;                             ///< by period, at its end: sent, and not at a berth yet
};

/// What is certain, or expected, of a way's times.
WayTimes times_of(const RoutePlan &route, const Way &way, const TransportPlan &transport, const Profile &speed,
                  const Periods &periods, Outlook outlook);
/// A duration: the least it can be, or its mean.
double duration_of(const Distribution &law, Outlook outlook);
/// How much longer than its mean a duration under way may be on average; 1 where the least is taken.
double rest_factor(const Distribution &law, Outlook outlook);

} // namespace midstream
