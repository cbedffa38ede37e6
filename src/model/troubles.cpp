// Disruptions at work.
// SPDX-License-Identifier: Apache-2.0
#include "model/troubles.h"

#include "des/calendar.h"

#include <algorithm>
#include <stdexcept>

namespace midstream {

Troubles::Troubles(std::shared_ptr<const Plan> plan, std::uint64_t seed, std::uint64_t replication, EventQueue &queue)
    : plan_(std::move(plan)), first_slot_(static_cast<std::uint32_t>(queue.slots())) {
    for (std::uint32_t d = 0; d < plan_->chain->disruptions.size(); ++d) {
        queue.add_slot();
        queue.add_slot();
        states_.push_back({false, luck_of(d, seed, replication)});
    }
    list_targets();
}

Stream Troubles::luck_of(std::uint32_t d, std::uint64_t seed, std::uint64_t replication) const {
    return Stream(seed, replication, plan_->chain->disruptions[d].name, "disruption " + std::to_string(d));
}

void Troubles::list_targets() {
    of_facility_.assign(plan_->chain->facilities.size(), {});
    of_route_.assign(plan_->chain->routes.size(), {});
    of_passage_.assign(plan_->chain->passages.size(), {});
    for (std::uint32_t d = 0; d < states_.size(); ++d) {
        for (const std::uint32_t f : plan_->targets[d].facilities) of_facility_[f].push_back(d);
        for (const std::uint32_t r : plan_->targets[d].routes) of_route_[r].push_back(d);
        for (const std::uint32_t p : plan_->targets[d].passages) of_passage_[p].push_back(d);
    }
}

void Troubles::follow(std::shared_ptr<const Plan> plan, std::uint64_t seed, std::uint64_t replication,
                      EventQueue &queue) {
    if (plan->chain->disruptions.size() != states_.size())
        throw std::logic_error("a forked run must have as many disruptions as the one it comes from");
    plan_ = std::move(plan);
    list_targets();
    for (std::uint32_t d = 0; d < states_.size(); ++d) {
        const auto &on = plan_->chain->disruptions[d].on;
        if (!on || *on <= queue.now()) continue;
        states_[d] = {false, luck_of(d, seed, replication)};
        queue.schedule_first(first_slot_ + 2 * d, *on);
    }
}

void Troubles::start(Flow &flow, Works &works, Transport &transport, EventQueue &queue) {
    const SimTime now = queue.now();
    for (std::uint32_t d = 0; d < states_.size(); ++d) {
        const DisruptionSpec &spec = plan_->chain->disruptions[d];
        if (!spec.on) {
            schedule_next(d, queue);
            continue;
        }
        if (*spec.on > now) {
            queue.schedule_first(first_slot_ + 2 * d, *spec.on);
            continue;
        }
        // It began before the run: what is left of it holds.
        if (!spec.lasts) {
            set(d, true, flow, works, transport, queue);
            continue;
        }
        const SimTime over = *spec.on + round_days(std::max(0.0, draw(spec.lasts->law, states_[d].luck)));
        if (over <= now) continue;
        set(d, true, flow, works, transport, queue);
        queue.schedule(first_slot_ + 2 * d, over);
    }
}

void Troubles::schedule_next(std::uint32_t d, EventQueue &queue) {
    const DisruptionSpec &spec = plan_->chain->disruptions[d];
    if (spec.every)
        queue.schedule(first_slot_ + 2 * d,
                       queue.now() + round_days(std::max(0.0, draw(spec.every->law, states_[d].luck))));
}

SimTime Troubles::period_end(std::uint32_t d, SimTime now) const {
    switch (plan_->chain->disruptions[d].per) {
    case QuotaPeriod::month:
        return next_month(now);
    case QuotaPeriod::quarter:
        return next_quarter(now);
    case QuotaPeriod::year:
        break;
    }
    return next_year(now);
}

void Troubles::on_timer(std::uint32_t timer, Flow &flow, Works &works, Transport &transport, EventQueue &queue) {
    const std::uint32_t d = timer / 2;
    if (timer % 2 == 1) { // a quota's new period
        transport.refill_quota(d, flow, queue);
        queue.schedule(first_slot_ + timer, period_end(d, queue.now()));
        return;
    }
    const DisruptionSpec &spec = plan_->chain->disruptions[d];
    set(d, !states_[d].active, flow, works, transport, queue);
    if (!states_[d].active)
        schedule_next(d, queue);
    else if (spec.lasts)
        queue.schedule(first_slot_ + timer,
                       queue.now() + round_days(std::max(0.0, draw(spec.lasts->law, states_[d].luck))));
}

void Troubles::set(std::uint32_t d, bool active, Flow &flow, Works &works, Transport &transport, EventQueue &queue) {
    const DisruptionSpec &spec = plan_->chain->disruptions[d];
    const Targets &targets = plan_->targets[d];
    states_[d].active = active;
    if (spec.what == Disturbance::quota) {
        const double days = spec.per == QuotaPeriod::year      ? days_per_year
                            : spec.per == QuotaPeriod::quarter ? days_per_year / 4
                                                               : days_per_year / 12;
        transport.set_quota(d, targets.routes,
                            active && spec.amount ? std::optional(spec.amount->value()) : std::nullopt, days, flow,
                            queue);
        if (active)
            queue.schedule(first_slot_ + 2 * d + 1, period_end(d, queue.now()));
        else
            queue.cancel(first_slot_ + 2 * d + 1);
    }
    for (const std::uint32_t f : targets.facilities) apply_facility(f, flow, works, queue);
    for (const std::uint32_t r : targets.routes) {
        apply_route(r, flow, transport, queue);
        if (spec.what == Disturbance::ban || spec.what == Disturbance::strike || spec.what == Disturbance::outage)
            transport.strike_cargo(r, spec.cargo, active, flow, queue);
    }
    for (const std::uint32_t p : targets.passages) {
        apply_passage(p, flow, transport, queue);
        transport.strike_passage(p, spec.cargo, active, flow, queue);
    }
    works.set_disruption(spec.name, active, flow, queue);
}

void Troubles::apply_facility(std::uint32_t f, Flow &flow, Works &works, EventQueue &queue) {
    Trouble all;
    for (const std::uint32_t d : of_facility_[f]) {
        if (!states_[d].active) continue;
        const DisruptionSpec &spec = plan_->chain->disruptions[d];
        const double to = spec.to ? spec.to->value() : 0.0;
        switch (spec.what) {
        case Disturbance::outage:
        case Disturbance::strike:
            ++all.stops;
            break;
        case Disturbance::derating:
            all.rate_factor *= to;
            break;
        case Disturbance::demand_shock:
            all.demand_factor *= to;
            break;
        case Disturbance::recovery_loss:
            all.recovery_factor *= to;
            break;
        case Disturbance::permanent_closure:
            all.closed = true;
            break;
        case Disturbance::new_capacity:
            all.adds_tpd += spec.adds ? spec.adds->value() : 0.0;
            break;
        case Disturbance::ban:
        case Disturbance::quota:
        case Disturbance::tariff:
        case Disturbance::passage_closure:
        case Disturbance::slower_transit:
            break; // of routes and passages
        }
    }
    works.set_trouble(f, all, flow, queue);
}

void Troubles::apply_route(std::uint32_t r, Flow &flow, Transport &transport, EventQueue &queue) {
    RouteTrouble all;
    for (const std::uint32_t d : of_route_[r]) {
        if (!states_[d].active) continue;
        const DisruptionSpec &spec = plan_->chain->disruptions[d];
        if (spec.what == Disturbance::tariff)
            all.tariff += spec.tariff.value();
        else if (spec.what == Disturbance::slower_transit)
            all.speed_factor *= spec.to ? std::max(1e-3, spec.to->value()) : 1.0;
        else if (spec.what != Disturbance::quota)
            ++all.stops;
    }
    transport.set_trouble(r, all, flow, queue);
}

void Troubles::apply_passage(std::uint32_t p, Flow &flow, Transport &transport, EventQueue &queue) {
    double factor = 1;
    for (const std::uint32_t d : of_passage_[p]) {
        if (!states_[d].active) continue;
        const DisruptionSpec &spec = plan_->chain->disruptions[d];
        factor *= spec.what == Disturbance::passage_closure && spec.to ? spec.to->value() : 0.0;
    }
    transport.set_passage(p, factor, flow, queue);
}

} // namespace midstream
