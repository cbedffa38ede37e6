// Where streams start, and the rare branches of the ziggurats.
// SPDX-License-Identifier: Apache-2.0
#include "des/random.h"

#include "des/portable_math.h"

namespace midstream {

std::array<std::uint64_t, 4> philox4x64_10(std::array<std::uint64_t, 4> counter, std::array<std::uint64_t, 2> key) {
    __extension__ using Wide = unsigned __int128;
    for (int round = 0; round < 10; ++round) {
        const Wide a = static_cast<Wide>(0xd2e7470ee14c6c93) * counter[0];
        const Wide b = static_cast<Wide>(0xca5a826395121157) * counter[2];
        counter = {static_cast<std::uint64_t>(b >> 64) ^ counter[1] ^ key[0], static_cast<std::uint64_t>(b),
                   static_cast<std::uint64_t>(a >> 64) ^ counter[3] ^ key[1], static_cast<std::uint64_t>(a)};
        key[0] += 0x9e3779b97f4a7c15;
        key[1] += 0xbb67ae8584caa73b;
    }
    return counter;
}

// Four words of zero, from which xoshiro could not leave, come once in 2^256.
Stream::Stream(std::uint64_t seed, std::uint64_t replication, std::string_view entity, std::string_view purpose)
    : state_{philox4x64_10({hash_name(entity), hash_name(purpose), 0, 0}, {seed, replication})} {}

namespace detail {
namespace {

// Edges of the layers from the outermost in (the base counts as the wider rectangle of the same area), and the
// density at each. The outermost true edge r is what makes 256 equal areas close at the top.
struct Ziggurat {
    std::array<double, 257> edge;
    std::array<double, 257> density;
};

constexpr double falling(double x, bool normal) { return portable::exp(normal ? -0.5 * x * x : -x); }

constexpr Ziggurat make_ziggurat(double r, bool normal) {
    const double beyond = normal ? portable::detail::root_two_pi * portable::normal_cdf(-r) : falling(r, false);
    const double area = r * falling(r, normal) + beyond;
    Ziggurat z{};
    z.edge[0] = area / falling(r, normal);
    z.edge[1] = r;
    for (std::size_t i = 1; i < 256; ++i) {
        z.density[i] = falling(z.edge[i], normal);
        const double up = -portable::log(z.density[i] + area / z.edge[i]);
        z.edge[i + 1] = i == 255 ? 0 : normal ? portable::sqrt(2 * up) : up;
    }
    z.density[256] = 1;
    return z;
}

constexpr std::array<ZigguratLayer, 256> layers_of(const Ziggurat &z) {
    std::array<ZigguratLayer, 256> layers{};
    for (std::size_t i = 0; i < 256; ++i)
        layers[i] = {static_cast<std::int64_t>(z.edge[i + 1] / z.edge[i] * 0x1p53), z.edge[i] * 0x1p-53};
    return layers;
}

constexpr double exponential_r = 7.69711747013104972;
constexpr double normal_r = 3.6541528853610088;
constexpr Ziggurat exponential_ziggurat = make_ziggurat(exponential_r, false);
constexpr Ziggurat normal_ziggurat = make_ziggurat(normal_r, true);

// A second draw decides whether the point lies under the curve.
bool under_curve(const Ziggurat &z, std::size_t layer, double density, Stream &stream) {
    return z.density[layer] + stream.uniform() * (z.density[layer + 1] - z.density[layer]) < density;
}

} // namespace

constexpr std::array<ZigguratLayer, 256> exponential_layers = layers_of(exponential_ziggurat);
constexpr std::array<ZigguratLayer, 256> normal_layers = layers_of(normal_ziggurat);

double odd_exponential(Stream &stream, std::uint64_t bits) {
    const std::size_t layer = bits & 255;
    if (layer == 0) return exponential_r + exponential(stream); // the tail is the whole again
    const double x = static_cast<double>(bits >> 11) * exponential_layers[layer].width;
    return under_curve(exponential_ziggurat, layer, portable::exp(-x), stream) ? x : exponential(stream);
}

double odd_normal(Stream &stream, std::uint64_t bits) {
    const std::size_t layer = bits & 255;
    double x = static_cast<double>(bits >> 11) * normal_layers[layer].width;
    if (layer == 0) { // the tail (Marsaglia 1964)
        double beyond = 0;
        double height = 0;
        do {
            beyond = exponential(stream) / normal_r;
            height = exponential(stream);
        } while (2 * height <= beyond * beyond);
        x = normal_r + beyond;
    } else if (!under_curve(normal_ziggurat, layer, portable::exp(-0.5 * x * x), stream)) {
        return standard_normal(stream);
    }
    return bits & 256 ? -x : x;
}

} // namespace detail
} // namespace midstream
