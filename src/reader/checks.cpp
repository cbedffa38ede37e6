// What must hold for a case to run, beyond each value by itself.
// SPDX-License-Identifier: Apache-2.0
#include "reader/draft.h"

namespace midstream {

void check_case(Reading &, Draft &) {}
void warn_of_case(Reading &, const Draft &) {}

} // namespace midstream
