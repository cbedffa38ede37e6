// Transport at work: setting up, timers, what disruptions change, the books.
// SPDX-License-Identifier: Apache-2.0
#include "routes/transport.h"

#include <algorithm>

namespace midstream {

Transport::Transport(std::shared_ptr<const TransportPlan> plan, std::uint64_t seed, std::uint64_t replication,
                     EventQueue &queue)
    : plan_(std::move(plan)), elements_(plan_->elements), first_slot_(static_cast<std::uint32_t>(queue.slots())) {
    const auto add_timer = [&](TimerKind kind, std::uint32_t index) {
        queue.add_slot();
        timers_.push_back({kind, index});
        return static_cast<std::uint32_t>(timers_.size() - 1);
    };
    const std::size_t stocks = plan_->capacity_t.size();
    for (std::uint32_t r = 0; r < plan_->routes.size(); ++r) {
        const std::string &name = plan_->routes[r].spec->name;
        route_state_.push_back({Answer::later,
                                false,
                                false,
                                0,
                                0,
                                0,
                                plan_->start,
                                plan_->start,
                                plan_->start,
                                {},
                                {},
                                Stream(seed, replication, name, "transit"),
                                Stream(seed, replication, name, "load"),
                                Stream(seed, replication, name, "unload"),
                                Stream(seed, replication, name, "return")});
        limit_timer_.push_back(add_timer(TimerKind::limit, r));
    }
    route_e_.assign(plan_->routes.size() * elements_, 0);
    for (const FleetPlan &fleet : plan_->fleets) fleet_state_.push_back({fleet.vehicles, {}, plan_->start, {}});
    for (std::uint32_t p = 0; p < plan_->passages.size(); ++p) {
        const PassageSpec &spec = *plan_->passages[p].spec;
        passage_state_.push_back(
            {{}, 0, 1, plan_->start, plan_->start, plan_->start, Stream(seed, replication, spec.name, "passage"), {}});
        slot_timer_.push_back(add_timer(TimerKind::slot, p));
        step_timer_.push_back(add_timer(TimerKind::step, p));
    }
    berths_.resize(plan_->berths.size());
    for (std::size_t f = 0; f < berths_.size(); ++f) {
        berths_[f].since = plan_->start;
        berths_[f].limit = plan_->berths[f].value_or(Berths::unlimited);
        berths_[f].demurrage = plan_->demurrage[f];
    }
    desks_.resize(stocks);
    for (std::size_t s = 0; s < stocks; ++s) {
        const AskPlan &ask = plan_->asks[s];
        desks_[s].routes = plan_->routes_to_first[s + 1] - plan_->routes_to_first[s];
        desks_[s].most_t = std::min(plan_->capacity_t[s], ask.up_to_t.value_or(no_limit));
        desks_[s].cover_d = ask.cover_d.value_or(no_limit);
        desks_[s].reorder_t = ask.reorder_t.value_or(no_limit);
        desks_[s].and_transit = ask.and_transit;
    }
    no_vehicle_at_.assign(stocks, 0);
    no_vehicle_changed_.reserve(stocks);
    active_changed_.reserve(nodes());
    woken_.reserve(plan_->routes.size());
    candidates_.reserve(plan_->routes.size());
    first_voyage_slot_ = static_cast<std::uint32_t>(queue.slots());
}

void Transport::start(Flow &flow, EventQueue &queue) {
    for (std::uint32_t s = 0; s < plan_->asks.size(); ++s) set_use(s, desks_[s].use_tpd, flow, queue);
    for (std::uint32_t p = 0; p < passage_state_.size(); ++p) take_passage_step(p, queue);
    for (std::uint32_t r = 0; r < route_state_.size(); ++r) {
        if (plan_->routes[r].stream)
            set_stream_ceiling(r, flow, queue);
        else
            wake(r);
    }
}

void Transport::on_timer(std::uint32_t timer, Flow &flow, EventQueue &queue) {
    const Timer what = timers_[timer];
    switch (what.kind) {
    case TimerKind::limit:
        if (plan_->routes[what.index].stream)
            set_stream_ceiling(what.index, flow, queue);
        else
            wake(what.index);
        break;
    case TimerKind::slot:
        on_slot(what.index, queue);
        break;
    case TimerKind::step:
        take_passage_step(what.index, queue);
        for (std::uint32_t r = 0; r < route_state_.size(); ++r) wake(r);
        break;
    }
}

/// A stream's ceiling: its limit now, none while it is struck or an end is shut, and its part of a quota.
void Transport::set_stream_ceiling(std::uint32_t r, Flow &flow, EventQueue &queue) {
    const RoutePlan &route = plan_->routes[r];
    const SimTime now = queue.now();
    flow.advance_stream(*route.stream, now);
    double ceiling = no_limit;
    if (route.spec->limit) {
        ceiling = route.spec->limit->at(now).value();
        const SimTime next = route.spec->limit->next_change(now, SimTime{Duration{most_ticks}});
        if (next < SimTime{Duration{most_ticks}}) queue.schedule(first_slot_ + limit_timer_[r], next);
    }
    ceiling *= route_state_[r].trouble.speed_factor;
    for (const Quota &quota : quotas_)
        if (quota.amount_t && std::find(quota.routes.begin(), quota.routes.end(), r) != quota.routes.end())
            ceiling = std::min(ceiling, *quota.amount_t / quota.period_d / static_cast<double>(quota.routes.size()));
    if (route_state_[r].trouble.stops > 0 || !berths_[route.origin].open || !berths_[route.destination].open)
        ceiling = 0;
    flow.set_ceiling(*route.stream, ceiling);
}

void Transport::set_trouble(std::uint32_t r, const RouteTrouble &trouble, Flow &flow, EventQueue &queue) {
    RouteState &state = route_state_[r];
    const double slower = state.trouble.speed_factor / trouble.speed_factor;
    state.trouble = trouble;
    if (plan_->routes[r].stream) {
        set_stream_ceiling(r, flow, queue);
        return;
    }
    if (slower != 1)
        for (std::uint32_t v = 0; v < voyages_.size(); ++v) {
            Voyage &voyage = voyages_[v];
            if (voyage.route != r || voyage.phase != Phase::sailing) continue;
            const Duration left = queue.time_of(first_voyage_slot_ + v) - queue.now();
            voyage.days *= slower;
            voyage.since = queue.now() - round_days(days_of(queue.now() - voyage.since) * slower);
            schedule(queue, v, queue.now() + round_days(days_of(left) * slower));
        }
    wake(r);
}

void Transport::set_berths_open(std::uint32_t f, bool open, Flow &flow, EventQueue &queue) {
    berths_[f].open = open;
    for (std::uint32_t r = 0; r < plan_->routes.size(); ++r)
        if (plan_->routes[r].stream && (plan_->routes[r].origin == f || plan_->routes[r].destination == f))
            set_stream_ceiling(r, flow, queue);
    for (std::uint32_t i = plan_->routes_at_first[f]; i < plan_->routes_at_first[f + 1]; ++i) wake(plan_->routes_at[i]);
    if (open) serve_berths(f, flow, queue);
}

void Transport::set_quota(std::uint32_t quota, std::span<const std::uint32_t> routes, std::optional<double> amount_t,
                          double period_d, Flow &flow, EventQueue &queue) {
    if (quotas_.size() <= quota) quotas_.resize(quota + 1);
    quotas_[quota].routes.assign(routes.begin(), routes.end());
    quotas_[quota].amount_t = amount_t;
    quotas_[quota].period_d = period_d;
    refill_quota(quota, flow, queue);
}

void Transport::refill_quota(std::uint32_t quota, Flow &flow, EventQueue &queue) {
    quotas_[quota].left_t = quotas_[quota].amount_t.value_or(0);
    for (const std::uint32_t r : quotas_[quota].routes) {
        if (plan_->routes[r].stream)
            set_stream_ceiling(r, flow, queue);
        else
            wake(r);
    }
}

double Transport::quota_left(std::uint32_t r) const {
    double least = no_limit;
    for (const Quota &quota : quotas_)
        if (quota.amount_t && std::find(quota.routes.begin(), quota.routes.end(), r) != quota.routes.end())
            least = std::min(least, quota.left_t);
    return least;
}

void Transport::set_loaded(std::uint32_t r, double change_t, SimTime now) {
    RouteState &state = route_state_[r];
    state.tally.under_way_td += state.loaded_t * days_of(now - state.since);
    if (state.no_vehicle) {
        state.tally.no_vehicle_us += (now - state.wanting_since).count();
        state.wanting_since = now;
    }
    state.since = now;
    state.loaded_t += change_t;
}

void Transport::set_no_vehicle(std::uint32_t r, bool waits, SimTime now) {
    RouteState &state = route_state_[r];
    if (state.no_vehicle == waits) return;
    set_loaded(r, 0, now);
    state.no_vehicle = waits;
    state.wanting_since = now;
    const std::uint32_t stock = plan_->routes[r].from;
    const bool before = no_vehicle_at_[stock] > 0;
    if (waits)
        ++no_vehicle_at_[stock];
    else
        --no_vehicle_at_[stock];
    if (before != (no_vehicle_at_[stock] > 0)) no_vehicle_changed_.push_back(stock);
}

void Transport::count_berth(std::uint32_t f, SimTime now) {
    Berths &berths = berths_[f];
    const std::int64_t span = (now - berths.since).count();
    berths.tally.busy_us += span * berths.busy;
    if (berths.queue.length > 0) {
        berths.tally.wait_us += span * berths.queue.length;
        berths.tally.demurrage_usd += berths.demurrage * days_of(now - berths.since) * berths.queue.length;
    }
    berths.since = now;
}

void Transport::count_fleet(std::uint32_t fleet, SimTime now) {
    FleetState &state = fleet_state_[fleet];
    state.tally.busy_vd += days_of(now - state.since) * (plan_->fleets[fleet].vehicles - state.idle);
    state.since = now;
}

void Transport::count_passage(std::uint32_t p, SimTime now) {
    PassageState &state = passage_state_[p];
    state.tally.wait_us += (now - state.since).count() * state.queue.length;
    if (passage_shut(p)) {
        state.tally.shut_us += (now - state.since).count();
        state.last_shut = now;
    }
    state.since = now;
    active_changed_.push_back(passage_node(p)); // its queue or its pace is about to change
}

bool Transport::is_active(std::uint32_t node) const {
    if (node >= passage_node(0)) {
        const std::uint32_t passage = node - passage_node(0);
        return passage_state_[passage].queue.length > 0 || passage_shut(passage);
    }
    if (node >= fleet_node(0)) return fleet_state_[node - fleet_node(0)].idle == 0;
    return berths_[node].busy >= berths_[node].limit;
}

void Transport::account_all(SimTime now) {
    for (std::uint32_t r = 0; r < route_state_.size(); ++r) set_loaded(r, 0, now);
    for (std::uint32_t f = 0; f < berths_.size(); ++f) count_berth(f, now);
    for (std::uint32_t k = 0; k < fleet_state_.size(); ++k) count_fleet(k, now);
    for (std::uint32_t p = 0; p < passage_state_.size(); ++p) count_passage(p, now);
}

void Transport::reset_tallies(SimTime now) {
    account_all(now);
    for (RouteState &state : route_state_) state.tally = {};
    for (Berths &berths : berths_) berths.tally = {};
    for (FleetState &state : fleet_state_) state.tally = {};
    for (PassageState &state : passage_state_) state.tally = {};
}

std::vector<double> Transport::under_way_elements() const {
    std::vector<double> element_t(route_state_.size() * elements_, 0.0);
    for (std::size_t v = 0; v < voyages_.size(); ++v)
        for (std::uint32_t e = 0; e < elements_; ++e)
            element_t[voyages_[v].route * elements_ + e] += voyage_e_[v * elements_ + e];
    return element_t;
}

double Transport::under_way_t() const {
    double sum = 0;
    for (const RouteState &state : route_state_) sum += state.loaded_t;
    return sum;
}

} // namespace midstream
