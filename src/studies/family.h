// Scenarios that share their past: which they are, and until when.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "model/plan.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace midstream {

/// A disruption that begins on a date after the start: until then a run knows nothing of it.
struct DatedDisruption {
    std::size_t place = 0; ///< in the case's list
    SimTime on{};
    std::string text; ///< all it says; equal texts are equal disruptions
};

/// What a case holds at its start, and what is still before it.
struct CasePast {
    std::string past; ///< equal for cases that differ in nothing but disruptions dated after the start
    std::vector<DatedDisruption> dated;
};

struct Branch {
    std::size_t scenario = 0;
    SimTime leaves{}; ///< instant of the first disruption that not all of the family have
};

/// Scenarios whose runs are the same up to where each leaves.
struct Family {
    std::vector<Branch> branches;    ///< in the order in which they leave
    std::vector<std::size_t> places; ///< of the disruptions that not all have, in the lists of their cases
    std::size_t disruptions = 0;     ///< of the longest list
};

/// More share a past seldom; and each branch holds a plan while its family runs.
inline constexpr std::size_t most_branches = 64;

/// Every scenario in one family, those alone too, in the order of their first scenarios.
std::vector<Family> find_families(std::span<const CasePast> scenarios, bool may_share);

/// A family ready to run. `trunk` holds what all have and is empty for one alone.
struct FamilyPlan {
    std::shared_ptr<const Plan> trunk;
    std::vector<std::shared_ptr<const Plan>> branches;
};
/// `cases` by branch.
FamilyPlan build_family(const Family &family, std::vector<Case> cases);

} // namespace midstream
