// The results of a study, read back out of its file.
// SPDX-License-Identifier: Apache-2.0
#include "report/factor_fit.h"
#include "report/study_report.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace midstream {

namespace {

/// Share of a measure below which a difference is rounding.
constexpr double rounding = 1e-9;

std::vector<double> ranks_of(const std::vector<double> &values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
        for (std::size_t k = i; k < end; ++k) ranks[order[k]] = static_cast<double>(i + end - 1) / 2;
        i = end;
    }
    return ranks;
}

struct Trend {
    double slope = 0, correlation = 0;
    bool has_spread = false;
};

Trend trend_through(const std::vector<double> &x, const std::vector<double> &y) {
    const auto n = static_cast<double>(x.size());
    double mean_x = 0, mean_y = 0, xx = 0, xy = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        mean_x += x[i] / n;
        mean_y += y[i] / n;
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    if (xx <= 0) return {};
    return {xy / xx, yy > 0 ? xy / std::sqrt(xx * yy) : 0, true};
}

std::optional<FactorEffect> effect_of(const std::string &factor, const SweepResult &result) {
    struct Level {
        double sum = 0, count = 0;
    };
    FactorEffect effect;
    effect.factor = factor;
    std::map<std::string, Level> levels;
    std::vector<double> numbers, means;
    bool has_numbers = true;
    for (const ScenarioResult &one : result.scenarios)
        for (const Setting &setting : result.head.scenarios[one.scenario].settings) {
            if (setting.factor != factor) continue;
            Level &level = levels[setting.value];
            level.sum += one.measure_tpy.mean;
            ++level.count;
            means.push_back(one.measure_tpy.mean);
            if (!setting.number || (!numbers.empty() && setting.unit != effect.unit)) has_numbers = false;
            numbers.push_back(setting.number.value_or(0));
            effect.unit = setting.unit;
        }
    effect.scenarios = means.size();
    effect.levels = levels.size();
    if (effect.levels < 2) return {};
    bool is_first = true;
    for (const auto &[value, level] : levels) {
        const double mean = level.sum / level.count;
        if (is_first || mean < effect.least_tpy) {
            effect.least_tpy = mean;
            effect.least_at = value;
        }
        if (is_first || mean > effect.most_tpy) {
            effect.most_tpy = mean;
            effect.most_at = value;
        }
        is_first = false;
    }
    if (has_numbers && means.size() > 2) {
        if (const Trend trend = trend_through(numbers, means); trend.has_spread) effect.slope = trend.slope;
        if (const Trend trend = trend_through(ranks_of(numbers), ranks_of(means)); trend.has_spread)
            effect.rank_correlation = trend.correlation;
    }
    return effect;
}

std::vector<MarketShares> read_markets(StudyStore &store) {
    std::vector<MarketShares> markets;
    Statement ask = store.database().prepare("SELECT market, material, scenario, sum(delivered_t_per_year) / "
                                             "sum(demand_t_per_year) FROM market GROUP BY market, material, scenario");
    while (ask.step()) {
        if (markets.empty() || markets.back().market != ask.text(0) || markets.back().material != ask.text(1))
            markets.push_back({ask.text(0), ask.text(1), {}});
        if (const auto met = ask.number(3)) markets.back().met[static_cast<std::size_t>(ask.whole(2))] = *met;
    }
    std::erase_if(markets, [](const MarketShares &market) { return market.met.empty(); });
    return markets;
}

double weight_of(const FactorEffect &effect) { return effect.most_tpy - effect.least_tpy; }

} // namespace

SweepResult read_results(StudyStore &store, const StudyHead &head, std::vector<std::string> factors,
                         std::vector<std::size_t> grid) {
    SweepResult result;
    result.head = head;
    result.factors = std::move(factors);
    result.grid = std::move(grid);
    result.done = store.done();
    result.wanted = store.wanted();
    std::map<std::int64_t, double> base;
    Statement ask =
        store.database().prepare("SELECT scenario, replication, measure_t_per_year, demand_t_per_year FROM run "
                                 "ORDER BY scenario, replication");
    std::vector<double> changes;
    const auto close = [&] {
        if (result.scenarios.empty()) return;
        ScenarioResult &last = result.scenarios.back();
        last.measure_tpy = interval95(last.measured_tpy);
        if (last.scenario != 0 && !changes.empty()) last.change_tpy = interval95(changes);
        changes.clear();
    };
    while (ask.step()) {
        const auto scenario = static_cast<std::size_t>(ask.whole(0));
        const std::int64_t replication = ask.whole(1);
        const double measured = ask.number(2).value_or(0);
        if (result.scenarios.empty() || result.scenarios.back().scenario != scenario) {
            close();
            result.scenarios.push_back({scenario, {}, {}, ask.number(3).value_or(0), {}});
        }
        result.scenarios.back().measured_tpy.push_back(measured);
        if (scenario == 0)
            base[replication] = measured;
        else if (const auto pair = base.find(replication); pair != base.end()) {
            const double change = measured - pair->second;
            changes.push_back(std::abs(change) > rounding * std::abs(pair->second) ? change : 0.0);
        }
    }
    close();
    if (std::find(head.keep.begin(), head.keep.end(), Keep::markets) != head.keep.end())
        result.markets = read_markets(store);
    for (const std::string &factor : result.factors)
        if (const auto effect = effect_of(factor, result)) result.effects.push_back(*effect);
    fit_factors(result, result.effects);
    std::stable_sort(result.effects.begin(), result.effects.end(),
                     [](const FactorEffect &a, const FactorEffect &b) { return weight_of(a) > weight_of(b); });
    return result;
}

} // namespace midstream
