// Elementary functions of + - * / alone, so that every compiler and machine computes the same bits (libm does not).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

// Not named std-like in `midstream` itself, so that a bare `log` stays an error or plainly libm's.
namespace midstream::portable {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

namespace detail {

inline constexpr double ln2_high = 0x1.62e42feep-1; // few bits, so that a multiple is exact
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;
inline constexpr double half_log_two_pi = 0.91893853320467274178;
inline constexpr double root_two_pi = 2.50662827463100050242;

// Coefficients from the constant term up; even and odd powers apart, so that the machine can work on both at once.
template <std::size_t n> constexpr double polynomial(const double (&coefficients)[n], double x) {
    constexpr std::size_t last_even = (n - 1) / 2 * 2;
    constexpr std::size_t last_odd = n / 2 * 2 - 1;
    const double square = x * x;
    double even = coefficients[last_even];
    double odd = coefficients[last_odd];
    for (std::size_t i = last_even; i >= 2; i -= 2) even = even * square + coefficients[i - 2];
    for (std::size_t i = last_odd; i >= 3; i -= 2) odd = odd * square + coefficients[i - 2];
    return even + x * odd;
}

// Two to the k, for k from -1022 to 1023.
constexpr double power_of_two(int k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52); }

} // namespace detail

// IEEE 754 fixes every bit of the machine's own root; while compiling there is only Newton (to an ulp).
constexpr double sqrt(double x) {
    if (!std::is_constant_evaluated()) return std::sqrt(x);
    if (!(x > 0) || x == infinity) return x >= 0 ? x : not_a_number;
    double root = x > 1 ? x : 1;
    for (double next = (root + x / root) / 2; next < root; next = (root + x / root) / 2) root = next;
    return root;
}

// Within an ulp. -inf at 0, nan below.
constexpr double log(double x) {
    if (!(x > 0) || x == infinity) return x == 0 ? -infinity : x > 0 ? x : not_a_number;
    int exponent = 0;
    if (x < std::numeric_limits<double>::min()) {
        x *= 0x1p54;
        exponent = -54;
    }
    // x = m 2^exponent with m from sqrt(1/2) to sqrt(2).
    constexpr std::uint64_t root_half = 0x3fe6a09e667f3bcd;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) - root_half;
    exponent += static_cast<int>(static_cast<std::int64_t>(bits) >> 52);
    const double m = std::bit_cast<double>((bits & 0xfffffffffffff) + root_half);
    // log m = 2 artanh s with s = f / (2 + f), written as f less a small correction.
    constexpr double odd[] = {2. / 3,  2. / 5,  2. / 7,  2. / 9,  2. / 11, 2. / 13,
                              2. / 15, 2. / 17, 2. / 19, 2. / 21, 2. / 23};
    const double f = m - 1;
    const double s = f / (2 + f);
    const double rest = s * s * detail::polynomial(odd, s * s);
    return exponent * detail::ln2_high + (f - (s * (f - rest) - exponent * detail::ln2_low));
}

// Within an ulp.
constexpr double exp(double x) {
    if (!(x < 709.79)) return x != x ? x : infinity;
    if (x < -745.2) return 0;
    constexpr double inverse_ln2 = 1.44269504088896340736;
    const int k = static_cast<int>(x * inverse_ln2 + (x < 0 ? -0.5 : 0.5));
    const double r = (x - k * detail::ln2_high) - k * detail::ln2_low;
    constexpr double taylor[] = {1. / 2,         1. / 6,          1. / 24,         1. / 120,     1. / 720,
                                 1. / 5040,      1. / 40320,      1. / 362880,     1. / 3628800, 1. / 39916800,
                                 1. / 479001600, 1. / 6227020800, 1. / 87178291200};
    const double y = 1 + (r + r * r * detail::polynomial(taylor, r));
    if (k > 1022) return y * detail::power_of_two(k - 1) * 2;
    if (k < -1021) return y * detail::power_of_two(k + 64) * 0x1p-64;
    return y * detail::power_of_two(k);
}

// For x not negative; the relative error grows as |y log x| ulps.
constexpr double pow(double x, double y) {
    if (y == 0 || x == 1) return 1;
    if (x == 0) return y > 0 ? 0 : infinity;
    return y == 1 ? x : exp(y * log(x));
}

// The log of the gamma function, for x > 0, to 2e-14: Stirling's series above 16, the recurrence below.
constexpr double lgamma(double x) {
    if (!(x > 0)) return not_a_number;
    double product = 1;
    while (x < 16) product *= x++;
    constexpr double series[] = {1. / 12, -1. / 360, 1. / 1260, -1. / 1680, 1. / 1188, -691. / 360360, 1. / 156};
    const double tail = detail::polynomial(series, 1 / (x * x)) / x;
    return (x - 0.5) * log(x) - x + detail::half_log_two_pi + tail - log(product);
}

// The gamma function, for x > 0, to 2e-14.
constexpr double tgamma(double x) {
    if (!(x > 0)) return not_a_number;
    double product = 1;
    while (x < 16) product *= x++;
    return exp(lgamma(x)) / product;
}

constexpr double normal_density(double z) {
    if (!(z > -39 && z < 39)) return z == z ? 0 : z;
    const double coarse = static_cast<double>(static_cast<int>(z * 256)) / 256; // its square is exact
    return exp(-0.5 * coarse * coarse) * exp(-0.5 * (z - coarse) * (z + coarse)) / detail::root_two_pi;
}

// The chance of a standard normal below z, with small relative error far into the lower tail.
constexpr double normal_cdf(double z) {
    if (z != z) return z;
    if (z > 1.5) return 1 - normal_cdf(-z);
    if (z < -38.6) return 0;
    if (z < -1.5) { // the continued fraction of Mills' ratio, from the far end
        double fraction = -z;
        for (int k = 200; k > 0; --k) fraction = k / fraction - z;
        return normal_density(z) / fraction;
    }
    double term = z;
    double sum = z;
    for (int k = 3; term > 1e-18 || term < -1e-18; k += 2) sum += term *= z * z / k;
    return 0.5 + normal_density(z) * sum;
}

// Where a standard normal lies with probability p below (Wichura's AS 241, to 1e-15). Infinite at 0 and 1.
constexpr double normal_quantile(double p) {
    if (!(p > 0 && p < 1)) return p == 0 ? -infinity : p == 1 ? infinity : not_a_number;
    const double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) {
        constexpr double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                3.3430575583588128105e+4, 2.5090809287301226727e+3};
        constexpr double b[] = {1,
                                4.2313330701600911252e+1,
                                6.8718700749205790830e+2,
                                5.3941960214247511077e+3,
                                2.1213794301586595867e+4,
                                3.9307895800092710610e+4,
                                2.8729085735721942674e+4,
                                5.2264952788528545610e+3};
        const double r = 0.180625 - q * q;
        return q * detail::polynomial(a, r) / detail::polynomial(b, r);
    }
    const double r = sqrt(-log(q < 0 ? p : 1 - p));
    double z = 0;
    if (r <= 5) {
        constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
        constexpr double d[] = {1,
                                2.05319162663775882187e0,
                                1.67638483018380384940e0,
                                6.89767334985100004550e-1,
                                1.48103976427480074590e-1,
                                1.51986665636164571966e-2,
                                5.47593808499534494600e-4,
                                1.05075007164441684324e-9};
        z = detail::polynomial(c, r - 1.6) / detail::polynomial(d, r - 1.6);
    } else {
        constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
        constexpr double f[] = {1,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};
        z = detail::polynomial(e, r - 5) / detail::polynomial(f, r - 5);
    }
    return q < 0 ? -z : z;
}

} // namespace midstream::portable
