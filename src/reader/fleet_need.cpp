// How many vehicles the routes of a fleet keep busy, by plain arithmetic.
// SPDX-License-Identifier: Apache-2.0
#include "reader/fleet_need.h"

#include "reader/handling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace midstream {

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

class FleetNeed {
  public:
    explicit FleetNeed(const Case &value) : case_{value} {
        for (std::uint32_t i = 0; i < value.routes.size(); ++i) {
            const RouteSpec &route = value.routes[i];
            from_[{route.from.index, route.carries}].push_back(i);
            to_[{route.to.index, route.carries}].push_back(i);
        }
    }

    std::vector<double> run() {
        std::vector<double> needs(case_.fleets.size(), 0);
        for (const auto &[origin, routes] : from_) {
            const auto fleet = case_.routes[routes.front()].fleet;
            const auto is_same = [&](std::uint32_t i) { return case_.routes[i].fleet == fleet; };
            if (!fleet || !std::all_of(routes.begin(), routes.end(), is_same)) continue;
            const double carried = must_carry(origin, routes);
            double fastest = 0; // t/d of one vehicle
            for (const std::uint32_t i : routes) fastest = std::max(fastest, rate_of_one(case_.routes[i]));
            if (std::isfinite(carried) && fastest > 0) needs[fleet->index] += carried / fastest;
        }
        return needs;
    }

  private:
    using Flow = std::pair<std::uint32_t, MaterialId>;

    double supply(const Flow &flow) const {
        const auto rate = most_made(case_, case_.facilities[flow.first], flow.second);
        return rate ? rate->value() : unlimited;
    }

    /// What leaves the origin by these routes when all goes well, and could come from nowhere else [t/d].
    double must_carry(const Flow &origin, const std::vector<std::uint32_t> &routes) const {
        double wanted = 0;
        std::set<std::uint32_t> destinations;
        for (const std::uint32_t i : routes) {
            const RouteSpec &route = case_.routes[i];
            if (!destinations.insert(route.to.index).second) continue;
            const auto use = most_used(case_, case_.facilities[route.to.index], route.carries);
            double lacking = use ? use->value() : unlimited;
            std::set<std::uint32_t> others;
            for (const std::uint32_t other : to_.at({route.to.index, route.carries}))
                if (case_.routes[other].from.index != origin.first) others.insert(case_.routes[other].from.index);
            for (const std::uint32_t other : others) {
                const double made = supply({other, route.carries});
                lacking = std::isfinite(made) ? std::max(0.0, lacking - made) : 0;
            }
            if (route.limit)
                lacking = std::min(lacking, average(*route.limit, case_.time.start, case_.time.end).value());
            wanted += lacking;
        }
        return std::min(supply(origin), wanted);
    }

    /// Tonnes a day of one vehicle that never waits; 0 where the cycle takes no time, as then no number is too small.
    double rate_of_one(const RouteSpec &route) {
        const FleetSpec &fleet = case_.fleets[route.fleet->index];
        const auto parcel = route.parcel ? route.parcel : fleet.parcel;
        const double way = transits_.days_of(route);
        if (!parcel || !std::isfinite(way)) return 0;
        const FacilitySpec &origin = case_.facilities[route.from.index];
        const FacilitySpec &destination = case_.facilities[route.to.index];
        const double cycle = handling_days(*parcel, fleet.load_time, fleet.loading, origin.loads) + way +
                             handling_days(*parcel, fleet.unload_time, fleet.unloading, destination.unloads) +
                             (fleet.returns ? fleet.returns->mean().value() : way);
        return cycle > 0 ? parcel->value() / cycle : 0;
    }

    static double handling_days(Tonnes parcel, const std::optional<Uncertain<Days>> &time,
                                const std::optional<TonnesPerDay> &vehicle, const std::optional<TonnesPerDay> &place) {
        if (time) return time->mean().value();
        double rate = unlimited;
        if (vehicle) rate = std::min(rate, vehicle->value());
        if (place) rate = std::min(rate, place->value());
        return rate > 0 ? parcel.value() / rate : unlimited;
    }

    const Case &case_;
    std::map<Flow, std::vector<std::uint32_t>> from_, to_;
    Transits transits_{case_};
};

} // namespace

std::vector<double> vehicles_needed(const Case &value) { return FleetNeed{value}.run(); }

} // namespace midstream
