// Climbing: relief finds the limit, doubling and bisection the size at which it lets go.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/ladder.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

constexpr double tenth = 0.1;
/// A limit has let go where its relief is below this share of its first.
constexpr double let_go = 0.5;
/// Largest raise that is tried, as a share of the limit's first size.
constexpr double most_raised = 1.0;
constexpr int bisections = 5;
/// A gain below this share of what is measured is none.
constexpr double noise = 1e-4;

double mean_of(const std::vector<double> &values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

Interval difference(const std::vector<double> &after, const std::vector<double> &before) {
    std::vector<double> gaps;
    for (std::size_t i = 0; i < before.size(); ++i) gaps.push_back(after[i] - before[i]);
    return interval95(gaps);
}

/// The measure of a case against how far one of its limits is raised.
class Curve {
  public:
    struct Point {
        double by = 0; ///< share of the limit, as it came out: vehicles come whole
        std::vector<double> measures;
    };
    Curve(const Case &chain, const Limit &limit, const MeasureRunner &runner)
        : chain_{chain}, limit_{limit}, runner_{runner} {}

    /// Empty when told to stop.
    std::optional<Point> at(double by) const {
        const Raised raised = raise(chain_, limit_, by);
        auto measures = runner_(raised.chain);
        if (!measures) return {};
        return Point{raised.by, std::move(*measures)};
    }
    static double slope(const Point &a, const Point &b) {
        return b.by > a.by ? (mean_of(b.measures) - mean_of(a.measures)) / (b.by - a.by) : 0.0;
    }

  private:
    const Case &chain_;
    const Limit &limit_;
    const MeasureRunner &runner_;
};

/// Where the curve bends: between a point up to which it climbs as at first and one behind which it does not.
std::optional<Curve::Point> find_bend(const Curve &curve, Curve::Point low, double first_slope, bool &still_binds) {
    Curve::Point high;
    for (;;) {
        if (low.by >= most_raised * (1 - 1e-9)) {
            still_binds = true;
            return low;
        }
        auto next = curve.at(std::min(2 * low.by, most_raised));
        if (!next) return {};
        const bool bends = Curve::slope(low, *next) < let_go * first_slope;
        (bends ? high : low) = std::move(*next);
        if (bends) break;
    }
    for (int i = 0; i < bisections; ++i) {
        auto middle = curve.at(0.5 * (low.by + high.by));
        if (!middle) return {};
        if (middle->by <= low.by * (1 + 1e-9) || middle->by >= high.by * (1 - 1e-9)) break; // no whole one between
        (Curve::slope(low, *middle) < let_go * first_slope ? high : low) = std::move(*middle);
    }
    return low;
}

struct First {
    Limit limit;
    Relief relief;
};

/// The candidate that gives the most, if it gives anything.
std::optional<First> find_first(const Case &chain, const LadderWork &work, const std::vector<double> &base,
                                const std::vector<Rung> &ladder) {
    auto candidates = work.candidates(chain);
    std::erase_if(candidates, [&](const Limit &limit) {
        return std::any_of(ladder.begin(), ladder.end(), [&](const Rung &rung) {
            return rung.still_binds && rung.limit.sort == limit.sort && rung.limit.index == limit.index;
        });
    });
    const auto reliefs = find_relief(chain, candidates, base, work.measures);
    std::optional<First> best;
    for (std::size_t i = 0; i < reliefs.size(); ++i)
        if (!best || reliefs[i].per_tenth.mean > best->relief.per_tenth.mean) best = First{candidates[i], reliefs[i]};
    if (!best || best->relief.per_tenth.low <= 0 || best->relief.per_tenth.mean <= noise * mean_of(base)) return {};
    return best;
}

} // namespace

std::vector<Rung> climb(const Case &chain, int rungs, const LadderWork &work) {
    std::vector<Rung> ladder;
    Case now = chain;
    auto base = work.measures(now);
    while (base && static_cast<int>(ladder.size()) < rungs) {
        const auto first = find_first(now, work, *base, ladder);
        if (!first) break;
        Rung rung;
        rung.limit = first->limit;
        rung.size = size_of(now, rung.limit);
        rung.relief_tpy = first->relief.per_tenth;
        const Curve curve{now, rung.limit, work.measures};
        auto low = curve.at(tenth);
        if (!low) break;
        const double first_slope = Curve::slope({0, *base}, *low);
        auto bend = find_bend(curve, std::move(*low), first_slope, rung.still_binds);
        if (!bend) break;
        rung.let_go_at = bend->by;
        auto clear = rung.still_binds ? std::move(bend) : curve.at(2 * (1 + bend->by) - 1);
        if (!clear) break;
        rung.raised_by = clear->by;
        rung.gained_tpy = difference(clear->measures, *base);
        rung.measured_tpy = mean_of(clear->measures);
        now = raise(now, rung.limit, clear->by).chain;
        rung.chain = now;
        base = std::move(clear->measures);
        ladder.push_back(std::move(rung));
    }
    return ladder;
}

} // namespace midstream
