// How each law is drawn, and what its moments are.
// SPDX-License-Identifier: Apache-2.0
#include "des/distribution.h"

#include "des/portable_math.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace midstream {
namespace {

void require(bool holds, const char *otherwise) {
    if (!holds) throw std::invalid_argument(otherwise);
}

bool is_amount(double x) { return std::isfinite(x) && x >= 0; }

Distribution make(Law law, std::initializer_list<double> parameters) {
    Distribution made{law, {}, nullptr};
    std::copy(parameters.begin(), parameters.end(), made.parameters.begin());
    return made;
}

// The integers to which a shape is snapped, so that a gamma with the cv of an Erlang is that Erlang.
double snapped(double shape) {
    const double whole = static_cast<double>(static_cast<std::int64_t>(std::min(shape, 1e9) + 0.5));
    return whole > 0 && std::abs(shape - whole) < 1e-9 * whole ? whole : shape;
}

// Slots of the parameters of a normal after mean, sd, low and high: the chances that a draw maps to, counted from the
// upper end when the range lies above the mean, where they would drown in rounding from the lower.
enum NormalSlot : std::size_t { chance_from = 4, chance_to = 5, from_above = 6 };

double draw_gamma(const Distribution &d, Stream &stream) {
    const double shape = d.parameters[2];
    const double scale = d.parameters[3];
    if (shape <= 4 && shape == static_cast<double>(static_cast<int>(shape))) {
        double sum = 0;
        for (int i = 0; i < static_cast<int>(shape); ++i) sum += exponential(stream);
        return scale * sum;
    }
    // Marsaglia and Tsang 2000; below shape 1 from the next shape up.
    const double third = d.parameters[4];
    const double slope = d.parameters[5];
    double v = 0;
    for (;;) {
        const double x = standard_normal(stream);
        v = 1 + slope * x;
        if (v <= 0) continue;
        v = v * v * v;
        const double u = stream.uniform();
        if (u < 1 - 0.0331 * (x * x) * (x * x)) break;
        if (portable::log(u) < 0.5 * x * x + third * (1 - v + portable::log(v))) break;
    }
    const double boost = shape < 1 ? portable::pow(stream.uniform(), 1 / shape) : 1;
    return scale * third * v * boost;
}

double draw_normal(const Distribution &d, Stream &stream) {
    const auto &[centre, sd, low, high, from, to, above, unused] = d.parameters;
    constexpr double below_one = 1 - 0x1p-53;
    const double u = stream.uniform();
    const double z = above != 0 ? -portable::normal_quantile(to - u * (to - from))
                                : portable::normal_quantile(std::min(from + u * (to - from), below_one));
    return std::clamp(centre + sd * z, low, high);
}

// Mean and variance of a standard normal truncated to [a, b].
struct Moments {
    double mean;
    double variance;
};

// By Gauss's rule, for a range so narrow that the closed form would cancel.
Moments narrow_moments(double a, double b) {
    constexpr double nodes[] = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
    constexpr double weights[] = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};
    const double middle = (a + b) / 2;
    const double reach = (b - a) / 2;
    double sums[3] = {0, 0, 0};
    for (int i = 0; i < 4; ++i) {
        for (const double offset : {-reach * nodes[i], reach * nodes[i]}) {
            const double weight = weights[i] * portable::exp(-offset * (middle + offset / 2));
            sums[0] += weight;
            sums[1] += weight * offset;
            sums[2] += weight * offset * offset;
        }
    }
    const double shift = sums[1] / sums[0];
    return {middle + shift, sums[2] / sums[0] - shift * shift};
}

Moments wide_moments(double a, double b, double chance) {
    const double at_a = portable::normal_density(a) / chance; // 0 at an infinite end
    const double at_b = portable::normal_density(b) / chance;
    const double mean = at_a - at_b;
    return {mean, 1 + (at_a > 0 ? a * at_a : 0) - (at_b > 0 ? b * at_b : 0) - mean * mean};
}

Moments normal_moments(const Distribution &d) {
    const auto &[centre, sd, low, high, from, to, above, unused] = d.parameters;
    const double a = (low - centre) / sd;
    const double b = (high - centre) / sd;
    const bool narrow = (b - a) * std::max(1., std::abs(a + b) / 2) < 1;
    const Moments z = narrow ? narrow_moments(a, b) : wide_moments(a, b, to - from);
    return {centre + sd * z.mean, sd * sd * z.variance};
}

double table_mean(const std::vector<double> &table) {
    double sum = 0;
    for (const double x : table) sum += x;
    return sum / static_cast<double>(table.size());
}

double table_variance(const std::vector<double> &table) {
    const double centre = table_mean(table);
    double sum = 0;
    for (const double x : table) sum += (x - centre) * (x - centre);
    return sum / static_cast<double>(table.size());
}

} // namespace

Distribution Distribution::constant(double value) {
    require(std::isfinite(value), "a constant must be a finite number");
    return make(Law::constant, {value});
}

Distribution Distribution::uniform(double low, double high) {
    require(std::isfinite(low) && std::isfinite(high) && low <= high, "uniform needs low <= high, both finite");
    return low == high ? constant(low) : make(Law::uniform, {low, high});
}

Distribution Distribution::triangular(double low, double mode, double high) {
    require(std::isfinite(low) && std::isfinite(high) && low <= mode && mode <= high,
            "triangular needs low <= mode <= high, all finite");
    return low == high ? constant(low) : make(Law::triangular, {low, mode, high});
}

Distribution Distribution::exponential(double mean) {
    require(is_amount(mean), "exponential needs a mean that is finite and not negative");
    return mean == 0 ? constant(0) : make(Law::exponential, {mean});
}

Distribution Distribution::erlang(int k, double mean) {
    require(k >= 1, "erlang needs at least one stage");
    return gamma(mean, 1 / portable::sqrt(k));
}

Distribution Distribution::gamma(double mean, double cv) {
    require(is_amount(mean) && is_amount(cv), "gamma needs a mean and a cv that are finite and not negative");
    if (mean == 0 || cv == 0) return constant(mean);
    const double shape = snapped(1 / (cv * cv));
    require(shape > 1e-6 && shape < 1e15, "gamma needs a cv between 1e-7 and 1e3");
    const double third = (shape < 1 ? shape + 1 : shape) - 1. / 3;
    return make(Law::gamma, {mean, cv, shape, mean / shape, third, 1 / (3 * portable::sqrt(third))});
}

Distribution Distribution::lognormal(double mean, double cv) {
    require(is_amount(mean) && is_amount(cv), "lognormal needs a mean and a cv that are finite and not negative");
    if (mean == 0 || cv == 0) return constant(mean);
    const double log_variance = portable::log(1 + cv * cv);
    return make(Law::lognormal, {mean, cv, portable::log(mean) - log_variance / 2, portable::sqrt(log_variance)});
}

Distribution Distribution::weibull(double shape, double mean) {
    require(std::isfinite(shape) && shape >= 0.1, "weibull needs a shape of at least 0.1");
    require(is_amount(mean), "weibull needs a mean that is finite and not negative");
    if (mean == 0) return constant(0);
    return make(Law::weibull, {shape, mean, mean / portable::tgamma(1 + 1 / shape), 1 / shape});
}

Distribution Distribution::normal(double mean, double sd, double low, double high) {
    require(std::isfinite(mean) && is_amount(sd), "normal needs a finite mean and an sd that is not negative");
    require(low <= high && low < portable::infinity && high > -portable::infinity, "normal needs low <= high");
    if (sd == 0 || low == high) return constant(std::clamp(mean, low, high));
    const double a = (low - mean) / sd;
    const double b = (high - mean) / sd;
    const bool above = a > 0;
    const double from = portable::normal_cdf(above ? -b : a);
    const double to = portable::normal_cdf(above ? -a : b);
    require(to - from > 1e-300, "normal has next to no chance of lying between low and high");
    return make(Law::normal, {mean, sd, low, high, from, to, above ? 1. : 0.});
}

Distribution Distribution::empirical(std::vector<double> values) {
    require(!values.empty(), "empirical needs at least one value");
    require(std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); }),
            "empirical needs finite values");
    if (std::all_of(values.begin(), values.end(), [&](double x) { return x == values[0]; })) return constant(values[0]);
    Distribution made = make(Law::empirical, {});
    made.table = std::make_shared<const std::vector<double>>(std::move(values));
    return made;
}

bool Distribution::is_constant() const { return law == Law::constant; }

Distribution Distribution::scaled(double factor) const {
    require(is_amount(factor), "a distribution is scaled by a finite factor that is not negative");
    if (factor == 0) return constant(0);
    const auto &p = parameters;
    switch (law) {
    case Law::constant:
        return constant(p[0] * factor);
    case Law::uniform:
        return uniform(p[0] * factor, p[1] * factor);
    case Law::triangular:
        return triangular(p[0] * factor, p[1] * factor, p[2] * factor);
    case Law::exponential:
        return exponential(p[0] * factor);
    case Law::gamma:
        return gamma(p[0] * factor, p[1]);
    case Law::lognormal:
        return lognormal(p[0] * factor, p[1]);
    case Law::weibull:
        return weibull(p[0], p[1] * factor);
    case Law::normal:
        return normal(p[0] * factor, p[1] * factor, p[2] * factor, p[3] * factor);
    case Law::empirical:
        break;
    }
    std::vector<double> values = *table;
    for (double &x : values) x *= factor;
    return empirical(std::move(values));
}

bool operator==(const Distribution &a, const Distribution &b) {
    if (a.law != b.law || a.parameters != b.parameters) return false;
    return a.table == b.table || (a.table && b.table && *a.table == *b.table);
}

double detail::draw_by_law(const Distribution &d, Stream &stream) {
    const auto &p = d.parameters;
    switch (d.law) {
    case Law::constant:
        return p[0];
    case Law::uniform:
        return p[0] + stream.uniform() * (p[1] - p[0]);
    case Law::triangular: {
        const double u = stream.uniform();
        const double range = p[2] - p[0];
        return u * range < p[1] - p[0] ? p[0] + portable::sqrt(u * range * (p[1] - p[0]))
                                       : p[2] - portable::sqrt((1 - u) * range * (p[2] - p[1]));
    }
    case Law::exponential:
        return p[0] * exponential(stream);
    case Law::gamma:
        return draw_gamma(d, stream);
    case Law::lognormal:
        return portable::exp(p[2] + p[3] * portable::normal_quantile(stream.uniform()));
    case Law::weibull:
        return p[2] * portable::pow(-portable::log(1 - stream.uniform()), p[3]);
    case Law::normal:
        return draw_normal(d, stream);
    case Law::empirical:
        break;
    }
    return (*d.table)[stream.below(d.table->size())];
}

double mean(const Distribution &d) {
    const auto &p = d.parameters;
    switch (d.law) {
    case Law::constant:
        return p[0];
    case Law::uniform:
        return p[0] + (p[1] - p[0]) / 2;
    case Law::triangular:
        return (p[0] + p[1] + p[2]) / 3;
    case Law::exponential:
        return p[0];
    case Law::gamma:
        return p[0];
    case Law::lognormal:
        return p[0];
    case Law::weibull:
        return p[1];
    case Law::normal:
        return normal_moments(d).mean;
    case Law::empirical:
        break;
    }
    return table_mean(*d.table);
}

double variance(const Distribution &d) {
    const auto &p = d.parameters;
    switch (d.law) {
    case Law::constant:
        return 0;
    case Law::uniform:
        return (p[1] - p[0]) * (p[1] - p[0]) / 12;
    case Law::triangular: {
        const double up = p[1] - p[0];
        const double down = p[2] - p[1];
        return (up * up + up * down + down * down) / 18;
    }
    case Law::exponential:
        return p[0] * p[0];
    case Law::gamma:
        return (p[0] * p[1]) * (p[0] * p[1]);
    case Law::lognormal:
        return (p[0] * p[1]) * (p[0] * p[1]);
    case Law::weibull:
        return p[2] * p[2] * portable::tgamma(1 + 2 * p[3]) - p[1] * p[1];
    case Law::normal:
        return normal_moments(d).variance;
    case Law::empirical:
        break;
    }
    return table_variance(*d.table);
}

} // namespace midstream
