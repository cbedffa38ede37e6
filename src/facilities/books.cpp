// The books of the facilities: time by state, tonnes made and tonnes lost, up to the instant.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works.h"

#include <algorithm>
#include <bit>

namespace midstream {
namespace {

std::size_t index_of(Doing doing) { return static_cast<std::size_t>(doing); }
std::size_t index_of(Loss loss) { return static_cast<std::size_t>(loss); }

/// Calls with the number of each bit that is set, from the lowest.
template <class Each> void for_bits(std::uint32_t bits, Each &&each) {
    for (; bits != 0; bits &= bits - 1) each(static_cast<std::size_t>(std::countr_zero(bits)));
}

} // namespace

/// Tonnes of the basis since the start.
double Works::moved_now(std::uint32_t f, const Flow &flow) const {
    const FacilityPlan &facility = plan_->facilities[f];
    const State &state = states_[f];
    if (facility.stream) return flow.moved(*facility.stream, state.basis_end);
    if (facility.charge) return made_t_[state.first_end + state.basis_end];
    if (!facility.demands.empty()) return delivered(facility.demands.front(), flow);
    return 0; // yards are told from what came into their stocks
}

double Works::moved_at(std::uint32_t f, const Flow &flow, SimTime now) const {
    const FacilityPlan &facility = plan_->facilities[f];
    if (facility.stream) return flow.moved_at(*facility.stream, states_[f].basis_end, now);
    if (!facility.demands.empty()) {
        const std::uint32_t d = facility.demands.front();
        return flow.moved_at(plan_->demands[d].stream, 0, now) + demands_[d].cleared_t;
    }
    return moved_now(f, flow);
}

Works::Accrual Works::accrue(std::uint32_t f, const Flow &flow, SimTime now) const {
    const State &state = states_[f];
    Accrual accrual;
    accrual.span = now - state.since;
    accrual.moved_t = moved_at(f, flow, now);
    accrual.made_t = accrual.moved_t - state.moved_before_t;
    if (state.nameplate_tpd <= 0) return accrual;
    const double days = days_of(accrual.span);
    accrual.nameplate_t = state.nameplate_tpd * days;
    accrual.rest_t = accrual.nameplate_t - accrual.made_t;
    for_bits(state.known, [&](std::size_t i) {
        accrual.known_t[i] = state.known_tpd[i] * days;
        accrual.rest_t -= accrual.known_t[i];
    });
    return accrual;
}

/// The part of an accrual that was lost for want of feed or room at one end.
double Works::held_back(const State &state, const Accrual &accrual, bool is_charge, std::size_t end) const {
    double lost = 0;
    if (is_charge) {
        if (end == state.short_end) lost += accrual.known_t[index_of(Loss::starved)];
        if (end == state.full_end) lost += accrual.known_t[index_of(Loss::blocked)];
    } else if (state.rest == Loss::starved) {
        if (end == state.short_end) lost = accrual.rest_t;
    } else if (state.rest == Loss::blocked || state.rest == Loss::waiting) {
        if (end == state.full_end) lost = accrual.rest_t;
    }
    return lost;
}

void Works::account(std::uint32_t f, const Flow &flow, SimTime now) {
    State &state = states_[f];
    const Accrual accrual = accrue(f, flow, now);
    if (accrual.span.count() == 0 && accrual.made_t == 0) return;
    FacilityTally &tally = state.tally;
    tally.time_us[index_of(state.doing)] += accrual.span.count();
    tally.throughput_t += accrual.made_t;
    tally.nameplate_t += accrual.nameplate_t;
    for_bits(state.known, [&](std::size_t i) { tally.lost_t[i] += accrual.known_t[i]; });
    tally.lost_t[index_of(state.rest)] += accrual.rest_t;
    if (state.known != 0 || accrual.rest_t != 0) { // else no end held anything back
        const FacilityPlan &facility = plan_->facilities[f];
        for (std::uint32_t end = 0; end < facility.ends; ++end)
            held_back_t_[state.first_end + end] += held_back(state, accrual, facility.charge.has_value(), end);
    }
    state.since = now;
    state.moved_before_t = accrual.moved_t;
}

void Works::find_known(State &state) {
    state.known = 0;
    for (std::size_t i = 0; i < loss_count; ++i)
        if (state.known_tpd[i] != 0) state.known |= 1u << i;
}

void Works::read_losses(std::uint32_t f, const Flow &flow, SimTime now, std::array<double, loss_count> &lost_t,
                        std::span<double> held_back_t) const {
    const State &state = states_[f];
    lost_t = state.tally.lost_t;
    if (state.nameplate_tpd > 0) {
        const Accrual accrual = accrue(f, flow, now);
        for (std::size_t i = 0; i < loss_count; ++i) lost_t[i] += accrual.known_t[i];
        lost_t[index_of(state.rest)] += accrual.rest_t;
        const bool is_charge = plan_->facilities[f].charge.has_value();
        for (std::size_t end = 0; end < held_back_t.size(); ++end)
            held_back_t[end] = held_back_t_[state.first_end + end] + held_back(state, accrual, is_charge, end);
    } else {
        for (std::size_t end = 0; end < held_back_t.size(); ++end)
            held_back_t[end] = held_back_t_[state.first_end + end];
    }
}

double Works::not_open_t(std::uint32_t f, const Flow &flow, SimTime from, SimTime to) const {
    const State &state = states_[f];
    const auto &stream = plan_->facilities[f].stream;
    if (state.opened <= from || !stream || state.nameplate_unit_tpd >= no_limit) return 0;
    return state.nameplate_unit_tpd * flow.coefficient(*stream, state.basis_end) *
           days_of(std::min(state.opened, to) - from);
}

double Works::untaken_tpd(std::uint32_t d, SimTime now) const {
    const DemandPlan &plan = plan_->demands[d];
    return std::max(0.0, plan.rate->at(now).value() - demands_[d].rate_tpd);
}

double Works::short_at(std::uint32_t d, const Flow &flow, SimTime now) const {
    const Demand &demand = demands_[d];
    return demand.wanted_t + demand.rate_tpd * days_of(now - demand.since) -
           (flow.moved_at(plan_->demands[d].stream, 0, now) + demand.cleared_t);
}

/// Whether the books say already what a facility does and what takes the rest of its nameplate. Losses grow along
/// straight lines until one of these changes, so that an entry would only cut a line in two.
bool Works::is_told(const State &state, Doing doing, Loss rest) {
    return !state.is_stale && doing == state.doing && rest == state.rest;
}

void Works::enter(std::uint32_t f, Doing doing, Loss rest, const Flow &flow, EventQueue &queue) {
    State &state = states_[f];
    account(f, flow, queue.now());
    state.is_stale = false;
    state.doing = doing;
    state.rest = rest;
    set_ticking(f, queue);
    note_active(f);
}

/// A mine or plant that is not open yet, shut for good, mined out or of no capacity is not there and limits nothing.
void Works::note_active(std::uint32_t f) {
    State &state = states_[f];
    const FacilityPlan &facility = plan_->facilities[f];
    const bool struck = state.trouble.stops > 0 && state.open && !state.over && !state.trouble.closed;
    const bool has_rate = facility.stream ? state.nameplate_unit_tpd > 0 : facility.charge.has_value();
    bool active = false;
    switch (state.doing) {
    case Doing::running:
    case Doing::failed:
    case Doing::shutdown:
        active = has_rate;
        break;
    case Doing::closed:
        active = has_rate && struck;
        break;
    case Doing::slowed:
    case Doing::starved:
    case Doing::blocked:
    case Doing::waiting:
        break; // others slow it
    }
    if (active == state.active && struck == state.struck) return;
    state.active = active;
    state.struck = struck;
    active_changed_.push_back(f);
}

void Works::note_solved(const Flow &flow, EventQueue &queue, std::span<const std::uint32_t> no_vehicle) {
    const FlowPlan &plan = flow.plan();
    for (const std::uint32_t g : flow.solved())
        for (std::uint32_t i = plan.group_streams_first[g]; i < plan.group_streams_first[g + 1]; ++i) {
            const StreamOwner owner = plan_->owners[plan.group_streams[i]];
            if (owner.role == StreamOwner::Role::steady)
                note_stream(owner.facility, flow, queue, no_vehicle);
            else if (owner.role == StreamOwner::Role::market)
                note_market(owner.facility, flow, queue);
        }
}

/// A steady mine or plant: splits its nameplate among what it runs at and what takes the rest.
void Works::note_stream(std::uint32_t f, const Flow &flow, EventQueue &queue,
                        std::span<const std::uint32_t> no_vehicle) {
    const FacilityPlan &facility = plan_->facilities[f];
    State &state = states_[f];
    const std::uint32_t stream = *facility.stream;
    const double per_unit = flow.coefficient(stream, state.basis_end);

    Doing doing = Doing::running;
    Loss rest = Loss::starved;
    const auto end = flow.binding_end(stream);
    if (end) {
        const std::uint32_t stock = flow.stock_at(stream, *end);
        if (!flow.is_input(stream, *end)) {
            const bool waits = no_vehicle[stock] > 0;
            doing = waits ? Doing::waiting : Doing::blocked;
            rest = waits ? Loss::waiting : Loss::blocked;
        } else if (facility.ground && stock == *facility.ground) {
            doing = Doing::closed;
            rest = Loss::closed;
        } else {
            doing = Doing::starved;
        }
        if (flow.rate(stream) > 0) doing = Doing::slowed;
    }
    if (state.resting) {
        rest = state.resting_for;
        doing = rest == Loss::starved ? Doing::starved : Doing::blocked;
    }
    if (!berths_open(f))
        doing = Doing::closed;
    else if (state.shutdowns > 0)
        doing = Doing::shutdown;
    else if (state.lines_down >= facility.lines)
        doing = Doing::failed;
    const std::uint32_t held_at = state.resting ? state.resting_end : static_cast<std::uint32_t>(end.value_or(0));
    std::uint32_t &told_end = rest == Loss::starved ? state.short_end : state.full_end;
    const double full_rate = state.nameplate_unit_tpd * per_unit;
    const double nameplate_tpd = state.open && full_rate < no_limit ? full_rate : 0.0;
    if (is_told(state, doing, rest) && told_end == held_at && state.nameplate_tpd == nameplate_tpd) return;
    enter(f, doing, rest, flow, queue);
    told_end = held_at;

    // Known losses in the order in which they strike: each takes its part of what the ones before have left.
    state.known_tpd.fill(0);
    state.nameplate_tpd = nameplate_tpd;
    double left = state.nameplate_tpd;
    const auto lose = [&](Loss cause, double factor) {
        state.known_tpd[index_of(cause)] += left * (1 - factor);
        left *= factor;
    };
    lose(Loss::closed, state.over || state.trouble.closed ? 0.0 : 1.0);
    lose(Loss::disruption, state.trouble.stops > 0 ? 0.0 : 1.0);
    lose(Loss::shutdowns, state.shutdowns > 0 ? 0.0 : 1.0);
    lose(Loss::failures, static_cast<double>(facility.lines - state.lines_down) / facility.lines);
    lose(Loss::ramp_up, state.ramp);
    lose(Loss::disruption, state.trouble.rate_factor);
    if (left <= 1e-12 * state.nameplate_tpd) { // nothing is left to starve: rounding goes to what took it
        double most = 0;
        for (std::size_t i = 0; i < loss_count; ++i)
            if (state.known_tpd[i] > most) {
                most = state.known_tpd[i];
                state.rest = static_cast<Loss>(i);
            }
    }
    find_known(state);
}

/// A plant or mine in charges: its lines tell what it does.
void Works::note_charges(std::uint32_t f, const Flow &flow, EventQueue &queue) {
    State &state = states_[f];
    int held = state.held, idle = state.idle, down = state.lines_down;
    for (std::uint32_t k = state.first_line; down > 0 && k < state.first_line + static_cast<std::uint32_t>(state.lines);
         ++k) {
        const Line &line = lines_[k]; // one that is down is nothing else
        held -= line.down && line.phase == Line::Phase::held;
        idle -= line.down && line.phase == Line::Phase::idle;
    }
    const int up = state.lines - down, busy = up - held - idle;
    Doing doing = Doing::running;
    if (!berths_open(f))
        doing = Doing::closed;
    else if (state.shutdowns > 0)
        doing = Doing::shutdown;
    else if (up == 0)
        doing = Doing::failed;
    else if (busy == 0)
        doing = held > 0 ? Doing::blocked : Doing::starved;
    else if (busy < up)
        doing = Doing::slowed;
    Split split{down, held, idle, state.open, Loss::pace};
    if (state.over || state.trouble.closed)
        split.whole = Loss::closed;
    else if (state.trouble.stops > 0)
        split.whole = Loss::disruption;
    else if (state.shutdowns > 0)
        split.whole = Loss::shutdowns;
    const HoldingEnds holding = holding_ends(state, split, flow);
    if (is_told(state, doing, Loss::pace) && split == state.split && holding.wanting == state.short_end &&
        holding.full == state.full_end) {
        if (state.has_clocks) set_ticking(f, queue); // of each line
        return;
    }
    enter(f, doing, Loss::pace, flow, queue);
    state.short_end = holding.wanting;
    state.full_end = holding.full;
    if (split != state.split) split_nameplate(f, split);
}

/// Splits the nameplate of a facility in charges among what takes it, by what its lines do.
void Works::split_nameplate(std::uint32_t f, const Split &split) {
    const FacilityPlan &facility = plan_->facilities[f];
    State &state = states_[f];
    state.split = split;
    state.known_tpd.fill(0);
    const double per_line = facility.charge->per_line_tpd;
    const double basis = state.basis_end < facility.charge->in.size() || facility.charge->in.empty()
                             ? 1.0
                             : facility.charge->recipe.makes.front().ratio;
    const double nameplate = per_line < no_limit ? per_line * basis * facility.lines : 0.0;
    state.nameplate_tpd = split.open ? nameplate : 0.0;
    const double one = state.nameplate_tpd / facility.lines;
    if (split.whole != Loss::pace) {
        state.known_tpd[index_of(split.whole)] = state.nameplate_tpd;
    } else {
        state.known_tpd[index_of(Loss::failures)] = one * split.down;
        state.known_tpd[index_of(Loss::blocked)] = one * split.held;
        state.known_tpd[index_of(Loss::starved)] = one * split.idle;
    }
    find_known(state);
}

/// The first input that has not enough for a charge, if a line is idle for one, and the first output without room for
/// the charge of the first line that is held.
Works::HoldingEnds Works::holding_ends(const State &state, const Split &split, const Flow &flow) const {
    HoldingEnds holding{0, state.inputs};
    if (split.idle > 0 && state.inputs > 1)
        for (std::uint32_t i = state.inputs; i-- > 0;) {
            const ChargeEnd &end = plan_->ends[state.first_end + i];
            if (flow.available(end.stock) < end.enough_t) holding.wanting = i;
        }
    if (split.held == 0 || state.ends - state.inputs < 2) return holding;
    std::uint32_t line = state.first_line;
    while (lines_[line].phase != Line::Phase::held) ++line;
    for (std::uint32_t i = state.ends; i-- > state.inputs;) {
        const double mass = line_out_t_[lines_[line].first_out + i - state.inputs];
        if (flow.room(plan_->ends[state.first_end + i].stock) < mass - Flow::tolerance(mass)) holding.full = i;
    }
    return holding;
}

void Works::note_market(std::uint32_t f, const Flow &flow, EventQueue &queue) {
    const FacilityPlan &facility = plan_->facilities[f];
    State &state = states_[f];
    bool any_short = false, any_flow = false, any_wanted = false;
    for (const std::uint32_t d : facility.demands) {
        book_demand(d, flow, queue.now());
        const double rate = flow.rate(plan_->demands[d].stream), wanted = demands_[d].rate_tpd;
        if (wanted <= 0) continue;
        any_wanted = true;
        any_flow = any_flow || rate > 0;
        any_short = any_short || rate < wanted * (1 - 1e-9);
        // A backlog clears at what comes in beyond today's demand.
        Demand &demand = demands_[d];
        if (demand.backlog_t > 0 && rate > wanted)
            schedule(queue, demand.timer, queue.now() + ceil_days(demand.backlog_t / (rate - wanted)));
        else
            cancel(queue, demand.timer);
    }
    Doing doing = any_short ? (any_flow ? Doing::slowed : Doing::starved) : Doing::running;
    if (!any_wanted) doing = Doing::running;
    if (!berths_open(f)) doing = Doing::closed;
    const Loss rest = doing == Doing::closed ? Loss::closed : Loss::starved;
    const double nameplate_tpd = demands_[facility.demands.front()].rate_tpd;
    if (is_told(state, doing, rest) && state.nameplate_tpd == nameplate_tpd) return;
    enter(f, doing, rest, flow, queue);
    state.nameplate_tpd = nameplate_tpd;
}

/// A stockpile or port: starved while all its stocks are empty, blocked while one of them is full.
void Works::note_yard(std::uint32_t f, const Flow &flow, EventQueue &queue) {
    bool any = false, full = false;
    for (const std::uint32_t s : plan_->facilities[f].stocks) {
        any = any || flow.level(s) > Flow::tolerance(flow.level(s));
        full = full || flow.room(s) <= Flow::tolerance(flow.level(s));
    }
    Doing doing = full ? Doing::blocked : any ? Doing::running : Doing::starved;
    if (!berths_open(f)) doing = Doing::closed;
    if (!is_told(states_[f], doing, Loss::starved)) enter(f, doing, Loss::starved, flow, queue);
}

void Works::account_all(const Flow &flow, SimTime now) {
    for (std::uint32_t d = 0; d < demands_.size(); ++d) book_demand(d, flow, now);
    for (std::uint32_t f = 0; f < states_.size(); ++f) account(f, flow, now);
}

void Works::reset_tallies(const Flow &flow, SimTime now) {
    account_all(flow, now);
    for (State &state : states_) state.tally = {};
}

} // namespace midstream
