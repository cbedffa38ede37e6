// The commands, one file each. Each returns the exit code of the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.h"
#include "model/case.h"
#include "model/years.h"

#include <utility>

namespace midstream {

enum ExitCode { done = 0, model_failed = 1, wrong_input = 2, target_missed = 3, interrupted_by_user = 130 };

int check_command(const Arguments &arguments);
/// `run`, and `chokepoints`, which is a run with another answer.
int run_command(const Arguments &arguments);
int compare_command(const Arguments &arguments);
int replay_command(const Arguments &arguments);
int calibrate_command(const Arguments &arguments);
int size_command(const Arguments &arguments);
/// `study`, and `merge`, which runs nothing.
int study_command(const Arguments &arguments);
int describe_command(const Arguments &arguments);
int schema_command(const Arguments &arguments);
int version_command();

/// The years to fit and to score: as asked for, or else the case's. Throws UsageError.
std::pair<Years, Years> years_asked(const Arguments &arguments, const Case &chain);

} // namespace midstream
