// The words that a selector may hold in a case.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "reader/draft.h"

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

/// Whether each word of the selector `at` of an entry is one of the case; tells those that are not.
bool check_selector(const Pointer &entry, const Selector &at, const TargetNames &names);

} // namespace midstream
