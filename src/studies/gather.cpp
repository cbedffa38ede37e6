// Intervals from tallies.
// SPDX-License-Identifier: Apache-2.0
#include "studies/gather.h"

#include <cmath>

namespace midstream {

Interval interval_of(const Tally &tally) {
    if (tally.count() == 0) return {};
    Interval interval{tally.mean(), tally.mean(), tally.mean()};
    const auto n = static_cast<double>(tally.count());
    if (n < 2) return interval;
    thread_local double n_before = 0, t = 0; // a study asks for thousands with the same count
    if (n != n_before) t = student_t_quantile(0.975, n - 1);
    n_before = n;
    const double half = t * std::sqrt(tally.variance() / n);
    interval.low -= half;
    interval.high += half;
    // What is never negative has no negative mean, whatever Student says of so few replications.
    if (tally.min() >= 0 && interval.low < 0) interval.low = 0;
    return interval;
}

} // namespace midstream
