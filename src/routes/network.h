// Ways over the network of legs: the shortest, and those that avoid one passage or several.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routes/leg.h"
#include "routes/transport_plan.h"

#include <vector>

namespace midstream {

/// Finds the ways between two points, shortest first: with every passage open, then with the passages met so far shut
/// one after the other. Empty if the points are not joined. Each way's time is its length over the speed.
std::vector<Way> find_ways(const std::vector<LegSpec> &network, std::size_t points, PointId from, PointId to,
                           KilometresPerDay speed);

} // namespace midstream
