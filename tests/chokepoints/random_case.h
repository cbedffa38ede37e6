// Random cases with a little of everything that a bound must not overlook.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace midstream {

/// Mines, smelters, a port, markets, fleets, a canal and disruptions: the text of a case, the same for the same number.
std::string random_case(std::uint64_t number);

} // namespace midstream
