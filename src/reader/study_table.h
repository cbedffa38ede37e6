// Scenarios from the rows of a CSV table: its header says what each column changes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/study_draft.h"

namespace midstream {

void add_table(StudyDraft &draft);

} // namespace midstream
