// Work in charges: a line takes its feed, holds it for a time, and lets it go when there is room.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works.h"

#include <algorithm>

namespace midstream {

/// Moves whatever can move: finished charges out, new ones in, until nothing more does.
void Works::try_charges(std::uint32_t f, Flow &flow, EventQueue &queue) {
    const FacilityPlan &facility = plan_->facilities[f];
    State &state = states_[f];
    const ChargePlan &charge = *facility.charge;
    const SimTime now = queue.now();
    for (const std::uint32_t s : charge.in) flow.advance(s, now);
    for (const std::uint32_t s : charge.out) flow.advance(s, now);
    bool starved = false, held = false;
    std::uint32_t held_line = state.first_line;
    for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(facility.lines); ++k) {
        const std::uint32_t line = state.first_line + k;
        if (lines_[line].phase == Line::Phase::held) {
            if (!try_deliver(f, line, flow, queue)) {
                if (!held) held_line = line;
                held = true;
            }
        }
        if (lines_[line].phase == Line::Phase::idle && lines_[line].down == 0 && operable(f))
            starved = !try_start(f, line, flow, queue) || starved;
    }
    if (!starved && !held && !state.waits) return;
    state.waits = starved || held;
    std::size_t product = 0;
    for (const std::uint32_t i : facility.interests) {
        const InterestPlan &interest = plan_->interests[i];
        double amount = charge.size_t * interest.coefficient;
        if (interest.is_output) amount = line_out_t_[line_out_first_[held_line] + product++];
        if (!interest.is_output && starved)
            flow.watch(interest.watch, Flow::Wait::rise, flow.limits(interest.stock).floor_t + amount);
        else if (interest.is_output && held)
            flow.watch(interest.watch, Flow::Wait::fall, flow.limits(interest.stock).roof_t - amount);
        else
            flow.watch(interest.watch, Flow::Wait::nothing, 0);
    }
}

bool Works::try_start(std::uint32_t f, std::uint32_t l, Flow &flow, EventQueue &queue) {
    const ChargePlan &charge = *plan_->facilities[f].charge;
    State &state = states_[f];
    Line &line = lines_[l];
    for (std::size_t i = 0; i < charge.in.size(); ++i) {
        const double wanted = charge.size_t * charge.recipe.takes[i];
        if (flow.available(charge.in[i]) < wanted - Flow::tolerance(wanted)) return false;
    }
    if (charge.ground) {
        flow.advance(*charge.ground, queue.now());
        if (flow.available(*charge.ground) < charge.size_t - Flow::tolerance(charge.size_t)) return false;
        flow.take(*charge.ground, std::min(charge.size_t, flow.available(*charge.ground)), scratch_e_);
    }
    std::fill(scratch_feed_.begin(), scratch_feed_.end(), 0.0);
    double first = charge.size_t;
    for (std::size_t i = 0; i < charge.in.size(); ++i) {
        const double mass = std::min(charge.size_t * charge.recipe.takes[i], flow.available(charge.in[i]));
        if (i == 0) first = mass;
        flow.take(charge.in[i], mass, scratch_e_);
        state.made_t[i] += mass;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            state.made_e[i * elements_ + e] += scratch_e_[e];
            scratch_feed_[e] += scratch_e_[e];
        }
    }
    // What will come out is known when the charge goes in.
    const double factor = state.trouble.recovery_factor;
    for (std::size_t k = 0; k < charge.out.size(); ++k) {
        const std::size_t at = line_out_first_[l] + k;
        const Product &product = charge.recipe.makes[k];
        double mass = first * product.ratio;
        if (product.lead)
            mass = scratch_feed_[*product.lead] * product.recovery[*product.lead] * factor / product.lead_fraction;
        line_out_t_[at] = mass;
        for (std::uint32_t e = 0; e < elements_; ++e)
            line_out_e_[at * elements_ + e] =
                charge.in.empty() ? mass * charge.source_assay[e] : scratch_feed_[e] * product.recovery[e] * factor;
    }
    if (!charge.in.empty())
        for (std::uint32_t e = 0; e < elements_; ++e) {
            double kept = 0;
            for (std::size_t k = 0; k < charge.out.size(); ++k)
                kept += line_out_e_[(line_out_first_[l] + k) * elements_ + e];
            state.lost_e[e] += scratch_feed_[e] - kept;
        }
    line.phase = Line::Phase::working;
    line.moving = true;
    line.left = std::max(Duration{1}, round_days(std::max(0.0, draw(charge.lasts, line.luck))));
    schedule(queue, line.timer, queue.now() + line.left);
    return true;
}

bool Works::try_deliver(std::uint32_t f, std::uint32_t l, Flow &flow, EventQueue &queue) {
    const ChargePlan &charge = *plan_->facilities[f].charge;
    State &state = states_[f];
    Line &line = lines_[l];
    const std::size_t in = charge.in.size();
    bool room = true;
    for (std::size_t k = 0; k < charge.out.size(); ++k) {
        const double mass = line_out_t_[line_out_first_[l] + k];
        if (flow.room(charge.out[k]) < mass - Flow::tolerance(mass)) room = false;
    }
    const bool drop = !room && charge.when_full == WhenFull::lose;
    if (!room && !drop) return false;
    for (std::size_t k = 0; k < charge.out.size(); ++k) {
        const std::size_t at = line_out_first_[l] + k;
        const auto metal = std::span(line_out_e_).subspan(at * elements_, elements_);
        if (!drop) {
            flow.put(charge.out[k], line_out_t_[at], metal);
            state.made_t[in + k] += line_out_t_[at];
            for (std::uint32_t e = 0; e < elements_; ++e) state.made_e[(in + k) * elements_ + e] += metal[e];
        } else if (!charge.in.empty()) {
            for (std::uint32_t e = 0; e < elements_; ++e) state.lost_e[e] += metal[e];
        }
        line_out_t_[at] = 0;
        std::fill(metal.begin(), metal.end(), 0.0);
    }
    line.phase = Line::Phase::idle;
    (void)queue;
    return true;
}

/// Lets charges stand while their line is down or the plant may not work, and go on afterwards.
void Works::pace_lines(std::uint32_t f, EventQueue &queue) {
    const State &state = states_[f];
    for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(plan_->facilities[f].lines); ++k) {
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
    lines_[l].phase = Line::Phase::held;
    lines_[l].moving = false;
    look_at_lines(f, flow, queue);
}

void Works::look_at_lines(std::uint32_t f, Flow &flow, EventQueue &queue) {
    try_charges(f, flow, queue);
    note_charges(f, flow, queue);
    const FacilityPlan &facility = plan_->facilities[f];
    if (!facility.wear && !facility.charge->feeds_itself) states_[f].looked = flow.wakes();
}

void Works::add_charge_sources(std::span<double> element_t) const {
    for (std::uint32_t f = 0; f < states_.size(); ++f) {
        const FacilityPlan &facility = plan_->facilities[f];
        if (!facility.charge || !facility.charge->in.empty()) continue;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            element_t[e] += states_[f].made_e[e];
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
