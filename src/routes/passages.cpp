// A passage's day: vehicles queue, slots come one after the other, a shut passage lets nobody in.
// SPDX-License-Identifier: Apache-2.0
#include "routes/transport.h"

#include <algorithm>

namespace midstream {

void Transport::join_passage(std::uint32_t v, std::uint32_t p, EventQueue &queue) {
    PassageState &state = passage_state_[p];
    voyages_[v].phase = Phase::at_passage;
    voyages_[v].since = queue.now();
    count_passage(p, queue.now());
    push(state.queue, v);
    state.tally.longest_queue = std::max<std::int64_t>(state.tally.longest_queue, state.queue.length);
    if (state.slots_per_day == no_limit)
        on_slot(p, queue);
    else if (state.queue.length == 1)
        schedule_slot(p, queue);
}

void Transport::schedule_slot(std::uint32_t p, EventQueue &queue) {
    const PassageState &state = passage_state_[p];
    const std::uint32_t slot = first_slot_ + slot_timer_[p];
    if (state.queue.length == 0 || passage_shut(p))
        queue.cancel(slot);
    else
        queue.schedule(slot, std::max(queue.now(), state.free_at));
}

void Transport::on_slot(std::uint32_t p, EventQueue &queue) {
    PassageState &state = passage_state_[p];
    if (state.queue.length == 0) return;
    count_passage(p, queue.now());
    const std::uint32_t v = pop(state.queue);
    ++state.tally.transits;
    const auto &inside = plan_->passages[p].inside_days;
    if (queue.now() > voyages_[v].since)
        voyages_[v].waited_for = {
            state.last_shut > voyages_[v].since ? Hindrance::What::passage_shut : Hindrance::What::passage_slots, p};
    voyages_[v].phase = Phase::inside;
    voyages_[v].since = queue.now();
    schedule(queue, v, queue.now() + round_days(inside ? std::max(0.0, draw(*inside, state.luck)) : 0.0));
    if (state.slots_per_day == no_limit) return;
    state.free_at = queue.now() + round_days(1.0 / state.slots_per_day);
    schedule_slot(p, queue);
}

void Transport::take_passage_step(std::uint32_t p, EventQueue &queue) {
    PassageState &state = passage_state_[p];
    const auto &slots = plan_->passages[p].spec->slots;
    const SimTime now = queue.now();
    count_passage(p, now);
    const double before = state.slots_per_day;
    state.slots_per_day = (slots ? slots->at(now).value() : no_limit) * state.factor;
    if (state.factor <= 0) state.slots_per_day = 0;
    if (slots) {
        const SimTime next = slots->next_change(now, SimTime{Duration{most_ticks}});
        if (next < SimTime{Duration{most_ticks}}) queue.schedule(first_slot_ + step_timer_[p], next);
    }
    // A faster pace holds from the slot after the one that is already due.
    if (before > 0 && state.slots_per_day > before && state.free_at > now)
        state.free_at = std::min(state.free_at, now + round_days(1.0 / state.slots_per_day));
    while (state.slots_per_day == no_limit && state.queue.length > 0) on_slot(p, queue);
    schedule_slot(p, queue);
}

void Transport::set_passage(std::uint32_t p, double slot_factor, Flow &flow, EventQueue &queue) {
    (void)flow;
    passage_state_[p].factor = slot_factor;
    take_passage_step(p, queue);
    for (std::uint32_t r = 0; r < route_state_.size(); ++r) wake(r);
}

} // namespace midstream
