// Amounts in words for people.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

struct Scale {
    double size;
    const char *unit;
};

Scale scale_of(double t_per_year) {
    const double size = std::abs(t_per_year);
    if (size >= 999'500) return {1e6, "Mt/y"};
    if (size >= 999.5) return {1e3, "kt/y"};
    return {1, "t/y"};
}

/// Three digits, none of them behind a point that nobody could mean.
std::string digits(double value, double size) {
    const double shown = value / size;
    const int decimals = size == 1 || std::abs(shown) >= 99.95 ? 0 : std::abs(shown) >= 9.995 ? 1 : 2;
    std::string text = fmt::format("{:.{}f}", shown, decimals);
    if (text.find_first_not_of("-0.") == text.npos) return "0";
    return text;
}

/// A unit stays with its number.
bool is_unit(std::string_view text) {
    for (const std::string_view unit : {"kt/y", "Mt/y", "t/y", "%"})
        if (text.starts_with(unit)) return true;
    return false;
}

} // namespace

std::string rate_words(double t_per_year) {
    const Scale scale = scale_of(t_per_year);
    return fmt::format("{} {}", digits(t_per_year, scale.size), scale.unit);
}

std::string rate_words(const Interval &t_per_year) {
    if (t_per_year.low == t_per_year.high) return rate_words(t_per_year.mean);
    const Scale scale = scale_of(t_per_year.mean);
    return fmt::format("{} {} [{}, {}]", digits(t_per_year.mean, scale.size), scale.unit,
                       digits(t_per_year.low, scale.size), digits(t_per_year.high, scale.size));
}

std::string gain_words(const Interval &t_per_year) {
    const std::string words = rate_words(t_per_year);
    return words.starts_with('-') ? words : "+" + words;
}

std::string gain_words(double t_per_year) { return gain_words(Interval{t_per_year, t_per_year, t_per_year}); }

std::string capitalised(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

std::string seconds_words(double seconds) {
    int decimals = 1;
    for (double shown = seconds; shown > 0 && shown < 0.995 && decimals < 9; shown *= 10) ++decimals;
    return fmt::format("{:.{}f} s", seconds, decimals);
}

std::string share_words(double share) {
    const double percent = share * 100;
    return fmt::format("{:.{}f} %", percent, percent > 0 && percent < 0.95 ? 1 : 0);
}

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    std::string out;
    std::size_t column = 0;
    while (!text.empty()) {
        std::size_t end = std::min(text.find(' '), text.size());
        if (end < text.size() && is_unit(text.substr(end + 1))) end = std::min(text.find(' ', end + 1), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t size = columns_of(word);
        if (column > 0 && column + 1 + size > width) {
            out += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (column > 0) {
            out += ' ';
            ++column;
        }
        out += word;
        column += size;
    }
    return out;
}

std::string left(std::string_view text, std::size_t width) {
    if (columns_of(text) <= width) return std::string{text} + std::string(width - columns_of(text), ' ');
    std::string cut{text};
    while (columns_of(cut) > width - 1) cut.pop_back();
    return cut + "~";
}

std::string right(std::string_view text, std::size_t width) {
    const std::size_t size = columns_of(text);
    return size < width ? std::string(width - size, ' ') + std::string{text} : std::string{text};
}

} // namespace midstream
