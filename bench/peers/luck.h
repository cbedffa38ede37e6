// Random numbers as the peers in C++ draw them: the standard generator, and the logarithm for an exponential.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace bench {

class Luck {
  public:
    explicit Luck(std::uint64_t seed) : bits_(seed) {}

    double uniform(double low, double high) { return low + (high - low) * fraction(); }
    double exponential(double mean) { return -mean * std::log(fraction()); }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits_() % n); }

  private:
    double fraction() { return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53; }

    std::mt19937_64 bits_;
};

} // namespace bench
