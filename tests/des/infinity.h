// Infinity, by a short name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace midstream {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace midstream
