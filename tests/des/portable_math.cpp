// The portable functions against libm, which is good enough to judge by.
// SPDX-License-Identifier: Apache-2.0
#include "des/portable_math.h"
#include "infinity.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <random>

using namespace midstream;

namespace {

double relative(double ours, double right) { return std::abs(ours - right) / std::abs(right); }

// The worst relative difference over many points of a range, dense near its lower end when `by_ratio`.
template <class Ours, class Right> double worst(double from, double to, bool by_ratio, Ours ours, Right right) {
    std::mt19937_64 random{7};
    double most = 0;
    for (int i = 0; i < 300'000; ++i) {
        const double u = static_cast<double>(random() >> 11) * 0x1p-53;
        const double x = by_ratio ? from * std::pow(to / from, u) : from + u * (to - from);
        most = std::max(most, relative(ours(x), right(x)));
    }
    return most;
}

} // namespace

TEST_CASE("log is within an ulp of libm's") {
    const auto right = [](double x) { return std::log(x); };
    CHECK(worst(1e-320, 1e308, true, portable::log, right) < 3e-16);
    CHECK(worst(0.5, 2, false, portable::log, right) < 3e-16);
    CHECK(worst(0.999, 1.001, false, portable::log, right) < 3e-16);
    CHECK(portable::log(1) == 0);
    CHECK(portable::log(0) == -infinity);
    CHECK(portable::log(infinity) == infinity);
    CHECK(std::isnan(portable::log(-1)));
}

TEST_CASE("exp is within an ulp of libm's") {
    const auto right = [](double x) { return std::exp(x); };
    CHECK(worst(-708, 709.7, false, portable::exp, right) < 3e-16);
    CHECK(worst(-1, 1, false, portable::exp, right) < 3e-16);
    CHECK(portable::exp(0) == 1);
    CHECK(portable::exp(710) == infinity);
    CHECK(portable::exp(-infinity) == 0);
    CHECK(portable::exp(-740) == doctest::Approx(std::exp(-740)).epsilon(1e-3));
    CHECK(std::isnan(portable::exp(std::nan(""))));
}

TEST_CASE("pow, the gamma function and its log follow libm's") {
    for (const double y : {-3.5, -1., 0.5, 0.7, 2., 3.3})
        CHECK(worst(
                  1e-3, 1e3, true, [&](double x) { return portable::pow(x, y); },
                  [&](double x) { return std::pow(x, y); }) < 1e-14);
    CHECK(portable::pow(0, 2) == 0);
    CHECK(portable::pow(5, 0) == 1);
    CHECK(worst(0.1, 100, true, portable::tgamma, [](double x) { return std::tgamma(x); }) < 2e-13);
    CHECK(worst(1, 11, false, portable::tgamma, [](double x) { return std::tgamma(x); }) < 3e-14);
    CHECK(worst(3, 1e5, true, portable::lgamma, [](double x) { return std::lgamma(x); }) < 3e-14);
}

TEST_CASE("the normal distribution is right far into its lower tail") {
    const auto right = [](double z) { return static_cast<double>(std::erfc(-z / std::sqrt(2.L)) / 2); };
    CHECK(worst(-1.5, 8, false, portable::normal_cdf, right) < 6e-15);
    CHECK(worst(-37, -1.5, false, portable::normal_cdf, right) < 1e-15);
    CHECK(portable::normal_cdf(0) == 0.5);
    CHECK(portable::normal_cdf(-infinity) == 0);
    CHECK(portable::normal_cdf(infinity) == 1);
}

TEST_CASE("the normal quantile turns the distribution round") {
    CHECK(portable::normal_quantile(0.5) == 0);
    CHECK(portable::normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-15));
    CHECK(worst(
              -37, -0.01, false, [](double z) { return portable::normal_quantile(portable::normal_cdf(z)); },
              [](double z) { return z; }) < 1e-13);
    CHECK(portable::normal_quantile(0) == -infinity);
    CHECK(portable::normal_quantile(1) == infinity);
}

TEST_CASE("all of it can be done by the compiler, with the same result") {
    constexpr double at_compile_time[] = {portable::log(7.3), portable::exp(-2.7), portable::normal_cdf(-2.2),
                                          portable::tgamma(4.5)};
    volatile double arguments[] = {7.3, -2.7, -2.2, 4.5};
    CHECK(at_compile_time[0] == portable::log(arguments[0]));
    CHECK(at_compile_time[1] == portable::exp(arguments[1]));
    CHECK(at_compile_time[2] == portable::normal_cdf(arguments[2]));
    CHECK(at_compile_time[3] == portable::tgamma(arguments[3]));
}
