// Ladders that can be climbed by hand.
// SPDX-License-Identifier: Apache-2.0
#include "known_worlds.h"

#include <fmt/format.h>

using namespace midstream;

namespace {

LadderResult climb_text(const std::string &text, int rungs) {
    const Case chain = case_of(text);
    return climb_ladder(chain, measure_of(chain), {rungs}, chain.runs, {});
}

constexpr double per_year = days_per_year;

} // namespace

TEST_CASE("a line of three is climbed from its smelter over its mine to its refinery, and ends at the demand") {
    const auto ladder = climb_text(line_of_three(), 6);
    REQUIRE(ladder.rungs.size() == 3);
    CHECK(ladder.base_tpy == doctest::Approx(100 * per_year).epsilon(1e-6));

    CHECK(ladder.rungs[0].limits.front().at == "smelter");
    CHECK(ladder.rungs[0].size.value == doctest::Approx(100 * per_year).epsilon(1e-6));
    CHECK(ladder.rungs[0].let_go_at == doctest::Approx(0.2).epsilon(0.01)); // the mine's 120
    CHECK(ladder.rungs[0].gained_tpy.mean == doctest::Approx(20 * per_year).epsilon(1e-3));

    CHECK(ladder.rungs[1].limits.front().at == "mine");
    CHECK(ladder.rungs[1].let_go_at == doctest::Approx(0.25).epsilon(0.01)); // the refinery's 150
    CHECK(ladder.rungs[1].measured_tpy == doctest::Approx(150 * per_year).epsilon(1e-3));

    CHECK(ladder.rungs[2].limits.front().at == "refinery");
    CHECK(ladder.rungs[2].let_go_at == doctest::Approx(0.3333).epsilon(0.01)); // the city's 200
    CHECK(ladder.rungs[2].measured_tpy == doctest::Approx(200 * per_year).epsilon(1e-3));
    CHECK(!ladder.stopped);
}

TEST_CASE("a limit that nothing takes over from is raised to four times its size and set aside") {
    const auto text = with(with(line_of_three(), "rate: 120 t/d", "rate: 20 t/d"), "metal: 200 t/d", "metal: 900 t/d");
    const auto ladder = climb_text(text, 3);
    REQUIRE(ladder.rungs.size() == 1);
    CHECK(ladder.rungs[0].limits.front().at == "mine");
    CHECK(ladder.rungs[0].still_binds);
    CHECK(ladder.rungs[0].let_go_at == doctest::Approx(3.0));
    CHECK(ladder.rungs[0].gained_tpy.mean == doctest::Approx(60 * per_year).epsilon(1e-3));
}

TEST_CASE("a corner is found where it is, near or far") {
    for (const double mine : {102.0, 105.0, 116.0, 125.0, 131.0, 161.0, 170.0, 199.0, 340.0}) {
        CAPTURE(mine);
        const auto text = with(with(with(line_of_three(), "rate: 120 t/d", fmt::format("rate: {} t/d", mine)),
                                    "metal: 200 t/d", "metal: 900 t/d"),
                               "anode: 150 t/d", "anode: 900 t/d");
        const auto ladder = climb_text(text, 1);
        REQUIRE(ladder.rungs.size() == 1);
        CHECK(ladder.rungs[0].limits.front().at == "smelter");
        CHECK(1 + ladder.rungs[0].let_go_at == doctest::Approx(mine / 100).epsilon(0.01));
        CHECK(ladder.rungs[0].gained_tpy.mean == doctest::Approx((mine - 100) * per_year).epsilon(0.05));
    }
}

TEST_CASE("where the demand is met there is no ladder") {
    CHECK(climb_text(with(line_of_three(), "metal: 200 t/d", "metal: 50 t/d"), 3).rungs.empty());
}

TEST_CASE("a stop is heard") {
    const Case chain = case_of(line_of_three());
    std::atomic<bool> stop = true;
    StudyOptions options;
    options.stop = &stop;
    const auto ladder = climb_ladder(chain, measure_of(chain), {3}, chain.runs, options);
    CHECK(ladder.stopped);
    CHECK(ladder.rungs.empty());
}
