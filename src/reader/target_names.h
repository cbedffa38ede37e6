// The words that the selector of a disruption may hold in a case.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <string>
#include <vector>

namespace midstream {

struct TargetNames {
    std::vector<std::string> names; ///< facilities, routes, fleets, passages
    std::vector<std::string> kinds; ///< kinds and behaviours in use, modes in use
    std::vector<std::string> countries;
    std::vector<std::string> owners;
    std::vector<std::string> tags;
};

TargetNames names_of_targets(const Case &value);

} // namespace midstream
