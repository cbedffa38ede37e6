// Dials: what in the programme of the bound follows each limit of the case.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/limit.h"
#include "chokepoints/linear_programme.h"

#include <string>
#include <vector>

namespace midstream {

/// A number of the programme that follows a limit: `scaled` times the limit's size plus `fixed`.
struct Knob {
    enum class On { row, column_low, column_high, coefficient } on = On::row;
    LinearProgramme::Row row = 0;
    LinearProgramme::Column column = 0;
    double scaled = 0;
    double fixed = 0;
};

/// A limit of the case, and all that hangs on it.
struct Dial {
    Limit limit;
    std::string unit; ///< "t/y", "vehicle", "slot/d", "berth"
    double size = 0;  ///< in that unit, mean over the time measured
    std::vector<Knob> knobs;
};

} // namespace midstream
