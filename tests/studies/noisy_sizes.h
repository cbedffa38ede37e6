// Sizes of which the mean is known, with noise.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/random.h"
#include "studies/sizing.h"

namespace midstream {

inline Axis axis_of(double from, double to, int steps, bool is_whole = false) {
    return {{"size", from, to, "t/d"}, steps, is_whole, 0};
}

/// Sizes that give `mean(size)` and noise, the same noise for every size.
template <class Mean> SizeRunner noisy(Mean mean, double spread, std::uint64_t study = 0) {
    return [=](const std::vector<double> &sizes, int first, int count) {
        std::vector<SizedRun> runs;
        for (int r = first; r < first + count; ++r) {
            Stream luck{study, static_cast<std::uint64_t>(r), "world", "noise"};
            const double value = mean(sizes) + spread * standard_normal(luck);
            runs.push_back({value, value, 0, 0});
        }
        return std::optional{runs};
    };
}

} // namespace midstream
