// Who is the bottleneck when, in worlds small enough to tell by hand.
// SPDX-License-Identifier: Apache-2.0
#include "model/world.h"
#include "reader/read_case.h"

#include <doctest/doctest.h>

#include <string>

#include <fmt/format.h>

using namespace midstream;

namespace {

Case world_of(const std::string &rest) { // of 100 days
    const std::string text =
        "midstream: 1\ntime: {start: 2025-01-01, end: 2025-04-11}\nmaterials: {ore: {}, metal: {}}\n" + rest;
    return read_case_text(text, "active.yaml").value;
}

Result run_of(const Case &chain) { return run(build(chain), 1, 0); }

/// "12 active, 3 sole, 0 shifting", in days.
std::string words(const ActiveTime &time) {
    const auto days = [](std::int64_t us) { return days_of(Duration{us}); };
    return fmt::format("{:.3g} active, {:.3g} sole, {:.3g} shifting", days(time.active_us), days(time.sole_us),
                       days(time.shifting_us));
}

} // namespace

TEST_CASE("a plant is active at its ceiling and in its shutdown, the mine while it is not blocked") {
    // 20 t/d stay in the pile: the mine fills 1 kt in 50 days and is slowed from then on.
    const Result result = run_of(world_of(
        "facilities:\n"
        "  mine: {kind: mine, makes: ore, rate: 100 t/d, storage: {ore: 0 t}}\n"
        "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 80 t/d}, "
        "storage: {ore: 1 kt}}\n"
        "  city: {kind: market, takes: {metal: 500 t/d}}\n"
        "routes: [{from: mine, to: smelter, carries: ore, by: conveyor}, {from: smelter, to: city, carries: metal, by: "
        "conveyor}]\n"));
    CHECK(words(result.active.facilities[0]) == "50 active, 0 sole, 0 shifting");
    CHECK(words(result.active.facilities[1]) == "100 active, 100 sole, 0 shifting");
    CHECK(words(result.active.facilities[2]) ==
          "0 active, 0 sole, 0 shifting"); // a market limits, but nobody builds it
}

TEST_CASE("a plant that is not open yet is not there") {
    const Result result = run_of(world_of(
        "facilities:\n"
        "  mine: {kind: mine, makes: ore, rate: 100 t/d, storage: {ore: 0 t}}\n"
        "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 80 t/d}, "
        "opens: 2025-01-11, storage: {ore: 1.2 kt}}\n"
        "  city: {kind: market, takes: {metal: 500 t/d}}\n"
        "routes: [{from: mine, to: smelter, carries: ore, by: conveyor}, {from: smelter, to: city, carries: metal, by: "
        "conveyor}]\n"));
    // The mine may bring to it only from day 10 on, and fills the pile up to day 70.
    CHECK(words(result.active.facilities[0]) == "60 active, 0 sole, 0 shifting");
    CHECK(words(result.active.facilities[1]) == "90 active, 90 sole, 0 shifting");
}

TEST_CASE("the bottleneck shifts from the mine to a smelter on strike, which works off its pile afterwards") {
    // Struck from day 40 to 50; the pile is full on day 45, and the smelter gains 10 t/d on it to the end.
    const Result result = run_of(
        world_of("facilities:\n"
                 "  mine: {kind: mine, makes: ore, rate: 100 t/d, storage: {ore: 0 t}}\n"
                 "  yard: {kind: stockpile, storage: {ore: 500 t}}\n"
                 "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 110 t/d}, "
                 "storage: {ore: 0 t}}\n"
                 "  city: {kind: market, takes: {metal: 500 t/d}}\n"
                 "routes:\n"
                 "  - {from: mine, to: yard, carries: ore, by: conveyor}\n"
                 "  - {from: yard, to: smelter, carries: ore, by: conveyor}\n"
                 "  - {from: smelter, to: city, carries: metal, by: conveyor}\n"
                 "disruptions: [{what: strike, at: smelter, on: 2025-02-10, for: 10 d}]\n"));
    CHECK(words(result.active.facilities[0]) == "95 active, 40 sole, 5 shifting");
    CHECK(words(result.active.facilities[2]) == "60 active, 55 sole, 5 shifting");
}

TEST_CASE("a strike is the plant's own; a plant that is shut for good is not there") {
    const std::string head =
        "facilities:\n"
        "  mine: {kind: mine, makes: ore, rate: 100 t/d, storage: {ore: 0 t}}\n"
        "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 200 t/d}}\n"
        "  city: {kind: market, takes: {metal: 500 t/d}}\n"
        "routes: [{from: mine, to: smelter, carries: ore, by: conveyor}, {from: smelter, to: city, carries: metal, by: "
        "conveyor}]\n";
    const Result struck =
        run_of(world_of(head + "disruptions: [{what: strike, at: smelter, on: 2025-02-10, for: 10 d}]\n"));
    CHECK(words(struck.active.facilities[0]) == "90 active, 90 sole, 0 shifting");
    CHECK(words(struck.active.facilities[1]) == "10 active, 10 sole, 0 shifting");
    const Result shut =
        run_of(world_of(head + "disruptions: [{what: permanent closure, at: smelter, on: 2025-02-10}]\n"));
    CHECK(words(shut.active.facilities[0]) == "40 active, 40 sole, 0 shifting");
    CHECK(words(shut.active.facilities[1]) == "0 active, 0 sole, 0 shifting");
}

TEST_CASE("a fleet is active while no vehicle is idle, berths while all are busy") {
    const std::string facilities = "facilities:\n"
                                   "  pile: {kind: stockpile, storage: {ore: {capacity: 90 kt, initial: 90 kt}}}\n"
                                   "  port: {kind: port, berths: 1, storage: {ore: 5 kt}}\n"
                                   "  city: {kind: market, takes: {ore: 100 t/d}}\n";
    const auto routes = [](const char *unloading) {
        return "routes: [{from: pile, to: port, carries: ore, by: ship, fleet: two ships, transit: 3 d}, "
               "{from: port, to: city, carries: ore, by: conveyor}]\n"
               "fleets: {two ships: {vehicles: 2, parcel: 300 t, loading: 300 t/d, unloading: " +
               std::string(unloading) + "}}\n";
    };
    // Cycle of 1 + 3 + 1 + 3 days: the two ships carry 75 t/d and are never idle; the berth is busy a quarter of the time.
    const Result by_ships = run_of(world_of(facilities + routes("300 t/d")));
    CHECK(words(by_ships.active.fleets[0]) == "100 active, 100 sole, 0 shifting");
    CHECK(by_ships.active.berths[1].active_us < 30 * ticks_per_day);
    CHECK(by_ships.active.berths[1].active_us > 20 * ticks_per_day);
    CHECK(by_ships.active.berths[1].sole_us + by_ships.active.berths[1].shifting_us == 0);
    // Unloading takes ten days: the berth is busy from the first arrival on day 4 to the end. The ships are never idle
    // either, and have been so for longer.
    const Result by_berth = run_of(world_of(facilities + routes("30 t/d")));
    CHECK(words(by_berth.active.berths[1]) == "96 active, 0 sole, 0 shifting");
    CHECK(words(by_berth.active.fleets[0]) == "100 active, 100 sole, 0 shifting");
}

TEST_CASE("the berths of a port are active while a strike shuts the port") {
    const Result result =
        run_of(world_of("facilities:\n"
                        "  pile: {kind: stockpile, storage: {ore: {capacity: 90 kt, initial: 90 kt}}}\n"
                        "  port: {kind: port, berths: 2, storage: {ore: 5 kt}}\n"
                        "  city: {kind: market, takes: {ore: 100 t/d}}\n"
                        "routes: [{from: pile, to: port, carries: ore, by: ship, fleet: charter, "
                        "parcel: 300 t, transit: 3 d}, {from: port, to: city, carries: ore, by: "
                        "conveyor}]\n"
                        "disruptions: [{what: strike, at: port, on: 2025-02-10, for: 12 d}]\n"));
    CHECK(words(result.active.berths[1]) == "12 active, 12 sole, 0 shifting");
}

TEST_CASE("a passage is active while it is shut or a queue stands before it") {
    const auto chain = [](const std::string &canal, const std::string &detour = "15 d") {
        return world_of("facilities:\n"
                        "  mine: {kind: mine, makes: ore, rate: 100 t/d, storage: {ore: 5 kt}}\n"
                        "  city: {kind: market, takes: {ore: 500 t/d}}\n"
                        "routes: [{from: mine, to: city, carries: ore, by: ship, fleet: charter, parcel: 500 t, "
                        "transit: 6 d, via: canal, detour: " +
                        detour + "}]\n" + canal);
    };
    const auto passage = [](const Result &result) { return words(result.active.passages[0]); };
    // A ship every five days: nobody waits.
    CHECK(passage(run_of(chain("passages: {canal: {slots: 2 /d}}\n"))) == "0 active, 0 sole, 0 shifting");
    // The mine has never been idle before, and is not: ships go round.
    CHECK(passage(run_of(chain("passages: {canal: {slots: 2 /d}}\ndisruptions: [{what: passage closure, at: canal, on: "
                               "2025-01-31, for: 30 d}]\n"))) == "30 active, 0 sole, 0 shifting");
    CHECK(passage(run_of(chain("passages: {canal: {}}\ndisruptions: [{what: passage closure, at: canal, on: "
                               "2025-01-31, for: 30 d}]\n"))) == "30 active, 0 sole, 0 shifting");
    // A slot every ten days: the second ship waits from day 13, and there is a queue ever after.
    CHECK(passage(run_of(chain("passages: {canal: {slots: 0.1 /d}}\n", "150 d"))).substr(0, 9) == "87 active");
}
