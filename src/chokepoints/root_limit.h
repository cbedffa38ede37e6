// Which limit a root cause of losses is of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/limit.h"
#include "model/loss_cause.h"

namespace midstream {

/// Whether tonnes lost to a root cause are lost to a limit: to its size, or to its own stops.
bool is_of(const RootCause &root, const Limit &limit);

} // namespace midstream
