// Points that fill a space of scenarios.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace midstream {

/// Rows of points, each with a coordinate strictly between 0 and 1 for each factor.
using Points = std::vector<std::vector<double>>;

/// A Latin hypercube (McKay, Beckman and Conover 1979): of `count` equal slices of each factor each holds one point,
/// anywhere in it.
Points latin_hypercube(std::size_t count, std::size_t factors, std::uint64_t seed);

/// The first points of a Sobol sequence (directions by Joe and Kuo 2008), every factor shifted by a random binary number,
/// so that another seed gives another set as even as the first. Evenest where `count` is a power of two.
Points sobol_points(std::size_t count, std::size_t factors, std::uint64_t seed);
inline constexpr std::size_t most_sobol_factors = 1000;

} // namespace midstream
