// Quantities from text, and what to say of a text that is none.
// SPDX-License-Identifier: Apache-2.0
#include "units/grammar.h"
#include "units/nearest.h"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace midstream::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - from;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

// A decimal number with its exponent taken out, so that powers of ten can be added before rounding.
struct Decimal {
    std::string digits; // 12.5
    int exponent = 0;
};

// The number at the start of a text, which loses it; empty if there is none or its separators are wrong.
std::optional<Decimal> take_number(std::string_view &text) {
    Decimal out;
    std::size_t at = digits_at(text, 0);
    if (at == 0) return std::nullopt;
    out.digits = text.substr(0, at);
    const char separator = at <= 3 && at < text.size() ? text[at] : ' ';
    if (separator == ',' || separator == '_') {
        while (at < text.size() && text[at] == separator && digits_at(text, at + 1) == 3) {
            out.digits += text.substr(at + 1, 3);
            at += 4;
        }
    }
    if (at < text.size() && text[at] == '.') {
        const std::size_t decimals = digits_at(text, at + 1);
        if (decimals == 0) return std::nullopt;
        out.digits += text.substr(at, decimals + 1);
        at += decimals + 1;
    }
    if (at < text.size() && (text[at] == ',' || text[at] == '_' || text[at] == '.')) return std::nullopt;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        const bool sign = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-');
        const std::size_t length = digits_at(text, at + 1 + sign);
        if (length == 0) return std::nullopt;
        for (const char c : text.substr(at + 1 + sign, length))
            out.exponent = std::min(out.exponent * 10 + (c - '0'), 100'000);
        if (text[at + 1] == '-') out.exponent = -out.exponent;
        at += 1 + sign + length;
    }
    text.remove_prefix(at);
    return out;
}

// The power of ten of `million` and its like at the start of a text, which loses it.
int take_number_word(std::string_view &text) {
    const std::string_view rest = trimmed(text);
    for (const auto &[word, power] : {std::pair{"thousand", 3}, {"million", 6}, {"billion", 9}}) {
        if (!rest.starts_with(word)) continue;
        text = rest.substr(std::string_view{word}.size());
        return power;
    }
    return 0;
}

// One space between words, none around a slash, and the slash for `per`.
std::string plain_unit(std::string_view text) {
    std::string out;
    for (const char c : trimmed(text)) {
        const bool doubled = c == ' ' && (out.ends_with(' ') || out.ends_with('/'));
        if (doubled) continue;
        if (c == '/' && out.ends_with(' ')) out.pop_back();
        out += c;
    }
    if (out.starts_with("per ")) return fmt::format("/{}", out.substr(4));
    if (const auto at = out.find(" per "); at != std::string::npos)
        return fmt::format("{}/{}", out.substr(0, at), out.substr(at + 5));
    return out;
}

bool is_zero(const Decimal &number) { return number.digits.find_first_not_of("0.") == std::string::npos; }

std::string number_hint(std::string_view text) {
    const char first = text.empty() ? ' ' : text.front();
    if (text.empty()) return "";
    if (first == '.') return fmt::format("write 0{}", text);
    if (first == '+') return fmt::format("write {}", trimmed(text.substr(1)));
    if (first == '$') return fmt::format("write the unit after the number: {} $", trimmed(text.substr(1)));
    if (is_digit(first)) {
        if (text.find_first_of(",_") != std::string_view::npos)
            return "a comma or underscore stands between groups of three digits; decimals follow a point";
        return "this number cannot be read; write it like 1250, 12.5 or 1.2e6";
    }
    return "begin with a number";
}

// What to write instead of a bare number.
std::string bare_number_hint(const Grammar &g, std::string_view number, double value) {
    if (!g.at_most_one && g.noun != "ratio") return fmt::format("the unit is missing: {} {}?", number, g.example);
    if (g.noun == "ratio") return fmt::format("write {} t/t", number);
    return fmt::format("write {} %", value <= 1 ? shifted(value, 2) : number);
}

bool has_word(std::string_view unit, std::string_view word) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (std::size_t at = unit.find(word); at != std::string_view::npos; at = unit.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_letter(unit[at - 1])) && (end == unit.size() || !is_letter(unit[end]))) return true;
    }
    return false;
}

// Every word of a unit that is written otherwise elsewhere, as it is written here.
std::string in_our_words(std::string_view unit) {
    constexpr std::pair<std::string_view, std::string_view> ours[] = {
        {"yr", "y"},      {"yrs", "y"},     {"a", "y"},   {"annum", "y"},   {"mo", "month"},
        {"wk", "w"},      {"hr", "h"},      {"hrs", "h"}, {"sec", "s"},     {"lbs", "lb"},
        {"pounds", "lb"}, {"nmi", "nm"},    {"USD", "$"}, {"dollars", "$"}, {"kUSD", "k$"},
        {"MUSD", "M$"},   {"percent", "%"}, {"pct", "%"}, {"dmt", "t"},     {"NM", "nm"}};
    std::string out;
    while (!unit.empty()) {
        const std::size_t end = std::min(unit.find_first_of(" /"), unit.size());
        std::string_view word = unit.substr(0, end);
        for (const auto &[theirs, here] : ours)
            if (word == theirs) word = here;
        out += word;
        out += unit.substr(end, 1);
        unit.remove_prefix(std::min(end + 1, unit.size()));
    }
    return out;
}

std::optional<std::string> nearest_unit(const Grammar &g, const std::string &unit) {
    if (std::string ours = in_our_words(unit); find_unit(g, ours)) return ours;
    auto near = nearest_name(unit, g.spellings);
    // A slip in a symbol is another element: only its case is put right.
    const auto same = [](char a, char b) { return (a | 32) == (b | 32); };
    if (near && g.noun == "contained metal" &&
        (near->size() != unit.size() || !std::equal(unit.begin(), unit.end(), near->begin(), same)))
        return std::nullopt;
    return near;
}

// What is meant, when the unit is one, but of something else.
std::optional<std::string> foreign_unit_hint(const Grammar &g, const std::string &unit) {
    for (const Grammar &other : grammars()) {
        if (!find_unit(other, unit)) continue;
        if (g.noun == "contained metal" && other.noun == "dry mass")
            return fmt::format("say of which element: {} Cu", unit);
        if (g.noun == "wet mass" && other.noun == "dry mass")
            return fmt::format("{} is dry; write wt for wet tonnes", unit);
        if (g.noun == "time" && unit == "m") return "write min for minutes or months";
        return fmt::format("{} is a unit of {}", unit, other.noun);
    }
    return std::nullopt;
}

std::string unit_hint_for(const Grammar &g, const std::string &unit) {
    if (is_digit(unit.front())) return "write the number without spaces in it";
    if (has_word(unit, "ton") || has_word(unit, "tons")) return "write t for metric tonnes or \"short ton\"";
    if (const auto foreign = foreign_unit_hint(g, unit)) return *foreign;
    if (const auto near = nearest_unit(g, unit)) {
        if (near->starts_with("Mt") && unit.starts_with("mt"))
            return fmt::format("write {} for millions of tonnes or {} for tonnes", *near, near->substr(1));
        return fmt::format("write {}, not {}", *near, unit);
    }
    if (g.noun == "contained metal") return "name the element by its symbol, as in t Cu";
    return fmt::format("the unit {} is not known here", unit);
}

} // namespace

double value_in(const Unit &unit, const std::string &number, int exponent) {
    // A printed number may bring an exponent of its own.
    const std::size_t e = std::min(number.find('e'), number.size());
    if (e < number.size()) exponent += std::stoi(number.substr(e + 1));
    const std::string text = fmt::format("{}e{}", std::string_view{number}.substr(0, e), exponent + unit.power);
    double value = 0;
    fast_float::from_chars(text.data(), text.data() + text.size(), value);
    return value * unit.times / unit.over;
}

std::variant<double, TextProblem> parse(const Grammar &g, std::string_view text) {
    const std::string_view all = trimmed(text);
    const auto problem = [&](std::string hint) { return TextProblem{std::string{all}, g.wanted, std::move(hint)}; };

    std::string_view rest = all;
    const bool negative = rest.starts_with('-');
    if (negative && !g.may_be_negative) return problem("it cannot be negative");
    if (negative) rest.remove_prefix(1);

    auto number = take_number(rest);
    if (!number) return problem(number_hint(all));
    const std::string_view typed_number = all.substr(0, all.size() - rest.size());
    const int word_power = take_number_word(rest);
    number->exponent += word_power;
    const std::string unit_text = plain_unit(rest);
    if (unit_text.empty()) {
        const double value = value_in({}, number->digits, number->exponent);
        const bool plain = typed_number.find_first_not_of("01.") == std::string_view::npos &&
                           (typed_number.size() == 1 || typed_number[1] == '.') && word_power == 0;
        if (plain && (value == 0 || (g.at_most_one && value == 1))) return value;
        return problem(bare_number_hint(g, all, value));
    }
    const Unit *unit = find_unit(g, unit_text);
    if (!unit) return problem(unit_hint_for(g, unit_text));

    const double value = value_in(*unit, number->digits, number->exponent);
    if (!std::isfinite(value)) return problem("the number is too large");
    if (value == 0 && !is_zero(*number)) return problem("the number is too small");
    if (g.at_most_one && value > 1) return problem("it cannot be more than 100 %");
    return negative && value > 0 ? -value : value;
}

} // namespace midstream::detail
