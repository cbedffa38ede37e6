// Amounts in words for people: three digits and the unit that suits.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"

#include <string>
#include <string_view>

namespace midstream {

/// "203 kt/y", "1.20 Mt/y", "950 t/y".
std::string rate_words(double t_per_year);
/// "203 kt/y [201, 205]", all in the unit of the mean; without brackets where the interval has no width.
std::string rate_words(const Interval &t_per_year);
/// "+12.3 kt/y [11.0, 13.5]".
std::string gain_words(const Interval &t_per_year);
std::string gain_words(double t_per_year);
/// With a capital letter, as sentences begin.
std::string capitalised(std::string words);
/// "12.3 s", "0.034 s": under a second two digits, however small.
std::string seconds_words(double seconds);
/// "71 %", "0.4 %".
std::string share_words(double share);

/// Lines of at most `width` columns, broken at spaces; lines after the first are indented.
std::string wrapped(std::string_view text, std::size_t width = 100, std::size_t indent = 0);
/// How many columns a text takes in UTF-8 (of letters that take one each).
std::size_t columns_of(std::string_view text);
/// Cut or filled with spaces to a width.
std::string left(std::string_view text, std::size_t width);
std::string right(std::string_view text, std::size_t width);

} // namespace midstream
