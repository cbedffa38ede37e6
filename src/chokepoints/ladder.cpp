// Climbing: relief finds the limit, doubling and bisection the size at which it lets go.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/ladder.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

/// First raise that is tried, as a share of the limit.
constexpr double first_step = 0.025;
/// A limit has let go where its relief is below this share of its first ...
constexpr double let_go = 0.5;
/// ... and has not where it is above this one.
constexpr double on_the_line = 0.98;
/// Largest raise that is tried, as a share of the limit's first size.
constexpr double most_raised = 3.0;
constexpr int refinements = 4;
/// A gain below this share of what is measured is none.
constexpr double noise = 1e-3;

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

/// Where the curve bends, and how.
struct Bend {
    double at = 0;            ///< share of the limit
    bool still_binds = false; ///< no bend up to the largest size tried
    Curve::Point beyond;      ///< far enough behind it that others bind
};

/// Doubling steps find a stretch whose slope is under half of the first. The corner in it is where the line of the first
/// slope meets the line behind the stretch, looked at again until it stands still.
std::optional<Bend> find_bend(const Curve &curve, Curve::Point base) {
    auto low = curve.at(first_step);
    if (!low) return {};
    const double first_slope = Curve::slope(base, *low);
    Curve::Point high, last = *low;
    for (;;) {
        const bool at_end = last.by >= most_raised * (1 - 1e-9);
        if (at_end && last.by > low->by) { // the last step bent, if not by half
            high = std::move(last);
            break;
        }
        if (at_end) return Bend{last.by, true, std::move(last)};
        auto next = curve.at(std::min(2 * last.by, most_raised));
        if (!next) return {};
        if (next->by <= last.by) return Bend{last.by, true, std::move(last)};
        const double slope = Curve::slope(last, *next);
        if (slope < let_go * first_slope) {
            high = std::move(*next);
            break;
        }
        last = std::move(*next);
        if (slope >= on_the_line * first_slope) low = last;
    }
    auto beyond = curve.at(2 * (1 + high.by) - 1);
    if (!beyond) return {};
    double slope_behind = Curve::slope(high, *beyond), corner = high.by;
    if (slope_behind >= on_the_line * first_slope) return Bend{high.by, true, std::move(high)}; // luck, not a bend
    for (int i = 0; i < refinements; ++i) {
        const double before = corner;
        corner = low->by + (mean_of(high.measures) - mean_of(low->measures) - slope_behind * (high.by - low->by)) /
                               (first_slope - slope_behind);
        corner = std::clamp(corner, low->by, high.by);
        if (std::abs(corner - before) < 0.002 || corner - low->by < 0.002 || high.by - corner < 0.002) break;
        auto middle = curve.at(corner);
        if (!middle) return {};
        if (middle->by <= low->by * (1 + 1e-9) || middle->by >= high.by * (1 - 1e-9)) break; // no whole one between
        if (Curve::slope(*low, *middle) >= on_the_line * first_slope) {
            low = std::move(middle);
        } else {
            slope_behind = std::min(Curve::slope(*middle, high), on_the_line * first_slope);
            high = std::move(*middle);
        }
    }
    return Bend{corner, false, std::move(*beyond)};
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
        auto bend = find_bend(curve, {0, *base});
        if (!bend) break;
        rung.let_go_at = bend->at;
        rung.still_binds = bend->still_binds;
        const std::optional<Curve::Point> there = bend->still_binds ? bend->beyond : curve.at(bend->at);
        if (!there) break;
        rung.let_go_at = there->by;
        rung.gained_tpy = difference(there->measures, *base);
        rung.measured_tpy = mean_of(there->measures);
        rung.raised_by = bend->beyond.by;
        now = raise(now, rung.limit, rung.raised_by).chain;
        base = std::move(bend->beyond.measures);
        ladder.push_back(std::move(rung));
    }
    return ladder;
}

} // namespace midstream
