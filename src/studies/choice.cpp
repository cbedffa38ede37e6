// A value of a case that may be chosen, as text.
// SPDX-License-Identifier: Apache-2.0
#include "studies/choice.h"

#include <cstdio>
#include <cstdlib>

namespace midstream {

std::string choice_text(const Choice &choice, double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.6g", value);
    return choice.unit.empty() ? text : std::string{text} + " " + choice.unit;
}

double written_value(const Choice &choice, double value) {
    return std::strtod(choice_text(choice, value).c_str(), nullptr);
}

} // namespace midstream
