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
    double low = 0, high = 0; ///< between these, the others as they are, the misfit stays within a tenth of the least
    bool reaches_from = false, reaches_to = false; ///< the range goes as far as the bound
};

struct CalibrateResult {
    std::vector<ChosenValue> chosen;
    double misfit = 0;        ///< root of the mean square of the relative errors of the fitted values
    double middle_misfit = 0; ///< with every value in the middle of its bounds
    int values = 0;           ///< observed values that were fitted
    int tries = 0;            ///< runs of the case, those for the ranges included
};

/// How far a replay is from the observed values of its fit years; `on`: the series that count, all where empty.
struct Misfit {
    double relative_rmse = 0;
    int values = 0;
};
Misfit misfit_of(const ReplayResult &result, const std::vector<std::string> &on);

/// `run` replays the case with the values given; the same luck each time.
CalibrateResult calibrate(const std::vector<Choice> &choices, int most_tries,
                          const std::function<Misfit(const std::vector<double> &)> &run);

} // namespace midstream
