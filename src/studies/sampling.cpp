// Points that fill a space of scenarios.
// SPDX-License-Identifier: Apache-2.0
#include "studies/sampling.h"

#include "des/random.h"

#include <cmath>
#include <numeric>
#include <string>

#include <boost/random/sobol.hpp>

namespace midstream {

namespace {

Stream luck_of(std::uint64_t seed, const char *design, std::size_t factor) {
    return Stream{seed, 0, design, "factor " + std::to_string(factor)};
}

} // namespace

Points latin_hypercube(std::size_t count, std::size_t factors, std::uint64_t seed) {
    Points points(count, std::vector<double>(factors));
    std::vector<std::size_t> slices(count);
    for (std::size_t f = 0; f < factors; ++f) {
        Stream luck = luck_of(seed, "latin hypercube", f);
        std::iota(slices.begin(), slices.end(), std::size_t{0});
        for (std::size_t i = count; i > 1; --i) std::swap(slices[i - 1], slices[luck.below(i)]);
        for (std::size_t i = 0; i < count; ++i)
            points[i][f] = (static_cast<double>(slices[i]) + luck.uniform()) / static_cast<double>(count);
    }
    return points;
}

Points sobol_points(std::size_t count, std::size_t factors, std::uint64_t seed) {
    constexpr int bits = 53; // as many as a double can tell apart; the last stands for the middle of its cell
    Points points(count, std::vector<double>(factors));
    if (factors == 0) return points;
    std::vector<std::uint64_t> shift(factors);
    for (std::size_t f = 0; f < factors; ++f) shift[f] = luck_of(seed, "sobol", f).next();
    boost::random::sobol sequence{factors};
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t f = 0; f < factors; ++f) {
            const std::uint64_t point = i == 0 ? 0 : sequence(); // Boost leaves out the first, 0
            const std::uint64_t shifted = point ^ shift[f];
            points[i][f] = std::ldexp(static_cast<double>(shifted >> (64 - bits) | 1), -bits);
        }
    return points;
}

} // namespace midstream
