// Lost tonnes and their root causes, in worlds small enough to tell by hand.
// SPDX-License-Identifier: Apache-2.0
#include "model/world.h"
#include "reader/read_case.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>

#include <fmt/format.h>

using namespace midstream;

namespace {

using Losses = std::map<std::string, double>; ///< "mine: shutdowns" -> tonnes

/// A mine of 100 t/d, a smelter, a city that wants 100 t/d; what is not told otherwise has next to no storage.
struct Line {
    std::string mine, smelter;
    std::string mine_holds = "1 t", smelter_takes = "100 t/d", smelter_holds = "1 t", wanted = "100 t/d";
    std::string by = "by: conveyor", more, warmup = "30 d";

    Case build() const {
        const std::string text = fmt::format(
            "midstream: 1\ntime: {{start: 2025-01-01, end: 2026-01-01, warmup: {}}}\n"
            "materials: {{ore: {{}}, metal: {{}}}}\nfacilities:\n"
            "  mine: {{kind: mine, makes: ore, rate: 100 t/d, storage: {{ore: {}}}{}}}\n"
            "  smelter: {{kind: plant, takes: {{ore: 1 t/t}}, makes: {{metal: 1 t/t}}, capacity: {{ore: {}}}, "
            "storage: {{ore: {}, metal: 100 t}}{}}}\n"
            "  city: {{kind: market, takes: {{metal: {}}}}}\n"
            "routes:\n  - {{from: mine, to: smelter, carries: ore, {}}}\n"
            "  - {{from: smelter, to: city, carries: metal, by: conveyor}}\n{}",
            warmup, mine_holds, mine, smelter_takes, smelter_holds, smelter, wanted, by, more);
        return read_case_text(text, "line.yaml").value;
    }
};

Case case_of(const std::string &text) {
    return read_case_text("midstream: 1\ntime: {start: 2025-01-01, end: 2026-01-01, warmup: 30 d}\n" + text,
                          "losses.yaml")
        .value;
}

Result one_run(const Case &chain) { return run(build(chain), 1, 0); }

Losses words_of_roots(const Case &chain, const std::vector<RootLoss> &roots) {
    const CauseNumbers causes(chain);
    Losses losses;
    for (const RootLoss &part : roots) {
        const RootCause root = causes.at(part.cause);
        if (std::abs(part.lost_t) > 1e-6)
            losses[fmt::format("{}: {}", name_of(chain, root),
                               words_of(Cause{})[static_cast<std::size_t>(root.cause)])] = part.lost_t;
    }
    return losses;
}

/// Of the first market.
Losses market_losses(const Case &chain) { return words_of_roots(chain, one_run(chain).market_roots.front()); }
Losses losses_of(const Case &chain, std::size_t facility) {
    return words_of_roots(chain, one_run(chain).facility_roots[facility]);
}
double delivered_of(const Case &chain) { return one_run(chain).markets.front().delivered_t; }

void check_same(const Losses &found, const Losses &expected, double within_t = 1e-3) {
    std::string words;
    for (const auto &[root, lost_t] : found) words += fmt::format("{} {:.4f}; ", root, lost_t);
    INFO(words);
    CHECK(found.size() == expected.size());
    for (const auto &entry : expected) {
        INFO(entry.first);
        REQUIRE(found.count(entry.first) == 1);
        CHECK(std::abs(found.at(entry.first) - entry.second) <= within_t);
    }
}

const std::string ten_days = ", shutdowns: [{on: 2025-06-01, for: 10 d}]";

/// One thing goes wrong: the market's losses are its own, and without it exactly they come back.
void check_one_cause(const Line &with, const Line &without, const std::string &root, double lost_t) {
    const Case chain = with.build();
    check_same(market_losses(chain), {{root, lost_t}});
    CHECK(delivered_of(without.build()) - delivered_of(chain) == doctest::Approx(lost_t).epsilon(1e-6));
}

} // namespace

TEST_CASE("one cause in a line without storage takes all, upstream and downstream") {
    Line smelter, mine, nothing;
    smelter.smelter = ten_days;
    mine.mine = ten_days;
    check_one_cause(smelter, nothing, "smelter: shutdowns", 1000);
    check_one_cause(mine, nothing, "mine: shutdowns", 1000);
    // The mine was blocked for as long, but for what its own yard and the smelter's took in.
    check_same(losses_of(smelter.build(), 0), {{"smelter: shutdowns", 998}});
}

TEST_CASE("a cause finds its tonnes weeks later, at the end of a long transit") {
    Line line;
    line.mine_holds = "5000 t";
    line.smelter_holds = "{capacity: 9000 t, initial: 0 t}";
    line.warmup = "60 d";
    line.by = "by: ship, fleet: charter, parcel: 100 t, transit: 30 d";
    Line mine = line, ban = line, strait = line, no_strait = line;
    mine.mine = ten_days;
    check_one_cause(mine, line, "mine: shutdowns", 1000);
    ban.more = "disruptions:\n  - {what: ban, at: mine, on: 2025-06-01, for: 15 d}\n";
    check_one_cause(ban, line, "mine -> smelter: stopped", 1500);
    // Cargo that had sailed waits before the strait; cargo that had not stays at the mine.
    no_strait.by = strait.by = line.by + ", via: [strait]";
    no_strait.more = "passages: {strait: {}}\n";
    strait.more = no_strait.more + "disruptions:\n  - {what: passage closure, at: strait, on: 2025-06-01, for: 15 d}\n";
    check_one_cause(strait, no_strait, "strait: shut", 1500);
}

TEST_CASE("what a stockpile absorbs blames nobody") {
    Line whole, partly;
    whole.mine = partly.mine = ten_days;
    whole.smelter_holds = "{capacity: 2000 t, initial: 2000 t}";
    partly.smelter_holds = "{capacity: 600 t, initial: 600 t}";
    whole.warmup = partly.warmup = "0 d";
    check_same(market_losses(whole.build()), {});
    check_same(market_losses(partly.build()), {{"mine: shutdowns", 400}});
}

TEST_CASE("two causes in turn: each is charged with the days it took") {
    Line line;
    line.mine = ", shutdowns: [{on: 2025-04-01, for: 10 d}]";
    line.smelter = ", shutdowns: [{on: 2025-09-01, for: 20 d}]";
    check_same(market_losses(line.build()), {{"mine: shutdowns", 1000}, {"smelter: shutdowns", 2000}});
}

TEST_CASE("two causes at once: the one nearest to the customer comes first") {
    Line line; // the mine is down for days 1 to 10, the smelter for days 6 to 15
    line.mine = ten_days;
    line.smelter = ", shutdowns: [{on: 2025-06-06, for: 10 d}]";
    check_same(market_losses(line.build()), {{"mine: shutdowns", 500}, {"smelter: shutdowns", 1000}});
    check_same(losses_of(line.build(), 0), {{"mine: shutdowns", 1000}, {"smelter: shutdowns", 498}});
}

TEST_CASE("two causes at once on two ways: each is charged with what it withheld") {
    const Case chain = case_of(
        "materials: {ore: {}, metal: {}}\n"
        "facilities:\n"
        "  near mine: {kind: mine, makes: ore, rate: 50 t/d, storage: {ore: 1 t}, shutdowns: [{on: 2025-06-01, for: 20 "
        "d}]}\n"
        "  far mine: {kind: mine, makes: ore, rate: 50 t/d, storage: {ore: 100 t}, shutdowns: [{on: 2025-06-11, for: "
        "20 "
        "d}]}\n"
        "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 100 t/d}, storage: {ore: "
        "200 t, metal: 1 t}}\n"
        "  city: {kind: market, takes: {metal: 100 t/d}}\n"
        "routes:\n"
        "  - {from: near mine, to: smelter, carries: ore, by: conveyor}\n"
        "  - {from: far mine, to: smelter, carries: ore, by: rail, fleet: charter, parcel: 50 t, transit: 2 d}\n"
        "  - {from: smelter, to: city, carries: metal, by: conveyor}\n");
    check_same(market_losses(chain), {{"near mine: shutdowns", 1000}, {"far mine: shutdowns", 1000}}, 1);
}

TEST_CASE("the size of the chain is charged to the capacity that comes first") {
    Line smelter, mine, market;
    smelter.smelter_takes = "80 t/d";
    check_same(market_losses(smelter.build()), {{"smelter: capacity", 6700}});
    check_same(losses_of(smelter.build(), 0), {{"smelter: capacity", 6700}});
    // A smelter of 120 t/d between a mine of 100 and a market of 130: the mine is first, the smelter next.
    mine.smelter_takes = "120 t/d";
    mine.wanted = "130 t/d";
    check_same(market_losses(mine.build()), {{"mine: capacity", 6700}, {"smelter: capacity", 3350}});
    market.wanted = "60 t/d";
    check_same(losses_of(market.build(), 0), {{"city: demand", 13400}});
    check_same(losses_of(market.build(), 1), {{"city: demand", 13400}});
}

TEST_CASE("a plant far too large passes on only what its customers miss") {
    Line line;
    line.smelter_takes = "500 t/d";
    line.wanted = "130 t/d";
    line.smelter = ten_days;
    check_same(market_losses(line.build()), {{"mine: capacity", 10050}, {"smelter: shutdowns", 998}});
}

TEST_CASE("a plant with slack makes good what it missed: its customers lost less than it did") {
    Line line;
    line.mine_holds = "5000 t";
    line.smelter_holds = "5000 t";
    line.smelter_takes = "150 t/d";
    line.wanted = "120 t/d";
    line.smelter = ten_days;
    const Case chain = line.build();
    // 10 days at 100 t/d are missed, and won back at 20 t/d beyond the mine's rate: by the end of the year nothing is
    // lost but to the mine.
    check_same(market_losses(chain), {{"mine: capacity", 335 * 20.0}}, 150);
    check_same(losses_of(chain, 1), {{"smelter: shutdowns", 1500}, {"mine: capacity", 335 * 50.0 - 1500}}, 150);
}

TEST_CASE("a fleet and a limit take what they cannot carry") {
    Line fleet, limit;
    fleet.mine_holds = fleet.smelter_holds = "500 t";
    fleet.by = "by: rail, fleet: trains, transit: 2 d";
    fleet.more = "fleets: {trains: {vehicles: 2, parcel: 100 t}}\n";
    check_same(market_losses(fleet.build()), {{"trains: vehicles", 16700}});
    limit.by = "by: conveyor, limit: 60 t/d";
    check_same(market_losses(limit.build()), {{"mine -> smelter: limit", 13400}});
    check_same(losses_of(limit.build(), 0), {{"mine -> smelter: limit", 13400}});
}

TEST_CASE("a full acid tank hands the loss to those who do not buy the acid") {
    const Case chain = case_of(
        "materials: {ore: {}, metal: {}, acid: {}}\n"
        "facilities:\n"
        "  city: {kind: market, takes: {metal: 100 t/d}}\n"
        "  mine: {kind: mine, makes: ore, rate: 100 t/d, storage: {ore: 1 t}}\n"
        "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t, acid: 2 t/t}, capacity: {ore: 100 t/d}, "
        "storage: {ore: 1 t, acid: 100 t, metal: 1 t}}\n"
        "  acid buyers: {kind: market, takes: {acid: 120 t/d}}\n"
        "routes:\n"
        "  - {from: mine, to: smelter, carries: ore, by: conveyor}\n"
        "  - {from: smelter, to: city, carries: metal, by: conveyor}\n"
        "  - {from: smelter, to: acid buyers, carries: acid, by: truck, fleet: charter, parcel: 20 t, transit: 1 d}\n");
    check_same(market_losses(chain), {{"acid buyers: demand", 13400}});
    check_same(losses_of(chain, 1), {{"acid buyers: demand", 13400}});
}

TEST_CASE("a strike, a closing and a late opening are charged where they happen, and to nobody's size") {
    Line strike, closes, opens;
    strike.more = "disruptions:\n  - {what: strike, at: smelter, on: 2025-06-01, for: 10 d}\n";
    check_one_cause(strike, {}, "smelter: disruptions", 1000);
    check_same(losses_of(strike.build(), 0), {{"smelter: disruptions", 999}});
    closes.mine = ", closes: 2025-12-02";
    check_one_cause(closes, {}, "mine: closed", 3000);
    opens.smelter = ", opens: 2025-03-02";
    check_same(market_losses(opens.build()), {{"smelter: closed", 3000}}, 1);
}

TEST_CASE("a plant with slack that stands while feed piles up harms nobody: what is short is the mine") {
    Line line;
    line.mine_holds = line.smelter_holds = "9000 t";
    line.smelter_takes = "200 t/d";
    line.wanted = "200 t/d";
    line.smelter = ten_days;
    check_same(market_losses(line.build()), {{"mine: capacity", 33500}}, 1);
}

TEST_CASE("a mine's stop behind a shut strait is still the mine's") {
    Line line;
    line.mine_holds = "3000 t";
    line.smelter_holds = "{capacity: 9000 t, initial: 0 t}";
    line.warmup = "60 d";
    line.by = "by: ship, fleet: charter, parcel: 100 t, transit: 10 d, via: [strait]";
    line.mine = ", shutdowns: [{on: 2025-06-21, for: 60 d}]";
    line.more = "passages: {strait: {}}\n"
                "disruptions:\n  - {what: passage closure, at: strait, on: 2025-06-01, for: 60 d}\n";
    const Losses found = market_losses(line.build()); // which of the two had the days of both is anybody's
    CHECK(found.size() == 2);
    CHECK(found.count("strait: shut") == 1);
    CHECK(found.count("mine: shutdowns") == 1);
}

TEST_CASE("a strait with too few slots is charged with all that waits, also when no more is asked for") {
    Line line;
    line.mine_holds = "500 t";
    line.smelter_holds = "2000 t";
    line.warmup = "90 d";
    line.by = "by: ship, fleet: charter, parcel: 100 t, transit: 10 d, via: [strait]";
    line.more = "passages: {strait: {slots: 0.5 /d}}\n";
    check_same(market_losses(line.build()), {{"strait: slots", 275 * 50.0}}, 100);
}

TEST_CASE("a recycle does not count a loss twice") {
    const Case chain = case_of(
        "materials: {ore: {}, scrap: {}, slag: {}, metal: {}}\n"
        "facilities:\n"
        "  city: {kind: market, takes: {metal: 100 t/d}}\n"
        "  mine: {kind: mine, makes: ore, rate: 100 t/d, storage: {ore: 1 t}, shutdowns: [{on: 2025-06-01, for: 10 "
        "d}]}\n"
        "  smelter: {kind: plant, takes: {ore: 1 t/t, scrap: 0.25 t/t}, makes: {metal: 1 t/t, slag: 0.25 t/t}, "
        "capacity: {ore: 100 t/d}, storage: {ore: 1 t, scrap: {capacity: 100 t, initial: 50 t}, slag: 10 t, metal: 1 "
        "t}}\n"
        "  cleaner: {kind: plant, takes: {slag: 1 t/t}, makes: {scrap: 1 t/t}, capacity: {slag: 30 t/d}, storage: "
        "{slag: 5 t, scrap: 5 t}}\n"
        "routes:\n"
        "  - {from: mine, to: smelter, carries: ore, by: conveyor}\n"
        "  - {from: smelter, to: cleaner, carries: slag, by: conveyor}\n"
        "  - {from: cleaner, to: smelter, carries: scrap, by: conveyor}\n"
        "  - {from: smelter, to: city, carries: metal, by: conveyor}\n");
    check_same(market_losses(chain), {{"mine: shutdowns", 1000}});
    check_same(losses_of(chain, 2), {{"mine: shutdowns", 1000}});
}

TEST_CASE("a poorer feed is charged to its grade, a recovery that suffers to the disruption") {
    const std::string text =
        "elements: [Cu]\n"
        "materials: {ore: {assay: {Cu: 30 %}}, anode: {assay: {Cu: 100 %}}}\n"
        "facilities:\n"
        "  city: {kind: market, takes: {anode: 30 t/d}}\n"
        "  mine: {kind: mine, makes: ore, rate: 100 t/d, grade: {Cu: {2025-01-01: 30 %, 2025-07-01: 27 %}}, storage: "
        "{ore: 1 t}}\n"
        "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {anode: by recovery}, recovery: {Cu: 100 %}, capacity: "
        "{ore: 100 t/d}, storage: {ore: 1 t, anode: 1 t}}\n"
        "routes:\n"
        "  - {from: mine, to: smelter, carries: ore, by: conveyor}\n"
        "  - {from: smelter, to: city, carries: anode, by: conveyor}\n"
        "disruptions:\n"
        "  - {what: recovery loss, at: smelter, to: 90 %, on: 2025-03-01, for: 10 d}\n";
    check_same(market_losses(case_of(text)), {{"smelter: disruptions", 30.0}, {"smelter: grade", 184 * 3.0}}, 2);
}

TEST_CASE("following losses changes nothing else") {
    const auto plan = build(read_case(std::string(CASES) + "/valley.yaml").value);
    const Result with = run(plan, 7, 1, true), without = run(plan, 7, 1, false);
    CHECK(with.events == without.events);
    for (std::size_t m = 0; m < with.markets.size(); ++m)
        CHECK(with.markets[m].delivered_t == without.markets[m].delivered_t);
    for (std::size_t f = 0; f < with.facilities.size(); ++f) {
        CHECK(with.facilities[f].throughput_t == without.facilities[f].throughput_t);
        CHECK(with.facilities[f].lost_t == without.facilities[f].lost_t);
    }
    CHECK(without.facility_roots.empty());
}
