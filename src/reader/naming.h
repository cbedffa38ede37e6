// Names for the entries of a case that were given none, and no name twice.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/draft.h"

namespace midstream {

/// Routes are `FROM -> TO` unless named, a second one ` (2)`; disruptions are what they are and whom they strike. A
/// name that was written twice is a problem.
void name_routes(Reading &reading, Draft &draft);
void name_disruptions(Reading &reading, Draft &draft);

} // namespace midstream
