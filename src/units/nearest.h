// The known name nearest to a misspelt one, for "did you mean".
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace midstream {

// A name equal but for case first; else the fewest slips (Damerau-Levenshtein, case counting little), up to about a
// third of the length. Empty when nothing is near. Of equals the first known.
std::optional<std::string> nearest_name(std::string_view typed, std::span<const std::string> known);

} // namespace midstream
