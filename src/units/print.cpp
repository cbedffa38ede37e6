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
    const auto with_point = [&](int after) {
        const auto at = static_cast<std::size_t>(after);
        return fmt::format("{}.{}", std::string_view{digits}.substr(0, at), std::string_view{digits}.substr(at));
    };
    if (exponent >= 0 && whole <= 17) return digits + std::string(static_cast<std::size_t>(exponent), '0');
    if (exponent < 0 && whole > 0) return with_point(whole);
    if (exponent < 0 && whole > -5) return fmt::format("0.{:0>{}}", digits, length - whole);
    return fmt::format("{}e{}", length > 1 ? with_point(1) : digits, whole - 1);
}

namespace {

// The shortest number that stands for a value (not negative) in this unit, if one reads back as exactly that. In a unit
// that is no power of ten of the canonical one, only numbers of up to 15 digits are worth having.
std::optional<std::string> number_in(const Unit &unit, double value) {
    const bool decimal = unit.times == 1 && unit.over == 1;
    double number = decimal ? value : value * unit.over / unit.times;
    if (!std::isfinite(number)) return std::nullopt;
    if (!decimal) {
        const std::string tidy = fmt::format("{:.14e}", number);
        fast_float::from_chars(tidy.data(), tidy.data() + tidy.size(), number);
    }
    std::string text = shifted(number, -unit.power);
    return value_in(unit, text, 0) == value ? std::optional{std::move(text)} : std::nullopt;
}

} // namespace

std::string print(const Grammar &g, double value) {
    if (!std::isfinite(value)) return fmt::format("{} {}", value, g.example);
    std::string best;
    std::size_t least = 0;
    for (const Printed &printed : g.printed) {
        const auto number = number_in(*find_unit(g, printed.spelling), std::abs(value));
        if (!number) continue;
        const bool has_exponent = number->find('e') != std::string::npos;
        const std::size_t cost = number->size() + printed.reluctance + (has_exponent ? 100 : 0);
        if (!best.empty() && cost >= least) continue;
        const bool one_month = printed.spelling == "months" && *number == "1";
        best = fmt::format("{} {}", *number, one_month ? "month" : printed.spelling);
        least = cost;
    }
    return value < 0 ? fmt::format("-{}", best) : best;
}

} // namespace midstream::detail
