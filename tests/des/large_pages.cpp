// Large arrays on large pages.
// SPDX-License-Identifier: Apache-2.0
#include "des/large_pages.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <numeric>

using namespace midstream;

namespace {

struct alignas(64) Line {
    std::uint64_t number = 0;
};

} // namespace

TEST_CASE("an array keeps what it holds while it grows from small pages onto large ones and back") {
    LargeVector<Line> lines;
    constexpr std::uint64_t many = 3 * LargePages<Line>::page / sizeof(Line);
    for (std::uint64_t i = 0; i < many; ++i) {
        lines.push_back({i});
        REQUIRE(reinterpret_cast<std::uintptr_t>(lines.data()) % alignof(Line) == 0);
    }
    CHECK(reinterpret_cast<std::uintptr_t>(lines.data()) % LargePages<Line>::page == 0);
    const LargeVector<Line> copy = lines;
    lines.resize(10);
    lines.shrink_to_fit();
    CHECK(lines.back().number == 9);
    const std::uint64_t sum = std::accumulate(copy.begin(), copy.end(), std::uint64_t{0},
                                              [](auto all, const Line &line) { return all + line.number; });
    CHECK(sum == many * (many - 1) / 2);
}
