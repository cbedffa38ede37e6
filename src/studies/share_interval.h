// The interval of a share of runs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/portable_math.h"
#include "des/statistics.h"

#include <algorithm>

namespace midstream {

/// The share of `count` runs that did, and its 95 % interval by Wilson's score (Journal of the American Statistical
/// Association 22, 1927), which never leaves 0 to 1 and has a width where all did. Of no run all of 0 to 1.
inline Interval share_interval95(double good, double count) {
    if (count <= 0) return {0, 0, 1};
    constexpr double z2 = 1.959963984540054 * 1.959963984540054;
    const double share = good / count, middle = (share + z2 / (2 * count)) / (1 + z2 / count);
    const double reach = portable::sqrt(z2 * (share * (1 - share) + z2 / (4 * count)) / count) / (1 + z2 / count);
    // At either end the score gives the end itself, but for rounding.
    return {share, good <= 0 ? 0 : std::max(0.0, middle - reach), good >= count ? 1 : std::min(1.0, middle + reach)};
}

} // namespace midstream
