// What limits cost in the bound, and what is said where there is none.
// SPDX-License-Identifier: Apache-2.0
#include "small_bound.h"

#include "chokepoints/linear_programme.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

constexpr double inf = for_ever;

/// Two plants in a row, of which the second takes what the first makes.
std::string in_a_row(std::string_view first, std::string_view second) {
    return "midstream: 1\ntime: {start: 2025-01-01, end: 2027-01-01, warmup: 1 y}\nmeasure: {delivered: metal}\n"
           "materials: {ore: {}, anode: {}, metal: {}}\nfacilities:\n"
           "  mine: {kind: mine, makes: ore, rate: 500 t/d, storage: {ore: 0 t}}\n"
           "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {anode: 0.5 t/t}, storage: {ore: 0 t, anode: 0 t}, "
           "capacity: {anode: " +
           std::string(first) +
           "}}\n"
           "  refinery: {kind: plant, takes: {anode: 1 t/t}, makes: {metal: 1 t/t}, storage: {anode: 0 t, metal: 0 t}, "
           "capacity: {anode: " +
           std::string(second) +
           "}}\n"
           "  city: {kind: market, takes: {metal: 500 t/d}, storage: {metal: 0 t}}\nroutes:\n"
           "  - {from: mine, to: smelter, carries: ore, by: conveyor}\n"
           "  - {from: smelter, to: refinery, carries: anode, by: conveyor}\n"
           "  - {from: refinery, to: city, carries: metal, by: conveyor}\n";
}

Bound bound_of(std::string_view text) {
    const Case chain = case_of(text);
    return find_bound(chain, measure_of(chain));
}

} // namespace

TEST_CASE("the price of a limit is what a tonne more of it gives, as far as it gives it") {
    const Bound bound = bound_of(in_a_row("100 t/d", "125 t/d"));
    CHECK(*bound.t_per_year == about(100 * days_per_year));
    REQUIRE(bound.binding.size() == 1);
    const BoundLimit &smelter = bound.binding.front();
    CHECK(smelter.limit.at == "smelter");
    CHECK(smelter.limit.limit == "capacity");
    CHECK(smelter.unit == "t/y");
    CHECK(smelter.size == about(100 * days_per_year));
    CHECK(smelter.more == about(1));
    CHECK(smelter.less == about(1));
    CHECK(smelter.holds_to == 0.2); // at 25 % the refinery takes over
    CHECK(bound.trouble.empty());
}

TEST_CASE("of two limits that bind together neither gives anything alone, and each costs") {
    const Bound bound = bound_of(in_a_row("100 t/d", "100 t/d"));
    REQUIRE(bound.binding.size() == 2);
    for (const BoundLimit &limit : bound.binding) {
        CHECK(limit.more == 0);
        CHECK(limit.less == about(1));
        CHECK(limit.holds_to == 0);
    }
}

TEST_CASE("a vehicle, a slot and a berth have their price in tonnes a year") {
    const std::string text =
        world("  mine: {kind: mine, makes: metal, rate: 1000 t/d}\n  city: {kind: market, takes: {metal: 10 kt/d}}\n",
              "  - {from: mine, to: city, carries: metal, by: ship, fleet: ships, transit: 4 d}\n",
              "fleets: {ships: {vehicles: 2, parcel: 500 t, load time: 1 d, unload time: 1 d}}\n");
    const Bound bound = bound_of(text);
    REQUIRE(bound.binding.size() == 1);
    CHECK(bound.binding.front().unit == "vehicle");
    CHECK(bound.binding.front().more == about(500 * 104 / 10.0 * days_per_year / 100));
    CHECK(bound.binding.front().holds_to == 1);
}

TEST_CASE("a limit scaled gives what the case with that limit gives, and the case itself is not changed") {
    const Case chain = case_of(in_a_row("100 t/d", "125 t/d"));
    BoundProblem problem(chain, measure_of(chain), Outlook::expected);
    const auto smelter = problem.find_dial(find_limits(chain)[1]);
    REQUIRE(smelter);
    CHECK(problem.dials()[*smelter].limit.at == "smelter");
    CHECK(*problem.solve() == about(100 * days_per_year));
    CHECK(*problem.solve_with(*smelter, 1.5) == about(125 * days_per_year));
    CHECK(*problem.solve_with(*smelter, 0) == about(0));
    CHECK(*problem.solve() == about(100 * days_per_year));
}

TEST_CASE("where nothing limits the luckiest run, its source is named") {
    const std::string text = world("  mine: {kind: mine, makes: metal, charge: {size: 10 t, for: {exponential: 1 d}}}\n"
                                   "  city: {kind: market, takes: {metal: 5 t/d}}\n",
                                   "  - {from: mine, to: city, carries: metal, by: conveyor}\n");
    Case chain = case_of(text);
    CHECK(*find_bound(chain, measure_of(chain)).t_per_year == about(5 * days_per_year));
    chain.measure = {std::nullopt, chain.measure.delivered, std::nullopt, ""};
    const Bound made = find_bound(chain, measure_of(chain));
    CHECK(!made.t_per_year);
    CHECK(*made.expected_t_per_year == about(10 * days_per_year));
    CHECK(made.trouble ==
          "luck could be without bound: nothing limits what mine could send on its way to what is measured");
}

TEST_CASE("a stock above its storage is named") {
    Case chain = case_of(in_a_row("100 t/d", "125 t/d"));
    auto &storage = std::get<1>(chain.facilities[1].storage[1]);
    storage.initial = Tonnes{30};
    const Bound bound = find_bound(chain, measure_of(chain));
    CHECK(!bound.t_per_year);
    CHECK(!bound.expected_t_per_year);
    CHECK(bound.trouble == "there is no bound: smelter holds 30 t of anode at the start, more than its storage of 0 t");
}

TEST_CASE("a linear programme is solved, solved again from there, and its ends are told") {
    LinearProgramme programme;
    const auto x = programme.add_column(0, inf), y = programme.add_column(0, 3);
    programme.add_gain(x, 2);
    programme.add_gain(y, 1);
    const auto row = programme.add_row(-inf, 10);
    programme.add(row, x, 1);
    programme.add(row, x, 1); // entries of one place add up
    programme.add(row, y, 4);
    CHECK(programme.maximise() == LinearProgramme::Outcome::optimal);
    CHECK(programme.optimum() == about(10));
    CHECK(programme.value(x) == about(5));
    CHECK(programme.activity(row) == about(10));
    programme.set_row_high(row, 20);
    CHECK(programme.maximise() == LinearProgramme::Outcome::optimal);
    CHECK(programme.optimum() == about(20));
    programme.set_coefficient(row, x, 4);
    CHECK(programme.maximise() == LinearProgramme::Outcome::optimal);
    CHECK(programme.optimum() == about(10));
    programme.set_row_high(row, inf);
    CHECK(programme.maximise() == LinearProgramme::Outcome::unbounded);
    CHECK(programme.ray()[x] > 0);
    CHECK(programme.ray()[y] == 0);
    programme.set_row_high(row, -1);
    CHECK(programme.maximise() == LinearProgramme::Outcome::infeasible);
    programme.set_row_high(row, 4);
    CHECK(programme.maximise() == LinearProgramme::Outcome::optimal);
    CHECK(programme.optimum() == about(2));
}
