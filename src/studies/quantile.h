// The value below which a share of some values lies.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace midstream {

/// Straight between neighbours of the sorted values, the least being that of 0 and the greatest that of 1: definition 7 of
/// Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996), which is the usual one
/// of R and NumPy. There must be a value.
template <class T> double quantile(const std::vector<T> &sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size()) return sorted.back();
    const double low = sorted[below], high = sorted[below + 1];
    return low + (at - static_cast<double>(below)) * (high - low);
}

} // namespace midstream
