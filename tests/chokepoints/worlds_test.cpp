// The bound of small worlds whose best plan can be found by hand.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/assay_ranges.h"
#include "small_bound.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

constexpr std::string_view mine = "  mine: {kind: mine, makes: ore, rate: 120 t/d}\n";
constexpr std::string_view city = "  city: {kind: market, takes: {metal: 1000 t/d}}\n";
constexpr std::string_view by_belt = "  - {from: mine, to: smelter, carries: ore, by: conveyor}\n"
                                     "  - {from: smelter, to: city, carries: metal, by: conveyor}\n";

std::string with(std::string_view smelter, std::string_view more = "",
                 std::string_view time = "{start: 2025-01-01, end: 2025-04-11}") {
    return world(std::string(mine) + "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.5 t/t}, " +
                     std::string(smelter) + "}\n" + std::string(city),
                 by_belt, more, time);
}

} // namespace

TEST_CASE("the tightest of mine, plant and market is the bound") {
    CHECK(bound_t(with("capacity: {ore: 100 t/d}")) == about(100 * 100 * 0.5));
    CHECK(bound_t(with("capacity: {ore: 200 t/d}")) == about(120 * 100 * 0.5));
    CHECK(bound_t(with("capacity: {metal: 40 t/d}")) == about(40 * 100));
    CHECK(bound_t(with("capacity: {ore: 100 t/d, metal: 45 t/d}")) == about(45 * 100));
    CHECK(bound_t(with("lines: 3, capacity: {ore: 90 t/d}")) == about(45 * 100));
}

TEST_CASE("what stands ready at the start counts") {
    CHECK(bound_t(with("capacity: {ore: 100 t/d}, storage: {metal: {capacity: 1 kt, initial: 700 t}}")) ==
          about(5000 + 700));
    CHECK(bound_t(with("capacity: {ore: 200 t/d}, storage: {ore: {capacity: 1 kt, initial: 600 t}}")) ==
          about(6000 + 300));
}

TEST_CASE("a product that follows an element comes by its recovery") {
    const std::string text = "midstream: 1\ntime: {start: 2025-01-01, end: 2025-04-11}\nelements: [Cu]\n"
                             "materials: {ore: {assay: {Cu: 20 %}}, metal: {assay: {Cu: 80 %}}}\nfacilities:\n"
                             "  mine: {kind: mine, makes: ore, rate: 120 t/d, grade: {Cu: 25 %}}\n"
                             "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: by recovery}, "
                             "recovery: {Cu: 96 %}, capacity: {ore: 100 t/d}}\n" +
                             std::string(city) + "routes:\n" + std::string(by_belt);
    CHECK(bound_t(text) == about(100 * 100 * 0.25 * 0.96 / 0.8));
    CHECK(bound_t(text + "disruptions: [{what: recovery loss, at: smelter, to: 50 %, on: 2025-02-20}]\n") ==
          about(50 * 100 * 0.25 * 0.96 / 0.8 * 1.5));
}

TEST_CASE("the best of two feeds goes in first where assays differ") {
    const std::string text = "midstream: 1\ntime: {start: 2025-01-01, end: 2025-04-11}\nelements: [Cu]\n"
                             "materials: {ore: {assay: {Cu: 20 %}}, metal: {assay: {Cu: 80 %}}}\nfacilities:\n"
                             "  rich: {kind: mine, makes: ore, rate: 40 t/d, grade: {Cu: 40 %}}\n"
                             "  poor: {kind: mine, makes: ore, rate: 400 t/d, grade: {Cu: 10 %}}\n"
                             "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: by recovery}, "
                             "recovery: {Cu: 100 %}, capacity: {ore: 100 t/d}, storage: {ore: 0 t}}\n" +
                             std::string(city) +
                             "routes:\n"
                             "  - {from: rich, to: smelter, carries: ore, by: conveyor}\n"
                             "  - {from: poor, to: smelter, carries: ore, by: conveyor}\n"
                             "  - {from: smelter, to: city, carries: metal, by: conveyor}\n";
    const double best = 100 * (40 * 0.4 + 60 * 0.1) / 0.8;
    CHECK(bound_t(text) >= best);
    CHECK(bound_t(text) <= best * (1 + yield_drift + 1e-9)); // no 40 % feed all day
}

TEST_CASE("two plants side by side add up") {
    const std::string text =
        world(std::string(mine) +
                  "  one: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.5 t/t}, capacity: {ore: 70 t/d}}\n"
                  "  two: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.6 t/t}, capacity: {ore: 60 t/d}}\n" +
                  std::string(city),
              "  - {from: mine, to: one, carries: ore, by: conveyor}\n"
              "  - {from: mine, to: two, carries: ore, by: conveyor}\n"
              "  - {from: one, to: city, carries: metal, by: conveyor}\n"
              "  - {from: two, to: city, carries: metal, by: conveyor}\n");
    CHECK(bound_t(text) == about(100 * (60 * 0.6 + 60 * 0.5)));
}

TEST_CASE("storage carries a season over as far as it goes") {
    // Ore comes in the first half only; the plant can take 100 a day, the pile holds 2 kt.
    const std::string text = world("  mine: {kind: mine, makes: ore, rate: {2025-01-01: 200 t/d, 2025-02-20: 0 t/d}, "
                                   "storage: {ore: 0 t}}\n"
                                   "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.5 t/t}, "
                                   "capacity: {ore: 100 t/d}, storage: {ore: 2 kt}}\n" +
                                       std::string(city),
                                   by_belt);
    CHECK(bound_t(text) == about((50 * 100 + 2000) * 0.5));
}

TEST_CASE("a by-product that finds no buyer stops its plant when the tank is full") {
    const std::string text = world(std::string(mine) +
                                       "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.5 t/t, acid: 1 "
                                       "t/t}, capacity: {ore: 100 t/d}, storage: {acid: 400 t}}\n"
                                       "  buyers: {kind: market, takes: {acid: 60 t/d}, cover: 10 d}\n" +
                                       std::string(city),
                                   std::string(by_belt) + "  - {from: smelter, to: buyers, carries: acid, by: "
                                                          "conveyor}\n");
    CHECK(bound_t(text) == about((60 * 100 + 400 + 600) * 0.5)); // the tank, and ten days' cover at the buyers
}

TEST_CASE("openings, ramps, closures and shutdowns take their days in every bound") {
    for (const Outlook outlook : {Outlook::certain, Outlook::expected}) {
        CHECK(bound_t(with("capacity: {ore: 100 t/d}, opens: 2025-02-20"), outlook) == about(50 * 50));
        CHECK(bound_t(with("capacity: {ore: 100 t/d}, closes: 2025-02-20"), outlook) == about(50 * 50));
        CHECK(bound_t(with("capacity: {ore: 100 t/d}, ramp up: [{after: 0 d, at: 20 %}, {after: 50 d, at: 100 %}]"),
                      outlook) == about(50 * (50 + 0.6 * 50)));
        CHECK(bound_t(with("capacity: {ore: 100 t/d}, shutdowns: [{first: 2025-01-11, every: 30 d, for: 5 d}]"),
                      outlook) == about(50 * (100 - 3 * 5)));
        const std::string strike = "disruptions: [{what: strike, at: smelter, on: 2025-02-10, for: 20 d}, "
                                   "{what: derating, at: smelter, on: 2025-02-20, for: 20 d, to: 50 %}]\n";
        CHECK(bound_t(with("capacity: {ore: 100 t/d}", strike), outlook) == about(50 * (100 - 20 - 5)));
        const std::string more =
            "disruptions: [{what: new capacity, at: smelter, on: 2025-02-20, for: 20 d, adds: 10 t/d}]\n";
        CHECK(bound_t(with("capacity: {ore: 100 t/d}", more), outlook) == about(50 * 100 + 5 * 20));
    }
}

TEST_CASE("chance counts at its mean in the expected bound, and at its least harm in the other") {
    const std::string five_years = "{start: 2025-01-01, end: 2030-01-01}";
    const double days = 1826;
    const auto bounds = [&](const std::string &smelter, const std::string &more = "") {
        const std::string text = with("capacity: {ore: 100 t/d}, " + smelter, more, five_years);
        return std::pair{bound_t(text), bound_t(text, Outlook::expected)};
    };
    const auto running = bounds("failures: {every: {exponential: 18 d}, for: 2 d}");
    CHECK(running.first == about(50 * days));
    CHECK(running.second == doctest::Approx(50 * days * 0.9).epsilon(1e-3));
    const auto calendar = bounds("failures: {every: {exponential: 18 d}, for: {exponential: 2 d}, clock: calendar}");
    CHECK(calendar.second == doctest::Approx(50 * days * 0.9).epsilon(1e-3));
    const auto campaign = bounds("campaign: {life: 180 d, reline: {uniform: [10 d, 30 d]}}");
    CHECK(campaign.first == about(50 * days));
    CHECK(campaign.second == about(50 * (days * 0.9 + 20))); // the last rebuild may lie behind the horizon
    const auto tonnes = bounds("campaign: {tonnes: 18 kt, reline: 20 d}");
    CHECK(tonnes.second == about(50 * (days + 20) * 0.9));
    const auto shutdown = bounds("shutdowns: [{on: 2026-01-01, for: {uniform: [20 d, 40 d]}}]");
    CHECK(shutdown.first == about(50 * (days - 20)));
    CHECK(shutdown.second == about(50 * (days - 30)));
    const auto late = bounds("opens: {on: 2026-01-01, late: {uniform: [100 d, 300 d]}}");
    CHECK(late.first == about(50 * (days - 365 - 100)));
    CHECK(late.second == about(50 * (days - 365 - 200)));
    const auto strikes =
        bounds("lines: 1", "disruptions: [{what: strike, at: smelter, every: {exponential: 90 d}, for: 10 d}]\n");
    CHECK(strikes.first == about(50 * days));
    CHECK(strikes.second == doctest::Approx(50 * days * 0.9).epsilon(1e-3));
}

TEST_CASE("charges come as often as their lines allow") {
    const std::string text = with("lines: 2, charge: {size: 30 t, for: 12 h}"); // 120 t/d, as much as the mine gives
    CHECK(bound_t(text) == about(120 * 100 * 0.5));
    const std::string slow = with("lines: 2, charge: {size: 30 t, for: {uniform: [1 d, 3 d]}}");
    CHECK(bound_t(slow) == about(60 * 100 * 0.5));
    CHECK(bound_t(slow, Outlook::expected) == about(30 * 100 * 0.5));
}
TEST_CASE("a mine gives no more than its reserve") {
    const std::string text = world("  mine: {kind: mine, makes: ore, rate: 120 t/d, reserve: 7 kt}\n"
                                   "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.5 t/t}}\n" +
                                       std::string(city),
                                   by_belt);
    CHECK(bound_t(text) == about(3500));
}

TEST_CASE("orders that are kept can be met later, lost ones cannot") {
    const auto text = [](std::string_view unmet) {
        return world("  mine: {kind: mine, makes: metal, rate: 60 t/d, opens: 2025-02-20}\n"
                     "  city: {kind: market, takes: {metal: 50 t/d}, unmet: " +
                         std::string(unmet) + "}\n",
                     "  - {from: mine, to: city, carries: metal, by: conveyor}\n");
    };
    CHECK(bound_t(text("lost")) == about(50 * 50));
    CHECK(bound_t(text("back-ordered")) == about(60 * 50));
}

TEST_CASE("only what comes after the warm-up counts, with what it leaves behind") {
    const std::string text = with("capacity: {ore: 100 t/d}, storage: {metal: 300 t}", "",
                                  "{start: 2025-01-01, end: 2025-04-11, warmup: 40 d}");
    const double cover = 15 * 1000; // the city's own store takes all of the warm-up
    CHECK(bound_t(text) == about(50 * 60 + std::min(50.0 * 40, 300 + cover)));
}
