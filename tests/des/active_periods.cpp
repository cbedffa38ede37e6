// Longest active periods: sequences by hand, and random ones against the definition applied to the whole record.
// SPDX-License-Identifier: Apache-2.0
#include "des/active_periods.h"

#include "des/random.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace midstream;

namespace {

SimTime at(std::int64_t us) { return SimTime{Duration{us}}; }

struct Change {
    std::int64_t at;
    std::uint32_t node;
    bool active;
};

std::string shares(const ActivePeriods &periods, std::uint32_t nodes) {
    std::string text;
    for (std::uint32_t n = 0; n < nodes; ++n)
        text += (n == 0 ? "" : " | ") + std::to_string(periods.time(n).active_us) + " active, " +
                std::to_string(periods.time(n).sole_us) + " sole, " + std::to_string(periods.time(n).shifting_us) +
                " shifting";
    return text;
}

std::string found(std::uint32_t nodes, const std::vector<Change> &changes, std::int64_t end, std::int64_t reset = 0) {
    ActivePeriods periods{nodes, at(0)};
    bool warm = reset == 0;
    for (const Change &change : changes) {
        if (!warm && change.at > reset) {
            periods.reset(at(reset));
            warm = true;
        }
        periods.set_active(change.node, change.active, at(change.at));
    }
    if (!warm) periods.reset(at(reset));
    periods.finish(at(end));
    return shares(periods, nodes);
}

/// The definition, applied instant by instant to the whole record.
std::string defined(std::uint32_t nodes, const std::vector<Change> &changes, std::int64_t end, std::int64_t reset) {
    struct Period {
        std::uint32_t node;
        std::int64_t start, end;
        bool cut = false; ///< by the end
        bool bottleneck = false;
    };
    std::vector<Period> periods;
    std::vector<std::int64_t> since(nodes, -1);
    const auto close = [&](std::uint32_t node, std::int64_t now, bool cut) {
        if (since[node] >= 0 && since[node] < now) periods.push_back({node, since[node], now, cut});
        since[node] = -1;
    };
    for (const Change &change : changes) {
        if (change.active && since[change.node] < 0) since[change.node] = change.at;
        if (!change.active) close(change.node, change.at, false);
    }
    for (std::uint32_t n = 0; n < nodes; ++n) close(n, end, true);
    for (std::int64_t t = 0; t < end; ++t) {
        Period *longest = nullptr;
        for (Period &period : periods) {
            if (period.start > t || period.end <= t) continue;
            if (longest) {
                const std::int64_t length = period.end - period.start, most = longest->end - longest->start;
                if (length < most) continue;
                if (length == most && period.start > longest->start) continue;
                if (length == most && period.start == longest->start && period.node > longest->node) continue;
            }
            longest = &period;
        }
        if (longest) longest->bottleneck = true;
        for (Period &period : periods) // equal as far as anybody knows
            if (longest && longest->cut && period.cut && period.start == longest->start) period.bottleneck = true;
    }
    std::vector<std::int64_t> active(nodes, 0), sole(nodes, 0), shifting(nodes, 0);
    for (std::int64_t t = reset; t < end; ++t) {
        int bottlenecks = 0;
        for (const Period &period : periods) bottlenecks += period.start <= t && t < period.end && period.bottleneck;
        for (const Period &period : periods) {
            if (period.start > t || period.end <= t) continue;
            ++active[period.node];
            if (period.bottleneck) ++(bottlenecks > 1 ? shifting : sole)[period.node];
        }
    }
    std::string text;
    for (std::uint32_t n = 0; n < nodes; ++n)
        text += (n == 0 ? "" : " | ") + std::to_string(active[n]) + " active, " + std::to_string(sole[n]) + " sole, " +
                std::to_string(shifting[n]) + " shifting";
    return text;
}

} // namespace

TEST_CASE("two machines overlap: the first is alone, the bottleneck shifts, the second is alone") {
    CHECK(found(2, {{0, 0, true}, {6, 1, true}, {10, 0, false}, {25, 1, false}}, 30) ==
          "10 active, 6 sole, 4 shifting | 19 active, 15 sole, 4 shifting");
}

TEST_CASE("a period inside a longer one is never the bottleneck") {
    CHECK(found(2, {{0, 0, true}, {2, 1, true}, {5, 1, false}, {6, 1, true}, {9, 1, false}, {10, 0, false}}, 12) ==
          "10 active, 10 sole, 0 shifting | 6 active, 0 sole, 0 shifting");
}

TEST_CASE("whether a period was the longest is known when its neighbours have ended") {
    // 1 outlives 0, but 2, which began before 0 ended, is longer than 1: the bottleneck shifts from 0 to 2.
    CHECK(found(3, {{0, 0, true}, {5, 1, true}, {8, 2, true}, {10, 0, false}, {12, 1, false}, {30, 2, false}}, 30) ==
          "10 active, 8 sole, 2 shifting | 7 active, 0 sole, 0 shifting | 22 active, 20 sole, 2 shifting");
    // Had 2 begun after 0 ended, then 1 would have been the longest in between.
    CHECK(found(3, {{0, 0, true}, {5, 1, true}, {10, 0, false}, {11, 2, true}, {12, 1, false}, {30, 2, false}}, 30) ==
          "10 active, 5 sole, 5 shifting | 7 active, 1 sole, 6 shifting | 19 active, 18 sole, 1 shifting");
}

TEST_CASE("of equal periods the lower node counts, in whatever order they are told") {
    const std::string first = "10 active, 10 sole, 0 shifting | 10 active, 0 sole, 0 shifting";
    CHECK(found(2, {{0, 0, true}, {0, 1, true}, {10, 0, false}, {10, 1, false}}, 10) == first);
    CHECK(found(2, {{0, 1, true}, {0, 0, true}, {10, 1, false}, {10, 0, false}}, 10) == first);
}

TEST_CASE("nodes that began together and are never idle shift among themselves: nobody knows which would last longer") {
    CHECK(found(3, {{0, 2, true}, {0, 0, true}, {1, 1, true}}, 10) ==
          "10 active, 0 sole, 10 shifting | 9 active, 0 sole, 0 shifting | 10 active, 0 sole, 10 shifting");
    CHECK(found(3, {{0, 0, true}, {4, 1, true}, {4, 2, true}, {6, 0, false}}, 9) ==
          "6 active, 4 sole, 2 shifting | 5 active, 0 sole, 5 shifting | 5 active, 0 sole, 5 shifting");
}

TEST_CASE("while all are inactive there is no bottleneck") {
    CHECK(found(2, {}, 10) == "0 active, 0 sole, 0 shifting | 0 active, 0 sole, 0 shifting");
    CHECK(found(2, {{1, 0, true}, {3, 0, false}, {5, 1, true}, {6, 1, false}}, 10) ==
          "2 active, 2 sole, 0 shifting | 1 active, 1 sole, 0 shifting");
    CHECK(found(1, {{4, 0, true}, {4, 0, false}}, 10) == "0 active, 0 sole, 0 shifting");
}

TEST_CASE("what is known already changes nothing, and does not cut a period") {
    CHECK(found(2, {{0, 0, true}, {4, 0, true}, {5, 1, true}, {6, 1, false}, {7, 1, false}, {9, 0, false}}, 9) ==
          "9 active, 9 sole, 0 shifting | 1 active, 0 sole, 0 shifting");
}

TEST_CASE("a period that began in the warm-up keeps its start, and only time after the warm-up counts") {
    // 0 is the bottleneck up to 14 because it began at 0; with a fresh start at 10 node 1 would be.
    CHECK(found(2, {{0, 0, true}, {10, 1, true}, {14, 0, false}, {20, 1, false}}, 20, 12) ==
          "2 active, 0 sole, 2 shifting | 8 active, 6 sole, 2 shifting");
    CHECK(found(2, {{0, 0, true}, {10, 0, false}, {15, 1, true}}, 20, 12) ==
          "0 active, 0 sole, 0 shifting | 5 active, 5 sole, 0 shifting");
}

TEST_CASE("a copy goes on by itself") {
    ActivePeriods periods{2, at(0)};
    periods.set_active(0, true, at(0));
    periods.set_active(1, true, at(4));
    ActivePeriods fork = periods;
    periods.set_active(0, false, at(5));
    periods.finish(at(20));
    fork.set_active(1, false, at(6));
    fork.finish(at(20));
    CHECK(shares(periods, 2) == "5 active, 4 sole, 1 shifting | 16 active, 15 sole, 1 shifting");
    CHECK(shares(fork, 2) == "20 active, 20 sole, 0 shifting | 2 active, 0 sole, 0 shifting");
}

TEST_CASE("random sequences give what the definition gives") {
    Stream luck{1, 0, "active periods", "test"};
    const auto draw = [&](std::int64_t n) {
        return static_cast<std::int64_t>(luck.uniform() * static_cast<double>(n));
    };
    for (int k = 0; k < 3000; ++k) {
        const auto nodes = static_cast<std::uint32_t>(1 + draw(7));
        const std::int64_t end = 20 + draw(60), reset = draw(2) == 0 ? 0 : draw(20), quiet = 1 + draw(4);
        std::vector<char> active(nodes, 0);
        std::vector<Change> changes;
        for (std::int64_t t = 0; t <= end; ++t)
            for (std::int64_t i = draw(3); i > 0 && draw(quiet) == 0; --i) {
                const auto node = static_cast<std::uint32_t>(draw(nodes));
                active[node] = !active[node];
                changes.push_back({t, node, active[node] != 0});
            }
        CAPTURE(k);
        REQUIRE(found(nodes, changes, end, reset) == defined(nodes, changes, end, reset));
    }
}
