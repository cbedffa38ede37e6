// A value of a case that may be chosen within bounds, in the unit it is written in.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace midstream {

struct Choice {
    std::string field; ///< path in the case
    double from = 0, to = 0;
    std::string unit; ///< empty for a plain number

    double value_at(double share) const { return from + share * (to - from); }
};

/// "712.421875 kt/y": as it is set and run, with all digits that a table of results has of a number.
std::string choice_text(const Choice &choice, double value);
/// The value as that text has it.
double written_value(const Choice &choice, double value);

/// "712.422 kt/y": six digits, for sentences.
std::string choice_words(const Choice &choice, double value);
/// The value as those words have it.
double worded_value(const Choice &choice, double value);

} // namespace midstream
