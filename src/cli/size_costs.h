// What sizes and options cost, as a planner types it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/choice.h"

#include <string>

namespace midstream {

struct Cost {
    double amount = 0;
    std::string currency; ///< "USD", without the M of "M USD"
};

/// "250 M USD" of an option. Throws UsageError.
Cost cost_amount(const std::string &text, const std::string &of);

/// "900 USD per t/y", as the cost of a unit of what is varied, whichever of its units it is told per. Throws UsageError.
Cost cost_of_unit(const std::string &text, const Choice &choice);

} // namespace midstream
