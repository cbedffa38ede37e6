// Transport at work: what an event of its vehicles will touch.
// SPDX-License-Identifier: Apache-2.0
#include "routes/transport.h"

namespace midstream {

void Transport::tell_arrays(Arrays &arrays) const {
    arrays.add(route_state_);
    arrays.add(berths_);
    arrays.add(desks_);
    arrays.add(route_e_);
    arrays.add(fleet_state_);
    arrays.add(plan_->routes);
    arrays.add(plan_->routes_from_first);
    arrays.add(plan_->routes_from);
}

/// What asking a route whether it can go touches.
void Transport::foresee_look(std::uint32_t r, const Flow &flow, Touches &touches) const {
    const RoutePlan &route = plan_->routes[r];
    touches.add(&route, offsetof(RoutePlan, load_days));
    touches.add(&route_state_[r], 2 * Arrays::line);
    touches.add(desks_[route.from]);
    touches.add(desks_[route.to]);
    touches.add(&berths_[route.origin], Arrays::line);
    touches.add(&berths_[route.destination], Arrays::line);
    if (desks_[route.to].and_transit) touches.add(route.ways.front().mean_days);
    if (route.fleet) touches.add(fleet_state_[*route.fleet]);
    flow.foresee_level(route.from, touches);
    flow.foresee_level(route.to, touches);
}

void Transport::foresee_wake(std::uint32_t stock, Touches &touches) const {
    const std::uint32_t first = plan_->routes_from_first[stock], end = plan_->routes_from_first[stock + 1];
    touches.add(desks_[stock]);
    touches.add(std::span(plan_->routes_from_first).subspan(stock, 2));
    touches.add(std::span(plan_->routes_from).subspan(first, end - first));
    for (std::uint32_t i = first; i < end; ++i) {
        touches.add(&route_state_[plan_->routes_from[i]], Arrays::line);
        touches.add(&plan_->routes[plan_->routes_from[i]], 2 * Arrays::line);
    }
}

void Transport::foresee_stock(std::uint32_t stock, const Flow &flow, const EventQueue &queue, Touches &touches) const {
    foresee_wake(stock, touches);
    for (std::uint32_t i = plan_->routes_to_first[stock]; i < plan_->routes_to_first[stock + 1]; ++i)
        touches.add(&route_state_[plan_->routes_to[i]], Arrays::line);
    const auto from = std::span(plan_->routes_from)
                          .subspan(plan_->routes_from_first[stock],
                                   plan_->routes_from_first[stock + 1] - plan_->routes_from_first[stock]);
    for (const std::uint32_t r : from) foresee_look(r, flow, touches);
    for (const std::uint32_t r : from) flow.foresee(plan_->routes[r].to, queue, touches);
}

VoyageLists Transport::foresee_voyages(std::uint32_t r, const Change &change, Touches &touches,
                                       Foresight &foresight) const {
    const RoutePlan &route = plan_->routes[r];
    const RouteState &state = route_state_[r];
    VoyageLists lists;
    if (route.stream) return lists;
    const auto keep = [&](const auto &find) {
        touches.clear();
        touches.add(&route, 2 * Arrays::line);
        touches.add(&state, 2 * Arrays::line);
        find();
        return foresight.keep(touches.runs());
    };
    lists.load = keep([&] {
        touches.add(std::span(route.ways).first(1));
        touches.add(state.transit_luck);
        touches.add(berths_[route.origin]);
    });
    const auto berth = [&] {
        touches.add(berths_[route.destination]);
        touches.add(route.unload_days);
        touches.add(state.unload_luck);
    };
    const auto unload = [&] {
        change(route.to, touches);
        touches.add(std::span(route_e_).subspan(std::size_t{r} * elements_, elements_));
        if (!route.fleet) return;
        touches.add(state.return_luck);
        if (route.return_days)
            touches.add(*route.return_days);
        else
            touches.add(std::span(route.ways).first(1));
    };
    lists.unload = keep([&] {
        touches.add(berths_[route.destination]);
        unload();
    });
    lists.sail = keep([&] { // where nobody waits for a berth, arriving is mostly unloading
        berth();
        if (!plan_->berths[route.destination]) unload();
    });
    if (route.fleet)
        lists.home = keep([&] {
            touches.add(fleet_state_[*route.fleet]);
            change(route.from, touches);
        });
    return lists;
}

} // namespace midstream
