// What a run did, as a few lines of text that a test can compare whole.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/world.h"

#include <string>

namespace midstream {

/// One line a facility (days in each state that it was in, tonnes of its basis, where its nameplate went), one line a
/// stock (opening, in, out, closing), a market (wanted, delivered, owed) and a route (moved, parcels).
std::string ledger_of(const Case &chain, const Result &result);

} // namespace midstream
