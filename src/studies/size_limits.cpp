// What caps a case of one size, by the bound.
// SPDX-License-Identifier: Apache-2.0
#include "studies/size_limits.h"

#include <algorithm>

namespace midstream {

namespace {

/// A gain below this share of the bound is none.
constexpr double least_gain_of_bound = 1e-4;

} // namespace

SizeLimits find_size_limits(const Case &chain, const Measure &measure) {
    const Bound bound = find_bound(chain, measure);
    SizeLimits limits;
    limits.hard_tpy = bound.t_per_year;
    limits.bound_tpy = bound.expected_t_per_year;
    const auto most = std::max_element(bound.promises.begin(), bound.promises.end(),
                                       [](const Promise &a, const Promise &b) { return a.tenth_tpy < b.tenth_tpy; });
    const double least = least_gain_of_bound * limits.bound_tpy.value_or(0);
    if (most != bound.promises.end() && most->tenth_tpy > least) {
        limits.next = {most->limit};
        limits.tenth_tpy = most->tenth_tpy;
    } else if (bound.joint.tenth_tpy > least) {
        limits.next = bound.joint.limits;
        limits.tenth_tpy = bound.joint.tenth_tpy;
    }
    limits.promises = bound.promises;
    return limits;
}

std::optional<Limit> taken_over(const SizeLimits &smaller, const SizeLimits &larger) {
    std::optional<Limit> found;
    double most = least_gain_of_bound * larger.bound_tpy.value_or(0);
    for (const Promise &promise : larger.promises) {
        double before = 0;
        for (const Promise &old : smaller.promises)
            if (old.limit.at == promise.limit.at && old.limit.limit == promise.limit.limit) before = old.tenth_tpy;
        if (promise.tenth_tpy - before <= most) continue;
        most = promise.tenth_tpy - before;
        found = promise.limit;
    }
    return found;
}

} // namespace midstream
