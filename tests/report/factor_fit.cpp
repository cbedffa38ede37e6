// What a factor does beside the others: exact where the model is, and silent where scenarios cannot tell.
// SPDX-License-Identifier: Apache-2.0
#include "report/factor_fit.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

struct Row {
    double a = 0;
    std::string b;
    double measure_tpy = 0;
};

Setting number(const std::string &factor, double x) { return {factor, std::to_string(x) + " t/d", x, "t/d"}; }

SweepResult sweep(const std::vector<Row> &rows) {
    SweepResult result;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Scenario scenario;
        scenario.settings = {number("a", rows[i].a), {"b", rows[i].b, std::nullopt, ""}};
        result.head.scenarios.push_back(scenario);
        ScenarioResult one;
        one.scenario = i;
        one.measure_tpy = {rows[i].measure_tpy, rows[i].measure_tpy, rows[i].measure_tpy};
        result.scenarios.push_back(one);
    }
    return result;
}

/// As `read_results` would tell them: a line for a, the least and the greatest mean for b.
std::vector<FactorEffect> effects() {
    FactorEffect a, b;
    a.factor = "a";
    a.unit = "t/d";
    a.slope = 1.0;
    b.factor = "b";
    b.least_at = "old";
    b.most_at = "new";
    return {a, b};
}

} // namespace

TEST_CASE("in an uneven design a line and a step are told apart, exactly where nothing else is at work") {
    // New plants happen to stand where a is great, so that the means of b hold part of a.
    const SweepResult result =
        sweep({{1, "old", 3}, {2, "old", 6}, {3, "new", 14}, {4, "old", 12}, {5, "new", 20}, {6, "new", 23}});
    auto told = effects();
    fit_factors(result, told);
    REQUIRE(told[0].fit);
    REQUIRE(told[0].fit->gain_tpy);
    CHECK(told[0].fit->is_line);
    CHECK(told[0].fit->gain_tpy->mean == doctest::Approx(3));
    REQUIRE(told[1].fit->gain_tpy);
    CHECK(told[1].fit->gain_tpy->mean == doctest::Approx(5));
    CHECK(told[1].fit->gain_tpy->high - told[1].fit->gain_tpy->low < 1e-6);
}

TEST_CASE("what does nothing beside the others is told as chance") {
    const SweepResult result =
        sweep({{1, "old", 3}, {2, "old", 6.1}, {3, "new", 8.9}, {4, "old", 12}, {5, "new", 15.1}, {6, "new", 17.9}});
    auto told = effects();
    fit_factors(result, told);
    REQUIRE(told[1].fit->gain_tpy);
    CHECK(told[1].fit->gain_tpy->low < 0);
    CHECK(told[1].fit->gain_tpy->high > 0);
    CHECK(told[0].fit->gain_tpy->low > 2.5);
}

TEST_CASE("factors that go together are told as such, and too few scenarios as too few") {
    auto told = effects();
    fit_factors(sweep({{1, "old", 3}, {1, "old", 4}, {2, "new", 6}, {2, "new", 7}, {2, "new", 6}}), told);
    CHECK_FALSE(told[0].fit->gain_tpy);
    CHECK(told[0].fit->same_as == "b");
    CHECK(told[1].fit->same_as == "a");
    told = effects();
    fit_factors(sweep({{1, "old", 3}, {2, "old", 4}, {3, "new", 6}}), told);
    CHECK_FALSE(told[0].fit->gain_tpy);
    CHECK(told[0].fit->same_as.empty());
}

TEST_CASE("scenarios that give the same to the last digit are one piece of evidence") {
    // An uneven design of eight, of which b alone does something, and only where a is great.
    const SweepResult result = sweep({{1, "old", 10},
                                      {2, "old", 10},
                                      {3, "new", 10},
                                      {4, "old", 10},
                                      {5, "new", 15},
                                      {6, "new", 15},
                                      {7, "old", 10},
                                      {8, "new", 15}});
    auto told = effects();
    fit_factors(result, told);
    CHECK_FALSE(told[0].fit->gain_tpy);
    CHECK_FALSE(told[1].fit->gain_tpy);
}

TEST_CASE("a whole grid is told by its means") {
    auto told = effects();
    fit_factors(sweep({{1, "old", 3}, {1, "new", 8}, {2, "old", 6}, {2, "new", 11}}), told);
    CHECK_FALSE(told[0].fit);
    CHECK_FALSE(told[1].fit);
}
