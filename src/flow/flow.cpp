// Stocks and the streams between them: moving what flowed, taking and putting parcels, the next event of a stock.
// SPDX-License-Identifier: Apache-2.0
#include "flow/flow.h"

#include "des/portable_math.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace midstream {

Flow::Flow(std::shared_ptr<const FlowPlan> plan, std::span<const std::uint32_t> watched_stocks, EventQueue &queue)
    : plan_(std::move(plan)), elements_(plan_->elements), first_slot_(static_cast<std::uint32_t>(queue.slots())) {
    const std::size_t stocks = plan_->stocks.size(), streams = plan_->streams.size(), edges = plan_->edges.size();
    for (std::size_t i = 0; i < slots_of(*plan_); ++i) queue.add_slot();
    stock_.resize(stocks);
    metal_.resize(stocks * elements_);
    for (std::size_t s = 0; s < stocks; ++s) {
        const StockPlan &stock = plan_->stocks[s];
        stock_[s].group = plan_->group_of_stock[s];
        stock_[s].capacity_t = stock.capacity_t;
        stock_[s].counts_metal = stock.counts_metal;
        stock_[s].has_streams = plan_->stock_fills[s] < plan_->draws_end(static_cast<std::uint32_t>(s));
        stock_[s].since = queue.now();
        stock_[s].level_t = stock.initial_t;
        stock_[s].limits = {0.0, stock.capacity_t};
        stock_[s].tally.opening_t = stock_[s].tally.low_t = stock_[s].tally.high_t = stock.initial_t;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            metal_[s * elements_ + e].last = stock.assay[e];
            if (stock.counts_metal) metal_[s * elements_ + e].held_t = stock.initial_t * stock.assay[e];
        }
    }
    stream_.resize(streams);
    stream_metal_.resize(streams * elements_);
    edge_.resize(edges);
    edge_metal_.resize(edges * elements_);
    for (std::size_t at = 0; at < edges; ++at) {
        edge_[at].stock = plan_->edges[at].stock;
        edge_[at].stream = plan_->edges[at].stream;
        edge_[at].priority = plan_->edges[at].priority;
        edge_[at].share = plan_->edges[at].share;
    }
    group_.resize(plan_->groups);
    for (std::size_t g = 0; g < plan_->groups; ++g) {
        GroupState &group = group_[g];
        group.since = queue.now();
        group.first_stock = plan_->group_stocks_first[g];
        group.end_stock = plan_->group_stocks_first[g + 1];
        group.first_stream = plan_->group_streams_first[g];
        group.end_stream = plan_->group_streams_first[g + 1];
        group.first_step = plan_->group_steps_first[g];
        group.end_step = plan_->group_steps_first[g + 1];
    }
    for (std::uint32_t s = 0; s < streams; ++s) set_stream(s);
    marked_.reserve(plan_->groups);
    solved_.reserve(plan_->groups);
    woken_.resize(stocks);
    reschedule_.reserve(stocks);
    scratch_e_.assign(elements_, 0);

    if (!std::is_sorted(watched_stocks.begin(), watched_stocks.end()))
        throw std::logic_error("watches are not in the order of their stocks");
    watch_first_.assign(stocks + 1, 0);
    for (const std::uint32_t s : watched_stocks) {
        ++watch_first_[s + 1];
        watches_.push_back({0, s, Wait::nothing});
    }
    std::partial_sum(watch_first_.begin(), watch_first_.end(), watch_first_.begin());

    for (std::uint32_t g = 0; g < plan_->groups; ++g) mark(g);
}

/// Brings what the plan says of a stream to where its events find it.
void Flow::set_stream(std::uint32_t s) {
    const StreamPlan &plan = plan_->streams[s];
    StreamState &stream = stream_[s];
    stream.group = plan_->group_of_stream[s];
    stream.first = plan_->first_edge(s);
    stream.end = plan_->end_edge(s);
    stream.draws = static_cast<std::uint16_t>(plan.draws.size());
    stream.is_source = plan.recipe.takes.empty();
    stream.leaves_model = plan.fills.empty();
    stream.follows_grade = plan.recipe.follows_grade();
    if (stream.follows_grade) group_[stream.group].grade_matters = true;
    // A meter or the ground under a mine is drawn one to one; a recipe does not know of it.
    for (std::size_t k = 0; k < plan.draws.size(); ++k)
        edge_[edge(s, k)].coef = k < plan.recipe.takes.size() ? plan.recipe.takes[k] : 1.0;
    for (std::size_t k = 0; k < plan.fills.size() && !stream.is_source; ++k) {
        const std::uint32_t at = edge(s, plan.draws.size() + k);
        const Product &product = plan.recipe.makes[k];
        edge_[at].coef = product.ratio;
        edge_[at].lead = product.lead.value_or(none);
        edge_[at].lead_fraction = product.lead_fraction;
        for (std::uint32_t e = 0; e < elements_; ++e)
            edge_metal_[std::size_t{at} * elements_ + e].recovery = product.recovery[e];
    }
    for (std::uint32_t e = 0; stream.is_source && e < elements_; ++e) // a mine, with or without a ground that ends
        stream_metal_[std::size_t{s} * elements_ + e].source_assay = plan_->stocks[plan.fills.front().stock].assay[e];
}

Flow::Totals Flow::totals() const {
    Totals totals;
    for (const EdgeMetal &metal : edge_metal_) totals.moved_e.push_back(metal.moved_t);
    for (const StreamMetal &metal : stream_metal_) totals.lost_e.push_back(metal.lost_t);
    for (const EdgeState &edge : edge_) totals.moved_t.push_back(edge.moved_t);
    for (const StockState &stock : stock_) totals.stocks.push_back(stock.tally);
    return totals;
}

/// Being empty holds nobody back where no stream draws, nor being full where none fills.
Flow::Status Flow::status_of(std::uint32_t s) const {
    const StockState &stock = stock_[s];
    const double eps = tolerance(stock.level_t);
    const bool is_empty = stock.level_t <= stock.limits.floor_t + eps && plan_->stock_draws[s] < plan_->draws_end(s);
    const bool is_full = stock.level_t >= stock.limits.roof_t - eps && plan_->stock_fills[s] < plan_->stock_draws[s];
    return static_cast<Status>((is_empty ? 1 : 0) + (is_full ? 2 : 0));
}

void Flow::advance_all(SimTime now) {
    for (std::uint32_t g = 0; g < plan_->groups; ++g) bring_up(g, now);
}

void Flow::advance_group(std::uint32_t g, SimTime now) {
    GroupState &group = group_[g];
    const Duration span = now - group.since;
    const double days = days_of(span);
    group.since = now;
    const auto stocks = stocks_of(group);
    if (group.first_stream == group.end_stream) {
        advance(stocks.front(), now);
        return;
    }

    // An event comes up to a tick after its line met the limit: what flows is what flowed until then, for the whole
    // group.
    double flowing = days;
    for (const std::uint32_t s : stocks) {
        StockState &stock = stock_[s];
        const double slope = stock.net_tpd, level = stock.level_t, eps = tolerance(level);
        if (slope <= 0 && level <= eps) stock.tally.empty_us += span.count();
        if (slope >= 0 && level >= stock.capacity_t - eps) stock.tally.full_us += span.count();
        if (slope == 0) continue;
        const double distance = slope < 0 ? stock.limits.floor_t - level : stock.limits.roof_t - level;
        if (distance / slope > 0 && distance / slope < flowing) flowing = distance / slope;
    }
    if (days - flowing > 1e-9)
        throw std::logic_error("a stock ran past its limit for " + std::to_string(days - flowing) +
                               " d before its event came");

    for (const std::uint32_t s : stocks) {
        StockState &stock = stock_[s];
        stock.tally.level_td += (stock.level_t + 0.5 * stock.net_tpd * flowing) * days;
        stock.arrived_t = 0;
        if (stock.in_tpd > 0)
            for (std::uint32_t e = 0; e < elements_; ++e) metal_[std::size_t{s} * elements_ + e].arrived_t = 0;
    }
    for (std::uint32_t i = group.first_step; i < group.end_step; ++i) {
        const FlowPlan::Step step = plan_->group_steps[i];
        if (!step.is_stream) {
            if (elements_) mix(step.index, flowing);
        } else if (stream_[step.index].rate_tpd > 0) {
            move_stream(step.index, flowing);
        }
    }
    for (const std::uint32_t s : stocks) {
        StockState &stock = stock_[s];
        stock.tally.low_t = std::min(stock.tally.low_t, stock.level_t);
        stock.tally.high_t = std::max(stock.tally.high_t, stock.level_t);
    }
}

void Flow::stand_metal(std::uint32_t s, double level_t) {
    for (StockMetal &metal : std::span(metal_).subspan(std::size_t{s} * elements_, elements_))
        metal.last = metal.held_t / level_t;
}

/// Mean assay of what leaves a well-mixed stock over an interval of constant rates, and what stays behind. With inflow
/// a at assay c_in and outflow b the assay follows dc/dt = a (c_in - c) / M(t), solved exactly.
void Flow::mix(std::uint32_t s, double days) {
    const double out = stock_[s].out_tpd * days;
    const auto metals = std::span(metal_).subspan(std::size_t{s} * elements_, elements_);
    const double before = stock_[s].level_t, in = stock_[s].arrived_t;
    const double after = before + in - out;
    const double eps = tolerance(before + in);
    if (in <= 0) {
        for (StockMetal &metal : metals) {
            if (before > eps) metal.last = metal.held_t / before;
            metal.out = metal.last;
        }
        return;
    }
    if (before <= eps || after <= eps) { // what comes goes straight through, or everything leaves
        for (StockMetal &metal : metals) {
            const double all = metal.held_t + metal.arrived_t;
            metal.out = after <= eps && out > 0 ? all / out : all / (before + in);
            metal.last = after <= eps ? metal.arrived_t / in : all / (before + in);
        }
        return;
    }
    bool same = true;
    for (const StockMetal &metal : metals) {
        const double gap = metal.held_t / before - metal.arrived_t / in;
        if (gap > 1e-13 || gap < -1e-13) same = false;
    }
    double kept = 0; // what is left of the old assay's distance from the new
    if (!same) {
        const double gained = after - before;
        if (gained > 1e-9 * before || gained < -1e-9 * before)
            kept = portable::exp(-in / gained * portable::log(after / before));
        else
            kept = portable::exp(-in / before);
    }
    for (StockMetal &metal : metals) {
        const double c_in = metal.arrived_t / in, c_0 = metal.held_t / before;
        const double stays = same ? after * c_0 : after * (c_in + (c_0 - c_in) * kept);
        metal.out = out > 0 ? (metal.held_t + metal.arrived_t - stays) / out : c_0;
        metal.last = stays / after;
    }
}

void Flow::move_stream(std::uint32_t stream, double days) {
    const StreamState &mine = stream_[stream];
    const double units = mine.rate_tpd * days;
    std::uint32_t i = mine.first;
    double *feed = scratch_e_.data();
    for (std::uint32_t e = 0; e < elements_; ++e) feed[e] = 0;
    for (const std::uint32_t first_fill = i + mine.draws; i < first_fill; ++i) {
        const std::uint32_t at = plan_->stream_edges[i];
        EdgeState &edge = edge_[at];
        StockState &stock = stock_[edge.stock];
        const double mass = units * edge.coef;
        stock.level_t -= mass;
        edge.moved_t += mass;
        stock.tally.out_t += mass;
        if (!stock.counts_metal) continue;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            StockMetal &held = metal_[std::size_t{edge.stock} * elements_ + e];
            const double metal = mass * held.out;
            held.held_t -= metal;
            edge_metal_[std::size_t{at} * elements_ + e].moved_t += metal;
            feed[e] += metal;
        }
    }
    StreamMetal *own = stream_metal_.data() + std::size_t{stream} * elements_;
    if (!mine.is_source && !mine.leaves_model)
        for (std::uint32_t e = 0; e < elements_; ++e) own[e].lost_t += feed[e];
    for (; i < mine.end; ++i) {
        const std::uint32_t at = plan_->stream_edges[i];
        EdgeState &edge = edge_[at];
        StockState &stock = stock_[edge.stock];
        const double mass = units * edge.coef;
        stock.level_t += mass;
        stock.arrived_t += mass;
        edge.moved_t += mass;
        stock.tally.in_t += mass;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            EdgeMetal &through = edge_metal_[std::size_t{at} * elements_ + e];
            StockMetal &held = metal_[std::size_t{edge.stock} * elements_ + e];
            const double metal =
                mine.is_source ? mass * own[e].source_assay : feed[e] * through.recovery * mine.recovery_factor;
            held.held_t += metal;
            held.arrived_t += metal;
            through.moved_t += metal;
            if (!mine.is_source) own[e].lost_t -= metal;
        }
    }
}

/// Rates are found again only where what happened can change them: where the stock came to a limit or left one, or where
/// yields follow an assay that changed.
void Flow::mark_if_needed(std::uint32_t s, bool assay_changed) {
    const StockState &stock = stock_[s];
    if (status_of(s) != stock.status || (assay_changed && group_[stock.group].grade_matters)) mark(stock.group);
    reschedule(s);
}

void Flow::take_metal(std::uint32_t s, double share, std::span<double> element_t) {
    StockMetal *metal = metal_.data() + std::size_t{s} * elements_;
    for (std::uint32_t e = 0; e < elements_; ++e) {
        element_t[e] = metal[e].held_t * share;
        metal[e].held_t -= element_t[e];
    }
}

/// Tells whether the assay has changed.
bool Flow::put_metal(const StockState &mine, std::uint32_t s, std::span<const double> element_t) {
    StockMetal *metal = metal_.data() + std::size_t{s} * elements_;
    const double level = mine.level_t;
    const bool has_assay = level > tolerance(level);
    bool changed = false;
    for (std::uint32_t e = 0; e < elements_; ++e) {
        metal[e].held_t += element_t[e];
        if (!has_assay) continue;
        const double now = metal[e].held_t / level, gap = now - metal[e].last;
        if (gap > 1e-12 * now || gap < -1e-12 * now) changed = true;
        metal[e].last = now;
    }
    return changed;
}

void Flow::take_reserved(std::uint32_t s, double mass_t, std::span<double> element_t) {
    keep(s, -mass_t, 0);
    find_limits(s);
    take(s, mass_t, element_t);
    wake(stock_[s], s, any); // the floor fell with the level: a mark that hangs on it has to be set again
}

void Flow::put_reserved(std::uint32_t s, double mass_t, std::span<const double> element_t) {
    keep(s, 0, -mass_t);
    find_limits(s);
    put(s, mass_t, element_t);
}

/// Works out a stock's limits; tells whether they moved.
bool Flow::find_limits(std::uint32_t s) {
    const Limits limits{stock_[s].hold_t + stock_[s].out_reserved_t,
                        std::min(stock_[s].capacity_t, stock_[s].wanted_t) - stock_[s].in_reserved_t};
    if (stock_[s].limits.floor_t == limits.floor_t && stock_[s].limits.roof_t == limits.roof_t) return false;
    if (stock_[s].limits.floor_t != limits.floor_t) stock_[s].quiet_below_t = -no_limit;
    stock_[s].limits = limits;
    return true;
}

void Flow::set_hold(std::uint32_t s, double hold_t) {
    stock_[s].hold_t = hold_t;
    if (find_limits(s)) touched(stock_[s], s, false, any);
}

void Flow::set_wanted(std::uint32_t s, double wanted_t) {
    stock_[s].wanted_t = wanted_t;
    if (find_limits(s)) touched(stock_[s], s, false, any);
}

void Flow::reserve(std::uint32_t s, double out_t, double in_t) {
    keep(s, out_t, in_t);
    if (find_limits(s)) touched(stock_[s], s, false, out_t < 0 || in_t < 0 ? any : tighter);
}

void Flow::keep(std::uint32_t s, double out_t, double in_t) {
    // What is left of rounding when the last parcel is done is nothing.
    stock_[s].out_reserved_t += out_t;
    stock_[s].in_reserved_t += in_t;
    if (stock_[s].out_reserved_t < 1e-9) stock_[s].out_reserved_t = 0;
    if (stock_[s].in_reserved_t < 1e-9) stock_[s].in_reserved_t = 0;
}

void Flow::set_ceiling(std::uint32_t s, double ceiling_tpd) {
    StreamState &stream = stream_[s];
    if (stream.ceiling_tpd == ceiling_tpd) return;
    stream.ceiling_tpd = ceiling_tpd;
    group_[stream.group].weights_stale = true;
    mark(stream.group);
}

void Flow::set_recovery_factor(std::uint32_t s, double factor) {
    StreamState &stream = stream_[s];
    if (stream.recovery_factor == factor) return;
    stream.recovery_factor = factor;
    group_[stream.group].yields_stale = true;
    mark(stream.group);
}

void Flow::set_source_assay(std::uint32_t stream, std::uint32_t element, double fraction) {
    stream_metal_[std::size_t{stream} * elements_ + element].source_assay = fraction;
    mark_stream(stream);
}

void Flow::reset_tallies() {
    for (std::size_t s = 0; s < stock_.size(); ++s) {
        StockTally fresh;
        fresh.in_t = stock_[s].tally.in_t;
        fresh.out_t = stock_[s].tally.out_t;
        fresh.opening_t = fresh.low_t = fresh.high_t = stock_[s].level_t;
        stock_[s].tally = fresh;
    }
}

void Flow::on_event(std::uint32_t local_slot, SimTime now) {
    const auto stocks = static_cast<std::uint32_t>(plan_->stocks.size());
    if (local_slot >= stocks) { // the assay of a feed has moved far enough to look at yields again
        bring_up(local_slot - stocks, now);
        mark(local_slot - stocks);
        return;
    }
    advance(local_slot, now);
    touched(stock_[local_slot], local_slot, true, any);
}

void Flow::schedule_stock(EventQueue &queue, std::uint32_t s) {
    const std::uint32_t slot = first_slot_ + s;
    // An event due at this instant fires, whatever has become of the rates: somebody waits for the level just met.
    if (queue.pending(slot) && queue.time_of(slot) <= queue.now()) return;
    const double slope = stock_[s].net_tpd, level = stock_[s].level_t, eps = tolerance(level);
    if (slope == 0) {
        queue.cancel(slot);
        return;
    }
    const double sign = slope < 0 ? -1.0 : 1.0;
    double distance = sign * ((slope < 0 ? stock_[s].limits.floor_t : stock_[s].limits.roof_t) - level);
    if (distance <= eps) distance = no_limit;
    const Wait wanted = slope < 0 ? Wait::fall : Wait::rise;
    for (std::uint32_t i = watch_first_[s]; i < watch_first_[s + 1]; ++i) {
        const Watch &watch = watches_[i];
        if (watch.wait != wanted) continue;
        // A level that another event brought to the mark has still to be noticed.
        const double to_go = sign * (watch.level_t - level);
        if (to_go > -eps && to_go < distance) distance = std::max(0.0, to_go);
    }
    if (distance == no_limit)
        queue.cancel(slot);
    else
        queue.schedule(slot,
                       group_[stock_[s].group].since + std::max(Duration{1}, ceil_days(distance / (sign * slope))));
}

void Flow::schedule_all_marked(EventQueue &queue, SimTime now) {
    for (const std::uint32_t g : solved_) {
        const GroupState &group = group_[g];
        for (const std::uint32_t s : stocks_of(group)) {
            schedule_stock(queue, s);
            stock_[s].to_reschedule = false;
        }
        if (!group.grade_matters) continue;
        // Yields are frozen between events: look again before an assay has drifted by half a percent of itself.
        double soonest = no_limit;
        for (const std::uint32_t s : stocks_of(group)) {
            if (stock_[s].in_tpd <= 0 || stock_[s].level_t <= tolerance(stock_[s].level_t)) continue;
            for (std::uint32_t e = 0; e < elements_; ++e) {
                const StockMetal &metal = metal_[std::size_t{s} * elements_ + e];
                const double c_in = metal.in, c = metal.last;
                const double gap = c_in > c ? c_in - c : c - c_in;
                if (gap > 0.005 * c)
                    soonest = std::min(soonest, 0.005 * c * stock_[s].level_t / (stock_[s].in_tpd * gap));
            }
        }
        const auto slot = static_cast<std::uint32_t>(first_slot_ + plan_->stocks.size() + g);
        if (soonest == no_limit)
            queue.cancel(slot);
        else
            queue.schedule(slot, now + ceil_days(std::max(soonest, 0.25)));
    }
    for (const std::uint32_t s : reschedule_)
        if (stock_[s].to_reschedule) {
            schedule_stock(queue, s);
            stock_[s].to_reschedule = false;
        }
    reschedule_.clear();
    solved_.clear();
}

std::optional<std::size_t> Flow::binding_end(std::uint32_t stream) const {
    std::optional<std::size_t> found;
    double least = stream_[stream].ceiling_tpd * (1 - 1e-9);
    const std::uint32_t first = stream_[stream].first;
    for (std::uint32_t i = first; i < stream_[stream].end; ++i) {
        const double limit = edge_[plan_->stream_edges[i]].limit_tpd;
        if (limit < least) {
            least = limit;
            found = i - first;
        }
    }
    return found;
}

} // namespace midstream
