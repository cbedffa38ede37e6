// A calibration: the overlay it writes, the answer in words, and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/files.h"
#include "studies/calibrate_study.h"

#include <string>
#include <vector>

namespace midstream {

/// `scored`: a replay of the whole case with the values chosen.
struct Calibrated {
    const CalibrateResult &result;
    const ReplayResult &scored;
    std::vector<std::vector<std::string>> paths; ///< of each value, key by key
};

/// Lies over the case (`--with`): values, and as comments fit, score and how well each is known.
std::string calibrated_yaml(const Calibrated &calibrated);
/// How well the values fit, in a sentence without line breaks.
std::string fitted_sentence(const Calibrated &calibrated);
std::string calibrate_text(const Calibrated &calibrated);
std::string calibrate_json(const Calibrated &calibrated);

} // namespace midstream
