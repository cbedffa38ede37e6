// The facilities at work: the calendar, what a facility may run at, when it stops and starts.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works.h"

#include <algorithm>

namespace midstream {

Works::Works(std::shared_ptr<const WorksPlan> plan, std::uint64_t seed, std::uint64_t replication, EventQueue &queue)
    : plan_(std::move(plan)), first_slot_(static_cast<std::uint32_t>(queue.slots())), elements_(plan_->elements) {
    const std::size_t n = plan_->facilities.size();
    states_.resize(n);
    use_tpd_.assign(plan_->stocks, 0);
    held_back_t_.assign(plan_->ends.size(), 0);
    made_t_.assign(plan_->ends.size(), 0);
    made_e_.assign(plan_->ends.size() * elements_, 0);
    lost_e_.assign(n * elements_, 0);
    scratch_e_.assign(elements_, 0);
    scratch_feed_.assign(elements_, 0);
    for (std::uint32_t f = 0; f < n; ++f) {
        const FacilityPlan &facility = plan_->facilities[f];
        const FacilitySpec &spec = *facility.spec;
        State &state = states_[f];
        step_timer_.push_back(add_timer(TimerKind::step, f, queue));
        open_timer_.push_back(add_timer(TimerKind::open, f, queue));
        close_timer_.push_back(add_timer(TimerKind::close, f, queue));
        ramp_timer_.push_back(add_timer(TimerKind::ramp, f, queue));
        release_timer_.push_back(add_timer(TimerKind::release, f, queue));
        retry_timer_.push_back(add_timer(TimerKind::retry, f, queue));
        opening_luck_.emplace_back(seed, replication, spec.name, "opening");
        state.basis_end = facility.basis_end;
        state.reacts = facility.reacts;
        state.first_end = plan_->ends_first[f];

        processes_first_.push_back(static_cast<std::uint32_t>(processes_.size()));
        const auto add_process = [&](std::uint32_t line, TimerKind kind, const std::string &purpose) -> Process & {
            const auto index = static_cast<std::uint32_t>(processes_.size());
            Process process{f,
                            line,
                            add_timer(kind, index, queue),
                            nullptr,
                            nullptr,
                            nullptr,
                            Stream(seed, replication, spec.name, purpose),
                            {},
                            {},
                            0,
                            false,
                            false};
            processes_.push_back(std::move(process));
            return processes_.back();
        };
        for (std::size_t k = 0; k < spec.outage.failures.size(); ++k)
            for (int line = 0; line < facility.lines; ++line)
                add_process(static_cast<std::uint32_t>(line), TimerKind::failure,
                            "failure " + std::to_string(k) + " line " + std::to_string(line))
                    .failure = &spec.outage.failures[k];
        for (std::size_t k = 0; k < spec.outage.shutdowns.size(); ++k)
            add_process(0, TimerKind::shutdown, "shutdown " + std::to_string(k)).shutdown = &spec.outage.shutdowns[k];
        if (spec.outage.campaign) add_process(0, TimerKind::reline, "campaign").campaign = &*spec.outage.campaign;

        state.has_clocks = processes_.size() > processes_first_.back();
        state.first_line = static_cast<std::uint32_t>(lines_.size());
        if (!facility.charge) continue;
        const std::size_t out = facility.charge->out.size();
        state.charge = &*facility.charge;
        state.inputs = static_cast<std::uint32_t>(facility.charge->in.size());
        state.ends = facility.ends;
        // What its lines do to its own stocks is news to itself only where one feeds another.
        if (!facility.wear && !facility.charge->feeds_itself) {
            state.takes = Flow::drained_by_owner;
            state.gives = Flow::filled_by_owner;
        }
        state.lines = state.idle = facility.lines;
        for (int k = 0; k < facility.lines; ++k) {
            const auto index = static_cast<std::uint32_t>(lines_.size());
            Line line{.luck = Stream(seed, replication, spec.name, "charge line " + std::to_string(k))};
            line.facility = f;
            line.timer = add_timer(TimerKind::line, index, queue);
            line.first_out = static_cast<std::uint32_t>(line_out_t_.size());
            lines_.push_back(line);
            line_out_t_.resize(line_out_t_.size() + out, 0);
            line_out_e_.resize(line_out_t_.size() * elements_, 0);
        }
    }
    processes_first_.push_back(static_cast<std::uint32_t>(processes_.size()));
    for (std::uint32_t d = 0; d < plan_->demands.size(); ++d) {
        Demand demand;
        demand.timer = add_timer(TimerKind::backlog, d, queue);
        demand.cleared_e.assign(elements_, 0);
        demands_.push_back(std::move(demand));
    }
    berths_changed_.reserve(n);
    use_changed_.reserve(plan_->stocks);
    active_changed_.reserve(n);
    on_disruptions_.reserve(64);
}

std::uint32_t Works::add_timer(TimerKind kind, std::uint32_t index, EventQueue &queue) {
    queue.add_slot();
    timers_.push_back({kind, index});
    return static_cast<std::uint32_t>(timers_.size() - 1);
}

void Works::start(Flow &flow, EventQueue &queue) {
    const SimTime now = queue.now();
    flow.solve_marked(now); // yields of the first instant
    for (std::uint32_t f = 0; f < states_.size(); ++f) {
        const FacilityPlan &facility = plan_->facilities[f];
        const OutageSpec &outage = facility.spec->outage;
        State &state = states_[f];
        state.since = now;
        state.opened = now;
        if (outage.opens) {
            const SimTime planned = outage.opens->on;
            state.opened = planned + round_days(std::max(0.0, draw(outage.opens->late.law, opening_luck_[f])));
            if (state.opened > now) {
                state.open = false;
                schedule(queue, open_timer_[f], state.opened);
            }
        }
        if (outage.closes) {
            if (*outage.closes <= now)
                state.over = true;
            else
                schedule(queue, close_timer_[f], *outage.closes);
        }
        state.keeps_to_itself = state.gives == Flow::filled_by_owner && !facility.charge->ground;
        for (std::uint32_t i = 0; state.keeps_to_itself && i < state.ends; ++i)
            state.keeps_to_itself = !flow.has_streams(plan_->ends[state.first_end + i].stock);
        if (!facility.ramp.empty() && state.open) on_other_timer(ramp_timer_[f], flow, queue);
        for (std::uint32_t p = processes_first_[f]; p < processes_first_[f + 1]; ++p)
            if (state.open || processes_[p].shutdown) start_process(p, queue);
        for (const std::uint32_t d : facility.demands) demands_[d].since = now;
        if (!berths_open(f)) berths_changed_.push_back(f);
        take_step(f, flow, queue);
        if (!facility.reserves.empty()) set_reserve(f, flow, queue);
        if (facility.charge) try_charges(f, flow, queue);
    }
}

void Works::on_other_timer(std::uint32_t timer, Flow &flow, EventQueue &queue) {
    const Timer what = timers_[timer];
    const SimTime now = queue.now();
    switch (what.kind) {
    case TimerKind::step:
        take_step(what.index, flow, queue);
        break;
    case TimerKind::open:
        states_[what.index].open = true;
        for (std::uint32_t p = processes_first_[what.index]; p < processes_first_[what.index + 1]; ++p)
            if (!processes_[p].shutdown) start_process(p, queue);
        if (!plan_->facilities[what.index].ramp.empty()) on_other_timer(ramp_timer_[what.index], flow, queue);
        berths_changed_.push_back(what.index);
        update(what.index, flow, queue);
        break;
    case TimerKind::close:
        states_[what.index].over = true;
        berths_changed_.push_back(what.index);
        update(what.index, flow, queue);
        break;
    case TimerKind::ramp: {
        State &state = states_[what.index];
        const auto &pieces = plan_->facilities[what.index].ramp;
        while (state.ramp_piece < pieces.size() && state.opened + round_days(pieces[state.ramp_piece].first) <= now)
            state.ramp = pieces[state.ramp_piece++].second;
        if (state.ramp_piece < pieces.size())
            schedule(queue, timer, state.opened + round_days(pieces[state.ramp_piece].first));
        update(what.index, flow, queue);
        break;
    }
    case TimerKind::failure:
        on_failure(what.index, flow, queue);
        break;
    case TimerKind::shutdown:
        on_shutdown(what.index, flow, queue);
        break;
    case TimerKind::reline:
        on_reline(what.index, flow, queue);
        break;
    case TimerKind::line:
        break;
    case TimerKind::release:
        set_reserve(what.index, flow, queue);
        break;
    case TimerKind::backlog:
        clear_backlog(what.index, flow, queue);
        break;
    case TimerKind::retry:
        consider(what.index, flow, queue);
        break;
    }
}

/// A dated step of a rate, a grade or a demand.
void Works::take_step(std::uint32_t f, Flow &flow, EventQueue &queue) {
    const FacilityPlan &facility = plan_->facilities[f];
    const SimTime now = queue.now();
    SimTime next = never;
    const auto look = [&](const auto &steps) { next = std::min(next, steps.next_change(now, never)); };
    if (const auto *mine = std::get_if<MineSpec>(&facility.spec->behaviour)) {
        look(mine->rate);
        for (const auto &[element, grade] : mine->grade) {
            look(grade);
            if (!facility.stream) continue;
            flow.advance_stream(*facility.stream, now);
            flow.set_source_assay(*facility.stream, element.index, grade.at(now).value());
        }
    }
    for (const CapacityPlan &capacity : facility.capacities) look(*capacity.rate);
    for (const std::uint32_t d : facility.demands) look(*plan_->demands[d].rate);
    if (next < never) schedule(queue, step_timer_[f], next);
    update(f, flow, queue);
}

/// Something changed what the facility may do: bring ceilings, clocks and lines in line with it.
void Works::update(std::uint32_t f, Flow &flow, EventQueue &queue) {
    const FacilityPlan &facility = plan_->facilities[f];
    states_[f].is_stale = true;
    if (facility.stream) set_ceiling(f, flow, queue);
    for (const std::uint32_t d : facility.demands) set_demand(d, flow, queue);
    if (facility.charge) {
        const double lasts = mean(facility.charge->lasts);
        set_use(f, lasts > 0 ? facility.charge->size_t * facility.lines / lasts : no_limit);
        pace_lines(f, queue);
        try_charges(f, flow, queue);
        note_charges(f, flow, queue);
    } else if (!facility.stream && facility.demands.empty()) {
        note_yard(f, flow, queue);
    }
}

/// Nameplate in units of the stream: the tightest capacity. Remembers which one it was, for telling throughput, until
/// the first time is over: a facility's basis must not change from one material to another during a run.
double Works::find_nameplate(std::uint32_t f, const Flow &flow, SimTime now) {
    const FacilityPlan &facility = plan_->facilities[f];
    State &state = states_[f];
    state.capacity_tpd = no_limit;
    if (facility.capacities.size() == 1) {
        state.capacity_end = facility.capacities.front().end;
        state.capacity_tpd = facility.capacities.front().rate->at(now).value();
    }
    if (facility.capacities.empty())
        if (const auto *mine = std::get_if<MineSpec>(&facility.spec->behaviour))
            return mine->rate.at(now).value() + state.trouble.adds_tpd;
    return tightest(f, flow, now);
}

/// Of a plant, at the yields of the moment.
double Works::tightest(std::uint32_t f, const Flow &flow, SimTime now) const {
    const FacilityPlan &facility = plan_->facilities[f];
    const State &state = states_[f];
    double least = no_limit;
    const auto limit = [&](std::uint32_t end, double capacity_tpd) {
        const double per_unit = flow.coefficient(*facility.stream, end);
        if (per_unit > 0) least = std::min(least, capacity_tpd / per_unit);
    };
    if (state.capacity_tpd < no_limit)
        limit(state.capacity_end, state.capacity_tpd);
    else
        for (const CapacityPlan &capacity : facility.capacities) limit(capacity.end, capacity.rate->at(now).value());
    if (state.trouble.adds_tpd > 0 && least < no_limit) {
        const double per_unit = flow.coefficient(*facility.stream, state.basis_end);
        if (per_unit > 0) least += state.trouble.adds_tpd / per_unit;
    }
    return least;
}

void Works::set_ceiling(std::uint32_t f, Flow &flow, EventQueue &queue) {
    const FacilityPlan &facility = plan_->facilities[f];
    State &state = states_[f];
    flow.advance_stream(*facility.stream, queue.now());
    flow.set_recovery_factor(*facility.stream, state.trouble.recovery_factor);
    const double nameplate = find_nameplate(f, flow, queue.now());
    state.nameplate_unit_tpd = nameplate;
    state.is_stale = true;
    const double lines_up = static_cast<double>(facility.lines - state.lines_down) / facility.lines;
    const double ceiling = operable(f) && !state.resting && lines_up > 0
                               ? nameplate * lines_up * state.ramp * state.trouble.rate_factor
                               : 0.0;
    flow.set_ceiling(*facility.stream, ceiling);
    flow.mark_stream(*facility.stream); // the books of the moment may change though the ceiling does not
    set_use(f, nameplate);
}

/// What a plant would use of its feeds at full rate, for routes that keep days of cover. `rate_tpd` is in units of the
/// stream, or of the charge's size.
void Works::set_use(std::uint32_t f, double rate_tpd) {
    if (rate_tpd == no_limit) return;
    for (const std::uint32_t i : plan_->facilities[f].interests) {
        const InterestPlan &interest = plan_->interests[i];
        const double use = rate_tpd * interest.coefficient;
        if (interest.is_output || use_tpd_[interest.stock] == use) continue;
        use_tpd_[interest.stock] = use;
        use_changed_.push_back(interest.stock);
    }
}

void Works::set_trouble(std::uint32_t f, const Trouble &trouble, Flow &flow, EventQueue &queue) {
    const bool open = berths_open(f);
    states_[f].trouble = trouble;
    if (berths_open(f) != open) berths_changed_.push_back(f);
    update(f, flow, queue);
}

void Works::consider_all(std::uint32_t stock, Flow &flow, EventQueue &queue) {
    for (std::uint32_t i = plan_->reacting_first[stock]; i < plan_->reacting_first[stock + 1]; ++i)
        consider(plan_->reacting[i], flow, queue);
}

/// A level that the facility reacts to has changed.
void Works::consider(std::uint32_t f, Flow &flow, EventQueue &queue) {
    State &state = states_[f];
    const std::uint8_t reacts = state.reacts;
    if (reacts & to_wear) read_meter(f, flow, queue);
    if (reacts & in_charges) {
        if (state.held > 0 || state.idle > 0) look_at_lines(f, flow, queue);
    } else if (state.resting && should_restart(f, flow, queue.now())) {
        state.resting = false;
        cancel(queue, retry_timer_[f]);
        set_ceiling(f, flow, queue);
    }
    if (reacts & to_backlog)
        for (const std::uint32_t d : plan_->facilities[f].demands) clear_backlog(d, flow, queue);
    if (reacts & by_release) set_reserve(f, flow, queue);
    if (reacts & as_yard) note_yard(f, flow, queue);
}

/// Whether a plant that rests has feed and room for its restart cover; sets watches for what is missing.
bool Works::should_restart(std::uint32_t f, Flow &flow, SimTime now) {
    const FacilityPlan &facility = plan_->facilities[f];
    const State &state = states_[f];
    bool ready = true;
    flow.advance_stream(*facility.stream, now);
    for (const std::uint32_t i : facility.interests) {
        const InterestPlan &interest = plan_->interests[i];
        const Flow::Limits &limits = flow.limits(interest.stock);
        const double span = limits.roof_t - limits.floor_t;
        const double need =
            std::min(facility.restart_cover_d * state.nameplate_unit_tpd * interest.coefficient, 0.9 * span);
        const double held = interest.is_output ? flow.room(interest.stock) : flow.available(interest.stock);
        const bool enough = held >= need - Flow::tolerance(need);
        ready = ready && enough;
        if (enough)
            flow.watch(interest.watch, Flow::Wait::nothing, 0);
        else if (interest.is_output)
            flow.watch(interest.watch, Flow::Wait::fall, limits.roof_t - need);
        else
            flow.watch(interest.watch, Flow::Wait::rise, limits.floor_t + need);
    }
    return ready;
}

bool Works::after_groups(Flow &flow, EventQueue &queue) {
    for (const std::uint32_t g : flow.solved()) {
        const FlowPlan &plan = flow.plan();
        std::int64_t worst = -1;
        double worst_share = 1;
        for (std::uint32_t i = plan.group_streams_first[g]; i < plan.group_streams_first[g + 1]; ++i) {
            const std::uint32_t stream = plan.group_streams[i];
            const StreamOwner owner = plan_->owners[stream];
            const std::uint32_t f = owner.facility;
            if (owner.keeps_orders) owe_more(f, stream, flow);
            if (owner.role != StreamOwner::Role::steady) continue;
            if (flow.follows_grade(stream)) { // a capacity on the product follows the grade of the feed
                const double nameplate = tightest(f, flow, queue.now());
                const double gap = nameplate - states_[f].nameplate_unit_tpd;
                if (gap > 1e-9 * nameplate || gap < -1e-9 * nameplate) set_ceiling(f, flow, queue);
            }
            const double ceiling = flow.ceiling(stream);
            if (!owner.may_rest || ceiling <= 0 || ceiling == no_limit) continue;
            const double share = flow.rate(stream) / ceiling;
            if (share < plan_->facilities[f].turndown * (1 - 1e-9) && share < worst_share) {
                worst = f;
                worst_share = share;
            }
        }
        if (worst < 0) continue;
        const auto f = static_cast<std::uint32_t>(worst);
        // The cause of the rest is what binds it now; it stands in the books until it runs again.
        const auto end = flow.binding_end(*plan_->facilities[f].stream);
        states_[f].resting_for =
            end && !flow.is_input(*plan_->facilities[f].stream, *end) ? Loss::blocked : Loss::starved;
        states_[f].resting_end = static_cast<std::uint32_t>(end.value_or(0));
        states_[f].resting = true;
        set_ceiling(f, flow, queue);
        if (should_restart(f, flow, queue.now())) // its cover is there and yet it cannot run: try again later, not now
            schedule(queue, retry_timer_[f],
                     queue.now() + ceil_days(std::max(plan_->facilities[f].restart_cover_d, 1.0 / 24)));
    }
    return flow.anything_marked();
}

} // namespace midstream
