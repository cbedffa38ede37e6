// Which root causes of losses are a limit's.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/limit.h"
#include "model/loss_cause.h"

#include <vector>

namespace midstream {

/// The numbers of the root causes whose tonnes are lost to a limit: to its size, or to its own stops.
std::vector<std::uint32_t> causes_of(const Limit &limit, const CauseNumbers &causes);

} // namespace midstream
