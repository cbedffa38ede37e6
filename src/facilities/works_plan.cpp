// The fixed part of the works: cutting ramp-up curves into pieces.
// SPDX-License-Identifier: Apache-2.0
#include "facilities/works_plan.h"

#include <algorithm>
#include <cmath>

namespace midstream {

std::vector<std::pair<double, double>> ramp_pieces(const std::vector<RampPoint> &points) {
    std::vector<std::pair<double, double>> pieces;
    if (points.empty()) return pieces;
    if (points.front().after.value() > 0) pieces.emplace_back(0.0, points.front().at.value());
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const double from = points[i].after.value(), to = points[i + 1].after.value();
        const double low = points[i].at.value(), high = points[i + 1].at.value();
        if (low == high) {
            pieces.emplace_back(from, low);
            continue;
        }
        // The middle of each piece: the sum up to every cut is that of the straight line.
        const double count = std::min(std::ceil(to - from), 400.0);
        for (double k = 0; k < count; ++k)
            pieces.emplace_back(from + (to - from) * k / count, low + (high - low) * (k + 0.5) / count);
    }
    pieces.emplace_back(points.back().after.value(), points.back().at.value());
    return pieces;
}

} // namespace midstream
