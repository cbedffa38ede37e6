// Scenarios drawn and run: designs that fill their space, pasts that are shared without a trace.
// SPDX-License-Identifier: Apache-2.0
#include "known_worlds.h"
#include "model/world.h"
#include "reader/shared_past.h"
#include "studies/sampling.h"
#include "studies/sweep.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace midstream;

namespace {

/// A line whose smelter fails, whose trains are few, with disruptions by chance and by date.
std::string unlucky_line(const std::string &disruptions) {
    std::string text = line_of_three();
    text.replace(text.find("end: 2026-01-01"), 15, "end: 2029-01-01");
    text.replace(text.find("capacity: {ore: 100 t/d}"), 0,
                 "failures: {every: {exponential: 20 d}, for: {exponential: 5 d}}, ");
    const std::string last = "  - {from: refinery, to: city, carries: metal, by: conveyor}\n";
    text.replace(text.find(last), last.size(),
                 "  - {name: out, from: refinery, to: city, carries: metal, by: rail, fleet: trains, transit: "
                 "{uniform: [1 d, 3 d]}}\n");
    text += "fleets:\n  trains: {vehicles: 3, parcel: 90 t, load time: 6 h, unload time: 6 h}\n";
    return text +
           "disruptions:\n"
           "  - {name: storms, what: slower transit, at: out, every: {exponential: 90 d}, for: {exponential: 9 d}, to: "
           "50 %}\n" +
           disruptions;
}

bool is_same(const Result &a, const Result &b) {
    if (a.events != b.events || a.balance != b.balance || a.facilities.size() != b.facilities.size()) return false;
    for (std::size_t f = 0; f < a.facilities.size(); ++f)
        if (a.facilities[f].throughput_t != b.facilities[f].throughput_t ||
            a.facilities[f].time_us != b.facilities[f].time_us || a.facilities[f].lost_t != b.facilities[f].lost_t)
            return false;
    for (std::size_t m = 0; m < a.markets.size(); ++m)
        if (a.markets[m].delivered_t != b.markets[m].delivered_t) return false;
    for (std::size_t s = 0; s < a.stocks.size(); ++s)
        if (a.stocks[s].mean_t != b.stocks[s].mean_t || a.stocks[s].closing_t != b.stocks[s].closing_t) return false;
    for (std::size_t r = 0; r < a.routes.size(); ++r)
        if (a.routes[r].moved_t != b.routes[r].moved_t || a.routes[r].parcels != b.routes[r].parcels) return false;
    return a.series.market_t == b.series.market_t && a.series.doing == b.series.doing;
}

CasePast past_of(const Case &chain) { return {past_text(chain), dated_disruptions(chain)}; }

} // namespace

TEST_CASE("a Latin hypercube has one point in every slice of every factor") {
    const Points points = latin_hypercube(64, 5, 3);
    for (std::size_t f = 0; f < 5; ++f) {
        std::set<int> slices;
        for (const auto &point : points) {
            CHECK(point[f] > 0);
            CHECK(point[f] < 1);
            slices.insert(static_cast<int>(point[f] * 64));
        }
        CHECK(slices.size() == 64);
    }
    CHECK(points == latin_hypercube(64, 5, 3));
    CHECK(points != latin_hypercube(64, 5, 4));
}

TEST_CASE("Sobol points are even in every factor and every pair of the first two") {
    const Points points = sobol_points(256, 8, 1);
    for (std::size_t f = 0; f < 8; ++f) {
        std::set<int> slices;
        for (const auto &point : points) slices.insert(static_cast<int>(point[f] * 256));
        CHECK(slices.size() == 256); // a net in base 2 stays one under a shift of its digits
    }
    std::set<std::pair<int, int>> cells;
    for (const auto &point : points) cells.emplace(static_cast<int>(point[0] * 16), static_cast<int>(point[1] * 16));
    CHECK(cells.size() == 256);
    CHECK(points != sobol_points(256, 8, 2));

    // It integrates a smooth function far better than luck: x0 x1 x2 has the mean 1/8.
    double sum = 0;
    for (const auto &point : points) sum += point[0] * point[1] * point[2] / 256;
    CHECK(std::abs(sum - 0.125) < 0.001); // luck alone: 0.0086
}

TEST_CASE("a forked run ends as the run from the start, whatever is dated after the fork") {
    const std::string base;
    const std::vector<std::string> futures = {
        "", // what all have, and nothing else
        "  - {what: strike, at: smelter, on: 2027-01-01, for: {exponential: 40 d}}\n",
        "  - {what: strike, at: smelter, on: 2027-01-01, for: {exponential: 40 d}}\n"
        "  - {what: ban, at: out, on: 2028-01-01, for: 30 d, cargo: return}\n",
        "  - {what: quota, at: out, on: 2027-07-01, amount: 1500 t, per: month}\n",
        "  - {what: derating, at: refinery, on: 2026-03-01, to: 40 %, for: 100 d}\n",
        "  - {what: permanent closure, at: mine, on: 2028-06-15}\n",
        "  - {what: demand shock, at: city, on: 2026-01-01, to: 30 %}\n"};
    std::vector<Case> cases;
    std::vector<CasePast> pasts;
    for (const std::string &future : futures) {
        cases.push_back(case_of(unlucky_line(future)));
        pasts.push_back(past_of(cases.back()));
    }
    const auto families = find_families(pasts, true);
    REQUIRE(families.size() == 1);
    REQUIRE(families[0].branches.size() == futures.size());
    CHECK(families[0].branches.front().scenario == 6); // the demand shock of 2026 leaves first
    CHECK(families[0].branches.back().scenario == 0);

    std::vector<SweepPiece> pieces;
    for (int r = 0; r < 3; ++r) pieces.push_back({0, r, {0, 1, 2, 3, 4, 5, 6}});
    const CasesOf cases_of = [&](const Family &family) {
        std::vector<Case> members;
        for (const Branch &branch : family.branches) members.push_back(cases[branch.scenario]);
        return members;
    };
    int compared = 0;
    const SweepTally tally = run_sweep(families, pieces, 7, cases_of, {}, [&](SweepRun &&run_) {
        Result whole = run(build(cases[run_.scenario]), 7, static_cast<std::uint64_t>(run_.replication), false);
        whole.series = run_.result.series; // a study does not keep it
        CAPTURE(run_.scenario);
        CAPTURE(run_.replication);
        CHECK(is_same(run_.result, whole));
        ++compared;
    });
    CHECK(compared == 21);
    CHECK(tally.shared > tally.events / 4);

    // The bare fork, with the series.
    const auto plan = build_family(families[0], cases_of(families[0]));
    World trunk{plan.trunk, 7, 5, false};
    const Family &family = families[0];
    for (std::size_t b = 0; b < family.branches.size(); ++b) {
        trunk.run_until(std::min(family.branches[b].leaves - Duration{1}, trunk.end()));
        const Result forked = trunk.fork(plan.branches[b]).finish();
        CAPTURE(b);
        CHECK(is_same(forked, run(build(cases[family.branches[b].scenario]), 7, 5, false)));
    }
}

TEST_CASE("cases with another past are no family") {
    std::vector<CasePast> pasts;
    for (const char *disruptions :
         {"", "  - {what: strike, at: smelter, on: 2024-01-01, for: 500 d}\n", // began before the start
          "  - {what: strike, at: smelter, every: 100 d, for: 5 d}\n"})
        pasts.push_back(past_of(case_of(unlucky_line(disruptions))));
    std::string other = unlucky_line("");
    other.replace(other.find("rate: 120"), 9, "rate: 121");
    pasts.push_back(past_of(case_of(other)));
    CHECK(find_families(pasts, true).size() == 4);
    // Words alone make no other past.
    pasts = {past_of(case_of(unlucky_line(""))), past_of(case_of("title: other words\n" + unlucky_line("")))};
    CHECK(find_families(pasts, true).size() == 1);
    CHECK(find_families(pasts, false).size() == 2);
}
