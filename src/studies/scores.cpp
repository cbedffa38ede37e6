// How near a simulated series comes to an observed one.
// SPDX-License-Identifier: Apache-2.0
#include "studies/scores.h"

#include "des/statistics.h"
#include "studies/quantile.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace midstream {

namespace {

constexpr double z80 = 1.2815515655446004, z95 = 1.959963984540054;

double widened(double half, double z, double error_t) { return std::sqrt(half * half + z * z * error_t * error_t); }

struct Sums {
    int count = 0, shares = 0, pairs = 0;
    double absolute = 0, difference = 0, observed = 0, square = 0, moved = 0, still = 0;
    int in80 = 0, in95 = 0, wide = 0, wide80 = 0, wide95 = 0;

    /// `unit`: what one counts in.
    void add(const Compared &one, double unit) {
        const double difference_now = (one.simulated.mean - one.observed) / unit;
        ++count;
        difference += difference_now;
        observed += one.observed / unit;
        square += difference_now * difference_now;
        in80 += one.simulated.holds80(one.observed);
        in95 += one.simulated.holds95(one.observed);
        if (one.by_misses) {
            ++wide;
            wide80 += one.by_misses->holds80(one.observed);
            wide95 += one.by_misses->holds95(one.observed);
        }
        if (one.observed > 0) {
            ++shares;
            absolute += std::abs(one.simulated.mean - one.observed) / one.observed;
        }
        if (one.before && *one.before > 0) {
            ++pairs;
            const double miss = (one.simulated.mean - one.observed) / *one.before;
            const double step = (one.observed - *one.before) / *one.before;
            moved += miss * miss;
            still += step * step;
        }
    }
    Scores scores() const {
        Scores out;
        if (count == 0) return out;
        const double n = count;
        out.count = count;
        out.mape = shares > 0 ? absolute / shares : 0;
        out.bias_t = difference / n;
        out.bias = observed != 0 ? difference / observed : 0;
        out.rmse_t = std::sqrt(square / n);
        if (pairs > 0 && still > 1e-18) out.theil_u = std::sqrt(moved / still);
        out.within80 = in80 / n;
        out.within95 = in95 / n;
        if (wide > 0) {
            out.by_misses80 = static_cast<double>(wide80) / wide;
            out.by_misses95 = static_cast<double>(wide95) / wide;
        }
        return out;
    }
};

} // namespace

Band band_of(std::vector<double> values, double error) {
    Band band;
    if (values.empty()) return band;
    for (const double value : values) band.mean += value;
    band.mean /= static_cast<double>(values.size());
    double square = 0;
    for (const double value : values) square += (value - band.mean) * (value - band.mean);
    if (values.size() > 1) square /= static_cast<double>(values.size() - 1);
    std::sort(values.begin(), values.end());
    const double error_t = error * std::abs(band.mean);
    band.low80 = band.mean - widened(band.mean - quantile(values, 0.1), z80, error_t);
    band.high80 = band.mean + widened(quantile(values, 0.9) - band.mean, z80, error_t);
    band.low95 = band.mean - widened(band.mean - quantile(values, 0.025), z95, error_t);
    band.high95 = band.mean + widened(quantile(values, 0.975) - band.mean, z95, error_t);
    band.spread = widened(std::sqrt(square), 1, error_t);
    return band;
}

std::optional<Band> band_by_misses(const Band &band, const std::vector<double> &misses) {
    if (misses.size() < 3) return {};
    const auto n = static_cast<double>(misses.size());
    double square = 0;
    for (const double miss : misses) square += miss * miss / n;
    const double typical = std::sqrt(square) * std::abs(band.mean);
    const double half80 = student_t_quantile(0.9, n) * typical, half95 = student_t_quantile(0.975, n) * typical;
    Band wide = band;
    wide.low80 = std::min(band.low80, band.mean - half80);
    wide.high80 = std::max(band.high80, band.mean + half80);
    wide.low95 = std::min(band.low95, band.mean - half95);
    wide.high95 = std::max(band.high95, band.mean + half95);
    return wide;
}

Scores scores_of(const std::vector<Compared> &compared) {
    Sums sums;
    for (const Compared &one : compared) sums.add(one, 1);
    return sums.scores();
}

Scores relative_scores_of(const std::vector<std::vector<Compared>> &series) {
    Sums sums;
    for (const auto &compared : series)
        for (const Compared &one : compared)
            if (one.observed > 0) sums.add(one, one.observed);
    return sums.scores();
}

std::optional<Contest> contest_of(const std::vector<Contender> &periods) {
    Contest contest;
    for (const Contender &period : periods) {
        if (period.observed <= 0) continue;
        const double model = period.model - period.observed, baseline = period.baseline - period.observed;
        ++contest.count;
        contest.model_rmse_t += model * model;
        contest.baseline_rmse_t += baseline * baseline;
        contest.model_mape += std::abs(model) / period.observed;
        contest.baseline_mape += std::abs(baseline) / period.observed;
    }
    if (contest.count == 0) return {};
    const double n = contest.count;
    contest.skill = contest.model_mape == contest.baseline_mape ? 0 : 1 - contest.model_mape / contest.baseline_mape;
    contest.model_rmse_t = std::sqrt(contest.model_rmse_t / n);
    contest.baseline_rmse_t = std::sqrt(contest.baseline_rmse_t / n);
    contest.model_mape /= n;
    contest.baseline_mape /= n;
    return contest;
}

std::optional<Line> line_through(const std::vector<std::pair<double, double>> &points) {
    if (points.size() < 3) return {};
    const auto n = static_cast<double>(points.size());
    double mean_x = 0, mean_y = 0, xx = 0, xy = 0;
    for (const auto &[x, y] : points) {
        mean_x += x / n;
        mean_y += y / n;
    }
    for (const auto &[x, y] : points) {
        xx += (x - mean_x) * (x - mean_x);
        xy += (x - mean_x) * (y - mean_y);
    }
    if (xx <= 1e-18 * mean_x * mean_x) return {};
    return Line{mean_y - xy / xx * mean_x, xy / xx};
}

} // namespace midstream
