// Climbing: relief finds the limit, doubling and bisection the size at which it lets go.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/ladder.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

/// First raise that is tried, as a share of the limit.
constexpr double first_step = 0.025;
/// A limit has not let go where its relief is above this share of its first.
constexpr double on_the_line = 0.98;
constexpr int refinements = 4;
/// Replications by which a corner is sought; what it gives is told over all.
constexpr std::ptrdiff_t searching = 3;
/// Of where a hint says that the corner is.
constexpr double just_before = 0.85;
/// Up to there the curve may differ by so much from the slope of a first step of a few parcels.
constexpr double nearly_straight = 0.85;
constexpr double as_straight = 0.97;
/// Replications over which candidates are compared before the others are run, and the share of the best below which
/// one is left.
constexpr Screen screen{2, 1e-4, 0.5};
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

/// The measure of a case against how far some of its limits are raised.
class Curve {
  public:
    struct Point {
        double by = 0; ///< share of the limit, as it came out: vehicles come whole
        std::vector<double> measures;
    };
    Curve(const Case &chain, const LimitSet &limits, Point base, const MeasureRunner &runner)
        : chain_{chain}, limits_{limits}, runner_{runner}, known_{std::move(base)} {}

    const Point &base() const { return known_.front(); }
    /// Empty when told to stop.
    std::optional<Point> at(double by) {
        const Raised raised = raise(chain_, limits_, by);
        for (const Point &point : known_)
            if (std::abs(point.by - raised.by) < 1e-9) return point;
        auto measures = runner_(raised.chain, 0, static_cast<int>(base().measures.size()));
        if (!measures) return {};
        known_.push_back({raised.by, std::move(*measures)});
        return known_.back();
    }
    static double slope(const Point &a, const Point &b) {
        return b.by > a.by ? (mean_of(b.measures) - mean_of(a.measures)) / (b.by - a.by) : 0.0;
    }

  private:
    const Case &chain_;
    const LimitSet &limits_;
    const MeasureRunner &runner_;
    std::vector<Point> known_; ///< the first is the case as it is
};

/// Where the curve bends, and how.
struct Bend {
    double at = 0;            ///< share of the limit
    bool still_binds = false; ///< no bend up to the largest size tried
    Curve::Point beyond;      ///< far enough behind it that others bind
};

/// Doubling steps find a stretch whose slope is under half of the first. The corner in it is where the line of the first
/// slope meets the line behind the stretch, looked at again until it stands still. A hint of where the corner is saves
/// steps: one is made to just before it, and counts where the line is straight up to there.
std::optional<Bend> find_bend(Curve &curve, double hint) {
    auto low = curve.at(first_step);
    if (!low) return {};
    double first_slope = Curve::slope(curve.base(), *low);
    Curve::Point high, last = *low;
    if (hint > 2 * low->by) {
        auto near = curve.at(hint < most_raised ? just_before * hint : most_raised);
        if (!near) return {};
        const double chord = Curve::slope(curve.base(), *near);
        bool is_straight = near->by > low->by && chord >= on_the_line * first_slope;
        if (!is_straight && near->by > low->by && chord >= nearly_straight * first_slope) {
            const auto middle = curve.at(near->by / 2); // a bend shows in the second half, a lumpy first step does not
            if (!middle) return {};
            is_straight = Curve::slope(*middle, *near) >= as_straight * Curve::slope(curve.base(), *middle);
        }
        if (is_straight) {
            first_slope = chord; // over many parcels, where the first step saw but a few
            if (near->by >= most_raised * (1 - 1e-9)) return Bend{near->by, true, std::move(*near)};
            low = std::move(near);
            last = *low;
        }
    }
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
    LimitSet limits;
    Relief relief;
};

/// The candidate that gives the most, if it gives anything.
std::optional<First> find_best(const Case &chain, const LadderWork &work, const std::vector<LimitSet> &candidates,
                               const std::vector<double> &base) {
    const auto reliefs = find_relief(chain, candidates, base, work.measures, screen);
    std::optional<First> best;
    for (std::size_t i = 0; i < reliefs.size(); ++i)
        if (!best || reliefs[i].per_tenth.mean > best->relief.per_tenth.mean) best = First{candidates[i], reliefs[i]};
    if (!best || best->relief.per_tenth.low <= 0 || best->relief.per_tenth.mean <= noise * mean_of(base)) return {};
    return best;
}

/// Alone if one gives anything, else together.
std::optional<First> find_first(const Case &chain, const LadderWork &work, const Footing &footing,
                                const std::vector<Rung> &ladder) {
    const auto is_set_aside = [&](const Limit &limit) {
        return std::any_of(ladder.begin(), ladder.end(), [&](const Rung &rung) {
            return rung.still_binds && std::any_of(rung.limits.begin(), rung.limits.end(),
                                                   [&](const Limit &aside) { return aside.is(limit); });
        });
    };
    auto candidates = footing.candidates;
    std::erase_if(candidates, [&](const LimitSet &limits) { return is_set_aside(limits.front()); });
    if (auto alone = find_best(chain, work, candidates, footing.measures)) return alone;
    if (footing.joint.size() < 2 || std::all_of(footing.joint.begin(), footing.joint.end(), is_set_aside)) return {};
    return find_best(chain, work, {footing.joint}, footing.measures);
}

std::optional<Rung> climb_rung(const Case &now, const First &first, const Footing &footing, const LadderWork &work) {
    Rung rung;
    rung.limits = first.limits;
    rung.size = size_of(now, rung.limits);
    rung.relief_tpy = first.relief.per_tenth;
    const auto some = footing.measures.begin() + std::min<std::ptrdiff_t>(searching, std::ssize(footing.measures));
    Curve curve{now, rung.limits, {0, {footing.measures.begin(), some}}, work.measures};
    auto bend = find_bend(curve, work.hint ? work.hint(now, rung.limits) : 0);
    if (!bend) return {};
    rung.still_binds = bend->still_binds;
    const Raised there = raise(now, rung.limits, bend->still_binds ? bend->beyond.by : bend->at);
    const auto measures = work.measures(there.chain, 0, static_cast<int>(footing.measures.size()));
    if (!measures) return {};
    rung.let_go_at = there.by;
    rung.gained_tpy = difference(*measures, footing.measures);
    rung.measured_tpy = mean_of(*measures);
    rung.raised_by = bend->beyond.by;
    if (work.bound) rung.bound_tpy = work.bound(there.chain);
    return rung;
}

} // namespace

Ladder climb(const Case &chain, int rungs, const LadderWork &work) {
    Ladder ladder;
    Case now = chain;
    while (static_cast<int>(ladder.rungs.size()) < rungs) {
        const auto footing = work.look(now);
        if (!footing) {
            ladder.end = LadderEnd::stopped;
            break;
        }
        const auto first = footing->is_met ? std::nullopt : find_first(now, work, *footing, ladder.rungs);
        if (!first) {
            const auto wanted = find_best(now, work, footing->demands, footing->measures);
            ladder.end = footing->is_met || wanted ? LadderEnd::demand : LadderEnd::nothing;
            if (wanted) ladder.demand = wanted->limits;
            break;
        }
        auto rung = climb_rung(now, *first, *footing, work);
        if (!rung) {
            ladder.end = LadderEnd::stopped;
            break;
        }
        now = raise(now, rung->limits, rung->raised_by).chain;
        ladder.rungs.push_back(std::move(*rung));
    }
    return ladder;
}

} // namespace midstream
