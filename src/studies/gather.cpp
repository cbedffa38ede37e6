// Intervals from tallies.
// SPDX-License-Identifier: Apache-2.0
#include "studies/gather.h"

#include <cmath>

namespace midstream {

Interval interval_of(const Tally &tally) {
    Interval interval{tally.mean(), tally.mean(), tally.mean()};
    const auto n = static_cast<double>(tally.count());
    if (n < 2) return interval;
    thread_local double n_before = 0, t = 0; // a study asks for thousands with the same count
    if (n != n_before) t = student_t_quantile(0.975, n - 1);
    n_before = n;
    const double half = t * std::sqrt(tally.variance() / n);
    return {interval.mean, interval.mean - half, interval.mean + half};
}

} // namespace midstream
