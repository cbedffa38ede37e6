// Luck: one reproducible stream of random numbers for each entity, purpose and replication.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace midstream {

// Philox4x64 with ten rounds (Salmon et al. 2011): four random words for each counter and key.
std::array<std::uint64_t, 4> philox4x64_10(std::array<std::uint64_t, 4> counter, std::array<std::uint64_t, 2> key);

// FNV-1a, 64 bits.
constexpr std::uint64_t hash_name(std::string_view name) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

// The generator xoshiro256++ (Blackman and Vigna 2019), started where Philox sends its entity. A plain value: a copy
// repeats what the original will draw.
class Stream {
  public:
    Stream(std::uint64_t seed, std::uint64_t replication, std::string_view entity, std::string_view purpose);

    std::uint64_t next() {
        const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    // Strictly between 0 and 1: the odd multiples of 2^-53.
    double uniform() { return static_cast<double>(static_cast<std::int64_t>((next() >> 11) | 1)) * 0x1p-53; }

    // A whole number from 0 to n - 1, each equally likely; n at least 1. (Lemire 2019)
    std::uint64_t below(std::uint64_t n) {
        __extension__ using Wide = unsigned __int128;
        Wide product = static_cast<Wide>(next()) * n;
        if (static_cast<std::uint64_t>(product) < n) [[unlikely]] {
            const std::uint64_t uneven = (0 - n) % n;
            while (static_cast<std::uint64_t>(product) < uneven) product = static_cast<Wide>(next()) * n;
        }
        return static_cast<std::uint64_t>(product >> 64);
    }

    friend bool operator==(const Stream &, const Stream &) = default;

  private:
    std::array<std::uint64_t, 4> state_;
};

namespace detail {

// A ziggurat (Marsaglia and Tsang 2000): 256 layers of equal area under a falling density. A point of layer i at
// fraction k / 2^53 of its width is surely under the curve while k < sure[i]; else the odd branch decides.
struct ZigguratLayer {
    std::int64_t sure;
    double width; // of the layer, times 2^-53
};
extern const std::array<ZigguratLayer, 256> exponential_layers;
extern const std::array<ZigguratLayer, 256> normal_layers;

double odd_exponential(Stream &stream, std::uint64_t bits);
double odd_normal(Stream &stream, std::uint64_t bits);

} // namespace detail

// Mean 1.
inline double exponential(Stream &stream) {
    const std::uint64_t bits = stream.next();
    const auto &layer = detail::exponential_layers[bits & 255];
    const auto k = static_cast<std::int64_t>(bits >> 11); // signed converts faster
    if (k < layer.sure) [[likely]]
        return static_cast<double>(k) * layer.width;
    return detail::odd_exponential(stream, bits);
}

// Mean 0, variance 1.
inline double standard_normal(Stream &stream) {
    const std::uint64_t bits = stream.next();
    const auto &layer = detail::normal_layers[bits & 255];
    const auto k = static_cast<std::int64_t>(bits >> 11); // signed converts faster
    if (k < layer.sure) [[likely]] {
        const double x = static_cast<double>(k) * layer.width;
        return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) | (bits & 256) << 55); // the sign, unguessable
    }
    return detail::odd_normal(stream, bits);
}

} // namespace midstream
