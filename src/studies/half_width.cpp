// Replications until an average is known well enough.
// SPDX-License-Identifier: Apache-2.0
#include "studies/half_width.h"

#include <cmath>
#include <limits>

namespace midstream {

bool HalfWidth::take(double value) {
    tally_.add(value);
    const auto count = static_cast<double>(tally_.count());
    if (tally_.count() < 2) return false;
    const double half = student_t_quantile(0.975, count - 1) * std::sqrt(tally_.variance() / count);
    const double mean = std::abs(tally_.mean());
    share_ = mean > 0 ? half / mean : half > 0 ? std::numeric_limits<double>::infinity() : 0;
    reached_ = tally_.count() >= spec_.at_least && share_ <= spec_.half_width.value();
    return reached_ || tally_.count() >= spec_.at_most;
}

} // namespace midstream
