// How long a limit was active, and how much of that it was the bottleneck, alone or in turn.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/limit.h"
#include "model/result.h"

namespace midstream {

/// Of one replication. Null for a route's limit, which has no periods: what it lets pass is counted in tonnes.
const ActiveTime *find_active_time(const Result &result, const Limit &limit);

} // namespace midstream
