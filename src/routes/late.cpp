// What keeps routes from carrying more, and parcels that are late: for the ledger of losses.
// SPDX-License-Identifier: Apache-2.0
#include "routes/transport.h"

#include <algorithm>

namespace midstream {

/// Of a route that may not sail: its own stop, then a shut end, then a shut passage, then a quota that is used up.
Hindrance Transport::shut_by(std::uint32_t r) const {
    using What = Hindrance::What;
    const RoutePlan &route = plan_->routes[r];
    if (route_state_[r].trouble.stops > 0) return {What::stopped, r};
    if (!berths_[route.origin].open) return {What::shut_end, route.origin};
    if (!berths_[route.destination].open) return {What::shut_end, route.destination};
    for (const Way &way : route.ways)
        for (const Way::Stretch &stretch : way.stretches)
            if (stretch.passage && passage_shut(*stretch.passage)) return {What::passage_shut, *stretch.passage};
    double least = no_limit;
    Hindrance found;
    for (std::uint32_t q = 0; q < quotas_.size(); ++q) {
        const Quota &quota = quotas_[q];
        if (!quota.amount_t || std::find(quota.routes.begin(), quota.routes.end(), r) == quota.routes.end()) continue;
        const double left = route.stream ? *quota.amount_t / quota.period_d : quota.left_t;
        if (left < least) {
            least = left;
            found = {What::quota, q};
        }
    }
    return found;
}

Hindrance Transport::hindrance(std::uint32_t r, const Flow &flow) const {
    using What = Hindrance::What;
    const RoutePlan &route = plan_->routes[r];
    if (route.stream) {
        if (const auto end = flow.binding_end(*route.stream)) return {*end == 0 ? What::no_cargo : What::no_want, r};
        const double ceiling = flow.ceiling(*route.stream);
        if (ceiling == no_limit) return {};
        const Hindrance shut = shut_by(r);
        const bool is_quota = shut.what == What::quota && route.spec->limit && ceiling > 0 &&
                              *quotas_[shut.index].amount_t / quotas_[shut.index].period_d > ceiling;
        return shut.what == What::none || is_quota ? Hindrance{What::limit, r} : shut;
    }
    switch (route_state_[r].last) {
    case Answer::no_cargo:
        return {What::no_cargo, r};
    case Answer::no_want:
        return {What::no_want, r};
    case Answer::shut:
        return shut_by(r);
    case Answer::later:
        return {What::limit, r};
    case Answer::no_vehicle:
        return {What::vehicles, *route.fleet};
    case Answer::go:
        break;
    }
    return {};
}

void Transport::find_late(SimTime now, std::vector<LateParcel> &found) const {
    using What = Hindrance::What;
    for (std::uint32_t v = 0; v < voyages_.size(); ++v) {
        const Voyage &voyage = voyages_[v];
        if (voyage.phase == Phase::idle || voyage.phase == Phase::returning || voyage.late != not_late ||
            voyage.going_back)
            continue;
        const RoutePlan &route = plan_->routes[voyage.route];
        const double mean_d = mean(route.load_days) + route.ways.front().mean_days;
        if (days_of(now - voyage.dispatched) <= mean_d) continue;
        const Way &way = route.ways[voyage.way];
        Hindrance why = voyage.waited_for;
        if (voyage.phase == Phase::to_load) {
            why = {berths_[route.origin].open ? What::berths : What::shut_end, route.origin};
        } else if (voyage.phase == Phase::to_unload) {
            why = {berths_[voyage.to_facility].open ? What::berths : What::shut_end, voyage.to_facility};
        } else if (voyage.phase == Phase::held) {
            why = {What::stopped, voyage.route};
        } else if (voyage.phase == Phase::at_passage) {
            const std::uint32_t passage = *way.stretches[voyage.stretch].passage;
            why = {passage_shut(passage) ? What::passage_shut : What::passage_slots, passage};
        } else if (why.what != What::none) {
            // what it waited for before still tells
        } else if (voyage.way != 0) { // it took a longer way because a passage of the first was shut or crowded
            for (const Way::Stretch &stretch : route.ways.front().stretches)
                if (stretch.passage && why.what == What::none)
                    why = {passage_shut(*stretch.passage) ? What::passage_shut : What::passage_slots, *stretch.passage};
        } else if (route_state_[voyage.route].trouble.speed_factor < 1) {
            why = {What::stopped, voyage.route};
        }
        if (why.what != What::none)
            found.push_back({v, voyage.route, voyage.to, voyage.mass_t, not_late, LateParcel::Fate::waits, why});
    }
}

/// Tells the ledger what became of a parcel.
void Transport::end_late(std::uint32_t v, LateParcel::Fate fate, std::uint32_t stock) {
    if (!tells_late_) return;
    const Voyage &voyage = voyages_[v];
    late_ended_.push_back({v, voyage.route, stock, voyage.mass_t, voyage.late, fate, {}});
}

} // namespace midstream
