// The facilities at work: what an event of theirs will touch.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works.h"

namespace midstream {

void Works::tell_arrays(Arrays &arrays) const {
    arrays.add(states_);
    arrays.add(lines_);
    arrays.add(timers_);
    arrays.add(processes_);
    arrays.add(processes_first_);
    arrays.add(demands_);
    arrays.add(line_out_t_);
    arrays.add(line_out_e_);
    arrays.add(use_tpd_);
    arrays.add(held_back_t_);
    arrays.add(made_t_);
    arrays.add(made_e_);
    arrays.add(lost_e_);
    arrays.add(plan_->facilities);
    arrays.add(plan_->demands);
    arrays.add(plan_->interests);
    arrays.add(plan_->ends);
    arrays.add(plan_->reacting_first);
    arrays.add(plan_->reacting);
    arrays.add(plan_->owners);
}

/// The record of a facility as far as events look at it.
void Works::foresee_facility(std::uint32_t f, Touches &touches) const {
    const FacilityPlan &plan = plan_->facilities[f];
    const State &state = states_[f];
    touches.add(state);
    touches.add(&plan, offsetof(FacilityPlan, charge));
    touches.add(std::span(plan.capacities));
    touches.add(std::span(plan.demands));
    for (const std::uint32_t d : plan.demands) {
        touches.add(demands_[d]);
        touches.add(plan_->demands[d]);
    }
    touches.add(std::span(held_back_t_).subspan(state.first_end, plan.ends));
}

void Works::foresee_line(std::uint32_t l, const Change &made, const Flow &flow, const EventQueue &queue,
                         Touches &touches) const {
    const Line &line = lines_[l];
    const State &state = states_[line.facility];
    const ChargePlan &charge = *state.charge;
    touches.add(line);
    touches.add(&state, offsetof(State, since));
    touches.add(std::span(plan_->ends).subspan(state.first_end, state.ends));
    touches.add(&charge, offsetof(ChargePlan, in));
    touches.add(std::span(charge.recipe.makes));
    for (std::uint32_t i = 0; i < state.ends; ++i) flow.foresee(plan_->ends[state.first_end + i].stock, queue, touches);
    touches.add(std::span(line_out_t_).subspan(line.first_out, state.ends - state.inputs));
    touches.add(std::span(made_t_).subspan(state.first_end, state.ends));
    touches.add(std::span(made_e_).subspan(std::size_t{state.first_end} * elements_, state.ends * elements_));
    touches.add(std::span(line_out_e_)
                    .subspan(std::size_t{line.first_out} * elements_, (state.ends - state.inputs) * elements_));
    touches.add(std::span(lost_e_).subspan(std::size_t{line.facility} * elements_, elements_));
    for (const Product &product : charge.recipe.makes) touches.add(std::span(product.recovery));
    for (std::uint32_t i = state.inputs; i < state.ends; ++i) made(plan_->ends[state.first_end + i].stock, touches);
    if (!state.has_clocks) return;
    const std::uint32_t first = processes_first_[line.facility], end = processes_first_[line.facility + 1];
    touches.add(std::span(processes_first_).subspan(line.facility, 2));
    touches.add(std::span(processes_).subspan(first, end - first));
}

std::uint32_t Works::facility_of(Timer timer) const {
    switch (timer.kind) {
    case TimerKind::line:
        return lines_[timer.index].facility;
    case TimerKind::failure:
    case TimerKind::shutdown:
    case TimerKind::reline:
        return processes_[timer.index].facility;
    case TimerKind::backlog:
        return plan_->demands[timer.index].facility;
    case TimerKind::step:
    case TimerKind::open:
    case TimerKind::close:
    case TimerKind::ramp:
    case TimerKind::release:
    case TimerKind::retry:
        break;
    }
    return timer.index;
}

void Works::foresee_timers(const Change &change, const Change &made, const Flow &flow, const EventQueue &queue,
                           Touches &touches, Foresight &foresight, std::vector<Foresight::List> &of_timer) const {
    std::vector<Foresight::List> of_facility(states_.size(), Foresight::nothing);
    for (std::uint32_t f = 0; f < states_.size(); ++f) {
        touches.clear();
        foresee_facility(f, touches);
        const std::uint32_t first = processes_first_[f], end = processes_first_[f + 1];
        touches.add(std::span(processes_).subspan(first, end - first));
        for (const std::uint32_t i : plan_->facilities[f].interests) touches.add(plan_->interests[i]);
        for (const std::uint32_t s : plan_->facilities[f].stocks) change(s, touches);
        of_facility[f] = foresight.keep(touches.runs());
    }
    for (const Timer &timer : timers_) {
        if (timer.kind == TimerKind::line) {
            touches.clear();
            touches.add(timer);
            foresee_line(timer.index, made, flow, queue, touches);
        }
        of_timer.push_back(timer.kind == TimerKind::line ? foresight.keep(touches.runs())
                                                         : of_facility[facility_of(timer)]);
    }
}

void Works::foresee_reacting(std::uint32_t stock, Touches &touches) const {
    touches.add(std::span(plan_->reacting_first).subspan(stock, 2));
    for (std::uint32_t i = plan_->reacting_first[stock]; i < plan_->reacting_first[stock + 1]; ++i) {
        const std::uint32_t f = plan_->reacting[i];
        touches.add(plan_->reacting[i]);
        touches.add(&states_[f], offsetof(State, trouble));
        if (!(states_[f].reacts & as_yard)) continue;
        touches.add(&plan_->facilities[f], offsetof(FacilityPlan, charge));
        touches.add(std::span(plan_->facilities[f].stocks));
    }
}

void Works::foresee_owner(std::uint32_t stream, Touches &touches) const {
    const StreamOwner &owner = plan_->owners[stream];
    touches.add(owner);
    if (owner.role != StreamOwner::Role::route) foresee_facility(owner.facility, touches);
}

} // namespace midstream
