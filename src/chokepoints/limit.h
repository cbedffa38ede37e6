// Limits of a case that could be raised: what a planner would build more of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <cstdint>
#include <string>
#include <vector>

namespace midstream {

enum class LimitSort { mine, plant, fleet, passage, route, berths };

struct Limit {
    LimitSort sort = LimitSort::plant;
    std::uint32_t index = 0; ///< of the facility, fleet, passage or route
    std::string at;          ///< its name
    std::string limit;       ///< "rate", "capacity", "charges", "vehicles", "slots", "limit", "berths"
};

/// All of them, in the order of the case: facilities, fleets, passages, routes.
std::vector<Limit> find_limits(const Case &chain);

/// A case with one limit raised: by a tenth, or by one vehicle or berth where a tenth is less.
struct Raised {
    Case chain;
    double by = 0.1;   ///< share of the limit
    std::string words; ///< "+10 %", "+1 vehicle of 4"
};
Raised raise(const Case &chain, const Limit &limit);

} // namespace midstream
