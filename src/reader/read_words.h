// Reading the plain shapes: text, names, choices, dates, numbers, laws of chance; and refusing them in one voice.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/catalogue.h"
#include "reader/reading.h"
#include "reader/shapes.h"
#include "units/text.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// Words with a meaning of their own.
inline constexpr std::string_view charter = "charter";         ///< a fleet without limit
inline constexpr std::string_view by_recovery = "by recovery"; ///< a product whose mass follows from its metal

/// A key that the language leaves to the planner.
inline bool is_note(std::string_view key) { return key.starts_with("x-"); }

bool refuse_shape(Reading &reading, const Node &node, const std::string &wanted);
bool refuse_text(Reading &reading, const Node &node, const TextProblem &problem);
bool refuse_small(Reading &reading, const Node &node, double least, const std::string &least_in_words);
bool refuse_large(Reading &reading, const Node &node, const std::string &most_in_words);
bool refuse_missing(Reading &reading, const Node &map, const Field &field);
bool refuse_unknown_keys(Reading &reading, const Node &map, const std::vector<std::string> &known);

bool read_text(Reading &reading, const Node &node, std::string &out);
bool read_date(Reading &reading, const Node &node, SimTime &out);
bool read_position(Reading &reading, const Node &node, Position &out);
bool read_plain_number(Reading &reading, const Node &node, const Field &field, int &out);
bool read_plain_number(Reading &reading, const Node &node, const Field &field, std::uint64_t &out);
bool read_plain_number(Reading &reading, const Node &node, const Field &field, double &out);

/// The number of a name, or a refusal with the nearest one.
std::optional<std::uint32_t> find_name(Reading &reading, const Place &place, const std::string &name,
                                       const NameList &names);
std::optional<std::uint32_t> read_name(Reading &reading, const Node &node, const NameList &names);
std::optional<std::size_t> read_choice(Reading &reading, const Node &node, const std::vector<std::string_view> &words);

/// A law of chance; `number` reads a quantity in canonical units.
std::optional<Distribution> read_law(Reading &reading, const Node &node,
                                     const std::function<std::optional<double>(const Node &)> &number);

/// "at least 5 t", or "more than 0" where the bound is there to keep out nothing else.
std::string at_least_words(double least, const std::string &in_words);

/// "102 %", for messages.
std::string percent_words(double fraction);

/// A number without a unit, the shortest text that reads back to the same.
std::string plain_number(double value);

/// As print_quantity, but a fraction may exceed 100 %.
template <class Q> std::string print_any(Q value) {
    if constexpr (std::is_same_v<Q, Fraction>)
        if (value.value() > 1) return print_quantity(TonnesPerTonne{value.value()});
    return print_quantity(value);
}

/// "a, b, c" of the keys of a spec, required ones first told: for messages.
template <class Spec> std::string keys_of() {
    std::string keys;
    const auto add = [&](const Field &field, auto) { keys += (keys.empty() ? "" : ", ") + std::string{field.key}; };
    Spec::fields(add);
    return keys;
}

} // namespace midstream
