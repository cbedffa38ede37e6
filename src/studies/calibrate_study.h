// Choosing values of a case within bounds so that it comes near to observed years, and telling how well they are known.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/choice.h"
#include "studies/replay_study.h"

#include <functional>
#include <string>
#include <vector>

namespace midstream {

struct ChosenValue {
    Choice choice;
    double value = 0;
    double low = 0, high = 0; ///< between these, the others as they are, the misfit stays near the least
    bool reaches_from = false, reaches_to = false; ///< the range goes as far as the bound
};

struct CalibrateResult {
    std::vector<ChosenValue> chosen;
    FitBy by = FitBy::mean;
    double misfit = 0;        ///< the least that was met
    double middle_misfit = 0; ///< with every value in the middle of its bounds
    int values = 0;           ///< observed values that were fitted
    int tries = 0;            ///< runs of the case that looked for it
    int range_tries = 0;      ///< and those that found how well each value is known
};

/// How far a replay is from the observed values of its fit years; less is nearer.
/// By the mean: root of the mean square of its relative errors. By the spread: mean of `miss^2 / 2 + ln(spread /
/// observed)`, the miss counted in spreads, which but for a constant is minus the logarithm of a normal likelihood.
struct Misfit {
    double value = 0;
    int values = 0;
};
/// `on`: the series that count, all where empty.
Misfit misfit_of(const ReplayResult &result, FitBy by, const std::vector<std::string> &on);

/// The most that a misfit may be to be called near: a tenth more than the least; by the spread what a likelihood ratio
/// tells from it at 95 % (Wilks 1938).
double near_misfit(const CalibrateResult &result);

/// `run` replays the case with the values given; the same luck each time.
CalibrateResult calibrate(const std::vector<Choice> &choices, FitBy by, int most_tries,
                          const std::function<Misfit(const std::vector<double> &)> &run);

} // namespace midstream
