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
        if (lines_[line].phase == Line::Phase::held && !try_deliver(f, line, flow)) {
            if (!held) held_line = line;
            held = true;
        }
        if (lines_[line].phase == Line::Phase::idle && lines_[line].down == 0 && works)
            starved = !try_start(f, line, flow, queue) || starved;
    }
    if (!starved && !held && !state.waits) return;
    state.waits = starved || held;
    for (std::uint32_t i = 0; i < state.ends; ++i) {
        const ChargeEnd &end = ends[i];
        const bool is_output = i >= state.inputs;
        const double amount = is_output ? line_out_t_[line_out_first_[held_line] + i - state.inputs] : end.amount_t;
        if (!is_output && starved)
            flow.watch(end.watch, Flow::Wait::rise, flow.limits(end.stock).floor_t + amount);
        else if (is_output && held)
            flow.watch(end.watch, Flow::Wait::fall, flow.limits(end.stock).roof_t - amount);
        else
            flow.watch(end.watch, Flow::Wait::nothing, 0);
    }
}

bool Works::try_start(std::uint32_t f, std::uint32_t l, Flow &flow, EventQueue &queue) {
    const ChargePlan &charge = *plan_->facilities[f].charge;
    State &state = states_[f];
    const ChargeEnd *ends = plan_->ends.data() + state.first_end;
    for (std::uint32_t i = 0; i < state.inputs; ++i)
        if (flow.available(ends[i].stock) < ends[i].enough_t) return false;
    if (charge.ground) {
        flow.advance(*charge.ground, queue.now());
        if (flow.available(*charge.ground) < charge.size_t - Flow::tolerance(charge.size_t)) return false;
        flow.take(*charge.ground, std::min(charge.size_t, flow.available(*charge.ground)), scratch_e_);
    }
    for (double &metal : scratch_feed_) metal = 0;
    double first = charge.size_t;
    for (std::uint32_t i = 0; i < state.inputs; ++i) {
        const double mass = std::min(ends[i].amount_t, flow.available(ends[i].stock));
        if (i == 0) first = mass;
        flow.take(ends[i].stock, mass, scratch_e_, state.takes);
        made_t_[state.first_end + i] += mass;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            made_e_[std::size_t{state.first_end + i} * elements_ + e] += scratch_e_[e];
            scratch_feed_[e] += scratch_e_[e];
        }
    }
    // What will come out is known when the charge goes in.
    const double factor = state.trouble.recovery_factor;
    const std::uint32_t first_out = line_out_first_[l];
    for (std::uint32_t k = 0; k < state.ends - state.inputs; ++k) {
        const Product &product = charge.recipe.makes[k];
        line_out_t_[first_out + k] = product.lead ? scratch_feed_[*product.lead] * product.recovery[*product.lead] *
                                                        factor / product.lead_fraction
                                                  : first * product.ratio;
        for (std::uint32_t e = 0; e < elements_; ++e)
            line_out_e_[std::size_t{first_out + k} * elements_ + e] =
                state.inputs == 0 ? line_out_t_[first_out + k] * charge.source_assay[e]
                                  : scratch_feed_[e] * product.recovery[e] * factor;
    }
    if (state.inputs > 0)
        for (std::uint32_t e = 0; e < elements_; ++e) {
            double kept = 0;
            for (std::uint32_t k = 0; k < state.ends - state.inputs; ++k)
                kept += line_out_e_[std::size_t{first_out + k} * elements_ + e];
            lost_e_[std::size_t{f} * elements_ + e] += scratch_feed_[e] - kept;
        }
    Line &line = lines_[l];
    line.phase = Line::Phase::working;
    --state.idle;
    line.moving = true;
    line.left = std::max(Duration{1}, round_days(std::max(0.0, draw(charge.lasts, line.luck))));
    schedule(queue, line.timer, queue.now() + line.left);
    return true;
}

bool Works::try_deliver(std::uint32_t f, std::uint32_t l, Flow &flow) {
    State &state = states_[f];
    const std::uint32_t first_out = line_out_first_[l];
    const ChargeEnd *ends = plan_->ends.data() + state.first_end;
    bool has_room = true;
    for (std::uint32_t i = state.inputs; i < state.ends; ++i) {
        const double mass = line_out_t_[first_out + i - state.inputs], room = flow.room(ends[i].stock);
        if (room < mass && room < mass - Flow::tolerance(mass)) has_room = false;
    }
    if (!has_room && plan_->facilities[f].charge->when_full != WhenFull::lose) return false;
    for (std::uint32_t i = state.inputs; i < state.ends; ++i) {
        const std::uint32_t at = first_out + i - state.inputs;
        const auto metal = std::span(line_out_e_).subspan(std::size_t{at} * elements_, elements_);
        if (has_room) {
            flow.put(ends[i].stock, line_out_t_[at], metal, state.gives);
            made_t_[state.first_end + i] += line_out_t_[at];
            for (std::uint32_t e = 0; e < elements_; ++e)
                made_e_[std::size_t{state.first_end + i} * elements_ + e] += metal[e];
        } else if (state.inputs > 0) {
            for (std::uint32_t e = 0; e < elements_; ++e) lost_e_[std::size_t{f} * elements_ + e] += metal[e];
        }
        line_out_t_[at] = 0;
        for (double &element_t : metal) element_t = 0;
    }
    lines_[l].phase = Line::Phase::idle;
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
        const bool moving = line.down == 0 && operable(f);
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

void Works::on_line(std::uint32_t l, Flow &flow, EventQueue &queue) {
    const std::uint32_t f = line_owner_[l];
    State &state = states_[f];
    lines_[l].phase = Line::Phase::held;
    lines_[l].moving = false;
    ++state.held;
    if (state.held == 1 && state.idle == 0 && !state.is_stale && operable(f)) {
        // Mostly there is room for what comes out and feed for the next charge, and all goes on as the books say.
        for (std::uint32_t i = 0; i < state.ends; ++i)
            flow.advance(plan_->ends[state.first_end + i].stock, queue.now());
        if (try_deliver(f, l, flow) && lines_[l].down == 0 && try_start(f, l, flow, queue)) {
            if (has_clocks(f)) set_ticking(f, queue);
            return;
        }
    }
    look_at_lines(f, flow, queue);
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
                element_t[e] += line_out_e_[std::size_t{line_out_first_[states_[f].first_line + k]} * elements_ + e];
        }
    }
}

void Works::add_in_charges(std::span<double> element_t) const {
    for (std::size_t at = 0; at < line_out_t_.size(); ++at)
        for (std::uint32_t e = 0; e < elements_; ++e) element_t[e] += line_out_e_[at * elements_ + e];
}

} // namespace midstream
