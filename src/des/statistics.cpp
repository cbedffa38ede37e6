// Merging of tallies, and Student's quantile by Newton's method on the incomplete beta function.
// SPDX-License-Identifier: Apache-2.0
#include "des/statistics.h"

#include "des/portable_math.h"

#include <stdexcept>

namespace midstream {
namespace {

// The continued fraction of the incomplete beta function (Lentz), for x below (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
    constexpr double tiny = 1e-300;
    const auto nonzero = [](double v) { return v > -tiny && v < tiny ? tiny : v; };
    double c = 1;
    double d = 1 / nonzero(1 - (a + b) * x / (a + 1));
    double product = d;
    for (int m = 1; m < 10'000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / nonzero(1 + even * d);
        c = nonzero(1 + even / c);
        product *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / nonzero(1 + odd * d);
        c = nonzero(1 + odd / c);
        product *= d * c;
        if (d * c > 1 - 1e-15 && d * c < 1 + 1e-15) break;
    }
    return product;
}

// I_x(a, b); y is 1 - x, given so that neither is rounded away.
double incomplete_beta(double a, double b, double x, double y) {
    if (x <= 0) return 0;
    if (y <= 0) return 1;
    const double front = portable::exp(portable::lgamma(a + b) - portable::lgamma(a) - portable::lgamma(b) +
                                       a * portable::log(x) + b * portable::log(y));
    if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, y) / b;
}

// The chances of a Student variable lying beyond t, and between 0 and t, for t >= 0: the smaller is exact.
struct Chances {
    double beyond;
    double within;
};
Chances chances(double t, double dof) {
    const double square = t * t;
    const double x = square == portable::infinity ? 0 : dof / (dof + square);
    const double y = square == portable::infinity ? 1 : square / (dof + square);
    const double within = incomplete_beta(0.5, dof / 2, y, x) / 2;
    return {within < 0.25 ? 0.5 - within : incomplete_beta(dof / 2, 0.5, x, y) / 2, within};
}

double student_density(double t, double dof) {
    const double log_front = portable::lgamma((dof + 1) / 2) - portable::lgamma(dof / 2);
    return portable::exp(log_front - (dof + 1) / 2 * portable::log(1 + t * t / dof)) /
           portable::sqrt(dof * 3.14159265358979323846);
}

// The first terms of the expansion around the normal, for many degrees of freedom.
double nearly_normal_quantile(double p, double dof) {
    const double z = portable::normal_quantile(p);
    const double z2 = z * z;
    return z + z * (z2 + 1) / (4 * dof) + z * ((5 * z2 + 16) * z2 + 3) / (96 * dof * dof);
}

} // namespace

void Tally::merge(const Tally &other) {
    if (other.count_ == 0) return;
    const double mine = static_cast<double>(count_);
    const double theirs = static_cast<double>(other.count_);
    const double delta = other.mean_ - mean_;
    mean_ += delta * (theirs / (mine + theirs));
    squares_ += other.squares_ + delta * delta * (mine * theirs / (mine + theirs));
    count_ += other.count_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
}

double student_t_quantile(double p, double dof) {
    if (!(p > 0 && p < 1))
        throw std::invalid_argument("a quantile is asked for a probability strictly between 0 and 1");
    if (!(dof > 0)) throw std::invalid_argument("a Student variable has more than 0 degrees of freedom");
    if (p == 0.5) return 0;
    if (dof > 1e5) return nearly_normal_quantile(p, dof);

    const bool below = p < 0.5;
    const double beyond = below ? p : 1 - p;
    const double within = below ? 0.5 - p : p - 0.5;
    // Positive where t is still too small; from the smaller chance, which keeps its digits.
    const auto missing = [&](double t) {
        const Chances at = chances(t, dof);
        return within < 0.25 ? within - at.within : at.beyond - beyond;
    };
    double low = 0;
    double high = 1;
    while (missing(high) > 0 && high < 1e300) {
        low = high;
        high *= 4;
    }
    // Newton's method, kept inside a bracket that every step narrows.
    double t = (low + high) / 2;
    for (int step = 0; step < 400 && high - low > 1e-14 * high; ++step) {
        const double still = missing(t);
        (still > 0 ? low : high) = t;
        const double next = t + still / student_density(t, dof);
        const bool inside = next > low && next < high;
        if (inside && next - t < 1e-13 * t && t - next < 1e-13 * t) break;
        t = inside ? next : low > 0 && high > 8 * low ? portable::sqrt(low) * portable::sqrt(high) : (low + high) / 2;
    }
    return below ? -t : t;
}

Interval interval95(std::span<const double> values) {
    Tally tally;
    for (const double x : values) tally.add(x);
    if (tally.count() < 2) return {tally.mean(), tally.mean(), tally.mean()};
    const double count = static_cast<double>(tally.count());
    const double reach = student_t_quantile(0.975, count - 1) * portable::sqrt(tally.variance() / count);
    return {tally.mean(), tally.mean() - reach, tally.mean() + reach};
}

} // namespace midstream
