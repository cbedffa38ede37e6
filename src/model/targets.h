// Whom a disruption strikes: its selector applied to a case.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <vector>

namespace midstream {

struct Targets {
    std::vector<std::uint32_t> facilities;
    std::vector<std::uint32_t> routes;
    std::vector<std::uint32_t> passages;

    bool empty() const { return facilities.empty() && routes.empty() && passages.empty(); }
};

/// What the disruption can strike of what its selector names: facilities for outages, deratings, recoveries, closures
/// and capacities; markets for demand; routes for bans, quotas, tariffs and slower transit (a facility's name stands
/// for the routes that start or end there, a fleet's for the routes it serves); passages for closures.
Targets find_targets(const Case &chain, const DisruptionSpec &disruption);

/// Every facility that a selector selects, and every route: by its own name, its ends', its fleet's.
std::vector<std::uint32_t> select_facilities(const Case &chain, const Selector &at);
std::vector<std::uint32_t> select_routes(const Case &chain, const Selector &at);

} // namespace midstream
