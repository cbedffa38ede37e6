// How near a simulated series comes to an observed one, and baselines that know nothing of the midstream.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace midstream {

/// The mean over replications and where 80 and 95 % of them lie.
struct Band {
    double mean = 0;
    double low80 = 0, high80 = 0, low95 = 0, high95 = 0;
    double spread = 0; ///< standard deviation over replications, widened like the band

    bool holds80(double value) const { return low80 <= value && value <= high80; }
    bool holds95(double value) const { return low95 <= value && value <= high95; }
};

/// Of the values of all replications; `error` is the standard error of an observation as a share, which widens the
/// band as an independent normal error would.
Band band_of(std::vector<double> values, double error);

/// As wide as misses in other years say, and never narrower than `band`; `misses` are shares of the mean. Empty for
/// fewer than three.
std::optional<Band> band_by_misses(const Band &band, const std::vector<double> &misses);

/// A period that has both.
struct Compared {
    double observed = 0;
    std::optional<double> before; ///< the observed value before it, where there is one
    Band simulated;
    std::optional<Band> by_misses;
};

/// docs/methods.md tells each formula and where it is from.
struct Scores {
    int count = 0;
    double mape = 0;               ///< mean of |simulated - observed| / observed, over observed values above 0
    double bias_t = 0;             ///< mean of simulated - observed
    double bias = 0;               ///< the same as a share of what was observed
    double rmse_t = 0;             ///< root of the mean square of simulated - observed
    std::optional<double> theil_u; ///< below 1: better than the value before; empty where no two neighbours are known
    double within80 = 0, within95 = 0;              ///< share of observed values inside the band
    std::optional<double> by_misses80, by_misses95; ///< the same of the band by misses, of those that have one
};
Scores scores_of(const std::vector<Compared> &compared);
/// All series in one, each error as a share of its observed value.
Scores relative_scores_of(const std::vector<std::vector<Compared>> &series);

enum class Baseline { last_value, utilisation, line };
inline constexpr std::size_t baseline_count = 3;
inline constexpr std::array<std::string_view, baseline_count> words_of(Baseline) {
    return {"last value", "mean utilisation", "line of drivers"};
}

/// Model and baseline on the same periods.
struct Contest {
    int count = 0;
    double model_mape = 0, baseline_mape = 0;
    double model_rmse_t = 0, baseline_rmse_t = 0;
    double skill = 0; ///< 1 - model MAPE / baseline MAPE: above 0 the model is nearer, without bound below
};
struct Contender {
    double observed = 0, model = 0, baseline = 0;
};
/// Of the periods in which something above 0 was observed; empty without any.
std::optional<Contest> contest_of(const std::vector<Contender> &periods);

/// y = a + b x through the points by least squares; empty for fewer than three points or where all x are one.
struct Line {
    double a = 0, b = 0;
};
std::optional<Line> line_through(const std::vector<std::pair<double, double>> &points);

} // namespace midstream
