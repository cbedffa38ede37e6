// Quantities from the text a planner types ("12.5 kt") and back: a closed grammar, where the unit is always written.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/quantity.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace midstream {

// Why a text is no quantity: what was found, what would do, and, where we can tell, the remedy (else empty).
struct TextProblem {
    std::string found;
    std::string wanted;
    std::string hint;

    friend bool operator==(const TextProblem &, const TextProblem &) = default;
};

// These four exist for every quantity type of quantity.h, and for no other.

// Reads number and unit. The decimal number is rounded once, so "97.3 %" is exactly 0.973 and "12.3 kt" exactly 12300.
template <class Q> std::variant<Q, TextProblem> parse_quantity(std::string_view text);

// The shortest text that parses back to exactly the same number; among equals the unit a planner would choose.
template <class Q> std::string print_quantity(Q quantity);

// What would do: "a rate with its unit, such as 300 kt/y, 1.2 Mt/y or 900 t/d".
template <class Q> std::string unit_hint();

// A regular expression (ECMA 262) for the texts that parse, short of limits on size; for a JSON schema.
template <class Q> std::string unit_pattern();

// All units of one kind of quantity, for the manual: every first with every second (if any), and some words of their own.
struct UnitTable {
    std::string noun;   // "mass per time"
    std::string wanted; // what would do
    std::vector<std::string> firsts;
    std::string joint; // between first and second: "/" or " "
    std::vector<std::string> seconds;
    std::vector<std::string> words;
};

// One for each quantity type, from the tables that parse.
std::vector<UnitTable> unit_tables();

} // namespace midstream
