// Distributions a planner can name: plain values to draw from, with exact mean and variance.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/random.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace midstream {

enum class Law : std::uint8_t {
    constant,
    uniform,
    triangular,
    exponential,
    gamma,
    lognormal,
    weibull,
    normal,
    empirical
};

// Made by the factories, which throw std::invalid_argument for parameters that make no distribution. Mean and cv
// (standard deviation over mean) are of the variable itself, except for `normal`, where they are those of the parent.
struct Distribution {
    Law law = Law::constant;
    // The arguments of the factory in their order (erlang: those of gamma), then what drawing needs of them.
    std::array<double, 8> parameters{};
    std::shared_ptr<const std::vector<double>> table; // the values of `empirical`, shared by copies

    static Distribution constant(double value);
    static Distribution uniform(double low, double high);
    static Distribution triangular(double low, double mode, double high);
    static Distribution exponential(double mean);
    static Distribution erlang(int k, double mean); // a gamma with cv 1 / sqrt(k)
    static Distribution gamma(double mean, double cv);
    static Distribution lognormal(double mean, double cv);
    static Distribution weibull(double shape, double mean);
    static Distribution normal(double mean, double sd, double low = 0, // truncated to [low, high]
                               double high = std::numeric_limits<double>::infinity());
    static Distribution empirical(std::vector<double> values); // each equally likely

    bool is_constant() const;                 // always the same value, whatever the law
    Distribution scaled(double factor) const; // the law of factor times the variable; factor not negative

    friend bool operator==(const Distribution &a, const Distribution &b);
};

namespace detail {
double draw_by_law(const Distribution &distribution, Stream &stream);
}

// By inversion of one uniform (constant: none), except for exponential and gamma, which may take a few.
inline double draw(const Distribution &distribution, Stream &stream) {
    if (distribution.law == Law::exponential) return distribution.parameters[0] * exponential(stream);
    if (distribution.law == Law::constant) return distribution.parameters[0];
    return detail::draw_by_law(distribution, stream);
}

double mean(const Distribution &distribution);
double variance(const Distribution &distribution);

} // namespace midstream
