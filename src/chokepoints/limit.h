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

/// How large a limit is: the mean of a rate after the warm-up, or a count.
struct LimitSize {
    double value = 0;
    std::string unit; ///< "t/y", "vehicles", "slots/d", "berths", "charges/y"
};
LimitSize size_of(const Case &chain, const Limit &limit);

/// A case with one limit raised by a share of it; vehicles and berths by whole ones, at least one.
struct Raised {
    Case chain;
    double by = 0.1;   ///< share of the limit
    std::string words; ///< "+10 %", "+1 vehicle of 4"
};
Raised raise(const Case &chain, const Limit &limit, double by = 0.1);

} // namespace midstream
