// A number with its unit as a planner writes it, where any unit may stand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace midstream {

struct Amount {
    double number = 0;
    std::string unit; ///< empty for a plain number
};

/// "1.2 Mt/y" apart; only `%` may follow the number without a space. Empty where it is no finite number.
std::optional<Amount> find_amount(std::string_view text);

} // namespace midstream
