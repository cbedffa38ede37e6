// Quantities printed as a planner would write them, and read back bit for bit.
// SPDX-License-Identifier: Apache-2.0
#include "units/text.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

using namespace midstream;

namespace {

template <class Q> std::string reprinted(std::string_view text) {
    return print_quantity(std::get<Q>(parse_quantity<Q>(text)));
}

template <class Q> bool survives(double value) {
    const auto read = parse_quantity<Q>(print_quantity(Q{value}));
    return std::holds_alternative<Q>(read) && std::get<Q>(read).value() == value;
}

// Round numbers, awkward ones and any bits at all.
template <class Q> int lost_of(int count, double most) {
    std::mt19937_64 random{7};
    int lost = 0;
    for (int i = 0; i < count; ++i) {
        const double tidy = static_cast<double>(random() % 100'000) / std::pow(10, random() % 6);
        const double any = std::bit_cast<double>(random() & ~(std::uint64_t{1} << 63));
        const double middling = static_cast<double>(random() >> 11) * 0x1p-53 * most;
        for (const double value : {tidy, tidy / days_per_year, any, middling})
            if (value <= most && !survives<Q>(value)) ++lost;
    }
    return lost;
}

} // namespace

TEST_CASE("a quantity prints in the unit that makes it short") {
    CHECK(reprinted<TonnesPerDay>("300 kt/y") == "300 kt/y");
    CHECK(reprinted<TonnesPerDay>("1.2 Mt/y") == "1.2 Mt/y");
    CHECK(reprinted<TonnesPerDay>("900 t/d") == "900 t/d");
    CHECK(reprinted<TonnesPerDay>("1200 t/d") == "1200 t/d");
    CHECK(reprinted<TonnesPerDay>("1500 t/h") == "36 kt/d");
    CHECK(reprinted<TonnesPerDay>("0") == "0 t/d");
    CHECK(reprinted<Tonnes>("500 t") == "500 t");
    CHECK(reprinted<Tonnes>("12500 t") == "12.5 kt");
    CHECK(reprinted<Tonnes>("0.25 kg") == "0.25 kg");
    CHECK(reprinted<WetTonnes>("40000 wt") == "40 kwt");
    CHECK(reprinted<MetalTonnes>("12 kt Cu") == "12 kt contained");
    CHECK(reprinted<Days>("14 h") == "14 h");
    CHECK(reprinted<Days>("7 d") == "7 d");
    CHECK(reprinted<Days>("3 months") == "3 months");
    CHECK(reprinted<Days>("1 month") == "1 month");
    CHECK(reprinted<Days>("365.25 d") == "1 y");
    CHECK(reprinted<Fraction>("97.3 %") == "97.3 %");
    CHECK(reprinted<Fraction>("0.5 g/t") == "0.5 g/t");
    CHECK(reprinted<TonnesPerTonne>("98 %") == "0.98 t/t");
    CHECK(reprinted<Dollars>("-1500000 $") == "-1.5 M$");
    CHECK(reprinted<DollarsPerTonne>("85 $/t") == "85 $/t");
    CHECK(reprinted<DollarsPerDay>("25000 $/d") == "25 k$/d");
    CHECK(reprinted<Kilometres>("6200 nm") == "6200 nm");
    CHECK(reprinted<KilometresPerDay>("13 kn") == "13 kn");
    CHECK(reprinted<PerDay>("36 per day") == "36 /d");
}

TEST_CASE("a value that no case may hold still prints") {
    CHECK(print_quantity(Tonnes{-5}) == "-5 t");
    CHECK(print_quantity(Fraction{1.2}) == "120 %");
    CHECK(print_quantity(Days{std::numeric_limits<double>::infinity()}) == "inf d");
}

TEST_CASE("many thousands of random quantities read back bit for bit") {
    constexpr int count = 3000;
    constexpr double any = std::numeric_limits<double>::max();
    CHECK(lost_of<Tonnes>(count, any) == 0);
    CHECK(lost_of<WetTonnes>(count, any) == 0);
    CHECK(lost_of<MetalTonnes>(count, any) == 0);
    CHECK(lost_of<TonnesPerDay>(count, any) == 0);
    CHECK(lost_of<Days>(count, any) == 0);
    CHECK(lost_of<Fraction>(count, 1) == 0);
    CHECK(lost_of<TonnesPerTonne>(count, any) == 0);
    CHECK(lost_of<Dollars>(count, any) == 0);
    CHECK(lost_of<DollarsPerTonne>(count, any) == 0);
    CHECK(lost_of<DollarsPerDay>(count, any) == 0);
    CHECK(lost_of<Kilometres>(count, any) == 0);
    CHECK(lost_of<KilometresPerDay>(count, any) == 0);
    CHECK(lost_of<PerDay>(count, any) == 0);
}

TEST_CASE("tidy yearly rates stay tidy") {
    int untidy = 0;
    for (int kt = 1; kt < 5000; ++kt)
        if (reprinted<TonnesPerDay>(std::to_string(kt) + " kt/y").size() > std::to_string(kt).size() + 5) ++untidy;
    CHECK(untidy == 0);
}
