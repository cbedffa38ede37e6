// A market's day: it draws what its customers want; what they do not get is lost, or owed to them.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works.h"

#include <algorithm>

namespace midstream {

double Works::delivered(std::uint32_t d, const Flow &flow) const {
    return flow.moved(plan_->demands[d].stream, 0) + demands_[d].cleared_t;
}

/// Brings wanted tonnes and backlog up to now. The stock's group must be advanced.
void Works::book_demand(std::uint32_t d, const Flow &flow, SimTime now) {
    Demand &demand = demands_[d];
    const double wanted = demand.rate_tpd * days_of(now - demand.since);
    const double moved = flow.moved(plan_->demands[d].stream, 0);
    demand.wanted_t += wanted;
    if (plan_->demands[d].back_ordered)
        demand.backlog_t = std::max(0.0, demand.backlog_t + wanted - (moved - demand.moved_before_t));
    demand.moved_before_t = moved;
    demand.since = now;
}

void Works::set_demand(std::uint32_t d, Flow &flow, EventQueue &queue) {
    const DemandPlan &plan = plan_->demands[d];
    const State &state = states_[plan.facility];
    Demand &demand = demands_[d];
    flow.advance(plan.stock, queue.now());
    book_demand(d, flow, queue.now());
    account(plan.facility, flow, queue.now());
    demand.rate_tpd =
        berths_open(plan.facility) ? plan.rate->at(queue.now()).value() * state.trouble.demand_factor : 0.0;
    const bool owes = demand.backlog_t > Flow::tolerance(demand.wanted_t);
    flow.set_ceiling(plan.stream, !berths_open(plan.facility) ? 0.0 : owes ? no_limit : demand.rate_tpd);
    flow.mark_stream(plan.stream);
    if (use_tpd_[plan.stock] != demand.rate_tpd) {
        use_tpd_[plan.stock] = demand.rate_tpd;
        use_changed_.push_back(plan.stock);
    }
}

/// A market that keeps orders and falls short will take more than its demand as soon as it can have it.
void Works::owe_more(std::uint32_t f, std::uint32_t stream, Flow &flow) {
    for (const std::uint32_t d : plan_->facilities[f].demands) {
        const DemandPlan &plan = plan_->demands[d];
        if (plan.stream != stream || !plan.back_ordered || flow.ceiling(stream) == no_limit) continue;
        if (flow.rate(stream) < demands_[d].rate_tpd * (1 - 1e-9)) flow.set_ceiling(stream, no_limit);
    }
}

/// Goods that come while customers are owed some go to them at once.
void Works::clear_backlog(std::uint32_t d, Flow &flow, EventQueue &queue) {
    const DemandPlan &plan = plan_->demands[d];
    if (!plan.back_ordered) return;
    Demand &demand = demands_[d];
    flow.advance(plan.stock, queue.now());
    book_demand(d, flow, queue.now());
    const double give = std::min(demand.backlog_t, flow.level(plan.stock));
    if (give > Flow::tolerance(give) && berths_open(plan.facility)) {
        flow.take(plan.stock, give, scratch_e_);
        demand.backlog_t -= give;
        demand.cleared_t += give;
        for (std::uint32_t e = 0; e < elements_; ++e) demand.cleared_e[e] += scratch_e_[e];
    }
    if (demand.backlog_t <= Flow::tolerance(demand.wanted_t)) demand.backlog_t = 0;
    set_demand(d, flow, queue);
}

} // namespace midstream
