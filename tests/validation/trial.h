// A trial: replications of one case, two at a time.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reading.h"
#include "table.h"

namespace midstream::validation {

/// Reads a case of this folder with its variant's sets, and gives it a length if it has one in `length`.
std::shared_ptr<const Plan> plan_of(const std::string &case_id, const std::vector<std::string> &sets,
                                    const RunLength *length, double total);

/// Runs replications 0 .. count-1. Looks at the world at every `sample_d` after the warm-up, a microsecond early, so that
/// what happens at that instant has not happened yet.
std::vector<Trace> run_all(const std::shared_ptr<const Plan> &plan, std::uint64_t seed, int count, double sample_d,
                           const std::vector<Instant> &watched);

} // namespace midstream::validation
