// The warm-up of a case, found from its own series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/measure.h"
#include "studies/replications.h"

#include <optional>
#include <span>
#include <string>
#include <variant>

namespace midstream {

/// Where a series has settled, by MSER-5 (White, Cobb and Spratt 2000): of the means of batches of five values, the
/// truncation d that makes sum_{j>d} (Z_j - mean_d)^2 / (n - d)^2 least, over d <= n/2.
struct Mser {
    std::size_t batches = 0;
    std::size_t left_out = 0; ///< batches
    bool is_at_edge = false;  ///< the least is the last that was looked at: the series is too short to tell
};
inline constexpr std::size_t mser_batch = 5;
/// Values behind the last whole batch are passed over.
Mser find_mser5(std::span<const double> series);

struct FoundWarmup {
    Days warmup{0.0};
    std::string of; ///< "cathode delivered at city", "level of store"
    int replications = 0;
    int months = 0, left_out = 0;
};

/// Runs some replications of a case without its warm-up and looks where the mean of their monthly series settles; or
/// tells, with a remedy, why that cannot be said. Empty after a stop.
std::optional<std::variant<FoundWarmup, std::string>> find_warmup(const Case &chain, const Measure &measure,
                                                                  const StudyOptions &options);

} // namespace midstream
