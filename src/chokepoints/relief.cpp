// Relief: one limit raised at a time, replication against replication.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/relief.h"

#include <cmath>

namespace midstream {

namespace {

/// Share of a measure below which a difference is rounding.
constexpr double rounding = 1e-9;

/// Interval of the paired differences, each times a factor; empty if the runner was told to stop.
std::optional<Interval> gain_of(const Case &raised, double factor, std::span<const double> base,
                                const MeasureRunner &runner) {
    const auto measures = runner(raised);
    if (!measures || measures->size() != base.size()) return {};
    std::vector<double> gains;
    for (std::size_t i = 0; i < base.size(); ++i) {
        const double gain = (*measures)[i] - base[i];
        gains.push_back(std::abs(gain) > rounding * std::abs(base[i]) ? gain * factor : 0.0);
    }
    return interval95(gains);
}

} // namespace

std::vector<Relief> find_relief(const Case &chain, std::span<const Limit> candidates, std::span<const double> base,
                                const MeasureRunner &runner) {
    std::vector<Relief> reliefs;
    for (const Limit &limit : candidates) {
        Raised raised = raise(chain, limit);
        const double to_tenth = 0.1 / raised.by;
        const auto gain = gain_of(raised.chain, to_tenth, base, runner);
        if (!gain) break;
        if (std::abs(to_tenth - 1) > 1e-9) raised.words += ", scaled to 10 %";
        reliefs.push_back({*gain, std::move(raised.words)});
    }
    return reliefs;
}

std::optional<Interval> find_joint_relief(const Case &chain, std::span<const Limit> limits,
                                          std::span<const double> base, const MeasureRunner &runner) {
    Case raised = chain;
    for (const Limit &limit : limits) raised = raise(raised, limit).chain;
    return gain_of(raised, 1, base, runner);
}

} // namespace midstream
