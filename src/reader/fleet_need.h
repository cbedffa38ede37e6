// How many vehicles the routes of a fleet keep busy, by plain arithmetic.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <vector>

namespace midstream {

/// By fleet: the least number of vehicles that could carry what its routes should, each on the move all the time.
/// Counts only what nobody else could carry or bring, so that more than the fleet has is surely too much.
std::vector<double> vehicles_needed(const Case &value);

} // namespace midstream
