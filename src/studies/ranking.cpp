// Ranking and selection by KN.
// SPDX-License-Identifier: Apache-2.0
#include "studies/ranking.h"

#include "des/portable_math.h"
#include "des/statistics.h"
#include "studies/sequential_test.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

class Selection {
  public:
    Selection(std::size_t options, const RankingRule &rule, const OptionRunner &run)
        : rule_{rule}, run_{run}, is_in_(options, true), sums_(options, 0.0) {
        ranking_.options.resize(options);
    }

    Ranking find() {
        if (!add(rule_.first)) return std::move(ranking_);
        measure_spread();
        while (drop() > 1) {
            const int left = rule_.at_most - count_;
            if (!add(std::min(rule_.batch, std::max(left, 1)))) return std::move(ranking_);
        }
        ranking_.best = static_cast<std::size_t>(std::find(is_in_.begin(), is_in_.end(), true) - is_in_.begin());
        return std::move(ranking_);
    }

  private:
    std::size_t size() const { return is_in_.size(); }

    bool add(int count) {
        for (std::size_t i = 0; i < size(); ++i) {
            if (!is_in_[i]) continue;
            const auto values = run_(i, count_, count);
            if (!values) return false;
            for (const double value : *values) {
                ranking_.options[i].values.push_back(value);
                sums_[i] += value;
            }
            ranking_.total_runs += count;
        }
        count_ += count;
        return true;
    }

    double &reach(std::size_t i, std::size_t l) { return reach_[i * size() + l]; }

    /// Variances of the differences, from the first replications alone.
    void measure_spread() {
        const double comparisons = static_cast<double>(std::max<std::size_t>(size(), 2) - 1);
        const double constant = sequential_constant(rule_.error / comparisons, rule_.first);
        reach_.assign(size() * size(), 0.0);
        double most = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            Tally own;
            for (const double value : ranking_.options[i].values) own.add(value);
            ranking_.most_variance = std::max(ranking_.most_variance, own.variance());
            for (std::size_t l = 0; l < i; ++l) {
                Tally difference;
                for (int r = 0; r < rule_.first; ++r) {
                    const auto at = static_cast<std::size_t>(r);
                    difference.add(ranking_.options[i].values[at] - ranking_.options[l].values[at]);
                }
                reach(i, l) = reach(l, i) = constant * difference.variance();
                most = std::max(most, reach(i, l));
            }
        }
        ranking_.zone = std::max(rule_.zone, portable::sqrt(most / rule_.at_most));
    }

    /// Drops whoever is surely behind; returns how many are left. Of equals the first stays.
    std::size_t drop() {
        const std::vector<bool> were_in = is_in_;
        const bool is_last = count_ >= rule_.at_most;
        std::size_t left = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            if (!were_in[i]) continue;
            for (std::size_t l = 0; l < size() && is_in_[i]; ++l) {
                if (l == i || !were_in[l]) continue;
                const double edge =
                    is_last ? 0.0 : std::max(0.0, reach(i, l) / (2 * ranking_.zone) - count_ * ranking_.zone / 2);
                const double behind = sums_[l] - sums_[i];
                if (behind > edge || (edge == 0 && behind == 0 && l < i)) is_in_[i] = false;
            }
            if (!is_in_[i]) ranking_.options[i].dropped_after = count_;
            left += is_in_[i];
        }
        return left;
    }

    const RankingRule &rule_;
    const OptionRunner &run_;
    std::vector<bool> is_in_;
    std::vector<double> sums_;
    std::vector<double> reach_; ///< h2 S2 of each pair
    int count_ = 0;
    Ranking ranking_;
};

/// Chance that each of k - 1 others, in two stages with n0 - 1 degrees of freedom each, stays below: by numerical
/// integration over the two chi-squared variables (Rinott 1978).
class RinottChance {
  public:
    RinottChance(std::size_t options, int first) : others_{static_cast<int>(options) - 1} {
        // Points and weights of the chi-squared law by the middle of equal steps in its root.
        const double dof = first - 1;
        const double widest = portable::sqrt(dof) + 7;
        double sum = 0;
        for (int i = 0; i < points; ++i) {
            const double root = (i + 0.5) * widest / points;
            const double weight = portable::exp((dof - 1) * portable::log(root) - root * root / 2);
            weights_.push_back(weight);
            inverse_.push_back(dof / (root * root));
            sum += weight;
        }
        for (double &weight : weights_) weight /= sum;
    }

    double at(double h) const {
        double total = 0;
        for (int i = 0; i < points; ++i) {
            double inner = 0;
            for (int j = 0; j < points; ++j)
                inner +=
                    weights_[at_(j)] * portable::normal_cdf(h / portable::sqrt(inverse_[at_(i)] + inverse_[at_(j)]));
            double power = 1;
            for (int k = 0; k < others_; ++k) power *= inner;
            total += weights_[at_(i)] * power;
        }
        return total;
    }

  private:
    static constexpr int points = 64;
    static std::size_t at_(int i) { return static_cast<std::size_t>(i); }
    int others_;
    std::vector<double> weights_, inverse_;
};

} // namespace

double rinott_constant(std::size_t options, int first, double sure) {
    const RinottChance chance{options, first};
    double low = 0, high = 1;
    while (chance.at(high) < sure && high < 1e4) high *= 2;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (chance.at(middle) < sure ? low : high) = middle;
    }
    return high;
}

int equal_runs(const Ranking &ranking, const RankingRule &rule) {
    if (ranking.zone <= 0) return 0; // told to stop before anything was known
    const double count = static_cast<double>(ranking.options.size());
    const double h = rinott_constant(ranking.options.size(), rule.first, 1 - rule.error);
    const double each = std::ceil(h * h * ranking.most_variance / (ranking.zone * ranking.zone));
    return static_cast<int>(std::min(1e9, count * std::max<double>(each, rule.first)));
}

Ranking pick_best(std::size_t options, const RankingRule &rule, const OptionRunner &run) {
    return Selection{options, rule, run}.find();
}

} // namespace midstream
