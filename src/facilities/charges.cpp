// Work in charges: a line takes its feed, holds it for a time, and lets it go when there is room.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works.h"

#include <algorithm>

namespace midstream {

/// Moves whatever can move: finished charges out, new ones in, until nothing more does.
void Works::try_charges(std::uint32_t f, Flow &flow, EventQueue &queue) {
    State &state = states_[f];
    if (state.held == 0 && state.idle == 0) return; // who works cannot wait, and has not since it began to
    const std::span<const ChargeEnd> ends = std::span(plan_->ends).subspan(state.first_end, state.ends);
    for (const ChargeEnd &end : ends) flow.advance(end.stock, queue.now());
    const bool works = operable(f);
    bool starved = false, held = false;
    std::uint32_t held_line = state.first_line;
    const std::uint32_t end_line = state.first_line + static_cast<std::uint32_t>(state.lines);
    for (std::uint32_t line = state.first_line; line < end_line; ++line) {
        Line &mine = lines_[line];
        if (mine.phase == Line::Phase::held && !try_deliver(state, mine, flow)) {
            if (!held) held_line = line;
            held = true;
        }
        if (mine.phase == Line::Phase::idle && !mine.down && works)
            starved = !try_start(state, mine, flow, queue) || starved;
    }
    if (!starved && !held && !state.waits) return;
    state.waits = starved || held;
    for (std::uint32_t i = 0; i < state.ends; ++i) {
        const ChargeEnd &end = ends[i];
        const bool is_output = i >= state.inputs;
        const double amount = is_output ? line_out_t_[lines_[held_line].first_out + i - state.inputs] : end.amount_t;
        if (!is_output && starved)
            flow.watch(end.watch, Flow::Wait::rise, flow.limits(end.stock).floor_t + amount);
        else if (is_output && held)
            flow.watch(end.watch, Flow::Wait::fall, flow.limits(end.stock).roof_t - amount);
        else
            flow.watch(end.watch, Flow::Wait::nothing, 0);
    }
}

/// The feed goes in; what will come out is known from then on.
template <bool with_metal, bool stands>
[[gnu::always_inline]] inline void Works::charge(State &state, Line &line, Flow &flow, Flow::Change change) {
    const ChargePlan &plan = *state.charge;
    const ChargeEnd *const ends = plan_->ends.data() + state.first_end;
    double *const taken_t = made_t_.data() + state.first_end;
    double first = plan.size_t;
    if (with_metal) std::fill(scratch_feed_.begin(), scratch_feed_.end(), 0.0);
    for (std::uint32_t i = 0; i < state.inputs; ++i) {
        const double mass = std::min(ends[i].amount_t, flow.available(ends[i].stock));
        if (i == 0) first = mass;
        flow.take<with_metal, stands>(ends[i].stock, mass, scratch_e_, change);
        taken_t[i] += mass;
        if (with_metal) count_metal(state.first_end + i, scratch_e_, scratch_feed_);
    }
    double *out_t = line_out_t_.data() + line.first_out;
    for (const Product &product : plan.recipe.makes)
        *out_t++ = with_metal && product.lead ? scratch_feed_[*product.lead] * product.recovery[*product.lead] *
                                                    state.trouble.recovery_factor / product.lead_fraction
                                              : first * product.ratio;
    if (with_metal) charge_metal(state, line);
}

/// The elements of one product of a finished charge, counted as made.
std::span<const double> Works::deliver_metal(const State &state, const Line &line, std::size_t product) {
    const auto metal = std::span(line_out_e_).subspan((line.first_out + product) * elements_, elements_);
    const std::size_t end = state.first_end + state.inputs + product;
    for (std::uint32_t e = 0; e < elements_; ++e) made_e_[end * elements_ + e] += metal[e];
    return metal;
}

/// Counts elements that went through an end, and adds them to a feed.
void Works::count_metal(std::size_t end, std::span<const double> metal, std::span<double> feed) {
    for (std::uint32_t e = 0; e < elements_; ++e) {
        made_e_[end * elements_ + e] += metal[e];
        feed[e] += metal[e];
    }
}

/// A charge that has gone in lasts.
[[gnu::always_inline]] inline void Works::set_off(const ChargePlan &plan, Line &line, EventQueue &queue) {
    line.left = std::max(Duration{1}, round_days(std::max(0.0, draw(plan.lasts, line.luck))));
    schedule(queue, line.timer, queue.now() + line.left);
}

bool Works::try_start(State &state, Line &line, Flow &flow, EventQueue &queue) {
    const ChargePlan &plan = *state.charge;
    const ChargeEnd *const ends = plan_->ends.data() + state.first_end;
    for (std::uint32_t i = 0; i < state.inputs; ++i)
        if (flow.available(ends[i].stock) < ends[i].enough_t) return false;
    if (plan.ground) {
        flow.advance(*plan.ground, queue.now());
        if (flow.available(*plan.ground) < plan.size_t - Flow::tolerance(plan.size_t)) return false;
        flow.take(*plan.ground, std::min(plan.size_t, flow.available(*plan.ground)), scratch_e_);
    }
    if (elements_ > 0)
        charge<true, false>(state, line, flow, state.takes);
    else
        charge<false, false>(state, line, flow, state.takes);
    line.phase = Line::Phase::working;
    --state.idle;
    line.moving = true;
    set_off(plan, line, queue);
    return true;
}

void Works::charge_metal(const State &state, const Line &line) {
    const ChargePlan &plan = *state.charge;
    const std::size_t outs = plan.recipe.makes.size();
    const double *const out_t = line_out_t_.data() + line.first_out;
    double *const out_e = line_out_e_.data() + std::size_t{line.first_out} * elements_;
    for (std::size_t k = 0; k < outs; ++k)
        for (std::uint32_t e = 0; e < elements_; ++e)
            out_e[k * elements_ + e] =
                state.inputs == 0 ? out_t[k] * plan.source_assay[e]
                                  : scratch_feed_[e] * plan.recipe.makes[k].recovery[e] * state.trouble.recovery_factor;
    if (state.inputs == 0) return;
    double *const lost_e = lost_e_.data() + std::size_t{line.facility} * elements_;
    for (std::uint32_t e = 0; e < elements_; ++e) {
        double kept = 0;
        for (std::size_t k = 0; k < outs; ++k) kept += out_e[k * elements_ + e];
        lost_e[e] += scratch_feed_[e] - kept;
    }
}

bool Works::try_deliver(State &state, Line &line, Flow &flow) {
    const ChargeEnd *const ends = plan_->ends.data() + state.first_end + state.inputs;
    const std::size_t outs = state.ends - state.inputs;
    double *const out_t = line_out_t_.data() + line.first_out;
    bool has_room = true;
    for (std::size_t k = 0; k < outs; ++k) {
        const double room = flow.room(ends[k].stock);
        if (room < out_t[k] && room < out_t[k] - Flow::tolerance(out_t[k])) has_room = false;
    }
    if (!has_room && state.charge->when_full != WhenFull::lose) return false;
    const std::size_t first_end = state.first_end + state.inputs;
    for (std::size_t k = 0; k < outs; ++k) {
        const auto metal = std::span(line_out_e_).subspan((line.first_out + k) * elements_, elements_);
        if (has_room) {
            flow.put(ends[k].stock, out_t[k], deliver_metal(state, line, k), state.gives);
            made_t_[first_end + k] += out_t[k];
        } else if (state.inputs > 0) {
            for (std::uint32_t e = 0; e < elements_; ++e)
                lost_e_[std::size_t{line.facility} * elements_ + e] += metal[e];
        }
        out_t[k] = 0;
        for (double &element_t : metal) element_t = 0;
    }
    line.phase = Line::Phase::idle;
    --state.held;
    ++state.idle;
    return true;
}

/// Lets charges stand while their line is down or the plant may not work, and go on afterwards.
void Works::pace_lines(std::uint32_t f, EventQueue &queue) {
    const State &state = states_[f];
    for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(state.lines); ++k) {
        Line &line = lines_[state.first_line + k];
        if (line.phase != Line::Phase::working) continue;
        const bool moving = !line.down && operable(state);
        if (moving == line.moving) continue;
        line.moving = moving;
        if (moving) {
            schedule(queue, line.timer, queue.now() + line.left);
        } else {
            line.left = queue.time_of(first_slot_ + line.timer) - queue.now();
            cancel(queue, line.timer);
        }
    }
}

/// Mostly there is room for what comes out and feed for the next charge, nobody waits, and all goes on as the books say.
/// Does nothing where that is not so.
template <bool with_metal>
[[gnu::always_inline]] inline bool Works::go_round(State &state, Line &line, Flow &flow, EventQueue &queue) {
    const ChargeEnd *const first = plan_->ends.data() + state.first_end, *const out = first + state.inputs,
                           *const last = first + state.ends;
    const SimTime now = queue.now();
    double *const out_t = line_out_t_.data() + line.first_out;
    for (const ChargeEnd *end = first; end != out; ++end) {
        flow.advance_standing<with_metal>(end->stock, now);
        if (flow.available(end->stock) < end->enough_t) return false;
    }
    for (const ChargeEnd *end = out; end != last; ++end) {
        flow.advance_standing<with_metal>(end->stock, now);
        if (flow.room(end->stock) < out_t[end - out]) return false;
    }
    double *const moved_t = made_t_.data() + state.first_end;
    for (const ChargeEnd *end = out; end != last; ++end) {
        const double mass = out_t[end - out];
        std::span<const double> metal;
        if (with_metal) metal = deliver_metal(state, line, static_cast<std::size_t>(end - out));
        flow.put<with_metal, true>(end->stock, mass, metal, Flow::filled_by_owner);
        moved_t[end - first] += mass;
    }
    charge<with_metal, true>(state, line, flow, Flow::drained_by_owner);
    set_off(*state.charge, line, queue);
    return true;
}

bool Works::on_line(std::uint32_t l, Flow &flow, EventQueue &queue) {
    Line &line = lines_[l];
    State &state = states_[line.facility];
    // Running means that all lines that are up work and nothing else stops the plant.
    if (state.doing == Doing::running && !state.is_stale && state.held == 0 && state.idle == 0 &&
        state.keeps_to_itself && !line.down &&
        (elements_ > 0 ? go_round<true>(state, line, flow, queue) : go_round<false>(state, line, flow, queue))) {
        if (state.has_clocks) set_ticking(line.facility, queue);
        return true;
    }
    line.phase = Line::Phase::held;
    line.moving = false;
    ++state.held;
    look_at_lines(line.facility, flow, queue);
    return false;
}

void Works::look_at_lines(std::uint32_t f, Flow &flow, EventQueue &queue) {
    try_charges(f, flow, queue);
    note_charges(f, flow, queue);
}

void Works::add_charge_sources(std::span<double> element_t) const {
    for (std::uint32_t f = 0; f < states_.size(); ++f) {
        const FacilityPlan &facility = plan_->facilities[f];
        if (!facility.charge || !facility.charge->in.empty()) continue;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            element_t[e] += charge_moved_e(f)[e];
            for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(facility.lines); ++k)
                element_t[e] += line_out_e_[std::size_t{lines_[states_[f].first_line + k].first_out} * elements_ + e];
        }
    }
}

void Works::add_in_charges(std::span<double> element_t) const {
    for (std::size_t at = 0; at < line_out_t_.size(); ++at)
        for (std::uint32_t e = 0; e < elements_; ++e) element_t[e] += line_out_e_[at * elements_ + e];
}

} // namespace midstream
