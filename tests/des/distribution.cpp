// Moments against theory, frozen draws, and what the factories refuse.
// SPDX-License-Identifier: Apache-2.0
#include "des/distribution.h"
#include "infinity.h"

#include "des/statistics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace midstream;
using doctest::Approx;

namespace {

struct Named {
    std::string name;
    Distribution law;
    std::uint64_t hash = 0;
};

Tally tally_of(const Distribution &distribution, int count) {
    Stream stream{7, 0, "bench", "moments"};
    Tally tally;
    for (int i = 0; i < count; ++i) tally.add(draw(distribution, stream));
    return tally;
}

// Draws agree with the exact mean to five standard errors and with the exact variance to `loose`.
void check_moments(const Distribution &distribution, double loose = 0.02) {
    constexpr int count = 1'000'000;
    const Tally tally = tally_of(distribution, count);
    CHECK(std::abs(tally.mean() - mean(distribution)) < 5 * std::sqrt(variance(distribution) / count));
    CHECK(tally.variance() == Approx(variance(distribution)).epsilon(loose));
}

std::uint64_t hash_of_draws(const Distribution &distribution) {
    Stream stream{42, 7, "golden", "draws"};
    std::uint64_t hash = 0xcbf29ce484222325;
    for (int i = 0; i < 1000; ++i) {
        const auto bits = std::bit_cast<std::uint64_t>(draw(distribution, stream));
        for (int byte = 0; byte < 8; ++byte) hash = (hash ^ ((bits >> (8 * byte)) & 255)) * 0x100000001b3;
    }
    return hash;
}

} // namespace

TEST_CASE("a constant is drawn without luck") {
    Stream stream{7, 0, "a", "b"};
    const Stream before = stream;
    CHECK(draw(Distribution::constant(3), stream) == 3);
    CHECK(stream == before);
    CHECK(Distribution::constant(3).is_constant());
    CHECK(mean(Distribution::constant(3)) == 3);
    CHECK(variance(Distribution::constant(3)) == 0);
}

TEST_CASE("a spread of nothing is a constant") {
    CHECK(Distribution::uniform(3, 3) == Distribution::constant(3));
    CHECK(Distribution::triangular(3, 3, 3) == Distribution::constant(3));
    CHECK(Distribution::gamma(3, 0) == Distribution::constant(3));
    CHECK(Distribution::lognormal(3, 0) == Distribution::constant(3));
    CHECK(Distribution::normal(3, 0) == Distribution::constant(3));
    CHECK(Distribution::normal(-3, 0) == Distribution::constant(0));
    CHECK(Distribution::exponential(0) == Distribution::constant(0));
    CHECK(Distribution::empirical({3, 3}) == Distribution::constant(3));
}

TEST_CASE("a million draws have the mean and variance of the law") {
    check_moments(Distribution::uniform(2, 5));
    check_moments(Distribution::triangular(1, 2, 6));
    check_moments(Distribution::triangular(1, 1, 6));
    check_moments(Distribution::triangular(1, 6, 6));
    check_moments(Distribution::exponential(40));
    check_moments(Distribution::erlang(1, 4));
    check_moments(Distribution::erlang(3, 4));
    check_moments(Distribution::erlang(9, 4));
    check_moments(Distribution::gamma(4, 0.3));
    check_moments(Distribution::gamma(4, 1.7), 0.05);
    check_moments(Distribution::lognormal(2, 0.8), 0.05);
    check_moments(Distribution::weibull(0.8, 3), 0.05);
    check_moments(Distribution::weibull(2.5, 3));
    check_moments(Distribution::normal(10, 1));
    check_moments(Distribution::normal(1, 1));
    check_moments(Distribution::normal(-3, 1));
    check_moments(Distribution::normal(5, 2, 4, 4.5));
    check_moments(Distribution::normal(5, 2, -infinity, 4));
    check_moments(Distribution::empirical({1, 2, 2, 7, 40}));
}

TEST_CASE("the moments of a truncated normal are exact") {
    const Distribution half = Distribution::normal(0, 1);
    CHECK(mean(half) == Approx(std::sqrt(2 / 3.14159265358979323846)).epsilon(1e-14));
    CHECK(variance(half) == Approx(1 - 2 / 3.14159265358979323846).epsilon(1e-14));
    CHECK(mean(Distribution::normal(10, 1, -infinity)) == Approx(10).epsilon(1e-15));
    CHECK(variance(Distribution::normal(10, 1, -infinity)) == Approx(1).epsilon(1e-15));
    // Narrow and far away: nearly uniform, nearly exponential.
    CHECK(variance(Distribution::normal(5, 1, 5, 5.001)) == Approx(1e-6 / 12).epsilon(1e-6));
    CHECK(mean(Distribution::normal(-30, 1)) == Approx(1 / (30 + 2. / 30)).epsilon(1e-3));
    // Both ways of reckoning agree where one takes over from the other.
    const auto variance_of_width = [](double width) { return variance(Distribution::normal(0, 1, 0.4, 0.4 + width)); };
    CHECK(variance_of_width(1 - 1e-9) == Approx(variance_of_width(1 + 1e-9)).epsilon(1e-8));
}

TEST_CASE("the weibull and the lognormal have the mean they were asked for") {
    CHECK(mean(Distribution::weibull(2, 3)) == 3);
    CHECK(Distribution::weibull(1, 3).parameters[2] == Approx(3).epsilon(1e-14));
    CHECK(variance(Distribution::weibull(1, 3)) == Approx(9).epsilon(1e-13));
    CHECK(variance(Distribution::lognormal(2, 0.8)) == Approx(2.56));
}

TEST_CASE("an erlang is a gamma, and knows it") {
    CHECK(Distribution::erlang(3, 4) == Distribution::gamma(4, 1 / std::sqrt(3)));
    CHECK(Distribution::erlang(3, 4).parameters[2] == 3);
    CHECK(Distribution::gamma(4, 1 / std::sqrt(2.5)).parameters[2] == Approx(2.5));
}

TEST_CASE("draws stay within bounds") {
    for (const auto &[law, low, high] : {std::tuple{Distribution::uniform(2, 5), 2., 5.},
                                         {Distribution::triangular(1, 2, 6), 1., 6.},
                                         {Distribution::normal(5, 20, 4, 6), 4., 6.},
                                         {Distribution::normal(-30, 1), 0., 1.},
                                         {Distribution::lognormal(2, 5), 0., infinity},
                                         {Distribution::gamma(1, 3), 0., infinity}}) {
        const Tally tally = tally_of(law, 100'000);
        CHECK(tally.min() >= low);
        CHECK(tally.max() <= high);
    }
}

TEST_CASE("laws drawn by inversion take one word and rise with it") {
    const Named inverted[] = {
        {"uniform", Distribution::uniform(2, 5)},         {"triangular", Distribution::triangular(1, 2, 6)},
        {"lognormal", Distribution::lognormal(2, 0.8)},   {"weibull", Distribution::weibull(2.5, 3)},
        {"normal", Distribution::normal(10, 1)},          {"normal above its mean", Distribution::normal(-3, 1)},
        {"empirical", Distribution::empirical({1, 2, 3})}};
    for (const Named &each : inverted) {
        CAPTURE(each.name);
        Stream drawn{7, 0, "a", "b"};
        Stream words = drawn;
        std::vector<std::pair<std::uint64_t, double>> pairs;
        for (int i = 0; i < 1000; ++i) {
            const std::uint64_t word = words.next();
            pairs.emplace_back(word, draw(each.law, drawn));
        }
        CHECK(drawn == words);
        std::sort(pairs.begin(), pairs.end());
        CHECK(std::is_sorted(pairs.begin(), pairs.end(), [](auto &a, auto &b) { return a.second < b.second; }));
    }
}

TEST_CASE("a scaled law draws the scaled numbers") {
    const Named laws[] = {{"constant", Distribution::constant(3)},
                          {"uniform", Distribution::uniform(2, 5)},
                          {"triangular", Distribution::triangular(1, 2, 6)},
                          {"exponential", Distribution::exponential(40)},
                          {"gamma", Distribution::gamma(4, 0.3)},
                          {"lognormal", Distribution::lognormal(2, 0.8)},
                          {"weibull", Distribution::weibull(2.5, 3)},
                          {"normal", Distribution::normal(5, 2, 4, 9)},
                          {"empirical", Distribution::empirical({1, 2, 7})}};
    for (const Named &each : laws) {
        CAPTURE(each.name);
        const Distribution &law = each.law;
        const Distribution twice = law.scaled(2);
        CHECK(law.scaled(1) == law);
        CHECK(mean(twice) == Approx(2 * mean(law)).epsilon(1e-13));
        CHECK(variance(twice) == Approx(4 * variance(law)).epsilon(1e-13));
        Stream one{7, 0, "a", "b"};
        Stream two = one;
        for (int i = 0; i < 100; ++i) CHECK(draw(twice, two) == Approx(2 * draw(law, one)).epsilon(1e-13));
        CHECK(law.scaled(0) == Distribution::constant(0));
    }
}

TEST_CASE("laws are compared by value, tables included") {
    CHECK(Distribution::empirical({1, 2}) == Distribution::empirical({1, 2}));
    CHECK(Distribution::empirical({1, 2}) != Distribution::empirical({2, 1}));
    CHECK(Distribution::exponential(1) != Distribution::constant(1));
    CHECK(Distribution{} == Distribution::constant(0));
}

TEST_CASE("parameters that make no distribution are refused") {
    CHECK_THROWS_WITH_AS(Distribution::uniform(5, 2), "uniform needs low <= high, both finite", std::invalid_argument);
    CHECK_THROWS_AS(Distribution::constant(infinity), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::triangular(1, 7, 6), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::exponential(-1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::exponential(std::nan("")), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::erlang(0, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::gamma(1, -0.3), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::gamma(1, 1e9), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::lognormal(infinity, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::weibull(0, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::normal(1, 1, 3, 2), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::normal(-1000, 1), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::empirical({}), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::empirical({1, infinity}), std::invalid_argument);
    CHECK_THROWS_AS(Distribution::constant(1).scaled(-1), std::invalid_argument);
}

// A change here changes every result that was ever published: it belongs in the notes of the release.
TEST_CASE("the first thousand draws of every law are the same bits on every machine") {
    const Named golden[] = {
        {"uniform", Distribution::uniform(2, 5), 0x384fde6a5b2c2c85},
        {"triangular", Distribution::triangular(1, 2, 6), 0xec49e616aaf1c5ad},
        {"exponential", Distribution::exponential(40), 0xce3e56b432818021},
        {"erlang", Distribution::erlang(3, 4), 0x2daac8adabdd6a2b},
        {"gamma", Distribution::gamma(4, 0.3), 0x68aaf378829271c1},
        {"wide gamma", Distribution::gamma(4, 1.7), 0x8e8eeda665eef61a},
        {"lognormal", Distribution::lognormal(2, 0.8), 0xa9c46ff0fce6ffe5},
        {"weibull", Distribution::weibull(2.5, 3), 0xfa81dfdc5bbc5da0},
        {"normal", Distribution::normal(1, 1), 0x40a5d7d90a6099de},
        {"normal above its mean", Distribution::normal(-3, 1), 0x7a769ce946134424},
        {"empirical", Distribution::empirical({1, 2, 2, 7, 40}), 0xc4bd6690eeb6a2c0},
    };
    for (const Named &each : golden) {
        CAPTURE(each.name);
        CHECK(hash_of_draws(each.law) == each.hash);
    }
}
