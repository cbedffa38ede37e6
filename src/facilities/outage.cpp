// What stops a facility on its own account: failures, planned shutdowns, rebuilds at the end of a campaign.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works.h"

#include <algorithm>

namespace midstream {

void Works::start_process(std::uint32_t p, EventQueue &queue) {
    Process &process = processes_[p];
    const SimTime now = queue.now();
    if (process.shutdown) {
        const ShutdownSpec &spec = *process.shutdown;
        const SimTime planned =
            spec.on ? *spec.on : spec.first.value_or(now + round_days(spec.every ? spec.every->value() : 0.0));
        // One that is under way at the start of the run is kept for what is left of it.
        if (planned < now && spec.lasts.law.is_constant() && !spec.every) {
            const SimTime end = planned + round_days(spec.lasts.mean().value());
            if (end > now) {
                process.left = end - now;
                schedule(queue, process.timer, now);
            }
            return;
        }
        process.count = -1;
        const SimTime next = next_shutdown(process, now - Duration{1});
        if (next < never) schedule(queue, process.timer, next);
    } else if (process.failure) {
        process.left = round_days(std::max(0.0, draw(process.failure->every.law, process.luck)));
        process.ticking = false;
        if (process.failure->clock == FailureClock::calendar) tick(process, true, queue);
    } else if (process.campaign->life) {
        process.left = round_days(process.campaign->life->value());
    } else {
        process.left = never - SimTime{}; // counted by a meter of tonnes
    }
}

/// Starts or stops the clock of a process.
void Works::tick(Process &process, bool ticking, EventQueue &queue) {
    if (process.ticking == ticking || process.down) return;
    process.ticking = ticking;
    if (ticking) {
        process.since = queue.now();
        if (process.left < never - SimTime{}) schedule(queue, process.timer, queue.now() + process.left);
    } else {
        process.left -= queue.now() - process.since;
        cancel(queue, process.timer);
    }
}

/// Running clocks go while their line runs at any rate.
void Works::set_ticking(std::uint32_t f, EventQueue &queue) {
    const State &state = states_[f];
    const bool running = state.doing == Doing::running || state.doing == Doing::slowed;
    for (std::uint32_t p = processes_first_[f]; p < processes_first_[f + 1]; ++p) {
        Process &process = processes_[p];
        if (process.shutdown || (process.failure && process.failure->clock == FailureClock::calendar)) continue;
        bool runs = running;
        if (runs && plan_->facilities[f].charge && process.failure) {
            const Line &line = lines_[state.first_line + process.line];
            runs = line.phase == Line::Phase::working && line.moving;
        }
        tick(process, runs, queue);
    }
}

void Works::on_failure(std::uint32_t p, Flow &flow, EventQueue &queue) {
    Process &process = processes_[p];
    State &state = states_[process.facility];
    const FacilityPlan &facility = plan_->facilities[process.facility];
    if (!process.down) {
        process.ticking = false;
        process.down = true;
        schedule(queue, process.timer,
                 queue.now() + round_days(std::max(0.0, draw(process.failure->lasts.law, process.luck))));
    } else {
        process.down = false;
        process.left = round_days(std::max(0.0, draw(process.failure->every.law, process.luck)));
        if (process.failure->clock == FailureClock::calendar) tick(process, true, queue);
    }
    // A line that several kinds of failure hold is down once.
    const auto line_down = [&](std::uint32_t line) {
        for (std::uint32_t q = processes_first_[process.facility]; q < processes_first_[process.facility + 1]; ++q)
            if (processes_[q].failure && processes_[q].down && processes_[q].line == line) return true;
        return false;
    };
    int down = 0;
    for (std::uint32_t line = 0; line < static_cast<std::uint32_t>(facility.lines); ++line) {
        const bool is_down = line_down(line);
        down += is_down;
        if (facility.charge) lines_[state.first_line + line].down = is_down;
    }
    state.lines_down = down;
    update(process.facility, flow, queue);
}

SimTime Works::next_shutdown(const Process &process, SimTime now) const {
    const ShutdownSpec &spec = *process.shutdown;
    if (spec.on) return *spec.on > now ? *spec.on : never;
    if (!spec.every) return spec.first && *spec.first > now ? *spec.first : never;
    const Duration period = round_days(spec.every->value());
    const SimTime first = spec.first.value_or(states_[process.facility].opened + period);
    if (first > now) return first;
    return first + ((now - first) / period + 1) * period;
}

void Works::on_shutdown(std::uint32_t p, Flow &flow, EventQueue &queue) {
    Process &process = processes_[p];
    State &state = states_[process.facility];
    const SimTime now = queue.now();
    if (!process.down) {
        process.down = true;
        process.since = now;
        ++state.shutdowns;
        const Duration lasts = process.left.count() > 0
                                   ? process.left
                                   : round_days(std::max(0.0, draw(process.shutdown->lasts.law, process.luck)));
        process.left = {};
        schedule(queue, process.timer, now + lasts);
    } else {
        process.down = false;
        --state.shutdowns;
        const SimTime next = next_shutdown(process, now - Duration{1});
        if (next < never) schedule(queue, process.timer, next);
    }
    update(process.facility, flow, queue);
}

/// A campaign told in tonnes ends when its meter has run down.
void Works::read_meter(std::uint32_t f, Flow &flow, EventQueue &queue) {
    const std::uint32_t wear = *plan_->facilities[f].wear;
    flow.advance(wear, queue.now());
    if (flow.level(wear) > Flow::tolerance(flow.plan().stocks[wear].initial_t)) return;
    for (std::uint32_t p = processes_first_[f]; p < processes_first_[f + 1]; ++p)
        if (processes_[p].campaign && !processes_[p].down) on_reline(p, flow, queue);
}

void Works::on_reline(std::uint32_t p, Flow &flow, EventQueue &queue) {
    Process &process = processes_[p];
    State &state = states_[process.facility];
    if (!process.down) {
        process.ticking = false;
        process.down = true;
        ++state.shutdowns;
        schedule(queue, process.timer,
                 queue.now() + round_days(std::max(0.0, draw(process.campaign->reline.law, process.luck))));
    } else {
        process.down = false;
        --state.shutdowns;
        process.left = process.campaign->life ? round_days(process.campaign->life->value()) : never - SimTime{};
        if (const auto wear = plan_->facilities[process.facility].wear) {
            flow.advance(*wear, queue.now());
            std::fill(scratch_e_.begin(), scratch_e_.end(), 0.0);
            flow.put(*wear, flow.plan().stocks[*wear].initial_t - flow.level(*wear), scratch_e_);
        }
    }
    update(process.facility, flow, queue);
}

} // namespace midstream
