// Sequential tests of a mean and of a share.
// SPDX-License-Identifier: Apache-2.0
#include "studies/sequential_test.h"

#include "des/portable_math.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

/// Of a target: what is nearer is rounding.
constexpr double on_target = 1e-9;

int whole_runs(double runs, int first) { return std::max(first, static_cast<int>(std::ceil(std::min(runs, 1e9)))); }

} // namespace

double sequential_constant(double error, int first) {
    const double dof = first - 1;
    const double eta = (portable::pow(2 * error, -2 / dof) - 1) / 2;
    return 2 * eta * dof;
}

MeanTest::MeanTest(const TestRule &rule)
    : rule_{rule}, constant_{sequential_constant(rule.error, rule.first)}, zone_{rule.zone}, told_zone_{rule.zone} {}

void MeanTest::add(double value) {
    if (decision_ != Decision::open) return;
    excess_ += value - rule_.target;
    decided_after_ = ++count_;
    if (count_ <= rule_.first) first_.add(value);
    if (count_ < rule_.first) return;
    if (count_ == rule_.first) {
        reach_ = constant_ * first_.variance();
        zone_ = told_zone_ = std::max(rule_.zone, portable::sqrt(reach_ / rule_.at_most));
    }
    const double slack = on_target * std::abs(rule_.target) * count_;
    const bool is_open = reach_ > 0 && count_ < rule_.at_most;
    const double edge = is_open ? std::max(0.0, reach_ / (2 * zone_) - count_ * zone_ / 2) : 0.0;
    if (excess_ >= edge - slack)
        decision_ = Decision::meets;
    else if (excess_ <= -edge)
        decision_ = Decision::misses;
    if (decision_ != Decision::open) told_zone_ = std::clamp(narrowest_zone(), rule_.zone, zone_);
}

double MeanTest::narrowest_zone() const { // reach / (2 zone) - count zone / 2 = |excess|
    const double excess = std::abs(excess_);
    return (portable::sqrt(excess * excess + reach_ * count_) - excess) / count_;
}

int MeanTest::fixed_runs() const {
    if (first_.count() < 2 || first_.variance() <= 0) return rule_.first;
    const double t = student_t_quantile(1 - rule_.error, static_cast<double>(first_.count() - 1));
    return whole_runs(t * t * first_.variance() / (zone_ * zone_), rule_.first);
}

ShareTest::ShareTest(const TestRule &rule)
    : rule_{rule}, low_{std::max(rule.target - rule.zone, rule.target / 2)}, high_{std::min(rule.target + rule.zone,
                                                                                            (1 + rule.target) / 2)},
      gain_{portable::log(high_ / low_)}, loss_{portable::log((1 - high_) / (1 - low_))}, bound_{-portable::log(
                                                                                              rule.error)} {}

void ShareTest::add(bool success) {
    if (decision_ != Decision::open) return;
    ratio_ += success ? gain_ : loss_;
    decided_after_ = ++count_;
    if (ratio_ >= bound_)
        decision_ = Decision::meets;
    else if (ratio_ <= -bound_)
        decision_ = Decision::misses;
    else if (count_ >= rule_.at_most)
        decision_ = Decision::undecided;
}

int ShareTest::fixed_runs() const {
    const double z = student_t_quantile(1 - rule_.error, portable::infinity);
    const double zone = std::min(high_ - rule_.target, rule_.target - low_);
    return whole_runs(z * z * rule_.target * (1 - rule_.target) / (zone * zone), rule_.first);
}

std::vector<double> spend_error(double error, int tests, double growth) {
    std::vector<double> parts;
    double part = 1, sum = 0;
    for (int i = 0; i < tests; ++i, part *= growth) {
        parts.push_back(part);
        sum += part;
    }
    for (double &each : parts) each *= error / sum;
    return parts;
}

} // namespace midstream
