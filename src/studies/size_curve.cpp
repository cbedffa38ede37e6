// The curve of a size study.
// SPDX-License-Identifier: Apache-2.0
#include "studies/size_curve.h"

#include "des/portable_math.h"
#include "studies/share_interval.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

/// Behind it the measure rises by less than this share of the greatest slope.
constexpr double flat_share = 0.5;
/// Up to here a slope counts as the greatest one still.
constexpr double steep_share = 0.9;
/// Slopes hold that differ by no more than this share of the greatest.
constexpr double like_share = 0.1;
/// A rise over the whole curve below this share of the measure is none.
constexpr double least_rise = 1e-4;

/// The paired differences of two sizes over the replications that both have.
Tally differences(const SizePoint &less, const SizePoint &more) {
    Tally tally;
    for (std::size_t r = 0; r < std::min(less.runs.size(), more.runs.size()); ++r)
        tally.add(more.runs[r].judged - less.runs[r].judged);
    return tally;
}

Interval interval_of(const Tally &tally, double each_side) {
    if (tally.count() < 2) return {tally.mean(), tally.mean(), tally.mean()};
    const double count = static_cast<double>(tally.count());
    const double reach = student_t_quantile(1 - each_side, count - 1) * portable::sqrt(tally.variance() / count);
    return {tally.mean(), tally.mean() - reach, tally.mean() + reach};
}

/// A curve in numbers: sizes, means of the replications that all of them have, so that luck cancels, and the rise
/// between neighbours for their difference in size.
struct Slopes {
    std::vector<double> x, y, slopes;
    std::size_t first = 0; ///< the steepest
    double most() const { return slopes[first]; }
    bool rises() const { return most() * (x.back() - x.front()) > least_rise * std::abs(y.back()); }
};

Slopes slopes_of(std::span<const SizePoint> curve) {
    Slopes found;
    std::size_t common = curve.front().runs.size();
    for (const SizePoint &point : curve) common = std::min(common, point.runs.size());
    for (const SizePoint &point : curve) {
        Tally tally;
        for (std::size_t r = 0; r < common; ++r) tally.add(point.runs[r].measured_tpy);
        found.x.push_back(point.values.front());
        found.y.push_back(tally.mean());
    }
    auto &[x, y, slopes, first] = found;
    for (std::size_t i = 0; i + 1 < x.size(); ++i) slopes.push_back((y[i + 1] - y[i]) / (x[i + 1] - x[i]));
    first = static_cast<std::size_t>(std::max_element(slopes.begin(), slopes.end()) - slopes.begin());
    return found;
}

} // namespace

double behind(const SizePoint &less, const SizePoint &more) { return differences(less, more).mean(); }

bool rises_anywhere(std::span<const SizePoint> curve) { return curve.size() > 1 && slopes_of(curve).rises(); }

double SizePoint::lost(Loss cause) const {
    Tally tally;
    for (const SizedRun &run : runs) tally.add(run.lost[static_cast<std::size_t>(cause)]);
    return tally.mean();
}

Interval SizePoint::interval(double SizedRun::*value) const {
    std::vector<double> values_of_runs;
    for (const SizedRun &run : runs) values_of_runs.push_back(run.*value);
    return interval95(values_of_runs);
}

Interval SizePoint::shortfall_tpy() const {
    std::vector<double> shortfalls;
    for (const SizedRun &run : runs) shortfalls.push_back(std::max(0.0, run.wanted_tpy - run.measured_tpy));
    return interval95(shortfalls);
}

Interval SizePoint::share_above(double least) const {
    const auto good = std::count_if(runs.begin(), runs.end(), [&](const SizedRun &run) { return run.judged >= least; });
    return share_interval95(static_cast<double>(good), static_cast<double>(runs.size()));
}

std::vector<Fall> find_falls(std::span<const SizePoint> curve, double error, double least, Trend trend) {
    std::vector<Fall> falls;
    if (curve.size() < 2) return falls;
    const double each = error / static_cast<double>(curve.size() - 1);
    for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
        const Interval change = interval_of(differences(curve[i], curve[i + 1]), each);
        const bool is_against =
            trend == Trend::rises ? change.high < 0 && change.mean < -least : change.low > 0 && change.mean > least;
        if (is_against) falls.push_back({i, i + 1, change});
    }
    return falls;
}

std::optional<Flattening> find_flattening(std::span<const SizePoint> curve) {
    if (curve.size() < 3) return {};
    const Slopes all = slopes_of(curve);
    if (!all.rises()) return {};
    const auto &[x, y, slopes, first] = all;
    const double most = all.most();
    std::size_t flat = first;
    while (flat < slopes.size() && slopes[flat] >= flat_share * most) ++flat;
    if (flat == slopes.size()) return {};
    std::size_t bend = first; // the stretch in which the first slope ends
    while (bend < flat && slopes[bend] >= steep_share * most) ++bend;
    // The stretch that is flat as a whole: the corner may lie inside of the first one.
    const std::size_t behind = bend == flat && flat + 1 < slopes.size() ? flat + 1 : flat;
    const double next_slope = slopes[std::min(behind + 1, slopes.size() - 1)];
    Flattening found;
    found.falls_from = x[bend];
    found.first_slope = most;
    found.is_gradual = flat > bend + 1 || std::abs(next_slope - slopes[behind]) > like_share * most;
    found.slope_beyond = found.is_gradual ? slopes[flat] : std::min(slopes[behind], slopes[flat]);
    found.at = x[flat];
    found.before = found.is_gradual ? bend : flat;
    found.beyond = flat + 1;
    if (found.is_gradual) return found;
    // y[bend] + most (c - x[bend]) = y[behind] + slope (c - x[behind])
    const double slope = found.slope_beyond;
    const double corner = (y[behind] - y[bend] + most * x[bend] - slope * x[behind]) / (most - slope);
    found.at = std::clamp(corner, x[bend], x[flat + 1]);
    found.before = bend;
    while (found.before < flat && x[found.before + 1] <= found.at) ++found.before;
    found.beyond = found.before + 1;
    return found;
}

} // namespace midstream
