// What a planner is told of a text that is no quantity, compared whole.
// SPDX-License-Identifier: Apache-2.0
#include "units/text.h"

#include <doctest/doctest.h>

#include <string>

using namespace midstream;

namespace {

template <class Q> std::string told(std::string_view text) {
    const auto result = parse_quantity<Q>(text);
    const auto *problem = std::get_if<TextProblem>(&result);
    return problem ? "\"" + problem->found + "\" is not " + problem->wanted + " (" + problem->hint + ")" : "fine";
}

// The remedy alone.
template <class Q> std::string hint(std::string_view text) {
    const auto result = parse_quantity<Q>(text);
    const auto *problem = std::get_if<TextProblem>(&result);
    return problem ? problem->hint : "fine";
}

} // namespace

TEST_CASE("each type says what would do") {
    CHECK(unit_hint<Tonnes>() == "a mass with its unit, such as 500 t, 12.5 kt or 1.2 Mt");
    CHECK(unit_hint<WetTonnes>() == "a wet mass with its unit, such as 500 wt or 12.5 kwt");
    CHECK(unit_hint<MetalTonnes>() == "a mass of contained metal with its element, such as 12 kt Cu");
    CHECK(unit_hint<TonnesPerDay>() == "a rate with its unit, such as 300 kt/y, 1.2 Mt/y or 900 t/d");
    CHECK(unit_hint<Days>() == "a duration with its unit, such as 5 d, 14 h or 3 y");
    CHECK(unit_hint<Fraction>() == "a fraction with its unit, such as 97 %");
    CHECK(unit_hint<TonnesPerTonne>() == "a ratio with its unit, such as 0.98 t/t or 98 %");
    CHECK(unit_hint<Dollars>() == "an amount of money with its unit, such as 500 $, 20 k$ or 1.5 M$");
    CHECK(unit_hint<DollarsPerTonne>() == "a price with its unit, such as 85 $/t");
    CHECK(unit_hint<DollarsPerDay>() == "a cost with its unit, such as 25000 $/d or 25 k$/d");
    CHECK(unit_hint<Kilometres>() == "a distance with its unit, such as 850 km or 6200 nm");
    CHECK(unit_hint<KilometresPerDay>() == "a speed with its unit, such as 13 kn or 60 km/h");
    CHECK(unit_hint<PerDay>() == "a number per time with its unit, such as 36 /d or 36 per day");
}

TEST_CASE("a problem names what was found, what would do and the remedy") {
    CHECK(told<TonnesPerDay>(" 300 KT/y ") ==
          "\"300 KT/y\" is not a rate with its unit, such as 300 kt/y, 1.2 Mt/y or 900 t/d (write kt/y, not KT/y)");
    CHECK(told<Fraction>("0.97") == "\"0.97\" is not a fraction with its unit, such as 97 % (write 97 %)");
}

TEST_CASE("a bare number is asked for its unit") {
    CHECK(hint<Tonnes>("300") == "the unit is missing: 300 t?");
    CHECK(hint<TonnesPerDay>("3 million") == "the unit is missing: 3 million t/d?");
    CHECK(hint<Fraction>("97") == "write 97 %");
    CHECK(hint<Fraction>("0.055") == "write 5.5 %");
    CHECK(hint<TonnesPerTonne>("3.2") == "write 3.2 t/t");
}

TEST_CASE("a unit in the wrong case or dialect is answered with the right one") {
    CHECK(hint<Tonnes>("5 Kt") == "write kt, not Kt");
    CHECK(hint<Tonnes>("5 mt") == "write Mt for millions of tonnes or t for tonnes");
    CHECK(hint<TonnesPerDay>("5 mt/y") == "write Mt/y for millions of tonnes or t/y for tonnes");
    CHECK(hint<TonnesPerDay>("5 kt/yr") == "write kt/y, not kt/yr");
    CHECK(hint<TonnesPerDay>("5 ktpy") == "write kt/y, not ktpy");
    CHECK(hint<Days>("5 hrs") == "write h, not hrs");
    CHECK(hint<Days>("5 dyas") == "write days, not dyas");
    CHECK(hint<Dollars>("5 USD") == "write $, not USD");
    CHECK(hint<KilometresPerDay>("13 KN") == "write kn, not KN");
    CHECK(hint<Tonnes>("5 foo") == "the unit foo is not known here");
}

TEST_CASE("a ton could be three things, so it is refused") {
    CHECK(hint<Tonnes>("5 ton") == "write t for metric tonnes or \"short ton\"");
    CHECK(hint<Tonnes>("5 tons") == "write t for metric tonnes or \"short ton\"");
    CHECK(hint<TonnesPerDay>("5 ton/d") == "write t for metric tonnes or \"short ton\"");
    CHECK(hint<DollarsPerTonne>("5 $/ton") == "write t for metric tonnes or \"short ton\"");
}

TEST_CASE("a unit of something else is recognised") {
    CHECK(hint<TonnesPerDay>("300 kt") == "kt is a unit of dry mass");
    CHECK(hint<Tonnes>("300 kt/y") == "kt/y is a unit of mass per time");
    CHECK(hint<Tonnes>("300 wt") == "wt is a unit of wet mass");
    CHECK(hint<WetTonnes>("300 kt") == "kt is dry; write wt for wet tonnes");
    CHECK(hint<Days>("5 m") == "write min for minutes or months");
}

TEST_CASE("contained metal needs an element, and no other element is ever guessed") {
    CHECK(hint<MetalTonnes>("12 kt") == "say of which element: kt Cu");
    CHECK(hint<MetalTonnes>("12 kt CU") == "write kt Cu, not kt CU");
    CHECK(hint<MetalTonnes>("12 kt tin") == "name the element by its symbol, as in t Cu");
}

TEST_CASE("a number that cannot be read says why") {
    CHECK(hint<Tonnes>("") == "");
    CHECK(hint<Tonnes>("much") == "begin with a number");
    CHECK(hint<Tonnes>("nan t") == "begin with a number");
    CHECK(hint<Tonnes>("-5 t") == "it cannot be negative");
    CHECK(hint<Tonnes>(".5 t") == "write 0.5 t");
    CHECK(hint<Tonnes>("+5 t") == "write 5 t");
    CHECK(hint<Tonnes>("0,5 t") ==
          "a comma or underscore stands between groups of three digits; decimals follow a point");
    CHECK(hint<Tonnes>("1 000 t") == "write the number without spaces in it");
    CHECK(hint<Tonnes>("1.2.3 t") == "this number cannot be read; write it like 1250, 12.5 or 1.2e6");
    CHECK(hint<Dollars>("$5") == "write the unit after the number: 5 $");
    CHECK(hint<Tonnes>("1e999 t") == "the number is too large");
    CHECK(hint<Tonnes>("1e-999 t") == "the number is too small");
    CHECK(hint<Fraction>("120 %") == "it cannot be more than 100 %");
}
