// The units of each kind of quantity as one table, from which reading, printing, hints and pattern follow.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/text.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace midstream::detail {

// A number in this unit is number x 10^power x times / over in the canonical one. Powers of ten are kept apart, since
// they can go into the decimal text before it is rounded.
struct Unit {
    std::string spelling;
    int power = 0;
    double times = 1;
    double over = 1;
};
using Units = std::vector<Unit>;

// A unit to print in, and how many characters more a number may have before this unit is preferred to the favourite.
struct Printed {
    std::string spelling;
    std::size_t reluctance = 0;
};

// All units of one kind of quantity: every first with every second (if any), and some written as one word.
struct Grammar {
    std::string noun;    // "kt is a unit of <noun>"
    std::string wanted;  // what would do
    std::string example; // a unit to show what is missing
    Units firsts = {};
    std::string joint = {}; // between first and second: "/" or " "
    Units seconds = {};
    Units words = {};
    std::vector<Printed> printed = {}; // the favourite first; the canonical unit among them
    bool may_be_negative = false;
    bool at_most_one = false;

    Units all = {};                          // sorted by spelling
    std::vector<std::string> spellings = {}; // of all, in the order of the tables
};

// One for each quantity type, in the order of quantity.h.
const std::vector<Grammar> &grammars();

const Unit *find_unit(const Grammar &grammar, std::string_view spelling);

// The value of a decimal number times ten to the `exponent` in a unit.
double value_in(const Unit &unit, const std::string &number, int exponent);

std::variant<double, TextProblem> parse(const Grammar &grammar, std::string_view text);
std::string print(const Grammar &grammar, double value);
std::string pattern(const Grammar &grammar);

// A number with the point moved right by `power`, plain where that is short, else with an exponent.
std::string shifted(double value, int power);

} // namespace midstream::detail
