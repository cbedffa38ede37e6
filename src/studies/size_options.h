// The cheapest of a list of options that meets a target.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/ranking.h"
#include "studies/size_test.h"

#include <optional>
#include <vector>

namespace midstream {

struct OptionTests {
    std::vector<Decision> decisions; ///< by option; `open`: not needed, or told to stop before
    std::optional<std::size_t> first;
    bool stopped = false;
    double zone = 0;    ///< the widest that held
    int equal_runs = 0; ///< all options with as many replications each, for the same promise
};

/// Tests options in the order given until one meets the target. All tests together err with a chance of at most
/// 1 - confidence.
OptionTests first_to_meet(const std::vector<std::size_t> &order, const SizeRule &rule, const OptionRunner &run);

} // namespace midstream
