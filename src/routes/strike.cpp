// Cargo under way when its route is struck or a passage ahead of it shuts: goes on, is held, goes elsewhere, turns back.
// SPDX-License-Identifier: Apache-2.0
#include "routes/transport.h"

#include <algorithm>

namespace midstream {

/// Time spent on the way so far, without queues.
Duration Transport::sailed(const Voyage &voyage, SimTime now) const {
    const Way &way = plan_->routes[voyage.route].ways[voyage.way];
    double days = 0;
    for (std::size_t k = 0; k < voyage.stretch; ++k) days += way.stretches[k].part * voyage.days;
    if (voyage.phase == Phase::sailing) return round_days(days) + (now - voyage.since);
    if (voyage.phase == Phase::at_passage || voyage.phase == Phase::inside)
        return round_days(days + way.stretches[voyage.stretch].part * voyage.days);
    if (voyage.phase == Phase::held)
        return round_days(days + way.stretches[voyage.stretch].part * voyage.days) - voyage.left;
    return round_days(days);
}

void Transport::hold(std::uint32_t v, EventQueue &queue) {
    Voyage &voyage = voyages_[v];
    voyage.left = queue.time_of(first_voyage_slot_ + v) - queue.now();
    cancel(queue, v);
    voyage.phase = Phase::held;
}

void Transport::release(std::uint32_t v, Flow &flow, EventQueue &queue) {
    (void)flow;
    Voyage &voyage = voyages_[v];
    const Way &way = plan_->routes[voyage.route].ways[voyage.way];
    voyage.phase = Phase::sailing;
    voyage.waited_for = {Hindrance::What::stopped, voyage.route};
    voyage.since = queue.now() - (round_days(voyage.days * way.stretches[voyage.stretch].part) - voyage.left);
    schedule(queue, v, queue.now() + voyage.left);
}

void Transport::turn_back(std::uint32_t v, Flow &flow, EventQueue &queue) {
    Voyage &voyage = voyages_[v];
    const Duration back = sailed(voyage, queue.now());
    if (voyage.phase == Phase::at_passage) {
        const auto passage = plan_->routes[voyage.route].ways[voyage.way].stretches[voyage.stretch].passage;
        count_passage(*passage, queue.now());
        remove(passage_state_[*passage].queue, v);
        schedule_slot(*passage, queue);
    }
    flow.advance(voyage.to, queue.now());
    flow.reserve(voyage.to, 0, -voyage.mass_t);
    desks_[voyage.to].under_way_t -= voyage.mass_t;
    if (desks_[voyage.to].under_way_t < 1e-9) desks_[voyage.to].under_way_t = 0;
    end_late(v, LateParcel::Fate::gone, voyage.to);
    voyage.going_back = true;
    voyage.phase = Phase::sailing;
    voyage.since = queue.now();
    schedule(queue, v, queue.now() + back);
    on_stock(voyage.to, Flow::any, flow, queue.now());
}

/// Sends a parcel to another buyer of the same origin that its vehicle serves and that wants it whole.
bool Transport::divert_to_buyer(std::uint32_t v, Flow &flow, EventQueue &queue) {
    Voyage &voyage = voyages_[v];
    const RoutePlan &old = plan_->routes[voyage.route];
    std::optional<std::uint32_t> best;
    for (std::uint32_t i = plan_->routes_from_first[old.from]; i < plan_->routes_from_first[old.from + 1]; ++i) {
        const std::uint32_t r = plan_->routes_from[i];
        const RoutePlan &route = plan_->routes[r];
        if (route.to == voyage.to || route.fleet != old.fleet || route_state_[r].trouble.stops > 0 ||
            !berths_[route.destination].open)
            continue;
        flow.advance(route.to, queue.now());
        if (!best_way(route, queue.now()) || wants(route, flow, queue.now()) < voyage.mass_t) continue;
        if (!best || goes_before(r, *best, flow, queue.now())) best = r;
    }
    if (!best) return false;
    const RoutePlan &route = plan_->routes[*best];
    const Duration gone = sailed(voyage, queue.now());
    flow.advance(voyage.to, queue.now());
    flow.reserve(voyage.to, 0, -voyage.mass_t);
    desks_[voyage.to].under_way_t = std::max(0.0, desks_[voyage.to].under_way_t - voyage.mass_t);
    on_stock(voyage.to, Flow::any, flow, queue.now());
    flow.reserve(route.to, 0, voyage.mass_t);
    desks_[route.to].under_way_t += voyage.mass_t;
    end_late(v, LateParcel::Fate::gone, voyage.to);
    end_late(v, LateParcel::Fate::came, route.to);
    voyage.late = not_late;
    set_loaded(voyage.route, -voyage.mass_t, queue.now());
    set_loaded(*best, voyage.mass_t, queue.now());
    voyage.route = *best;
    voyage.to = route.to;
    voyage.to_facility = route.destination;
    voyage.way = *best_way(route, queue.now());
    const Way &way = route.ways[voyage.way];
    voyage.days = std::max(0.0, draw(way.days, route_state_[*best].transit_luck));
    voyage.stretch = static_cast<std::uint16_t>(way.stretches.size() - 1);
    voyage.phase = Phase::sailing;
    voyage.since = queue.now();
    schedule(queue, v, queue.now() + std::max(Duration{0}, round_days(voyage.days) - gone));
    return true;
}

/// Takes another way of the same route: never shorter than what was left, and as long in all as the other way is.
bool Transport::divert_to_way(std::uint32_t v, std::uint32_t passage, Flow &flow, EventQueue &queue) {
    (void)flow;
    Voyage &voyage = voyages_[v];
    const RoutePlan &route = plan_->routes[voyage.route];
    const auto other = best_way(route, queue.now());
    if (!other || *other == voyage.way) return false;
    const Duration gone = sailed(voyage, queue.now());
    const Duration direct = round_days(voyage.days) - gone;
    if (voyage.phase == Phase::at_passage) {
        count_passage(passage, queue.now());
        remove(passage_state_[passage].queue, v);
        schedule_slot(passage, queue);
    }
    voyage.way = *other;
    voyage.days = std::max(0.0, draw(route.ways[*other].days, route_state_[voyage.route].transit_luck)) /
                  route_state_[voyage.route].trouble.speed_factor;
    voyage.stretch = static_cast<std::uint16_t>(route.ways[*other].stretches.size() - 1);
    voyage.phase = Phase::sailing;
    voyage.since = queue.now();
    schedule(queue, v, queue.now() + std::max(direct, round_days(voyage.days) - gone));
    return true;
}

void Transport::strike_cargo(std::uint32_t r, CargoPolicy policy, bool begins, Flow &flow, EventQueue &queue) {
    if (plan_->routes[r].stream) return;
    if (policy == CargoPolicy::hold) {
        if (begins)
            ++route_state_[r].held;
        else
            --route_state_[r].held;
    }
    for (std::uint32_t v = 0; v < voyages_.size(); ++v) {
        Voyage &voyage = voyages_[v];
        if (voyage.route != r || voyage.phase == Phase::idle || voyage.going_back) continue;
        if (begins && voyage.phase == Phase::to_load && berths_[plan_->routes[r].origin].queue.length > 0) {
            // Not loaded yet: the order is called off.
            count_berth(plan_->routes[r].origin, queue.now());
            remove(berths_[plan_->routes[r].origin].queue, v);
            flow.advance(plan_->routes[r].from, queue.now());
            flow.advance(voyage.to, queue.now());
            flow.reserve(plan_->routes[r].from, -voyage.mass_t, 0);
            voyage.has_reserved = false;
            flow.reserve(voyage.to, 0, -voyage.mass_t);
            desks_[voyage.to].under_way_t = std::max(0.0, desks_[voyage.to].under_way_t - voyage.mass_t);
            if (voyage.late != not_late) end_late(v, LateParcel::Fate::arrived, voyage.to);
            free_voyage(v, flow, queue);
            continue;
        }
        const bool at_sea = voyage.phase == Phase::sailing || voyage.phase == Phase::at_passage;
        if (begins && policy == CargoPolicy::hold && voyage.phase == Phase::sailing)
            hold(v, queue);
        else if (!begins && policy == CargoPolicy::hold && voyage.phase == Phase::held && route_state_[r].held == 0)
            release(v, flow, queue);
        else if (begins && policy == CargoPolicy::give_back && at_sea)
            turn_back(v, flow, queue);
        else if (begins && policy == CargoPolicy::divert && voyage.phase == Phase::sailing)
            divert_to_buyer(v, flow, queue);
    }
}

void Transport::strike_passage(std::uint32_t p, CargoPolicy policy, bool begins, Flow &flow, EventQueue &queue) {
    if (!begins || policy == CargoPolicy::go_on || policy == CargoPolicy::hold) return; // they wait before it
    for (std::uint32_t v = 0; v < voyages_.size(); ++v) {
        Voyage &voyage = voyages_[v];
        if ((voyage.phase != Phase::sailing && voyage.phase != Phase::at_passage) || voyage.going_back) continue;
        const auto &stretches = plan_->routes[voyage.route].ways[voyage.way].stretches;
        bool ahead = false;
        for (std::size_t k = voyage.stretch; k < stretches.size(); ++k) ahead = ahead || stretches[k].passage == p;
        if (!ahead) continue;
        if (policy == CargoPolicy::divert)
            divert_to_way(v, p, flow, queue);
        else
            turn_back(v, flow, queue);
    }
}

} // namespace midstream
