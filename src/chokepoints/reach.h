// What lies on the way to what is measured: who makes it, of what, and which routes bring it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/measure.h"
#include "model/case.h"

#include <cstdint>
#include <vector>

namespace midstream {

struct Reach {
    std::vector<bool> makers;   ///< by facility: mines and plants that make what is on its way there
    std::vector<bool> handlers; ///< by facility: all that make or hold it
    std::vector<bool> routes; ///< by route: those that bring it, and those that carry off what its makers make besides
};

/// Follows materials upstream, so that a port through which something else passes too brings in nobody else.
Reach find_reach(const Case &chain, const Measure &measure);

} // namespace midstream
