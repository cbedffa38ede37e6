// Both ends of a range miss: what counts as either, and which size is told as best.
// SPDX-License-Identifier: Apache-2.0
#include "noisy_sizes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

using namespace midstream;

namespace {

SizeRule rule_of(double target, double zone) {
    SizeRule rule;
    rule.target = target;
    rule.zone = zone;
    return rule;
}

/// Rises up to a size, then stays.
auto levels_off_at(double size, double most) {
    return [=](const std::vector<double> &sizes) { return most * std::min(1.0, sizes[0] / size); };
}

} // namespace

TEST_CASE("an end just above the lower edge of the zone counts as either, soon and for any steps") {
    // The mean lies a tenth of the zone above its edge; thirty times the error of ten runs.
    const SizeRule rule = rule_of(1000, 10);
    for (const Axis &axis : {axis_of(0, 100, 128), axis_of(1, 2, 1, true)}) {
        int runs = 0;
        for (std::uint64_t study = 1; study <= 100; ++study) {
            const SizeResult found = find_size(axis, rule, noisy(levels_off_at(axis.choice.to, 991), 0.1, study));
            REQUIRE(found.answer);
            CHECK(found.is_near);
            CHECK(found.points[*found.answer].at[0] == axis.steps);
            runs = std::max(runs, found.test_runs);
        }
        CHECK(runs <= 30); // ten at each end, and no more than ten for the edge
    }
    const SizeResult exact = find_size(axis_of(0, 100, 128), rule, noisy(levels_off_at(100, 991), 0));
    CHECK(exact.is_near);
    const SizeResult missed = find_size(axis_of(0, 100, 128), rule, noisy(levels_off_at(100, 989), 0));
    CHECK(!missed.answer);
    CHECK(!missed.is_near);
}

TEST_CASE("an end that misses by the zone is called near no more often than promised") {
    const SizeRule rule = rule_of(1000, 10);
    for (const double spread : {2.0, 12.0, 40.0}) {
        int wrong = 0, runs = 0;
        for (std::uint64_t study = 1; study <= 1000; ++study) {
            const SizeResult found = find_size(axis_of(0, 100, 4), rule, noisy(levels_off_at(100, 990), spread, study));
            wrong += found.answer.has_value();
            runs += found.test_runs;
        }
        MESSAGE(fmt::format("a mean one zone below the target, spread {}: {} of 1000 called met or near, promised 25; "
                            "{:.1f} runs each",
                            spread, wrong, runs / 1000.0));
        CHECK(wrong <= 25 + 16); // three standard errors
    }
}

TEST_CASE(
    "of sizes that give as much within the zone the smallest is the best, or the largest where less does better") {
    const SizeRule rule = rule_of(2000, 10);
    for (std::uint64_t study = 1; study <= 20; ++study) {
        // From 50 on all give the same but for luck of each size's own.
        const auto own_luck = [&](const std::vector<double> &sizes, int first, int count) {
            auto runs = *noisy(levels_off_at(50, 1000), 5, study)(sizes, first, count);
            Stream luck{study, static_cast<std::uint64_t>(first), "world", fmt::format("{}", sizes[0])};
            for (SizedRun &run : runs) run.judged += standard_normal(luck);
            return std::optional{runs};
        };
        const SizeResult rises = find_size(axis_of(0, 100, 128), rule, own_luck);
        CHECK(!rises.answer);
        CHECK(rises.points[rises.best].values[0] == 50);
        CHECK(rises.points[rises.most].values[0] >= 50);
        const SizeResult falls =
            find_size(axis_of(0, 100, 128), rule, [&](const std::vector<double> &sizes, int first, int count) {
                return own_luck({100 - sizes[0]}, first, count);
            });
        CHECK(falls.trend == Trend::falls);
        CHECK(falls.points[falls.best].values[0] == 50);
    }
}

TEST_CASE("what rises nowhere is no curve that rises to its end") {
    const Axis axis = axis_of(0, 100, 128);
    const SizeRule rule = rule_of(500, 1);
    const auto curve = [&](auto mean) { return even_curve(axis, find_size(axis, rule, noisy(mean, 0))); };
    CHECK(rises_anywhere(curve([](const auto &sizes) { return 10 * sizes[0]; })));
    CHECK(!rises_anywhere(curve([](const auto &sizes) { return 1000 - sizes[0]; })));
    CHECK(!rises_anywhere(curve([](const auto &) { return 7.0; })));
}
