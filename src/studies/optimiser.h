// The least of a function of a few bounded numbers, found without derivatives. The only door to NLopt.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

namespace midstream {

struct Minimum {
    std::vector<double> at; ///< each between 0 and 1
    double value = 0;
    int tries = 0;
};

/// Looks for the least value of a function of numbers between 0 and 1, from `start`, by subplex (NLopt's SBPLX): it asks
/// for nothing but values, so that steps and kinks do not mislead it. Stops after so many tries, or once the numbers
/// move by less than a thousandth. The best that was met is returned.
Minimum find_minimum(const std::function<double(const std::vector<double> &)> &value, std::vector<double> start,
                     int most_tries);

} // namespace midstream
