// Losses that no event explains: the chain is no larger. Whose size it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/loss_ledger.h"

namespace midstream {

/// Losses by root cause, complete: by facility (in its basis) and by demand. Their sums are nameplate less throughput,
/// and demand less delivery.
struct RootLosses {
    std::vector<std::vector<RootLoss>> of_facility, of_demand;
};

/// What a ledger holds, with what it could not explain charged to the capacity that it met: a plant that starves with
/// nothing missing asks its suppliers, in proportion to their nameplates. As far as a supplier was itself held back, the
/// tonnes are those of whoever held it back; beyond that they are its own capacity. Blocking asks those who take, in the
/// same way; a market's demand is the end.
RootLosses find_roots(const LossLedger &ledger, const Flow &flow, const Works &works);

} // namespace midstream
