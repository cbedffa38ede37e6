// Texts that planners type, and the numbers they stand for.
// SPDX-License-Identifier: Apache-2.0
#include "units/text.h"

#include <doctest/doctest.h>

#include <regex>
#include <string>
#include <vector>

using namespace midstream;

namespace {

// The value of a text in canonical units, or -1 when it is refused; the pattern must be of the same opinion.
template <class Q> double read(const std::string &text) {
    static const std::regex pattern{unit_pattern<Q>()};
    const auto result = parse_quantity<Q>(text);
    const Q *quantity = std::get_if<Q>(&result);
    CAPTURE(text);
    CHECK((quantity != nullptr) == std::regex_match(text, pattern));
    return quantity ? quantity->value() : -1;
}

} // namespace

TEST_CASE("a rate is read in the units of the trade") {
    CHECK(read<TonnesPerDay>("300 kt/y") == 300e3 / 365.25);
    CHECK(read<TonnesPerDay>("1.2 Mt/y") == 1.2e6 / 365.25);
    CHECK(read<TonnesPerDay>("900 t/d") == 900);
    CHECK(read<TonnesPerDay>("1500 t/h") == 36000);
    CHECK(read<TonnesPerDay>("300 ktpa") == read<TonnesPerDay>("300 kt/y"));
    CHECK(read<TonnesPerDay>("1.2 Mtpa") == read<TonnesPerDay>("1.2 Mt/y"));
    CHECK(read<TonnesPerDay>("900 tpd") == 900);
    CHECK(read<TonnesPerDay>("500 short ton/d") == doctest::Approx(453.59237));
    CHECK(read<TonnesPerDay>("1 billion lb/y") == doctest::Approx(453592.37 / 365.25));
    CHECK(read<TonnesPerDay>("1 million lb/y") == doctest::Approx(453.59237 / 365.25));
    CHECK(read<TonnesPerDay>("12 kt per month") == doctest::Approx(12000 / 30.4375));
}

TEST_CASE("masses are dry, wet or contained, each by its own unit") {
    CHECK(read<Tonnes>("12.5 kt") == 12500);
    CHECK(read<Tonnes>("1.2 Mt") == 1.2e6);
    CHECK(read<Tonnes>("250 kg") == 0.25);
    CHECK(read<Tonnes>("3 metric tons") == 3);
    CHECK(read<WetTonnes>("40 kwt") == 40000);
    CHECK(read<WetTonnes>("40 t") == -1);
    CHECK(read<MetalTonnes>("12 kt Cu") == 12000);
    CHECK(read<MetalTonnes>("12 kt contained") == 12000);
    CHECK(read<MetalTonnes>("12 kt") == -1);
    CHECK(read<Tonnes>("12 kt Cu") == -1);
}

TEST_CASE("a duration is read from seconds to years of 365.25 days") {
    CHECK(read<Days>("5 d") == 5);
    CHECK(read<Days>("14 h") == 14. / 24);
    CHECK(read<Days>("30 min") == 30. / 1440);
    CHECK(read<Days>("2 weeks") == 14);
    CHECK(read<Days>("2 w") == 14);
    CHECK(read<Days>("3 months") == 365.25 / 4);
    CHECK(read<Days>("3 y") == 1095.75);
    CHECK(read<Days>("1 day") == 1);
}

TEST_CASE("distances and speeds know the sea and the road") {
    CHECK(read<Kilometres>("850 km") == 850);
    CHECK(read<Kilometres>("1000 nm") == 1852);
    CHECK(read<Kilometres>("1 mile") == 1.609344);
    CHECK(read<KilometresPerDay>("13 kn") == doctest::Approx(13 * 1.852 * 24));
    CHECK(read<KilometresPerDay>("60 km/h") == 1440);
    CHECK(read<KilometresPerDay>("60 mph") == read<KilometresPerDay>("60 mile/h"));
}

TEST_CASE("money is in dollars, may be negative, and goes by mass or time") {
    CHECK(read<Dollars>("1.5 M$") == 1.5e6);
    CHECK(std::get<Dollars>(parse_quantity<Dollars>("-20 k$")) == Dollars{-20000});
    CHECK(read<DollarsPerTonne>("85 $/t") == 85);
    CHECK(read<DollarsPerTonne>("4 $/lb") == doctest::Approx(8818.490487));
    CHECK(read<DollarsPerDay>("25 k$/d") == 25000);
    CHECK(read<DollarsPerDay>("1 M$/y") == 1e6 / 365.25);
}

TEST_CASE("fractions and ratios say that they are") {
    CHECK(read<Fraction>("97.3 %") == 0.973);
    CHECK(read<Fraction>("27%") == 0.27);
    CHECK(read<Fraction>("3 g/t") == 3e-6);
    CHECK(read<Fraction>("0") == 0);
    CHECK(read<Fraction>("1") == 1);
    CHECK(read<Fraction>("0.97") == -1);
    CHECK(read<TonnesPerTonne>("0.98 t/t") == 0.98);
    CHECK(read<TonnesPerTonne>("0.98 t per t") == 0.98);
    CHECK(read<TonnesPerTonne>("320 %") == 3.2);
    CHECK(read<TonnesPerTonne>("1") == -1);
}

TEST_CASE("slots are counted per time") {
    CHECK(read<PerDay>("36 /d") == 36);
    CHECK(read<PerDay>("36/d") == 36);
    CHECK(read<PerDay>("36 per day") == 36);
    CHECK(read<PerDay>("1.5 /h") == 36);
}

TEST_CASE("a number may have separators, an exponent and words, and spaces where they do no harm") {
    CHECK(read<Tonnes>("1,200 t") == 1200);
    CHECK(read<Tonnes>("1_200_300.5 t") == 1200300.5);
    CHECK(read<Tonnes>("1.2e3t") == 1200);
    CHECK(read<Tonnes>("12E-1 t") == 1.2);
    CHECK(read<Tonnes>("1.2 million t") == 1.2e6);
    CHECK(read<Tonnes>("3 thousand t") == 3000);
    CHECK(read<TonnesPerDay>("  900  t / d ") == 900);
    CHECK(read<TonnesPerDay>("900 t  per  d") == 900);
    CHECK(read<TonnesPerDay>("500 short   tons/d") == read<TonnesPerDay>("500 short ton/d"));
}

TEST_CASE("the decimal is rounded once, whatever the power of ten in the unit") {
    CHECK(read<Tonnes>("4.35 kt") == 4350);
    CHECK(read<Tonnes>("0.07 kg") == 0.00007);
    CHECK(read<Fraction>("0.57 %") == 0.0057);
    CHECK(read<Tonnes>("1.15 million kg") == 1150);
}

TEST_CASE("zero needs no unit, and nothing else does without") {
    CHECK(read<Days>("0") == 0);
    CHECK(read<Days>("0.00") == 0);
    CHECK(read<Days>("00") == -1);
    CHECK(read<Days>("0 million") == -1);
    CHECK(read<Days>("5") == -1);
}

TEST_CASE("what is not in the grammar is refused, and the pattern refuses it too") {
    for (const char *text : {"",           " ",           "t",
                             "kt 5",       "1,20 t",      "1,2000 t",
                             "1234,567 t", "1,234_567 t", "1.2.3 t",
                             "1. t",       ".5 t",        "+5 t",
                             "-5 t",       "- 5 t",       "1 000 t",
                             "1e t",       "1e+ t",       "nan",
                             "nan t",      "inf t",       "0x10 t",
                             "5 KT",       "5 mt",        "5 ton",
                             "5 t/d",      "5 t t",       "5\tt",
                             "5 t\n",      "five t",      "5 %",
                             "5 short",    "5 million",   "5 million million t"}) {
        CAPTURE(text);
        CHECK(read<Tonnes>(text) == -1);
    }
}

TEST_CASE("numbers beyond what a double holds are refused") {
    CHECK(std::holds_alternative<TextProblem>(parse_quantity<Tonnes>("1e400 t")));
    CHECK(std::holds_alternative<TextProblem>(parse_quantity<Tonnes>("1e306 kt")));
    CHECK(std::holds_alternative<TextProblem>(parse_quantity<Tonnes>("1e-400 t")));
    CHECK(std::holds_alternative<TextProblem>(parse_quantity<Tonnes>("1e99999999999 t")));
    CHECK(std::holds_alternative<TextProblem>(parse_quantity<Days>("1e308 y")));
    CHECK(read<Tonnes>("0e999 t") == 0);
}
