// What quantities may and may not do with one another.
// SPDX-License-Identifier: Apache-2.0
#include "units/quantity.h"

#include <doctest/doctest.h>

#include <type_traits>

using namespace midstream;

namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept Multipliable = requires(A a, B b) {
    a *b;
};

} // namespace

TEST_CASE("a quantity is zero unless told, and is never made from a number by accident") {
    CHECK(Tonnes{} == 0_t);
    CHECK(!std::is_convertible_v<double, Tonnes>);
    CHECK(!std::is_convertible_v<Tonnes, double>);
}

TEST_CASE("like adds to like and orders itself") {
    Tonnes stock = 5_kt + 500_t;
    stock += 2_kt;
    stock -= 500_t;
    CHECK(stock == 7_kt);
    CHECK(-stock < 0_t);
    CHECK(stock * 2 == 14_kt);
    CHECK(stock / 2 == 3.5_kt);
    CHECK(stock / 1_kt == 7.0);
}

TEST_CASE("unlike never adds, and multiplies only where that means something") {
    CHECK(!Addable<Tonnes, WetTonnes>);
    CHECK(!Addable<Tonnes, Days>);
    CHECK(!Addable<Tonnes, double>);
    CHECK(!Multipliable<Tonnes, Tonnes>);
    CHECK(!Multipliable<Tonnes, Days>);
    CHECK(!Multipliable<WetTonnes, DollarsPerTonne>);
    CHECK(Multipliable<WetTonnes, Fraction>);
}

TEST_CASE("rate, time and mass are bound together") {
    CHECK(900_tpd * 10_d == 9_kt);
    CHECK(10_d * 900_tpd == 9_kt);
    CHECK(9_kt / 10_d == 900_tpd);
    CHECK(9_kt / 900_tpd == 10_d);
}

TEST_CASE("money, distance and slots follow the same pattern") {
    CHECK(100_t * DollarsPerTonne{85} == Dollars{8500});
    CHECK(Dollars{8500} / 100_t == DollarsPerTonne{85});
    CHECK(DollarsPerDay{25000} * 2_d == Dollars{50000});
    CHECK(DollarsPerTonne{10} * 900_tpd == DollarsPerDay{9000});
    CHECK(Kilometres{1440} / KilometresPerDay{720} == 2_d);
    CHECK(PerDay{36} * 2_d == 72.0);
    CHECK(72.0 / 2_d == PerDay{36});
    CHECK(9.0 / PerDay{36} == 0.25_d);
}

TEST_CASE("a part of anything is of its kind") {
    CHECK(1_kt * 97.5_pct == 975_t);
    CHECK(50_pct * 900_tpd == 450_tpd);
    CHECK(50_pct * 50_pct == 25_pct);
    CHECK(1_kt * TonnesPerTonne{0.98} == 980_t);
    CHECK(TonnesPerTonne{3} * 900_tpd == 2700_tpd);
}

TEST_CASE("a literal is the double nearest to its decimal") {
    CHECK((97.3_pct).value() == 0.973);
    CHECK((4.35_kt).value() == 4350.0);
    CHECK((1.1_Mt).value() == 1.1e6);
    CHECK((300_kt).value() == 300e3);
}
