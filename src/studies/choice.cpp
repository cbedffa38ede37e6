// A value of a case that may be chosen, as text.
// SPDX-License-Identifier: Apache-2.0
#include "studies/choice.h"

#include <cstdio>
#include <cstdlib>

namespace midstream {

namespace {

std::string text_of(const Choice &choice, double value, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    return choice.unit.empty() ? text : std::string{text} + " " + choice.unit;
}

} // namespace

std::string choice_text(const Choice &choice, double value) { return text_of(choice, value, 10); }

double written_value(const Choice &choice, double value) {
    return std::strtod(choice_text(choice, value).c_str(), nullptr);
}

std::string choice_words(const Choice &choice, double value) { return text_of(choice, value, 6); }

double worded_value(const Choice &choice, double value) {
    return std::strtod(choice_words(choice, value).c_str(), nullptr);
}

} // namespace midstream
