// Rates of a coupled group: every stream as fast as its own ceiling, the stocks at their limits and its neighbours let it.
// SPDX-License-Identifier: Apache-2.0
#include "flow/flow.h"

#include <algorithm>

namespace midstream {
namespace {

/// Stands for "as much as there is" where a stream has no ceiling of its own [t/d].
constexpr double plenty_tpd = 1e12;
constexpr int most_sweeps = 400;
/// Rounds in which what sharing left over is shared again.
constexpr int most_rounds = 12;

} // namespace

void Flow::solve_all_marked(SimTime now) {
    for (const std::uint32_t g : marked_) {
        group_[g].is_marked = false;
        solve_group(g, now);
        solved_.push_back(g);
    }
    marked_.clear();
    if (solved_.size() < 2) return;
    std::sort(solved_.begin(), solved_.end());
    solved_.erase(std::unique(solved_.begin(), solved_.end()), solved_.end());
}

/// Tonnes at each end of a stream per unit of its rate; they stand until an assay or a recovery changes.
void Flow::refresh_coefficients(std::uint32_t g) {
    GroupState &group = group_[g];
    if (!group.yields_stale && !group.grade_matters) return;
    group.yields_stale = false;
    group.weights_stale = true;
    for (const std::uint32_t stream : streams_of(group)) {
        const StreamState &mine = stream_[stream];
        bool is_fed = false; // what its feed is made of has been looked at
        for (std::uint32_t k = mine.first + mine.draws; k < mine.end; ++k) {
            EdgeState &made = edge_[plan_->stream_edges[k]];
            if (made.lead == none) continue;
            if (!is_fed) find_feed(mine);
            is_fed = true;
            const double recovery = edge_metal_[std::size_t{plan_->stream_edges[k]} * elements_ + made.lead].recovery;
            made.coef = scratch_e_[made.lead] * recovery * mine.recovery_factor / made.lead_fraction;
        }
    }
}

/// Tonnes of each element in what a stream draws, per unit of its rate.
void Flow::find_feed(const StreamState &stream) {
    for (double &metal : scratch_e_) metal = 0;
    for (std::uint32_t k = stream.first; k < stream.first + stream.draws; ++k) {
        const EdgeState &drawn = edge_[plan_->stream_edges[k]];
        if (!stock_[drawn.stock].counts_metal) continue;
        for (std::uint32_t e = 0; e < elements_; ++e) scratch_e_[e] += drawn.coef * fraction(drawn.stock, e);
    }
}

/// What a stream could move through one of its ends beyond what it has been given, if that end did not hold it [t/d of
/// the stream's unit].
double Flow::could_use(std::uint32_t at) const {
    const StreamState &stream = stream_[edge_[at].stream];
    double least = std::min(stream.ceiling_tpd, plenty_tpd) - stream.given_tpd;
    for (std::uint32_t i = stream.first; i < stream.end; ++i) {
        const std::uint32_t other = plan_->stream_edges[i];
        if (other != at && edge_[other].limit_tpd < least) least = edge_[other].limit_tpd;
    }
    return least;
}

/// What each stream could use at either end by ceilings alone, whatever the levels are: a stream without a ceiling of
/// its own could use what those behind it could draw, or bring what those before it could make. Fixed weights keep
/// sharing from feeding on its own results where streams run in parallel.
void Flow::find_weights(std::uint32_t g) {
    GroupState &group = group_[g];
    if (!group.weights_stale) return;
    group.weights_stale = false;
    const std::uint32_t first = group.first_stock, end = group.end_stock;
    for (const std::uint32_t stream : streams_of(group)) {
        stream_[stream].pull_tpd = stream_[stream].push_tpd = std::min(stream_[stream].ceiling_tpd, plenty_tpd);
    }
    for (std::uint32_t i = end; i-- > first;) { // from the sinks up
        const std::uint32_t s = plan_->group_stocks[i];
        double drawn = 0;
        for (std::uint32_t e = plan_->stock_draws[s]; e < plan_->draws_end(s); ++e) {
            edge_[e].weight_tpd = edge_[e].coef * stream_[edge_[e].stream].pull_tpd;
            drawn += edge_[e].weight_tpd;
        }
        if (plan_->stock_draws[s] == plan_->draws_end(s)) continue;
        for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->stock_draws[s]; ++e)
            if (edge_[e].coef > 0 && drawn > 0)
                stream_[edge_[e].stream].pull_tpd = std::min(stream_[edge_[e].stream].pull_tpd, drawn / edge_[e].coef);
    }
    for (std::uint32_t i = first; i < end; ++i) { // from the sources down
        const std::uint32_t s = plan_->group_stocks[i];
        double brought = 0;
        for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->stock_draws[s]; ++e) {
            edge_[e].weight_tpd = edge_[e].coef * stream_[edge_[e].stream].push_tpd;
            brought += edge_[e].weight_tpd;
        }
        if (plan_->stock_fills[s] == plan_->stock_draws[s]) continue;
        for (std::uint32_t e = plan_->stock_draws[s]; e < plan_->draws_end(s); ++e)
            if (edge_[e].coef > 0 && brought > 0)
                stream_[edge_[e].stream].push_tpd =
                    std::min(stream_[edge_[e].stream].push_tpd, brought / edge_[e].coef);
    }
}

/// Shares tonnes a day among the edges [first, end) of one stock: priority classes in order, and within the class that
/// cannot all be served by water-filling: in proportion to the stated shares or, where none is stated, to what each
/// could use by its ceilings. Sets the limits of the edges; tells whether any of them changed.
bool Flow::share_out(std::uint32_t first, std::uint32_t end, double total_tpd, bool gently) {
    bool changed = false;
    const auto set = [&](std::uint32_t e, double limit) {
        const double old = edge_[e].limit_tpd;
        if (old == limit) return;
        if (gently && old < no_limit && limit < no_limit) limit = 0.5 * (old + limit);
        const double gap = old > limit ? old - limit : limit - old;
        if (!(gap <= 1e-13 * limit)) changed = true;
        edge_[e].limit_tpd = limit;
    };
    double left = total_tpd;
    if (left == no_limit) {
        for (std::uint32_t e = first; e < end; ++e) set(e, no_limit);
        return changed;
    }
    for (std::uint32_t at = first; at < end;) {
        std::uint32_t next = at;
        double wanted = 0;
        bool stated = false;
        while (next < end && edge_[next].priority == edge_[at].priority) {
            wanted += edge_[next].coef * could_use(next);
            stated = stated || edge_[next].share > 0;
            ++next;
        }
        if (wanted <= left) {
            for (std::uint32_t e = at; e < next; ++e) set(e, no_limit);
            left -= wanted;
            at = next;
            continue;
        }
        const auto weight_of = [&](std::uint32_t e) {
            if (stated) return edge_[e].share > 0 ? edge_[e].share : 1.0;
            return std::max(std::min(edge_[e].weight_tpd, left), 1e-9 * left);
        };
        // Raise the water until those who want more than their share take all that the others leave.
        double water = 0, rest = left, weight = 0;
        for (std::uint32_t e = at; e < next; ++e) weight += weight_of(e);
        for (bool again = true; again && weight > 0;) {
            again = false;
            water = rest / weight;
            double new_rest = left, new_weight = 0;
            for (std::uint32_t e = at; e < next; ++e) {
                const double use = edge_[e].coef * could_use(e);
                if (use <= water * weight_of(e))
                    new_rest -= use;
                else
                    new_weight += weight_of(e);
            }
            if (new_weight < weight * (1 - 1e-12)) again = true;
            weight = new_weight;
            rest = new_rest;
        }
        for (std::uint32_t e = at; e < next; ++e)
            set(e, edge_[e].coef > 0 ? water * weight_of(e) / edge_[e].coef : no_limit);
        left = 0;
        at = next;
    }
    return changed;
}

/// Works out what one stock allows each of its streams, from what its other streams could do.
bool Flow::share_at(std::uint32_t s, bool gently) {
    const std::uint32_t fills = plan_->stock_fills[s], draws = plan_->stock_draws[s], end = plan_->draws_end(s);
    const Status status = stock_[s].status;
    double in = no_limit, out = no_limit;
    if (status & empty) {
        in = stock_[s].spare_tpd;
        for (std::uint32_t e = fills; e < draws; ++e) in += edge_[e].coef * could_use(e);
    }
    if (status & full) {
        out = stock_[s].spare_tpd;
        for (std::uint32_t e = draws; e < end; ++e) out += edge_[e].coef * could_use(e);
    }
    bool changed = share_out(fills, draws, status == both ? std::min(in, out) : out, gently);
    changed = share_out(draws, end, status == both ? std::min(in, out) : in, gently) || changed;
    return changed;
}

/// Scales down until every stock's limits hold; only a loop that has not settled gets here.
void Flow::cut_back(std::uint32_t g) {
    const std::uint32_t first = group_[g].first_stock, end = group_[g].end_stock;
    for (int round = 0; round < 10'000; ++round) {
        bool cut = false;
        for (std::uint32_t i = first; i < end; ++i) {
            const std::uint32_t s = plan_->group_stocks[i];
            double in = 0, out = 0;
            for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->stock_draws[s]; ++e)
                in += edge_[e].coef * stream_[edge_[e].stream].rate_tpd;
            for (std::uint32_t e = plan_->stock_draws[s]; e < plan_->draws_end(s); ++e)
                out += edge_[e].coef * stream_[edge_[e].stream].rate_tpd;
            if ((stock_[s].status & empty) && out > in * (1 + 1e-12)) {
                for (std::uint32_t e = plan_->stock_draws[s]; e < plan_->draws_end(s); ++e)
                    stream_[edge_[e].stream].rate_tpd *= in / out;
                cut = true;
            } else if ((stock_[s].status & full) && in > out * (1 + 1e-12)) {
                for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->stock_draws[s]; ++e)
                    stream_[edge_[e].stream].rate_tpd *= out / in;
                cut = true;
            }
        }
        if (!cut) return;
    }
    throw std::logic_error("the rates of a group of stocks did not settle");
}

/// What comes into a stock and what leaves it at the rates found [t/d].
Flow::InOut Flow::in_and_out(std::uint32_t s) const {
    InOut flows;
    for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->stock_draws[s]; ++e)
        flows.in += edge_[e].coef * stream_[edge_[e].stream].rate_tpd;
    for (std::uint32_t e = plan_->stock_draws[s]; e < plan_->draws_end(s); ++e)
        flows.out += edge_[e].coef * stream_[edge_[e].stream].rate_tpd;
    return flows;
}

/// Shares out what the stocks still have to give beyond the rates found so far, and adds it to them. Tells whether
/// anything may be left to share.
bool Flow::share_rest(std::uint32_t g) {
    const std::uint32_t first = group_[g].first_stock, end = group_[g].end_stock;
    const std::uint32_t first_stream = group_[g].first_stream, end_stream = group_[g].end_stream;
    bool settled = end - first == 1;
    if (settled) {
        share_at(plan_->group_stocks[first], false);
    } else {
        for (int sweep = 0; sweep < most_sweeps && !settled; ++sweep) {
            bool changed = false;
            for (std::uint32_t i = first; i < end; ++i)
                changed = share_at(plan_->group_stocks[i], sweep > 100) || changed;
            for (std::uint32_t i = end; i-- > first;)
                changed = share_at(plan_->group_stocks[i], sweep > 100) || changed;
            settled = !changed;
        }
    }
    double gained = 0, all = 0;
    for (std::uint32_t i = first_stream; i < end_stream; ++i) {
        const std::uint32_t stream = plan_->group_streams[i];
        const double given = stream_[stream].given_tpd;
        double rate = std::min(stream_[stream].ceiling_tpd, plenty_tpd);
        for (std::uint32_t k = stream_[stream].first; k < stream_[stream].end; ++k) {
            double &limit = edge_[plan_->stream_edges[k]].limit_tpd;
            limit += given; // of the rate as a whole, for telling what binds
            rate = std::min(rate, limit);
        }
        stream_[stream].rate_tpd = rate;
        gained += rate - given;
        all += rate;
    }
    if (!settled) cut_back(g);
    return gained > 1e-9 * all && (plan_->group_has_cycle[g] || !settled);
}

/// Rates for the group's coefficients as they stand. Water-filling leaves nothing over where a group's streams and
/// stocks form a tree; where they split and join again it may, and what it left is shared out in further rounds.
void Flow::find_rates(std::uint32_t g) {
    const std::uint32_t first = group_[g].first_stock, end = group_[g].end_stock;
    const std::uint32_t first_stream = group_[g].first_stream, end_stream = group_[g].end_stream;
    find_weights(g);
    for (std::uint32_t i = first_stream; i < end_stream; ++i) stream_[plan_->group_streams[i]].given_tpd = 0;
    for (std::uint32_t i = first; i < end; ++i) stock_[plan_->group_stocks[i]].spare_tpd = 0;
    bool more = share_rest(g);
    for (int round = 1; more && round < most_rounds; ++round) {
        for (std::uint32_t i = first_stream; i < end_stream; ++i) {
            const std::uint32_t stream = plan_->group_streams[i];
            stream_[stream].given_tpd = stream_[stream].rate_tpd;
            for (std::uint32_t k = stream_[stream].first; k < stream_[stream].end; ++k)
                edge_[plan_->stream_edges[k]].limit_tpd = no_limit;
        }
        for (std::uint32_t i = first; i < end; ++i) {
            const std::uint32_t s = plan_->group_stocks[i];
            const InOut flows = in_and_out(s);
            const double spare = stock_[s].status == empty ? flows.in - flows.out : flows.out - flows.in;
            stock_[s].spare_tpd = stock_[s].status == both ? 0.0 : std::max(0.0, spare);
        }
        more = share_rest(g);
    }
    for (std::uint32_t i = first; i < end; ++i) {
        const std::uint32_t s = plan_->group_stocks[i];
        const auto [in, out] = in_and_out(s);
        stock_[s].in_tpd = in;
        stock_[s].out_tpd = out;
        const double net = in - out;
        stock_[s].net_tpd = net > 1e-11 * (in + out) || net < -1e-11 * (in + out) ? net : 0.0;
    }
}

/// Works out the assay of what comes into each stock at the rates found; an empty stock passes it on at once. Tells
/// whether a stock that passes on has changed its assay.
bool Flow::follow_assays(std::uint32_t g) {
    bool changed = false;
    for (const std::uint32_t s : stocks_of(group_[g])) {
        if (stock_[s].in_tpd <= 0) continue;
        const bool passes = stock_[s].level_t <= tolerance(stock_[s].level_t);
        for (std::uint32_t e = 0; e < elements_; ++e) {
            double metal = 0;
            for (std::uint32_t k = plan_->stock_fills[s]; k < plan_->stock_draws[s]; ++k) {
                const EdgeState &edge = edge_[k];
                const StreamState &stream = stream_[edge.stream];
                if (stream.is_source) {
                    metal += edge.coef * stream.rate_tpd *
                             stream_metal_[std::size_t{edge.stream} * elements_ + e].source_assay;
                    continue;
                }
                double feed = 0;
                for (std::uint32_t j = stream.first; j < stream.first + stream.draws; ++j) {
                    const EdgeState &drawn = edge_[plan_->stream_edges[j]];
                    if (stock_[drawn.stock].counts_metal) feed += drawn.coef * fraction(drawn.stock, e);
                }
                metal += stream.rate_tpd * feed * edge_metal_[std::size_t{k} * elements_ + e].recovery *
                         stream.recovery_factor;
            }
            const double now = metal / stock_[s].in_tpd;
            StockMetal &fed = metal_[std::size_t{s} * elements_ + e];
            fed.in = now;
            const double gap = now - fed.last;
            if (!passes || (gap <= 1e-12 * now && gap >= -1e-12 * now)) continue;
            fed.last = now;
            changed = true;
        }
    }
    return changed;
}

void Flow::solve_group(std::uint32_t g, SimTime now) {
    bring_up(g, now);
    for (const std::uint32_t s : stocks_of(group_[g])) {
        const Status status = status_of(s);
        if (status != stock_[s].status)
            wake(stock_[s], s, any); // it may have met its limit in the wake of another's event
        stock_[s].status = status;
        for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->draws_end(s); ++e) edge_[e].limit_tpd = no_limit;
    }
    if (group_[g].first_stream == group_[g].end_stream) return;
    refresh_coefficients(g);
    find_rates(g);
    if (!group_[g].grade_matters) return;
    // Yields follow the assay of feeds that go straight through: a few rounds, each a stock further down.
    for (int round = 0; round < 20 && follow_assays(g); ++round) {
        refresh_coefficients(g);
        find_rates(g);
    }
}

} // namespace midstream
