// Quantities to text: the shortest that reads back as the same number.
// SPDX-License-Identifier: Apache-2.0
#include "units/grammar.h"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace midstream::detail {

std::string shifted(double value, int power) {
    std::string digits = fmt::format("{}", value);
    int exponent = power;
    if (const auto e = digits.find('e'); e != std::string::npos) {
        exponent += std::stoi(digits.substr(e + 1));
        digits.erase(e);
    }
    if (const auto point = digits.find('.'); point != std::string::npos) {
        exponent -= static_cast<int>(digits.size() - point - 1);
        digits.erase(point, 1);
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    while (digits.size() > 1 && digits.back() == '0') {
        digits.pop_back();
        ++exponent;
    }
    if (digits == "0") return digits;

    const int length = static_cast<int>(digits.size());
    const int whole = length + exponent; // digits before the point
    if (exponent >= 0 && whole <= 17) return digits + std::string(static_cast<std::size_t>(exponent), '0');
    if (exponent < 0 && whole > 0) return digits.insert(static_cast<std::size_t>(whole), ".");
    if (exponent < 0 && whole > -5) return "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits;
    if (length > 1) digits.insert(1, ".");
    return fmt::format("{}e{}", digits, whole - 1);
}

namespace {

bool reads_back(const Grammar &g, const std::string &text, double value) {
    const auto read = parse(g, text);
    const double *same = std::get_if<double>(&read);
    return same && *same == value;
}

// The shortest text for a value that is not negative in this unit, if one reads back.
std::optional<std::string> printed_in(const Grammar &g, const Unit &unit, double value) {
    const bool decimal = unit.times == 1 && unit.over == 1;
    const double number = decimal ? value : value * unit.over / unit.times;
    const auto candidate = [&](double x) -> std::optional<std::string> {
        const std::string digits = shifted(x, -unit.power);
        const bool one_month = unit.spelling == "months" && digits == "1";
        std::string text = digits + " " + (one_month ? "month" : unit.spelling);
        return reads_back(g, text, value) ? std::optional{std::move(text)} : std::nullopt;
    };
    if (decimal) return candidate(number);
    for (const int digits : {15, 16, 17}) {
        double rounded = 0;
        const std::string text = fmt::format("{:.{}e}", number, digits - 1);
        fast_float::from_chars(text.data(), text.data() + text.size(), rounded);
        if (auto out = candidate(rounded)) return out;
    }
    return std::nullopt;
}

} // namespace

std::string print(const Grammar &g, double value) {
    const std::string sign = value < 0 ? "-" : "";
    const double size = std::abs(value);
    std::string best;
    bool best_has_exponent = false;
    for (const std::string &spelling : g.printed) {
        const auto text = printed_in(g, *find_unit(g, spelling), size);
        if (!text) continue;
        const bool has_exponent = text->substr(0, text->find(' ')).find('e') != std::string::npos;
        const bool better = best.empty() || (best_has_exponent && !has_exponent) ||
                            (best_has_exponent == has_exponent && text->size() < best.size());
        if (better) {
            best = *text;
            best_has_exponent = has_exponent;
        }
    }
    return sign + best;
}

} // namespace midstream::detail
