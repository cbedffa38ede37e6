// Reading a recorded series: `{2001: 12.5 kt, 2002: 13 kt}` or a column of a CSV file, each value of its own period.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"
#include "values/dated_values.h"

namespace midstream {

bool read_dated_values(Reading &reading, const Node &node, DatedValues &out);

} // namespace midstream
