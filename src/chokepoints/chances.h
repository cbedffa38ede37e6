// What a law of chance allows at least and at most, and what it amounts to on average.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/distribution.h"

#include <vector>

namespace midstream {

/// The least and the greatest that a law can give; never below 0, as durations are not. Infinite where it has no end.
double least_of(const Distribution &law);
double greatest_of(const Distribution &law);

/// A few equally likely values that stand for a law, rising; their mean is the law's. For a mean over a law by plain sums.
std::vector<double> typical_of(const Distribution &law);

/// The mean of what is left of a duration that one looks into at an arbitrary moment.
double mean_rest(const Distribution &law);

/// Share of time that stops take which begin `every` so often after the last and last `lasts`.
double share_down(const Distribution &every, const Distribution &lasts);

/// Days by which the stops of any window may fall short of that share on average, since a case starts without one under
/// way and the window need not be a whole number of cycles.
double missed_days(const Distribution &every, const Distribution &lasts);

} // namespace midstream
