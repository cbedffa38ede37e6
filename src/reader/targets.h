// What the selector of a disruption can name, and what it hits.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <string>
#include <vector>

namespace midstream {

/// Sorts of things that a disruption strikes; a set of them.
enum class Target : unsigned {
    none = 0,
    mine = 1,
    plant = 2,
    store = 4,
    market = 8,
    route = 16,
    passage = 32,
    facility = 15
};
constexpr Target operator|(Target a, Target b) {
    return static_cast<Target>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr Target operator&(Target a, Target b) {
    return static_cast<Target>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

/// "facilities or routes".
std::string words_for(Target targets);

/// Every word that a selector of this case may hold.
struct TargetNames {
    std::vector<std::string> names; ///< facilities, routes, fleets, passages
    std::vector<std::string> kinds; ///< kinds and behaviours in use, modes in use
    std::vector<std::string> countries;
    std::vector<std::string> owners;
    std::vector<std::string> tags;
};
TargetNames names_of_targets(const Case &value);

/// The sorts of things that a selector hits.
Target targets_of(const Case &value, const Selector &selector);

} // namespace midstream
