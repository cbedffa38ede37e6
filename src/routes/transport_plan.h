// The fixed part of transport: routes with their ways, fleets, passages, berths.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/distribution.h"
#include "des/foresight.h"
#include "des/large_pages.h"
#include "routes/fleet.h"
#include "routes/passage.h"
#include "routes/route.h"

#include <optional>
#include <vector>

namespace midstream {

/// One way to sail a route: stretches of the whole time, with a passage at the end of each but the last.
struct Way {
    Distribution days; ///< the whole way without passages
    struct Stretch {
        double part = 1;
        std::optional<std::uint32_t> passage;
    };
    std::vector<Stretch> stretches;
    double mean_days = 0; ///< of `days`, plus the time inside its passages
};

/// What the end of a phase of a route's voyages will touch.
struct VoyageLists {
    Foresight::List load = Foresight::nothing, sail = Foresight::nothing, unload = Foresight::nothing,
                    home = Foresight::nothing;
};

struct alignas(64) RoutePlan {                 ///< what events touch comes first
    std::uint32_t origin = 0, destination = 0; ///< facilities
    std::uint32_t from = 0, to = 0;            ///< stocks
    std::uint32_t from_watch = 0, to_watch = 0;
    std::optional<std::uint32_t> stream; ///< of a conveyor or pipeline
    std::optional<std::uint32_t> fleet;  ///< empty for a charter
    double parcel_t = 0;
    double at_least_t = 0;
    double share = 0;    ///< 0: none stated
    double cost_usd = 0; ///< of a tonne, before tariffs
    int priority = 1;
    bool has_limit = false;
    bool has_passages = false; ///< else every way is one stretch
    bool load_by_rate = true, unload_by_rate = true;
    std::vector<Way> ways;
    VoyageLists lists;                       ///< of a case that looks ahead
    Distribution load_days, unload_days;     ///< for a full parcel where a rate is given
    std::optional<Distribution> return_days; ///< empty: as long as the way out
    const RouteSpec *spec = nullptr;
};

/// How much a stock's owner wants to have on hand and under way.
struct AskPlan {
    std::optional<double> cover_d; ///< days of use
    bool and_transit = false;      ///< plus the days of the route, for markets
    std::optional<double> reorder_t;
    std::optional<double> up_to_t;
    bool by_stream_only = false; ///< nothing but conveyors and pipelines comes: they stop at what is wanted
};

struct FleetPlan {
    int vehicles = 0;
};

struct PassagePlan {
    const PassageSpec *spec = nullptr;
    std::optional<Distribution> inside_days;
};

struct TransportPlan {
    std::uint32_t elements = 0;
    LargeVector<RoutePlan> routes;
    std::vector<FleetPlan> fleets;
    std::vector<PassagePlan> passages;
    std::vector<std::optional<int>> berths;                    ///< by facility
    std::vector<double> demurrage;                             ///< by facility [$/d]
    std::vector<AskPlan> asks;                                 ///< by stock
    std::vector<double> capacity_t;                            ///< by stock
    std::vector<std::uint32_t> routes_from_first, routes_from; ///< parcel routes by origin stock
    std::vector<std::uint32_t> routes_to_first, routes_to;     ///< parcel routes by destination stock
    std::vector<std::uint32_t> routes_of_fleet_first, routes_of_fleet;
    std::vector<std::uint32_t> routes_at_first, routes_at; ///< parcel routes by facility at either end
    SimTime start{};
    bool looks_ahead = false; ///< events of voyages are tagged with their lists
};

} // namespace midstream
