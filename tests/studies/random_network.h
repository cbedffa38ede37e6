// Random networks without luck, whose limits all differ.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace midstream {

/// From mines over yards, smelters, refineries and ports to markets, 5 to 60 facilities in all: conveyors, trains that
/// share fleets, charters, straits, limits of routes, acid that somebody must take. The same text for the same number.
/// With crossings a facility may send to several that others send to as well: who gets what is then a matter of dispatch,
/// which a linear programme does at its best and a rule of sharing does not.
std::string random_network(std::uint64_t number, bool crossing);

} // namespace midstream
