// A voyage, read as the vehicle's days: berth, loading, the way, berth, unloading, home.
// SPDX-License-Identifier: Apache-2.0
#include "routes/transport.h"

#include <algorithm>

namespace midstream {

void Transport::push(Queue &line, std::uint32_t v) {
    voyages_[v].next = none;
    if (line.tail == none)
        line.head = v;
    else
        voyages_[line.tail].next = v;
    line.tail = v;
    ++line.length;
}

std::uint32_t Transport::pop(Queue &line) {
    const std::uint32_t v = line.head;
    line.head = voyages_[v].next;
    if (line.head == none) line.tail = none;
    --line.length;
    return v;
}

void Transport::remove(Queue &line, std::uint32_t v) {
    std::uint32_t before = none;
    for (std::uint32_t at = line.head; at != none; before = at, at = voyages_[at].next) {
        if (at != v) continue;
        if (before == none)
            line.head = voyages_[at].next;
        else
            voyages_[before].next = voyages_[at].next;
        if (line.tail == v) line.tail = before;
        --line.length;
        return;
    }
}

std::uint32_t Transport::new_voyage(EventQueue &queue) {
    if (free_.empty()) {
        queue.add_slot();
        voyages_.emplace_back();
        voyage_e_.resize(voyages_.size() * elements_, 0);
        free_.push_back(static_cast<std::uint32_t>(voyages_.size() - 1));
    }
    const std::uint32_t v = free_.back();
    free_.pop_back();
    return v;
}

void Transport::free_voyage(std::uint32_t v, Flow &flow, EventQueue &queue) {
    Voyage &voyage = voyages_[v];
    (void)flow;
    voyage.phase = Phase::idle;
    if (const auto fleet = plan_->routes[voyage.route].fleet) {
        count_fleet(*fleet, queue.now());
        FleetState &state = fleet_state_[*fleet];
        if (state.idle++ == 0) active_changed_.push_back(fleet_node(*fleet));
        for (const std::uint32_t r : state.waiting) { // they ask again, and queue again if they must
            set_no_vehicle(r, false, queue.now());
            wake(r);
        }
        state.waiting.clear();
    }
    free_.push_back(v);
}

void Transport::seek_berth(std::uint32_t v, std::uint32_t f, Flow &flow, EventQueue &queue) {
    Berths &berths = berths_[f];
    voyages_[v].since = queue.now();
    const bool is_free = berths.has_free() && berths.queue.length == 0;
    if (!is_free) {
        count_berth(f, queue.now());
        push(berths.queue, v);
        if (voyages_[v].phase == Phase::to_load) { // what it will load is kept for it while it waits
            const std::uint32_t from = plan_->routes[voyages_[v].route].from;
            flow.reserve(from, voyages_[v].mass_t, 0);
            voyages_[v].has_reserved = true;
        }
        return;
    }
    begin_service(v, flow, queue);
}

void Transport::serve_berths(std::uint32_t f, Flow &flow, EventQueue &queue) {
    Berths &berths = berths_[f];
    while (berths.has_free() && berths.queue.length > 0) {
        count_berth(f, queue.now());
        begin_service(pop(berths.queue), flow, queue);
    }
}

/// At the berth: the parcel leaves the origin's stock as loading starts.
void Transport::begin_service(std::uint32_t v, Flow &flow, EventQueue &queue) {
    const RoutePlan &route = plan_->routes[voyages_[v].route];
    RouteState &state = route_state_[voyages_[v].route];
    const bool loads = voyages_[v].phase == Phase::to_load;
    const std::uint32_t f = loads ? route.origin : voyages_[v].to_facility;
    if (loads) load(v, flow, queue);
    Voyage &voyage = voyages_[v];
    double days = draw(loads ? route.load_days : route.unload_days, loads ? state.load_luck : state.unload_luck);
    if (loads ? route.load_by_rate : route.unload_by_rate) days *= voyage.mass_t / route.parcel_t;
    count_berth(f, queue.now());
    if (++berths_[f].busy == berths_[f].limit) active_changed_.push_back(berths_node(f));
    ++berths_[f].tally.served;
    if (queue.now() > voyage.since) voyage.waited_for = {Hindrance::What::berths, f};
    voyage.phase = loads ? Phase::loading : Phase::unloading;
    voyage.since = queue.now();
    if (days <= 0 && berths_[f].limit == Berths::unlimited)
        on_voyage(v, flow, queue);
    else
        schedule(queue, v, queue.now() + round_days(std::max(0.0, days)));
}

void Transport::leave_berth(std::uint32_t f, Flow &flow, EventQueue &queue) {
    count_berth(f, queue.now());
    if (berths_[f].busy-- == berths_[f].limit) active_changed_.push_back(berths_node(f));
    serve_berths(f, flow, queue);
}

void Transport::load(std::uint32_t v, Flow &flow, EventQueue &queue) {
    Voyage &voyage = voyages_[v];
    const RoutePlan &route = plan_->routes[voyage.route];
    const auto metal = std::span(voyage_e_).subspan(std::size_t{v} * elements_, elements_);
    flow.advance(route.from, queue.now());
    if (voyage.has_reserved)
        flow.take_reserved(route.from, voyage.mass_t, metal);
    else
        flow.take(route.from, voyage.mass_t, metal);
    voyage.has_reserved = false;
    set_loaded(voyage.route, voyage.mass_t, queue.now());
}

void Transport::on_voyage(std::uint32_t v, Flow &flow, EventQueue &queue) {
    Voyage &voyage = voyages_[v];
    const RoutePlan &route = plan_->routes[voyage.route];
    switch (voyage.phase) {
    case Phase::loading:
        voyage.days = std::max(0.0, draw(route.ways[voyage.way].days, route_state_[voyage.route].transit_luck)) /
                      route_state_[voyage.route].trouble.speed_factor;
        voyage.stretch = 0;
        sail(v, flow, queue);
        leave_berth(route.origin, flow, queue);
        break;
    case Phase::sailing: {
        if (voyage.going_back) {
            unload(v, flow, queue);
            break;
        }
        const auto passage =
            route.has_passages ? route.ways[voyage.way].stretches[voyage.stretch].passage : std::nullopt;
        if (passage)
            join_passage(v, *passage, queue);
        else
            arrive(v, flow, queue);
        break;
    }
    case Phase::inside:
        ++voyage.stretch;
        sail(v, flow, queue);
        break;
    case Phase::unloading: {
        const std::uint32_t f = voyage.to_facility;
        unload(v, flow, queue);
        leave_berth(f, flow, queue);
        break;
    }
    case Phase::returning:
        free_voyage(v, flow, queue);
        break;
    case Phase::idle:
    case Phase::to_load:
    case Phase::at_passage:
    case Phase::to_unload:
    case Phase::held:
        break; // these wait for others
    }
}

void Transport::sail(std::uint32_t v, Flow &flow, EventQueue &queue) {
    (void)flow;
    Voyage &voyage = voyages_[v];
    const RoutePlan &route = plan_->routes[voyage.route];
    voyage.phase = Phase::sailing;
    voyage.since = queue.now();
    const double part = route.has_passages ? route.ways[voyage.way].stretches[voyage.stretch].part : 1.0;
    const Duration lasts = round_days(voyage.days * part);
    if (route_state_[voyage.route].held > 0) {
        voyage.phase = Phase::held;
        voyage.left = lasts;
        return;
    }
    schedule(queue, v, queue.now() + lasts);
}

void Transport::arrive(std::uint32_t v, Flow &flow, EventQueue &queue) {
    voyages_[v].phase = Phase::to_unload;
    seek_berth(v, voyages_[v].to_facility, flow, queue);
}

/// The parcel enters its destination, or the origin it was sent back to.
void Transport::unload(std::uint32_t v, Flow &flow, EventQueue &queue) {
    Voyage &voyage = voyages_[v];
    const std::uint32_t r = voyage.route;
    const RoutePlan &route = plan_->routes[r];
    RouteState &state = route_state_[r];
    const auto metal = std::span(voyage_e_).subspan(std::size_t{v} * elements_, elements_);
    set_loaded(r, -voyage.mass_t, queue.now());
    const std::uint32_t stock = voyage.going_back ? route.from : voyage.to;
    flow.advance(stock, queue.now());
    if (voyage.going_back)
        end_late(v, LateParcel::Fate::came, stock);
    else if (voyage.late != not_late)
        end_late(v, LateParcel::Fate::arrived, stock);
    if (!voyage.going_back) {
        flow.put_reserved(stock, voyage.mass_t, metal);
        double &under_way_t = desks_[stock].under_way_t;
        under_way_t -= voyage.mass_t;
        if (under_way_t < 1e-9) under_way_t = 0;
        state.tally.moved_t += voyage.mass_t;
        ++state.tally.parcels;
        state.tally.door_to_door_d += days_of(queue.now() - voyage.dispatched);
        state.tally.cost_usd += voyage.mass_t * (route.cost_usd + state.trouble.tariff);
        for (std::uint32_t e = 0; e < elements_; ++e) route_e_[std::size_t{r} * elements_ + e] += metal[e];
    } else {
        flow.put(stock, voyage.mass_t, metal);
    }
    std::fill(metal.begin(), metal.end(), 0.0);
    go_home(v, flow, queue);
}

void Transport::go_home(std::uint32_t v, Flow &flow, EventQueue &queue) {
    Voyage &voyage = voyages_[v];
    const RoutePlan &route = plan_->routes[voyage.route];
    if (!route.fleet || voyage.going_back) {
        free_voyage(v, flow, queue);
        return;
    }
    RouteState &state = route_state_[voyage.route];
    voyage.phase = Phase::returning;
    voyage.since = queue.now();
    const double days = route.return_days ? draw(*route.return_days, state.return_luck)
                                          : draw(route.ways[voyage.way].days, state.return_luck);
    schedule(queue, v, queue.now() + round_days(std::max(0.0, days) / state.trouble.speed_factor));
}

} // namespace midstream
