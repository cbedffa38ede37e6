// Stocks and the streams between them: moving what flowed, taking and putting parcels, the next event of a stock.
// SPDX-License-Identifier: Apache-2.0
#include "flow/flow.h"

#include "des/portable_math.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace midstream {

Flow::Flow(std::shared_ptr<const FlowPlan> plan, std::vector<std::uint32_t> watched_stocks, EventQueue &queue)
    : plan_(std::move(plan)), elements_(plan_->elements), first_slot_(static_cast<std::uint32_t>(queue.slots())) {
    const std::size_t stocks = plan_->stocks.size(), streams = plan_->streams.size(), edges = plan_->edges.size();
    for (std::size_t i = 0; i < slots_of(*plan_); ++i) queue.add_slot();
    stock_.resize(stocks);
    elem_.assign(stocks * elements_, 0);
    last_frac_.assign(stocks * elements_, 0);
    out_frac_.assign(stocks * elements_, 0);
    in_frac_.assign(stocks * elements_, 0);
    arrived_e_.assign(stocks * elements_, 0);
    for (std::size_t s = 0; s < stocks; ++s) {
        const StockPlan &stock = plan_->stocks[s];
        stock_[s].capacity_t = stock.capacity_t;
        stock_[s].counts_metal = stock.counts_metal;
        stock_[s].has_streams = plan_->stock_fills[s] < plan_->draws_end(static_cast<std::uint32_t>(s));
        stock_[s].level_t = stock.initial_t;
        stock_[s].limits = {0.0, stock.capacity_t};
        stock_[s].tally.opening_t = stock_[s].tally.low_t = stock_[s].tally.high_t = stock.initial_t;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            last_frac_[s * elements_ + e] = stock.assay[e];
            if (stock.counts_metal) elem_[s * elements_ + e] = stock.initial_t * stock.assay[e];
        }
    }
    stream_.resize(streams);
    edge_.resize(edges);
    recovery_.assign(edges * elements_, 0);
    source_assay_.assign(streams * elements_, 0);
    lost_e_.assign(streams * elements_, 0);
    moved_e_.assign(edges * elements_, 0);
    since_.assign(plan_->groups, queue.now());
    marked_flag_.assign(plan_->groups, 0);
    grade_matters_.assign(plan_->groups, 0);
    yields_stale_.assign(plan_->groups, 1);
    weights_stale_.assign(plan_->groups, 1);
    for (std::uint32_t s = 0; s < streams; ++s) {
        const StreamPlan &stream = plan_->streams[s];
        stream_[s].draws = static_cast<std::uint32_t>(stream.draws.size());
        stream_[s].is_source = stream.recipe.takes.empty();
        stream_[s].leaves_model = stream.fills.empty();
        for (std::uint32_t k = 0; k < stream.fills.size() && !stream_[s].is_source; ++k)
            for (std::uint32_t e = 0; e < elements_; ++e)
                recovery_[std::size_t{edge(s, stream.draws.size() + k)} * elements_ + e] =
                    stream.recipe.makes[k].recovery[e];
        if (stream.recipe.follows_grade()) grade_matters_[plan_->group_of_stream[s]] = 1;
        if (stream.recipe.takes.empty()) // a mine, with or without a ground that ends
            for (std::uint32_t e = 0; e < elements_; ++e)
                source_assay_[s * elements_ + e] = plan_->stocks[stream.fills.front().stock].assay[e];
    }
    marked_.reserve(plan_->groups);
    solved_.reserve(plan_->groups);
    woken_.reserve(stocks);
    reschedule_.reserve(stocks);
    scratch_e_.assign(elements_, 0);

    watches_.resize(watched_stocks.size());
    watch_first_.assign(stocks + 1, 0);
    for (const std::uint32_t s : watched_stocks) ++watch_first_[s + 1];
    std::partial_sum(watch_first_.begin(), watch_first_.end(), watch_first_.begin());
    watch_list_.resize(watched_stocks.size());
    std::vector<std::uint32_t> next(watch_first_.begin(), watch_first_.end() - 1);
    for (std::uint32_t w = 0; w < watched_stocks.size(); ++w) {
        watch_list_[next[watched_stocks[w]]++] = w;
        watches_[w].stock = watched_stocks[w];
    }

    for (std::uint32_t g = 0; g < plan_->groups; ++g) mark(g);
}

Flow::Totals Flow::totals() const {
    Totals totals{{}, moved_e_, lost_e_, {}};
    for (const EdgeState &edge : edge_) totals.moved_t.push_back(edge.moved_t);
    for (const StockState &stock : stock_) totals.stocks.push_back(stock.tally);
    return totals;
}

void Flow::mark(std::uint32_t group) {
    if (marked_flag_[group]) return;
    marked_flag_[group] = 1;
    marked_.push_back(group);
}

void Flow::wake(std::uint32_t stock, Change change) {
    if (stock_[stock].woken_change == 0) woken_.push_back(stock);
    stock_[stock].woken_change |= change;
    ++wakes_;
}

/// Being empty holds nobody back where no stream draws, nor being full where none fills.
Flow::Status Flow::status_of(std::uint32_t s) const {
    const double eps = tolerance(stock_[s].level_t);
    const bool is_empty =
        stock_[s].level_t <= stock_[s].limits.floor_t + eps && plan_->stock_draws[s] < plan_->draws_end(s);
    const bool is_full =
        stock_[s].level_t >= stock_[s].limits.roof_t - eps && plan_->stock_fills[s] < plan_->stock_draws[s];
    return static_cast<Status>((is_empty ? 1 : 0) + (is_full ? 2 : 0));
}

void Flow::advance_all(SimTime now) {
    for (std::uint32_t g = 0; g < plan_->groups; ++g) bring_up(g, now);
}

void Flow::advance_group(std::uint32_t g, SimTime now) {
    const Duration span = now - since_[g];
    const double days = days_of(span);
    since_[g] = now;
    if (plan_->group_streams_first[g] == plan_->group_streams_first[g + 1]) {
        stand(plan_->group_stocks[plan_->group_stocks_first[g]], span, days);
        return;
    }
    const auto stocks =
        std::span(plan_->group_stocks)
            .subspan(plan_->group_stocks_first[g], plan_->group_stocks_first[g + 1] - plan_->group_stocks_first[g]);

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

    const auto first = plan_->group_steps_first[g], end = plan_->group_steps_first[g + 1];
    for (const std::uint32_t s : stocks) {
        stock_[s].tally.level_td += (stock_[s].level_t + 0.5 * stock_[s].net_tpd * flowing) * days;
        stock_[s].arrived_t = 0;
        if (stock_[s].in_tpd > 0)
            for (std::uint32_t e = 0; e < elements_; ++e) arrived_e_[std::size_t{s} * elements_ + e] = 0;
    }
    for (std::uint32_t i = first; i < end; ++i) {
        const FlowPlan::Step step = plan_->group_steps[i];
        if (!step.is_stream) {
            if (elements_) mix(step.index, flowing);
        } else if (stream_[step.index].rate_tpd > 0) {
            move_stream(step.index, flowing);
        }
    }
    for (const std::uint32_t s : stocks) {
        StockTally &tally = stock_[s].tally;
        tally.low_t = std::min(tally.low_t, stock_[s].level_t);
        tally.high_t = std::max(tally.high_t, stock_[s].level_t);
    }
}

/// A stock without streams, a group by itself: nothing flowed.
void Flow::stand(std::uint32_t s, Duration span, double days) {
    StockState &stock = stock_[s];
    const double level = stock.level_t, eps = tolerance(level);
    if (level <= eps) stock.tally.empty_us += span.count();
    if (level >= stock.capacity_t - eps) stock.tally.full_us += span.count();
    stock.tally.level_td += level * days;
    if (elements_) mix(s, days);
}

/// Mean assay of what leaves a well-mixed stock over an interval of constant rates, and what stays behind. With inflow
/// a at assay c_in and outflow b the assay follows dc/dt = a (c_in - c) / M(t), solved exactly.
void Flow::mix(std::uint32_t s, double days) {
    const double out = stock_[s].out_tpd * days;
    double *frac = out_frac_.data() + std::size_t{s} * elements_;
    double *last = last_frac_.data() + std::size_t{s} * elements_;
    const double *held = elem_.data() + std::size_t{s} * elements_;
    const double *came = arrived_e_.data() + std::size_t{s} * elements_;
    const double before = stock_[s].level_t, in = stock_[s].arrived_t;
    const double after = before + in - out;
    const double eps = tolerance(before + in);
    if (in <= 0) {
        for (std::uint32_t e = 0; e < elements_; ++e) {
            if (before > eps) last[e] = held[e] / before;
            frac[e] = last[e];
        }
        return;
    }
    if (before <= eps || after <= eps) { // what comes goes straight through, or everything leaves
        for (std::uint32_t e = 0; e < elements_; ++e) {
            const double all = held[e] + came[e];
            frac[e] = after <= eps && out > 0 ? all / out : all / (before + in);
            last[e] = after <= eps ? came[e] / in : all / (before + in);
        }
        return;
    }
    bool same = true;
    for (std::uint32_t e = 0; e < elements_; ++e) {
        const double gap = held[e] / before - came[e] / in;
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
    for (std::uint32_t e = 0; e < elements_; ++e) {
        const double c_in = came[e] / in, c_0 = held[e] / before;
        const double stays = same ? after * c_0 : after * (c_in + (c_0 - c_in) * kept);
        frac[e] = out > 0 ? (held[e] + came[e] - stays) / out : c_0;
        last[e] = stays / after;
    }
}

void Flow::move_stream(std::uint32_t stream, double days) {
    const StreamState &mine = stream_[stream];
    const double units = stream_[stream].rate_tpd * days;
    std::uint32_t i = plan_->first_edge(stream);
    double *feed = scratch_e_.data();
    std::fill_n(feed, elements_, 0.0);
    const std::uint32_t first_fill = i + mine.draws, end = plan_->end_edge(stream);
    for (; i < first_fill; ++i) {
        const std::uint32_t at = plan_->stream_edges[i];
        const std::uint32_t s = plan_->edges[at].stock;
        const double mass = units * edge_[at].coef;
        stock_[s].level_t -= mass;
        edge_[at].moved_t += mass;
        stock_[s].tally.out_t += mass;
        if (!stock_[s].counts_metal) continue;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            const double metal = mass * out_frac_[std::size_t{s} * elements_ + e];
            elem_[std::size_t{s} * elements_ + e] -= metal;
            moved_e_[std::size_t{at} * elements_ + e] += metal;
            feed[e] += metal;
        }
    }
    double *lost = lost_e_.data() + std::size_t{stream} * elements_;
    if (!mine.is_source && !mine.leaves_model)
        for (std::uint32_t e = 0; e < elements_; ++e) lost[e] += feed[e];
    for (; i < end; ++i) {
        const std::uint32_t at = plan_->stream_edges[i];
        const std::uint32_t s = plan_->edges[at].stock;
        const double mass = units * edge_[at].coef;
        stock_[s].level_t += mass;
        stock_[s].arrived_t += mass;
        edge_[at].moved_t += mass;
        stock_[s].tally.in_t += mass;
        for (std::uint32_t e = 0; e < elements_; ++e) {
            const double metal =
                mine.is_source ? mass * source_assay_[std::size_t{stream} * elements_ + e]
                               : feed[e] * recovery_[std::size_t{at} * elements_ + e] * stream_[stream].recovery_factor;
            elem_[std::size_t{s} * elements_ + e] += metal;
            arrived_e_[std::size_t{s} * elements_ + e] += metal;
            moved_e_[std::size_t{at} * elements_ + e] += metal;
            if (!mine.is_source) lost[e] -= metal;
        }
    }
}

/// A level jumped or a limit moved. Rates are found again only where that can change them: where the stock came to a
/// limit or left one, or where yields follow an assay that changed.
void Flow::touched(std::uint32_t s, bool assay_changed, Change change) {
    StockTally &tally = stock_[s].tally;
    tally.low_t = std::min(tally.low_t, stock_[s].level_t);
    tally.high_t = std::max(tally.high_t, stock_[s].level_t);
    wake(s, change);
    if (!stock_[s].has_streams) return;
    const std::uint32_t g = plan_->group_of_stock[s];
    if (status_of(s) != stock_[s].status || (assay_changed && grade_matters_[g])) mark(g);
    reschedule(s);
}

void Flow::take(std::uint32_t s, double mass_t, std::span<double> element_t) {
    const double before = stock_[s].level_t;
    const double share = before > 0 ? std::min(1.0, mass_t / before) : 0.0;
    stock_[s].level_t = before - mass_t;
    stock_[s].tally.out_t += mass_t;
    double *held = elem_.data() + std::size_t{s} * elements_;
    for (std::uint32_t e = 0; e < elements_; ++e) {
        element_t[e] = held[e] * share;
        held[e] -= element_t[e];
    }
    touched(s, false, drained);
}

void Flow::put(std::uint32_t s, double mass_t, std::span<const double> element_t) {
    stock_[s].level_t += mass_t;
    stock_[s].tally.in_t += mass_t;
    double *held = elem_.data() + std::size_t{s} * elements_;
    bool changed = false;
    for (std::uint32_t e = 0; e < elements_; ++e) {
        held[e] += element_t[e];
        if (stock_[s].level_t <= tolerance(stock_[s].level_t)) continue;
        double &last = last_frac_[std::size_t{s} * elements_ + e];
        const double now = held[e] / stock_[s].level_t, gap = now - last;
        if (gap > 1e-12 * now || gap < -1e-12 * now) changed = true;
        last = now;
    }
    touched(s, changed, any);
}

void Flow::take_reserved(std::uint32_t s, double mass_t, std::span<double> element_t) {
    keep(s, -mass_t, 0);
    find_limits(s);
    take(s, mass_t, element_t);
    wake(s, any); // the floor fell with the level: a mark that hangs on it has to be set again
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
    stock_[s].limits = limits;
    return true;
}

void Flow::set_hold(std::uint32_t s, double hold_t) {
    stock_[s].hold_t = hold_t;
    if (find_limits(s)) touched(s, false, any);
}

void Flow::set_wanted(std::uint32_t s, double wanted_t) {
    stock_[s].wanted_t = wanted_t;
    if (find_limits(s)) touched(s, false, any);
}

void Flow::reserve(std::uint32_t s, double out_t, double in_t) {
    keep(s, out_t, in_t);
    if (find_limits(s)) touched(s, false, out_t < 0 || in_t < 0 ? any : tighter);
}

void Flow::keep(std::uint32_t s, double out_t, double in_t) {
    // What is left of rounding when the last parcel is done is nothing.
    stock_[s].out_reserved_t += out_t;
    stock_[s].in_reserved_t += in_t;
    if (stock_[s].out_reserved_t < 1e-9) stock_[s].out_reserved_t = 0;
    if (stock_[s].in_reserved_t < 1e-9) stock_[s].in_reserved_t = 0;
}

void Flow::set_ceiling(std::uint32_t stream, double ceiling_tpd) {
    if (stream_[stream].ceiling_tpd == ceiling_tpd) return;
    stream_[stream].ceiling_tpd = ceiling_tpd;
    weights_stale_[plan_->group_of_stream[stream]] = 1;
    mark(plan_->group_of_stream[stream]);
}

void Flow::set_recovery_factor(std::uint32_t stream, double factor) {
    if (stream_[stream].recovery_factor == factor) return;
    stream_[stream].recovery_factor = factor;
    yields_stale_[plan_->group_of_stream[stream]] = 1;
    mark(plan_->group_of_stream[stream]);
}

void Flow::set_source_assay(std::uint32_t stream, std::uint32_t element, double fraction) {
    source_assay_[std::size_t{stream} * elements_ + element] = fraction;
    mark(plan_->group_of_stream[stream]);
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
    touched(local_slot, true, any);
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
        const Watch &watch = watches_[watch_list_[i]];
        if (watch.wait != wanted) continue;
        // A level that another event brought to the mark has still to be noticed.
        const double to_go = sign * (watch.level_t - level);
        if (to_go > -eps && to_go < distance) distance = std::max(0.0, to_go);
    }
    if (distance == no_limit)
        queue.cancel(slot);
    else
        queue.schedule(slot,
                       since_[plan_->group_of_stock[s]] + std::max(Duration{1}, ceil_days(distance / (sign * slope))));
}

void Flow::schedule_marked(EventQueue &queue, SimTime now) {
    for (const std::uint32_t g : solved_) {
        for (std::uint32_t i = plan_->group_stocks_first[g]; i < plan_->group_stocks_first[g + 1]; ++i) {
            schedule_stock(queue, plan_->group_stocks[i]);
            stock_[plan_->group_stocks[i]].to_reschedule = 0;
        }
        if (!grade_matters_[g]) continue;
        // Yields are frozen between events: look again before an assay has drifted by half a percent of itself.
        double soonest = no_limit;
        for (std::uint32_t i = plan_->group_stocks_first[g]; i < plan_->group_stocks_first[g + 1]; ++i) {
            const std::uint32_t s = plan_->group_stocks[i];
            if (stock_[s].in_tpd <= 0 || stock_[s].level_t <= tolerance(stock_[s].level_t)) continue;
            for (std::uint32_t e = 0; e < elements_; ++e) {
                const double c_in = in_frac_[std::size_t{s} * elements_ + e], c = fraction(s, e);
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
            stock_[s].to_reschedule = 0;
        }
    reschedule_.clear();
    solved_.clear();
}

std::optional<std::size_t> Flow::binding_end(std::uint32_t stream) const {
    std::optional<std::size_t> found;
    double least = stream_[stream].ceiling_tpd * (1 - 1e-9);
    const std::uint32_t first = plan_->first_edge(stream);
    for (std::uint32_t i = first; i < plan_->end_edge(stream); ++i) {
        const double limit = edge_[plan_->stream_edges[i]].limit_tpd;
        if (limit < least) {
            least = limit;
            found = i - first;
        }
    }
    return found;
}

} // namespace midstream
