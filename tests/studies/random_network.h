// Random networks without luck, whose limits all differ.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace midstream {

/// From mines over yards, smelters, refineries and ports to markets, 5 to 60 facilities in all: conveyors, trains that
/// share fleets, charters, straits, limits of routes, acid that somebody must take. The same text for the same number.
std::string random_network(std::uint64_t number);

} // namespace midstream
