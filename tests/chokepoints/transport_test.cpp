// The bound of small worlds that transport limits.
// SPDX-License-Identifier: Apache-2.0
#include "small_bound.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

std::string shipped(std::string_view route, std::string_view more = "", std::string_view places = "") {
    return world("  mine: {kind: mine, makes: metal, rate: 1000 t/d" + std::string(places) +
                     "}\n  city: {kind: market, takes: {metal: 10 kt/d}}\n",
                 "  - {from: mine, to: city, carries: metal, by: ship, " + std::string(route) + "}\n", more);
}

} // namespace

TEST_CASE("a fleet carries parcels as often as its vehicles come round") {
    const std::string fleet = "fleets: {ships: {vehicles: 2, parcel: 500 t, load time: 1 d, unload time: 1 d}}\n";
    // Ten days a round; the last way home may lie behind the end.
    CHECK(bound_t(shipped("fleet: ships, transit: 4 d", fleet)) == about(2 * 500 * (100 + 4) / 10.0));
    const std::string home = "fleets: {ships: {vehicles: 2, parcel: 500 t, return: 1 d}}\n";
    CHECK(bound_t(shipped("fleet: ships, transit: {uniform: [4 d, 14 d]}", home)) == about(2 * 500 * 101 / 5.0));
    CHECK(bound_t(shipped("fleet: ships, transit: {uniform: [4 d, 14 d]}", home), Outlook::expected) ==
          about(2 * 500 * 101 / 10.0));
    const std::string slower = fleet + "disruptions: [{what: slower transit, at: mine, on: 2025-01-01, to: 50 %}]\n";
    CHECK(bound_t(shipped("fleet: ships, transit: 4 d", slower)) == about(2 * 500 * (100 + 8) / 18.0));
}

TEST_CASE("berths serve one vehicle after the other") {
    const std::string text = shipped("fleet: charter, parcel: 500 t, transit: 4 d", "", ", berths: 1, loads: 400 t/d");
    CHECK(bound_t(text) == about(400 * 100 + 500)); // the last load counts when it begins
}

TEST_CASE("a passage lets through so many a day, and none while it is shut") {
    const std::string passage = "passages: {canal: {slots: 0.5 /d}}\n";
    const std::string route = "fleet: charter, parcel: 500 t, transit: 4 d, via: [canal]";
    CHECK(bound_t(shipped(route, passage)) == about(500 * (50 + 1)));
    const std::string shut = passage + "disruptions: [{what: passage closure, at: canal, on: 2025-02-20, for: 20 d}]\n";
    CHECK(bound_t(shipped(route, shut)) == about(500 * (40 + 1 + 1))); // each opening starts with a slot
    CHECK(bound_t(shipped(route + ", detour: 9 d", shut)) == about(1000 * 100));
}

TEST_CASE("a route's limit, a quota and a ban hold") {
    const std::string route = "fleet: charter, parcel: 100 t, transit: 4 d";
    CHECK(bound_t(shipped(route + ", limit: 300 t/d")) == about(300 * 100 + 100));
    const std::string quota = "disruptions: [{what: quota, at: mine, on: 2025-01-01, amount: 6 kt, per: month}]\n";
    CHECK(bound_t(shipped(route, quota)) == about(4 * 6000));
    const std::string ban = "disruptions: [{what: ban, at: mine, on: 2025-02-20, cargo: hold}]\n";
    CHECK(bound_t(shipped(route, ban)) == about(50 * 1000));
    const std::string back = "disruptions: [{what: ban, at: mine, on: 2025-02-20, cargo: return}]\n";
    CHECK(bound_t(shipped(route, back)) == about(50 * 1000));
    const std::string belt =
        world("  mine: {kind: mine, makes: metal, rate: 1000 t/d}\n  city: {kind: market, takes: {metal: 10 kt/d}}\n",
              "  - {from: mine, to: city, carries: metal, by: conveyor, limit: 300 t/d}\n", ban);
    CHECK(bound_t(belt) == about(300 * 50));
}

TEST_CASE("a reserve lets out no faster than its draw limit") {
    const std::string text = world("  store: {kind: stockpile, storage: {metal: {capacity: 20 kt, initial: 20 kt}}, "
                                   "reserve: {target: {metal: 20 kt}, release: [{from: 2025-01-01}], draw limit: 150 "
                                   "t/d}}\n  city: {kind: market, takes: {metal: 10 kt/d}}\n",
                                   "  - {from: store, to: city, carries: metal, by: conveyor}\n");
    CHECK(bound_t(text) == about(150 * 100));
}

TEST_CASE("storage at the destination holds what is under way to it, too") {
    // A strike at the city from day 50 on: what can still be sent then is what its store has room for.
    const std::string text = world("  mine: {kind: mine, makes: metal, rate: 1000 t/d}\n"
                                   "  city: {kind: market, takes: {metal: {2025-01-01: 0 t/d, 2025-02-20: 10 kt/d}}, "
                                   "storage: {metal: 3 kt}}\n",
                                   "  - {from: mine, to: city, carries: metal, by: ship, fleet: charter, parcel: 500 "
                                   "t, transit: 40 d}\n",
                                   "disruptions: [{what: ban, at: mine, on: 2025-02-20}]\n");
    CHECK(bound_t(text) <= 3000 * (1 + 1e-6));
}
