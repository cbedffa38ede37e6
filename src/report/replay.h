// A replay: the answer in words, its tables, its figure.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/files.h"
#include "studies/replay_study.h"

#include <string>
#include <vector>

namespace midstream {

struct Calibrated;

/// How near the model came on the scored years, and to which baselines it is nearer; without line breaks.
std::string replay_sentence(const ReplayResult &result);

/// For each series its years and its scores, then all series in one; at most 100 columns. Ends with a line break.
std::string replay_text(const ReplayResult &result);

std::string replay_json(const ReplayResult &result);
std::string replay_csv(const ReplayResult &result);
std::string scores_csv(const ReplayResult &result);
std::string limits_csv(const ReplayResult &result);
/// Observed beside simulated, one panel a series.
std::string replay_svg(const ReplayResult &result);

/// "2000 to 2012", "from 2013 on".
std::string years_words(const Years &years);

/// All files of the folder of a replay, and of a calibration that it ends; `case_yaml` is the case as it was understood.
std::vector<RunFile> replay_files(const ReplayResult &result, const Provenance &provenance, std::string case_yaml,
                                  const Calibrated *calibrated = nullptr);

} // namespace midstream
