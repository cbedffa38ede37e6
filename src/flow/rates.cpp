// Rates of a coupled group: every stream as fast as its own ceiling, the stocks at their limits and its neighbours let it.
// SPDX-License-Identifier: Apache-2.0
#include "flow/flow.h"

#include <algorithm>

namespace midstream {
namespace {

/// Stands for "as much as there is" where a stream has no ceiling of its own [t/d].
constexpr double plenty_tpd = 1e12;
constexpr int most_sweeps = 400;

} // namespace

void Flow::solve_marked(SimTime now) {
    for (const std::uint32_t g : marked_) {
        marked_flag_[g] = 0;
        solve_group(g, now);
        solved_.push_back(g);
    }
    marked_.clear();
    std::sort(solved_.begin(), solved_.end());
    solved_.erase(std::unique(solved_.begin(), solved_.end()), solved_.end());
}

void Flow::refresh_coefficients(std::uint32_t g) {
    for (std::uint32_t i = plan_->group_streams_first[g]; i < plan_->group_streams_first[g + 1]; ++i) {
        const std::uint32_t stream = plan_->group_streams[i];
        const StreamPlan& plan = plan_->streams[stream];
        std::uint32_t k = plan_->first_edge(stream);
        std::fill(scratch_e_.begin(), scratch_e_.end(), 0.0);
        for (std::size_t j = 0; j < plan.draws.size(); ++j, ++k) {
            const std::uint32_t at = plan_->stream_edges[k];
            // A meter or the ground under a mine is drawn one to one; a recipe does not know of it.
            coef_[at] = j < plan.recipe.takes.size() ? plan.recipe.takes[j] : 1.0;
            const std::uint32_t s = plan_->edges[at].stock;
            if (!plan_->stocks[s].counts_metal) continue;
            for (std::uint32_t e = 0; e < elements_; ++e) scratch_e_[e] += coef_[at] * fraction(s, e);
        }
        for (std::size_t j = 0; j < plan.fills.size(); ++j, ++k)
            coef_[plan_->stream_edges[k]] = plan.recipe.takes.empty() ? 1.0 : plan.recipe.yield(j, scratch_e_, recovery_factor_[stream]);
    }
}

/// What a stream could move through one of its ends, if that end did not hold it [t/d of the stream's unit].
double Flow::could_use(std::uint32_t at) const {
    const std::uint32_t stream = plan_->edges[at].stream;
    double least = std::min(ceiling_[stream], plenty_tpd);
    for (std::uint32_t i = plan_->first_edge(stream); i < plan_->end_edge(stream); ++i) {
        const std::uint32_t other = plan_->stream_edges[i];
        if (other != at && limit_[other] < least) least = limit_[other];
    }
    return least;
}

/// Shares tonnes a day among the edges [first, end) of one stock: priority classes in order, and within the class that
/// cannot all be served by water-filling: in proportion to the stated shares or, where none is stated, to what each
/// could use. Sets the limits of the edges; tells whether any of them changed.
bool Flow::share_out(std::uint32_t first, std::uint32_t end, double total_tpd) {
    bool changed = false;
    const auto set = [&](std::uint32_t e, double limit) {
        const double old = limit_[e];
        if (old == limit) return;
        const double gap = old > limit ? old - limit : limit - old;
        if (!(gap <= 1e-13 * limit)) changed = true;
        limit_[e] = limit;
    };
    double left = total_tpd;
    for (std::uint32_t at = first; at < end;) {
        std::uint32_t next = at;
        double wanted = 0;
        bool stated = false;
        while (next < end && plan_->edges[next].priority == plan_->edges[at].priority) {
            wanted += coef_[next] * could_use(next);
            stated = stated || plan_->edges[next].share > 0;
            ++next;
        }
        if (wanted <= left) {
            for (std::uint32_t e = at; e < next; ++e) set(e, no_limit);
            left -= wanted;
        } else if (!stated) {
            const double part = left / wanted;
            for (std::uint32_t e = at; e < next; ++e) set(e, coef_[e] > 0 ? could_use(e) * part : no_limit);
            left = 0;
        } else {
            // Raise the water until those who want more than their share take all that the others leave.
            double water = 0, rest = left;
            double weight = 0;
            for (std::uint32_t e = at; e < next; ++e) weight += plan_->edges[e].share > 0 ? plan_->edges[e].share : 1.0;
            for (bool again = true; again && weight > 0;) {
                again = false;
                water = rest / weight;
                double new_rest = left, new_weight = 0;
                for (std::uint32_t e = at; e < next; ++e) {
                    const double w = plan_->edges[e].share > 0 ? plan_->edges[e].share : 1.0;
                    const double use = coef_[e] * could_use(e);
                    if (use <= water * w) new_rest -= use;
                    else new_weight += w;
                }
                if (new_weight < weight) again = true;
                weight = new_weight;
                rest = new_rest;
            }
            for (std::uint32_t e = at; e < next; ++e) {
                const double w = plan_->edges[e].share > 0 ? plan_->edges[e].share : 1.0;
                set(e, coef_[e] > 0 ? water * w / coef_[e] : no_limit);
            }
            left = 0;
        }
        at = next;
    }
    return changed;
}

/// Works out what one stock allows each of its streams, from what its other streams could do.
bool Flow::share_at(std::uint32_t s) {
    const std::uint32_t fills = plan_->stock_fills[s], draws = plan_->stock_draws[s], end = plan_->draws_end(s);
    const Status status = status_[s];
    double in = no_limit, out = no_limit;
    if (status & empty) {
        in = 0;
        for (std::uint32_t e = fills; e < draws; ++e) in += coef_[e] * could_use(e);
    }
    if (status & full) {
        out = 0;
        for (std::uint32_t e = draws; e < end; ++e) out += coef_[e] * could_use(e);
    }
    bool changed = share_out(fills, draws, status == both ? std::min(in, out) : out);
    changed = share_out(draws, end, status == both ? std::min(in, out) : in) || changed;
    return changed;
}

/// Scales down until every stock's limits hold; only a loop that has not settled gets here.
void Flow::cut_back(std::uint32_t g) {
    const std::uint32_t first = plan_->group_stocks_first[g], end = plan_->group_stocks_first[g + 1];
    for (int round = 0; round < 10'000; ++round) {
        bool cut = false;
        for (std::uint32_t i = first; i < end; ++i) {
            const std::uint32_t s = plan_->group_stocks[i];
            double in = 0, out = 0;
            for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->stock_draws[s]; ++e) in += coef_[e] * rate_[plan_->edges[e].stream];
            for (std::uint32_t e = plan_->stock_draws[s]; e < plan_->draws_end(s); ++e) out += coef_[e] * rate_[plan_->edges[e].stream];
            if ((status_[s] & empty) && out > in * (1 + 1e-12)) {
                for (std::uint32_t e = plan_->stock_draws[s]; e < plan_->draws_end(s); ++e) rate_[plan_->edges[e].stream] *= in / out;
                cut = true;
            } else if ((status_[s] & full) && in > out * (1 + 1e-12)) {
                for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->stock_draws[s]; ++e) rate_[plan_->edges[e].stream] *= out / in;
                cut = true;
            }
        }
        if (!cut) return;
    }
    throw std::logic_error("the rates of a group of stocks did not settle");
}

void Flow::solve_group(std::uint32_t g, SimTime now) {
    advance_group(g, now);
    const std::uint32_t first = plan_->group_stocks_first[g], end = plan_->group_stocks_first[g + 1];
    const std::uint32_t first_stream = plan_->group_streams_first[g], end_stream = plan_->group_streams_first[g + 1];
    for (std::uint32_t i = first; i < end; ++i) {
        const std::uint32_t s = plan_->group_stocks[i];
        status_[s] = status_of(s);
        for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->draws_end(s); ++e) limit_[e] = no_limit;
    }
    if (first_stream == end_stream) return;
    refresh_coefficients(g);

    bool settled = end - first == 1;
    if (settled) {
        share_at(plan_->group_stocks[first]);
    } else {
        for (int sweep = 0; sweep < most_sweeps && !settled; ++sweep) {
            bool changed = false;
            for (std::uint32_t i = first; i < end; ++i) changed = share_at(plan_->group_stocks[i]) || changed;
            for (std::uint32_t i = end; i-- > first;) changed = share_at(plan_->group_stocks[i]) || changed;
            settled = !changed;
        }
    }
    for (std::uint32_t i = first_stream; i < end_stream; ++i) {
        const std::uint32_t stream = plan_->group_streams[i];
        double rate = std::min(ceiling_[stream], plenty_tpd);
        for (std::uint32_t k = plan_->first_edge(stream); k < plan_->end_edge(stream); ++k) rate = std::min(rate, limit_[plan_->stream_edges[k]]);
        rate_[stream] = rate;
    }
    if (!settled) cut_back(g);

    for (std::uint32_t i = first; i < end; ++i) {
        const std::uint32_t s = plan_->group_stocks[i];
        double in = 0, out = 0;
        for (std::uint32_t e = plan_->stock_fills[s]; e < plan_->stock_draws[s]; ++e) in += coef_[e] * rate_[plan_->edges[e].stream];
        for (std::uint32_t e = plan_->stock_draws[s]; e < plan_->draws_end(s); ++e) out += coef_[e] * rate_[plan_->edges[e].stream];
        in_rate_[s] = in;
        out_rate_[s] = out;
        const double net = in - out;
        net_[s] = net > 1e-11 * (in + out) || net < -1e-11 * (in + out) ? net : 0.0;
    }
}

} // namespace midstream
