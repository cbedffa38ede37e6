// Streams: known answers, independence, and the shapes of what is drawn.
// SPDX-License-Identifier: Apache-2.0
#include "des/random.h"

#include "des/portable_math.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace midstream;

using Words = std::array<std::uint64_t, 4>;

namespace {

// Kolmogorov's distance of many draws from a law; 1.95 / sqrt(n) is passed once in a thousand times.
template <class Draw, class Cdf> double distance(int count, Draw draw_one, Cdf cdf) {
    std::vector<double> drawn;
    for (int i = 0; i < count; ++i) drawn.push_back(draw_one());
    std::sort(drawn.begin(), drawn.end());
    double most = 0;
    for (int i = 0; i < count; ++i) {
        const double p = cdf(drawn[static_cast<std::size_t>(i)]);
        most = std::max({most, p - static_cast<double>(i) / count, static_cast<double>(i + 1) / count - p});
    }
    return most * std::sqrt(count);
}

} // namespace

TEST_CASE("Philox gives the words its authors published") {
    CHECK(philox4x64_10({0, 0, 0, 0}, {0, 0}) ==
          Words{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
    constexpr std::uint64_t ones = ~std::uint64_t{0};
    CHECK(philox4x64_10({ones, ones, ones, ones}, {ones, ones}) ==
          Words{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
    CHECK(philox4x64_10({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                        {0x452821e638d01377, 0xbe5466cf34e90c6c}) ==
          Words{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
}

TEST_CASE("Philox gives the words of numpy's Philox(key=[42, 7]), whose counter starts at 1") {
    CHECK(philox4x64_10({1, 0, 0, 0}, {42, 7}) ==
          Words{0xa64064f34e84b9a3, 0xe287959a866a08fd, 0x8dc181f009b96c03, 0xf3f6001d4fa83454});
    CHECK(philox4x64_10({2, 0, 0, 0}, {42, 7}) ==
          Words{0x69c633ee791df6b3, 0x89327f7a8f0127a4, 0x1ed8260458996ff6, 0x4299f7433fb1683e});
}

TEST_CASE("names hash as FNV-1a says") {
    CHECK(hash_name("") == 0xcbf29ce484222325);
    CHECK(hash_name("a") == 0xaf63dc4c8601ec8c);
    CHECK(hash_name("foobar") == 0x85944171f73967e8);
}

TEST_CASE("a stream depends on seed, replication, entity and purpose, and on nothing else") {
    const Stream stream{7, 0, "valley smelter", "failures"};
    CHECK(stream == Stream{7, 0, "valley smelter", "failures"});
    CHECK(stream != Stream{8, 0, "valley smelter", "failures"});
    CHECK(stream != Stream{7, 1, "valley smelter", "failures"});
    CHECK(stream != Stream{7, 0, "valley refinery", "failures"});
    CHECK(stream != Stream{7, 0, "valley smelter", "repairs"});
    CHECK(stream != Stream{7, 0, "failures", "valley smelter"});
}

TEST_CASE("a copy of a stream repeats what the original will draw") {
    Stream stream{7, 0, "north mine", "rate"};
    stream.next();
    Stream copy = stream;
    for (int i = 0; i < 100; ++i) CHECK(copy.next() == stream.next());
}

TEST_CASE("the first words of a stream are frozen") {
    Stream stream{42, 7, "north mine", "rate"};
    CHECK(Words{stream.next(), stream.next(), stream.next(), stream.next()} ==
          Words{0x19d12dce2bf1bcd0, 0x52528bb46ce5d030, 0xab98ec8f11ffcd09, 0xf19b98c5221a54d9});
}

TEST_CASE("a uniform lies strictly between 0 and 1 and fills the range evenly") {
    Stream stream{1, 0, "u", ""};
    double least = 1;
    double most = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const double u = stream.uniform();
        least = std::min(least, u);
        most = std::max(most, u);
    }
    CHECK(least > 0);
    CHECK(least < 1e-5);
    CHECK(most < 1);
    CHECK(most > 1 - 1e-5);
    CHECK(distance(
              200'000, [&] { return stream.uniform(); }, [](double x) { return x; }) < 1.95);
}

TEST_CASE("below n gives every number its share, also where n does not divide the words") {
    Stream stream{1, 0, "below", ""};
    std::array<int, 7> seen{};
    for (int i = 0; i < 700'000; ++i) ++seen[stream.below(7)];
    double chi_squared = 0;
    for (const int count : seen) chi_squared += (count - 1e5) * (count - 1e5) / 1e5;
    CHECK(chi_squared < 22.5); // one in a thousand
    CHECK(stream.below(1) == 0);
    constexpr std::uint64_t large = (std::uint64_t{1} << 63) + 1; // half of the words must be drawn again
    int low = 0;
    for (int i = 0; i < 100'000; ++i) low += stream.below(large) < large / 2;
    CHECK(low == doctest::Approx(50'000).epsilon(0.02));
}

TEST_CASE("exponential and normal have their shape, tails included") {
    Stream stream{1, 0, "ziggurat", ""};
    CHECK(distance(
              500'000, [&] { return exponential(stream); }, [](double x) { return 1 - portable::exp(-x); }) < 1.95);
    CHECK(distance(
              500'000, [&] { return standard_normal(stream); }, portable::normal_cdf) < 1.95);

    int beyond_exponential = 0; // of the ziggurat's base: exp(-7.697) = 4.54e-4
    int beyond_normal = 0;      // 2 Phi(-3.654) = 2.58e-4
    for (int i = 0; i < 4'000'000; ++i) {
        beyond_exponential += exponential(stream) > 7.69711747013104972;
        beyond_normal += std::abs(standard_normal(stream)) > 3.6541528853610088;
    }
    CHECK(beyond_exponential == doctest::Approx(4e6 * std::exp(-7.69711747013104972)).epsilon(0.07));
    CHECK(beyond_normal == doctest::Approx(8e6 * portable::normal_cdf(-3.6541528853610088)).epsilon(0.1));
}

TEST_CASE("layers of a ziggurat close at the top") {
    CHECK(detail::exponential_layers[255].sure == 0);
    CHECK(detail::normal_layers[255].sure == 0);
    // With the outermost edge right, the top layer has the height that its area asks for.
    const auto top_is_one = [](double width, double base_area, bool normal) {
        const double edge = width * 0x1p53;
        return base_area / edge + (normal ? std::exp(-edge * edge / 2) : std::exp(-edge));
    };
    const double area_e = detail::exponential_layers[0].width * 0x1p53 * std::exp(-7.69711747013104972);
    CHECK(top_is_one(detail::exponential_layers[255].width, area_e, false) == doctest::Approx(1).epsilon(1e-11));
    const double area_n =
        detail::normal_layers[0].width * 0x1p53 * std::exp(-3.6541528853610088 * 3.6541528853610088 / 2);
    CHECK(top_is_one(detail::normal_layers[255].width, area_n, true) == doctest::Approx(1).epsilon(1e-11));
}
