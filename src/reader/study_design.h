// Scenarios by design: every combination of a grid, and samples drawn from ranges.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/study_draft.h"

namespace midstream {

void add_grid(StudyDraft &draft);
void add_samples(StudyDraft &draft);

} // namespace midstream
