// Choosing values of a case so that it comes near to observed years.
// SPDX-License-Identifier: Apache-2.0
#include "studies/calibrate_study.h"

#include "des/portable_math.h"
#include "studies/optimiser.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

constexpr double tolerated = 1.1;               ///< how much more misfit still counts as near
constexpr double tolerated_anyway = 1e-4;       ///< where the least misfit is next to nothing
constexpr double half_chi_square95 = 1.9207294; ///< of one degree of freedom
constexpr double least_spread = 0.005;          ///< of what was observed: no year is known better
constexpr int halvings = 7;

class Calibration {
  public:
    Calibration(const std::vector<Choice> &choices, FitBy by,
                const std::function<Misfit(const std::vector<double> &)> &run)
        : choices_{choices}, run_{run} {
        result_.by = by;
    }

    CalibrateResult find(int most_tries) {
        const std::vector<double> middle(choices_.size(), 0.5);
        const Minimum best = find_minimum([&](const auto &at) { return misfit(at); }, middle, most_tries);
        result_.misfit = best.value;
        result_.middle_misfit = first_;
        result_.tries = runs_;
        for (std::size_t i = 0; i < choices_.size(); ++i) {
            ChosenValue chosen;
            chosen.choice = choices_[i];
            chosen.value = written(i, best.at[i]);
            const double low = range_end(best, i, 0), high = range_end(best, i, 1);
            chosen.low = choices_[i].value_at(low);
            chosen.high = choices_[i].value_at(high);
            chosen.reaches_from = low == 0;
            chosen.reaches_to = high == 1;
            result_.chosen.push_back(chosen);
        }
        result_.range_tries = runs_ - result_.tries;
        return std::move(result_);
    }

  private:
    double misfit(const std::vector<double> &at) {
        std::vector<double> values;
        for (std::size_t i = 0; i < at.size(); ++i) values.push_back(written(i, at[i]));
        const Misfit misfit = run_(values);
        if (runs_++ == 0) first_ = misfit.value;
        result_.values = misfit.values;
        return misfit.value;
    }

    /// As it will stand in the overlay.
    double written(std::size_t number, double share) const {
        return worded_value(choices_[number], choices_[number].value_at(share));
    }

    /// How far towards a bound the fit stays near the best, by halving.
    double range_end(const Minimum &best, std::size_t number, double bound) {
        const double most = near_misfit(result_);
        const auto is_near = [&](double share) {
            auto at = best.at;
            at[number] = share;
            return misfit(at) <= most;
        };
        if (best.at[number] == bound || is_near(bound)) return bound;
        double near = best.at[number], far = bound;
        for (int i = 0; i < halvings; ++i) {
            const double middle = (near + far) / 2;
            (is_near(middle) ? near : far) = middle;
        }
        return near;
    }

    const std::vector<Choice> &choices_;
    const std::function<Misfit(const std::vector<double> &)> &run_;
    CalibrateResult result_;
    double first_ = 0;
    int runs_ = 0;
};

} // namespace

Misfit misfit_of(const ReplayResult &result, FitBy by, const std::vector<std::string> &on) {
    Misfit misfit;
    double sum = 0;
    for (const ReplaySeries &series : result.series) {
        if (!on.empty() && std::find(on.begin(), on.end(), series.spec->name) == on.end()) continue;
        for (const ReplayPoint &point : series.points) {
            if (!point.fits || !point.observed_t || *point.observed_t <= 0) continue;
            const double error = point.simulated.mean / *point.observed_t - 1;
            const double spread = std::max(least_spread, point.simulated.spread / *point.observed_t);
            sum += by == FitBy::mean ? error * error : error * error / (2 * spread * spread) + portable::log(spread);
            ++misfit.values;
        }
    }
    if (misfit.values > 0) misfit.value = by == FitBy::mean ? std::sqrt(sum / misfit.values) : sum / misfit.values;
    return misfit;
}

double near_misfit(const CalibrateResult &result) {
    if (result.by == FitBy::mean) return tolerated * result.misfit + tolerated_anyway;
    return result.misfit + half_chi_square95 / std::max(1, result.values);
}

CalibrateResult calibrate(const std::vector<Choice> &choices, FitBy by, int most_tries,
                          const std::function<Misfit(const std::vector<double> &)> &run) {
    return Calibration{choices, by, run}.find(most_tries);
}

} // namespace midstream
