// Comparisons whose differences are known.
// SPDX-License-Identifier: Apache-2.0
#include "known_worlds.h"

using namespace midstream;

namespace {

CompareResult compare_texts(const std::string &before, const std::string &after) {
    const auto a = std::make_shared<const Case>(case_of(before)), b = std::make_shared<const Case>(case_of(after));
    return compare({build(a), measure_of(*a)}, {build(b), measure_of(*b)}, a->runs, 4, {});
}

const FacilityChange &facility(const CompareResult &result, const std::string &name) {
    for (const FacilityChange &change : result.facilities)
        if (change.name == name) return change;
    FAIL("no facility ", name);
    return result.facilities.front();
}

} // namespace

TEST_CASE("a case differs from itself by nothing, luck and all") {
    const auto text = with(line_of_three(), "capacity: {ore: 100 t/d}",
                           "failures: {every: {exponential: 10 d}, for: {exponential: 1 d}}, capacity: {ore: 100 t/d}");
    const auto result = compare_texts(text, text);
    CHECK(result.measured_tpy.change.mean == 0);
    CHECK(result.measured_tpy.before.mean < 100 * days_per_year);
    for (const FacilityChange &change : result.facilities) CHECK(change.throughput_tpy.change.mean == 0);
}

TEST_CASE("a larger smelter gives what the mine has, and the mine caps it then") {
    const auto result =
        compare_texts(line_of_three(), with(line_of_three(), "ore: 100 t/d}, storage", "ore: 160 t/d}, storage"));
    CHECK(result.measured_tpy.change.mean == doctest::Approx(20 * days_per_year).epsilon(1e-6));
    CHECK(result.before.chokepoints.ranked.front().limit.at == "smelter");
    CHECK(result.after.chokepoints.ranked.front().limit.at == "mine");
    CHECK(facility(result, "smelter").throughput_tpy.change.mean == doctest::Approx(20 * days_per_year).epsilon(1e-6));
    REQUIRE(result.markets.size() == 1);
    CHECK(result.markets[0].delivered_tpy.change.mean == doctest::Approx(20 * days_per_year).epsilon(1e-6));
}

TEST_CASE("what is only in one of the cases counts as nothing in the other") {
    const auto more = with(line_of_three(), "  city:", "  idle pit: {kind: mine, makes: ore, rate: 5 t/d}\n  city:");
    const auto result = compare_texts(line_of_three(), more);
    const FacilityChange &pit = facility(result, "idle pit");
    CHECK(!pit.before);
    CHECK(pit.after);
    CHECK(pit.throughput_tpy.before.mean == 0);
    CHECK(facility(compare_texts(more, line_of_three()), "idle pit").after.has_value() == false);
}
