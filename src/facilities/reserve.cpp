// A strategic reserve: held back until a date, a shortage or a disruption opens it.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works.h"

#include <algorithm>

namespace midstream {

void Works::set_disruption(std::string_view name, bool on, Flow &flow, EventQueue &queue) {
    if (on)
        on_disruptions_.emplace_back(name);
    else if (const auto it = std::find(on_disruptions_.begin(), on_disruptions_.end(), name);
             it != on_disruptions_.end())
        on_disruptions_.erase(it);
    for (std::uint32_t f = 0; f < states_.size(); ++f)
        if (!plan_->facilities[f].releases.empty()) set_reserve(f, flow, queue);
}

void Works::set_reserve(std::uint32_t f, Flow &flow, EventQueue &queue) {
    const FacilityPlan &facility = plan_->facilities[f];
    State &state = states_[f];
    const SimTime now = queue.now();
    bool open = false;
    SimTime next = never;
    for (const ReleasePlan &rule : facility.releases) {
        const ReleaseSpec &spec = *rule.spec;
        if (spec.from && *spec.from > now) next = std::min(next, *spec.from);
        if (spec.until && *spec.until > now) next = std::min(next, *spec.until);
        bool holds = (!spec.from || *spec.from <= now) && (!spec.until || *spec.until > now);
        if (!spec.during.empty())
            holds = holds &&
                    std::find(on_disruptions_.begin(), on_disruptions_.end(), spec.during) != on_disruptions_.end();
        if (rule.demand) {
            const DemandPlan &demand = plan_->demands[*rule.demand];
            flow.advance(demand.stock, now);
            const double mark = spec.below_cover.value() * demands_[*rule.demand].rate_tpd;
            const bool is_short = flow.level(demand.stock) <= mark + Flow::tolerance(mark);
            holds = holds && is_short;
            flow.watch(rule.watch, is_short ? Flow::Wait::rise : Flow::Wait::fall,
                       is_short ? mark + 10 * Flow::tolerance(mark) : mark);
        }
        open = open || holds;
    }
    if (next < never)
        schedule(queue, release_timer_[f], next);
    else
        cancel(queue, release_timer_[f]);
    state.reserve_open = open;
    for (const ReserveStock &reserve : facility.reserves) {
        flow.advance(reserve.stock, now);
        flow.set_hold(reserve.stock, open ? 0.0 : reserve.target_t);
        if (!reserve.gate) continue;
        flow.set_ceiling(*reserve.gate,
                         facility.spec ? std::get<StockpileSpec>(facility.spec->behaviour).reserve->draw_limit->value()
                                       : 0.0);
        flow.mark_stream(*reserve.gate);
    }
}

} // namespace midstream
