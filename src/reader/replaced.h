// What a value at a path would replace whole, without anybody having asked for that.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"

#include <optional>
#include <string_view>

namespace midstream {

/// Where a law of chance or a series stands at the path: what it is, at its place in the files, and the path that would
/// scale it, if there is one. Empty where one value stands there, or nothing.
std::optional<Problem> find_replaced(const Node &root, std::string_view path);

} // namespace midstream
