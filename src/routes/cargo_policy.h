// What becomes of parcels that are under way on a route when it is struck.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace midstream {

enum class CargoPolicy { go_on, hold, divert, give_back };
inline constexpr std::array<std::string_view, 4> words_of(CargoPolicy) {
    return {"continue", "hold", "divert", "return"};
}

} // namespace midstream
