// Relief: one limit raised at a time, replication against replication.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/relief.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Share of a measure below which a difference is rounding.
constexpr double rounding = 1e-9;

double mean_of(std::span<const double> values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Paired differences, as far as they have been run.
class Gains {
  public:
    Gains(const Case &raised, std::span<const double> base, const MeasureRunner &runner)
        : raised_{raised}, base_{base}, runner_{runner} {}

    /// False if told to stop.
    bool run_to(std::size_t count) {
        const std::size_t done = gains_.size();
        if (count <= done) return true;
        const auto measures = runner_(raised_, static_cast<int>(done), static_cast<int>(count - done));
        if (!measures || measures->size() != count - done) return false;
        for (std::size_t i = done; i < count; ++i) {
            const double gain = (*measures)[i - done] - base_[i];
            gains_.push_back(std::abs(gain) > rounding * std::abs(base_[i]) ? gain : 0.0);
        }
        return true;
    }
    const std::vector<double> &all() const { return gains_; }
    Interval scaled(double factor) const {
        std::vector<double> values = gains_;
        for (double &value : values) value *= factor;
        return interval95(values);
    }

  private:
    const Case &raised_;
    std::span<const double> base_;
    const MeasureRunner &runner_;
    std::vector<double> gains_;
};

} // namespace

std::vector<Relief> find_relief(const Case &chain, std::span<const LimitSet> candidates, std::span<const double> base,
                                const MeasureRunner &runner, const Screen &screen) {
    const std::size_t few = std::min(base.size(), static_cast<std::size_t>(std::max(screen.replications, 2)));
    std::vector<Relief> reliefs;
    double best = 0; // over the first few
    for (const LimitSet &limits : candidates) {
        const Raised raised = raise(chain, limits);
        const double to_tenth = 0.1 / raised.by;
        Gains gains{raised.chain, base, runner};
        if (!gains.run_to(few)) break;
        const Interval first = gains.scaled(to_tenth);
        const bool hopeless =
            few > 1 && (first.high < screen.noise * mean_of(base) || first.mean < screen.share_of_best * best);
        best = std::max(best, first.mean);
        if (!hopeless && !gains.run_to(base.size())) break;
        reliefs.push_back({gains.scaled(to_tenth), gains.scaled(1), raised.words, raised.things,
                           static_cast<int>(gains.all().size())});
    }
    return reliefs;
}

std::string name_of(const Limit &limit) { return fmt::format("{} ({})", limit.at, limit.limit); }

std::string name_of(std::span<const Limit> limits) {
    std::string names;
    for (std::size_t i = 0; i < limits.size(); ++i)
        names += (i == 0 ? "" : i + 1 == limits.size() ? " and " : ", ") + name_of(limits[i]);
    return names;
}

} // namespace midstream
