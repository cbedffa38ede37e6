// Dispatch: parcels go where they are wanted, in the order of the stated rules.
// SPDX-License-Identifier: Apache-2.0
#include "routes/transport.h"

#include <algorithm>

namespace midstream {

void Transport::wake(std::uint32_t r) {
    if (plan_->routes[r].stream || route_state_[r].woken) return;
    route_state_[r].woken = true;
    woken_.push_back(r);
}

/// A route that found no cargo need not hear of its destination, nor one that was not wanted of its origin; nobody can
/// go for what others took or keep, and who lacks a vehicle does not get one by more cargo or more room.
void Transport::on_stock(std::uint32_t stock, std::uint8_t change, Flow &flow, SimTime now) {
    if (change == Flow::tighter) return;
    const bool is_any = change & Flow::any, is_filled = change & (Flow::any | Flow::filled | Flow::filled_by_owner);
    const Desk &desk = desks_[stock];
    if (is_filled) {
        const double floor_t = flow.limits(stock).floor_t;
        const bool is_quiet =
            !is_any && floor_t == desk.quiet_floor_t && flow.level_at(stock, now) - floor_t < desk.quiet_below_t;
        if (!is_quiet) wake_from(stock, is_any, flow, now);
    }
    if (is_filled ? desk.is_deaf_to_cargo() : desk.is_deaf_to_room()) return;
    for (std::uint32_t i = plan_->routes_to_first[stock]; i < plan_->routes_to_first[stock + 1]; ++i) {
        const Answer last = route_state_[plan_->routes_to[i]].last;
        if (last != Answer::no_cargo && (is_filled || last != Answer::no_vehicle)) wake(plan_->routes_to[i]);
    }
}

/// Wakes the routes from a stock but those that are not wanted, those that would find no cargo again and wait for the
/// same level and, where there is but more to take, those that lack a vehicle.
void Transport::wake_from(std::uint32_t stock, bool is_any, Flow &flow, SimTime now) {
    const std::uint32_t first = plan_->routes_from_first[stock], end = plan_->routes_from_first[stock + 1];
    const double floor_t = flow.limits(stock).floor_t, available_t = flow.level_at(stock, now) - floor_t;
    double below_t = no_limit;
    for (std::uint32_t i = first; i < end; ++i) {
        const std::uint32_t r = plan_->routes_from[i];
        const Answer last = route_state_[r].last;
        if (last == Answer::no_want || (last == Answer::no_vehicle && !is_any)) continue;
        const RoutePlan &route = plan_->routes[r];
        const double least = route.at_least_t, enough = least - Flow::tolerance(least);
        if (last == Answer::no_cargo && available_t < enough &&
            flow.watches(route.from_watch, Flow::Wait::rise, floor_t + least)) {
            below_t = std::min(below_t, enough);
            continue;
        }
        wake(r);
        below_t = -no_limit;
    }
    desks_[stock].quiet_floor_t = floor_t;
    desks_[stock].quiet_below_t = below_t;
    tell_quiet(stock, flow);
}

/// What `on_stock` would pass over of what a stock's owner does to it, so that nobody comes to ask.
void Transport::tell_quiet(std::uint32_t stock, Flow &flow) const {
    const Desk &desk = desks_[stock];
    const bool is_quiet = desk.is_deaf_to_cargo() && flow.limits(stock).floor_t == desk.quiet_floor_t;
    flow.set_quiet(stock, is_quiet ? desk.quiet_below_t : -no_limit, desk.is_deaf_to_room());
}

void Transport::set_use(std::uint32_t stock, double use_tpd, Flow &flow, EventQueue &queue) {
    desks_[stock].use_tpd = use_tpd;
    const AskPlan &ask = plan_->asks[stock];
    if (ask.by_stream_only && (ask.cover_d || ask.up_to_t)) {
        flow.advance(stock, queue.now());
        double most = ask.up_to_t.value_or(no_limit);
        if (ask.cover_d) most = std::min(most, *ask.cover_d * use_tpd);
        flow.set_wanted(stock, most);
    }
    for (std::uint32_t i = plan_->routes_to_first[stock]; i < plan_->routes_to_first[stock + 1]; ++i)
        wake(plan_->routes_to[i]);
}

/// What a destination would have on hand and under way [t]; infinite where nothing bounds it.
double Transport::target(const RoutePlan &route) const {
    const Desk &desk = desks_[route.to];
    if (desk.cover_d == no_limit) return desk.most_t;
    const double transit = desk.and_transit ? route.ways.front().mean_days : 0.0;
    return std::min(desk.most_t, (desk.cover_d + transit) * desk.use_tpd);
}

/// Tonnes that a route's destination would take now; never more than its room.
double Transport::wants(const RoutePlan &route, const Flow &flow, SimTime now) const {
    const double level = flow.level_at(route.to, now);
    return std::min(target(route) - (level + desks_[route.to].under_way_t), flow.limits(route.to).roof_t - level);
}

/// The fastest way that is open, with the wait that its passages' queues promise.
std::optional<std::uint16_t> Transport::best_way(const RoutePlan &route, SimTime now) const {
    if (!route.has_passages) return 0;
    std::optional<std::uint16_t> best;
    double least = no_limit;
    for (std::size_t w = 0; w < route.ways.size(); ++w) {
        double days = route.ways[w].mean_days;
        bool open = true;
        for (const Way::Stretch &stretch : route.ways[w].stretches) {
            if (!stretch.passage) continue;
            const PassageState &passage = passage_state_[*stretch.passage];
            if (passage_shut(*stretch.passage))
                open = false;
            else if (passage.slots_per_day < no_limit)
                days += std::max(0.0, days_of(passage.free_at - now)) + passage.queue.length / passage.slots_per_day;
        }
        if (open && days < least) {
            least = days;
            best = static_cast<std::uint16_t>(w);
        }
    }
    return best;
}

void Transport::set_last(std::uint32_t r, Answer answer, Flow &flow) {
    Answer &last = route_state_[r].last;
    const std::uint32_t to = plan_->routes[r].to;
    Desk &desk = desks_[to];
    const bool to_cargo = desk.is_deaf_to_cargo(), to_room = desk.is_deaf_to_room();
    if (last == Answer::no_cargo) --desk.lacks_cargo;
    if (last == Answer::no_vehicle) --desk.lacks_vehicle;
    last = answer;
    if (last == Answer::no_cargo) ++desk.lacks_cargo;
    if (last == Answer::no_vehicle) ++desk.lacks_vehicle;
    if (desk.is_deaf_to_cargo() != to_cargo || desk.is_deaf_to_room() != to_room) tell_quiet(to, flow);
}

/// Whether a parcel of this route can leave now; if not, what it waits for is watched.
Transport::Offer Transport::look(std::uint32_t r, Flow &flow, EventQueue &queue) {
    const RoutePlan &route = plan_->routes[r];
    RouteState &state = route_state_[r];
    const SimTime now = queue.now();
    if (desks_[route.from].quiet_below_t > -no_limit) {
        desks_[route.from].quiet_below_t = -no_limit;
        tell_quiet(route.from, flow);
    }
    const auto wait = [&](Flow::Wait at_origin, double origin_t, Flow::Wait at_destination, double destination_t) {
        flow.watch(route.from_watch, at_origin, origin_t);
        flow.watch(route.to_watch, at_destination, destination_t);
    };
    const auto answer = [&](Answer a) {
        if (a != Answer::no_vehicle) set_no_vehicle(r, false, now);
        if (a != Answer::no_want) wait(Flow::Wait::nothing, 0, Flow::Wait::nothing, 0);
        if (state.last != a) set_last(r, a, flow);
        return Offer{a, 0, 0};
    };
    if (state.trouble.stops > 0 || !berths_[route.origin].open || !berths_[route.destination].open)
        return answer(Answer::shut);

    const double least = route.at_least_t, eps = Flow::tolerance(least);
    const double available = flow.available_at(route.from, now);
    if (available < least - eps) {
        lack_cargo(r, flow, now);
        return {Answer::no_cargo, 0, 0};
    }
    Desk &desk = desks_[route.to];
    const bool has_reorder = desk.reorder_t < no_limit;
    if (has_reorder && !desk.is_ordering) {
        const double position = flow.level_at(route.to, now) + desk.under_way_t;
        if (position > desk.reorder_t + Flow::tolerance(desk.reorder_t)) {
            wait(Flow::Wait::nothing, 0, Flow::Wait::fall, desk.reorder_t - desk.under_way_t);
            return answer(Answer::no_want);
        }
        desk.is_ordering = true;
    }
    const double wanted = wants(route, flow, now);
    if (wanted < least - eps) {
        desk.is_ordering = false;
        const double mark = std::min(target(route) - desk.under_way_t, flow.limits(route.to).roof_t) - least;
        wait(Flow::Wait::nothing, 0, Flow::Wait::fall, has_reorder ? desk.reorder_t - desk.under_way_t : mark);
        return answer(Answer::no_want);
    }
    const auto way = best_way(route, now);
    if (!way) return answer(Answer::shut);
    const double quota = quota_left(r);
    if (quota < least - eps) return answer(Answer::shut);
    if (state.not_before > now) {
        queue.schedule(first_slot_ + limit_timer_[r], state.not_before);
        return answer(Answer::later);
    }
    if (route.fleet && fleet_state_[*route.fleet].idle == 0) {
        lack_vehicle(r, now);
        return answer(Answer::no_vehicle);
    }
    answer(Answer::go);
    return {Answer::go, std::min({route.parcel_t, available, wanted, quota}), *way};
}

void Transport::lack_cargo(std::uint32_t r, Flow &flow, SimTime now) {
    const RoutePlan &route = plan_->routes[r];
    flow.watch(route.from_watch, Flow::Wait::rise, flow.limits(route.from).floor_t + route.at_least_t);
    flow.watch(route.to_watch, Flow::Wait::nothing, 0);
    set_no_vehicle(r, false, now);
    if (route_state_[r].last != Answer::no_cargo) set_last(r, Answer::no_cargo, flow);
}

/// Whether a route that could have gone when another was sent from the same stock finds too little left.
bool Transport::only_cargo_went(std::uint32_t r, std::uint32_t sent, const Flow &flow, SimTime now) const {
    const RoutePlan &mine = plan_->routes[r];
    const double least = mine.at_least_t;
    return mine.from == plan_->routes[sent].from && flow.available_at(mine.from, now) < least - Flow::tolerance(least);
}

void Transport::lack_vehicle(std::uint32_t r, SimTime now) {
    if (!route_state_[r].no_vehicle) fleet_state_[*plan_->routes[r].fleet].waiting.push_back(r);
    set_no_vehicle(r, true, now);
}

/// Whether a route that could have gone when another was sent lacks nothing now but the vehicle that went.
bool Transport::only_vehicle_went(std::uint32_t r, std::uint32_t sent, const Flow &flow) const {
    const RoutePlan &mine = plan_->routes[r], &other = plan_->routes[sent];
    const bool same_wants =
        mine.to != other.to || (flow.limits(mine.to).roof_t == no_limit && target(mine) == no_limit);
    return mine.fleet && mine.fleet == other.fleet && fleet_state_[*mine.fleet].idle == 0 && same_wants &&
           mine.origin != other.origin && mine.origin != other.destination && !mine.has_passages && quotas_.empty();
}

/// The order of dispatch: priority, then cost, then the largest deficit against the stated shares, then the emptier
/// destination, then the fuller origin, then the order in the case.
bool Transport::goes_before(std::uint32_t a, std::uint32_t b, const Flow &flow, SimTime now) const {
    const RoutePlan &x = plan_->routes[a], &y = plan_->routes[b];
    if (x.priority != y.priority) return x.priority < y.priority;
    const double cost_x = x.cost_usd + route_state_[a].trouble.tariff,
                 cost_y = y.cost_usd + route_state_[b].trouble.tariff;
    if (cost_x != cost_y) return cost_x < cost_y;
    if (x.share > 0 && y.share > 0) {
        const double had_x = route_state_[a].dispatched_t / x.share, had_y = route_state_[b].dispatched_t / y.share;
        if (had_x != had_y) return had_x < had_y;
    }
    if (x.to != y.to) {
        const double want_x = target(x), want_y = target(y);
        const auto fill = [&](std::uint32_t to, double want) {
            return want < no_limit && want > 0 ? (flow.level_at(to, now) + desks_[to].under_way_t) / want : 1.0;
        };
        const double fill_x = fill(x.to, want_x), fill_y = fill(y.to, want_y);
        if (fill_x != fill_y) return fill_x < fill_y;
    }
    if (x.from != y.from) {
        const double full_x = flow.available_at(x.from, now) / x.parcel_t,
                     full_y = flow.available_at(y.from, now) / y.parcel_t;
        if (full_x != full_y) return full_x > full_y;
    }
    return a < b;
}

void Transport::dispatch(Flow &flow, EventQueue &queue) {
    while (!woken_.empty()) {
        candidates_.swap(woken_);
        woken_.clear();
        for (const std::uint32_t r : candidates_) route_state_[r].woken = false;
        // Sending one parcel only takes from the others: who cannot go now need not be asked again.
        std::optional<std::uint32_t> sent;
        while (!candidates_.empty()) {
            std::optional<std::uint32_t> best;
            Offer best_offer{};
            std::size_t kept = 0;
            for (const std::uint32_t r : candidates_) {
                if (sent && only_cargo_went(r, *sent, flow, queue.now())) {
                    lack_cargo(r, flow, queue.now());
                    continue;
                }
                if (sent && only_vehicle_went(r, *sent, flow)) {
                    lack_vehicle(r, queue.now());
                    set_last(r, Answer::no_vehicle, flow);
                    continue;
                }
                const Offer offer = look(r, flow, queue);
                if (offer.answer != Answer::go) continue;
                candidates_[kept++] = r;
                if (best && !goes_before(r, *best, flow, queue.now())) continue;
                best = r;
                best_offer = offer;
            }
            candidates_.resize(kept);
            if (best) send(*best, best_offer, flow, queue);
            sent = best;
        }
    }
}

void Transport::send(std::uint32_t r, const Offer &offer, Flow &flow, EventQueue &queue) {
    const RoutePlan &route = plan_->routes[r];
    RouteState &state = route_state_[r];
    const SimTime now = queue.now();
    if (route.fleet) {
        count_fleet(*route.fleet, now);
        if (--fleet_state_[*route.fleet].idle == 0) active_changed_.push_back(fleet_node(*route.fleet));
        ++fleet_state_[*route.fleet].tally.voyages;
    }
    const std::uint32_t v = new_voyage(queue);
    Voyage &voyage = voyages_[v];
    voyage.route = r;
    voyage.mass_t = offer.mass_t;
    voyage.way = offer.way;
    voyage.stretch = 0;
    voyage.going_back = false;
    voyage.late = not_late;
    voyage.waited_for = {};
    voyage.dispatched = now;
    voyage.to = route.to;
    voyage.to_facility = route.destination;
    voyage.phase = Phase::to_load;
    state.dispatched_t += offer.mass_t;
    desks_[route.to].under_way_t += offer.mass_t;
    if (route.has_limit)
        state.not_before = now + round_days(offer.mass_t / std::max(1e-12, route.spec->limit->at(now).value()));
    for (Quota &quota : quotas_)
        if (quota.amount_t && std::find(quota.routes.begin(), quota.routes.end(), r) != quota.routes.end())
            quota.left_t -= offer.mass_t;
    voyage.has_reserved = false;
    flow.advance(route.from, now);
    flow.advance(route.to, now);
    flow.reserve(route.to, 0, offer.mass_t);
    seek_berth(v, route.origin, flow, queue);
}

} // namespace midstream
