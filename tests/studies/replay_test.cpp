// Replays of small worlds: amounts of calendar periods to the tonne, scores by hand, runs that looking leaves as they are.
// SPDX-License-Identifier: Apache-2.0
#include "known_worlds.h"

#include "des/calendar.h"

#include "model/world.h"
#include "studies/replay_samples.h"
#include "studies/replay_study.h"

#include <cmath>

using namespace midstream;

namespace {

/// A mine and a city that takes it all.
std::string pit(const std::string &time, const std::string &more) {
    return "midstream: 1\n"
           "time: {" +
           time +
           "}\n"
           "runs: {seed: 1, replications: 3}\n"
           "materials: {ore: {}}\n"
           "facilities:\n"
           "  mine: {kind: mine, makes: ore, rate: 100 t/d}\n"
           "  city: {kind: market, takes: {ore: 10 Mt/d}}\n"
           "routes:\n"
           "  - {from: mine, to: city, carries: ore, by: conveyor}\n" +
           more;
}

ReplayResult replay_of(const std::string &text, Years fit = {0, 2024}, Years score = {2025, 9999}) {
    const auto chain = std::make_shared<const Case>(case_of(text));
    return replay(build(chain), chain->runs, fit, score, {});
}

bool is_near(double a, double b) { return a - b < 1e-5 && b - a < 1e-5; } // t

} // namespace

TEST_CASE("amounts of years, months and days come out to the tonne, leap years too") {
    const ReplayResult result =
        replay_of(pit("start: 2023-01-01",
                      "drivers:\n"
                      "  dug: {field: facilities.mine.rate, values: {2023: 36.5 kt, 2024-01: 3.1 kt, 2024-02: 29 kt, "
                      "2024-03-01: 0.007 kt}}\n"
                      "observed:\n"
                      "  seen: {made: ore, at: mine, values: {2023: 36.5 kt, 2024-01: 3.1 kt, 2024-02: 29 kt, "
                      "2024-03-01: 0.007 kt}}\n"
                      "  rate: {made: ore, at: mine, values: {2024-02: 1 kt/d}}\n"),
                  {0, 2023}, {2024, 2024});
    REQUIRE(result.series.size() == 2);
    CHECK(print_date(result.chain->time.end) == "2024-03-02");
    const auto &points = result.series[0].points;
    REQUIRE(points.size() == 4);
    for (const ReplayPoint &point : points) {
        CAPTURE(print_period(point.from, point.kind));
        REQUIRE(point.observed_t);
        CHECK(is_near(point.simulated.mean, *point.observed_t));
    }
    CHECK(is_near(*points[3].observed_t, 7));
    CHECK(result.series[0].score.count == 3);
    CHECK(result.series[0].score.mape < 1e-9);
    // A series of one February in a run of months: the other months are gaps that are simulated and not compared.
    const auto &months = result.series[1].points;
    REQUIRE(months.size() == 14);
    CHECK(!months[0].observed_t);
    CHECK(is_near(months[0].simulated.mean, 36500.0 * 31 / 365));
    CHECK(is_near(*months[13].observed_t, 29000));
}

TEST_CASE("outside its dates a driver holds, repeats or scales") {
    const auto made = [](const std::string &rule) {
        const auto result =
            replay_of(pit("start: 2021-01-01, end: 2027-01-01",
                          "drivers: {dug: {field: facilities.mine.rate, values: {2023: 100 kt, 2024: 200 kt}, " + rule +
                              "}}\nobserved: {seen: {made: ore, at: mine, values: {2021: 1 kt}}}\n"));
        std::vector<int> kt;
        for (const ReplayPoint &point : result.series[0].points)
            kt.push_back(static_cast<int>(point.simulated.mean / 1000 + 0.5));
        return kt;
    };
    CHECK(made("outside: hold") == std::vector<int>{100, 100, 100, 200, 200, 200});
    CHECK(made("outside: repeat") == std::vector<int>{100, 200, 100, 200, 100, 200});
    CHECK(made("outside: scale, growth: 2") == std::vector<int>{25, 50, 100, 200, 400, 800});
}

TEST_CASE("a gap is held where the driver says so") {
    const auto result = replay_of(
        pit("start: 2021-01-01", "drivers: {dug: {field: facilities.mine.rate, values: {2021: 100 kt, 2023: 300 kt}, "
                                 "gaps: hold}}\nobserved: {seen: {made: ore, at: mine, values: {2021: 1 kt}}}\n"));
    REQUIRE(result.series[0].points.size() == 3);
    CHECK(is_near(result.series[0].points[1].simulated.mean, 100000));
    CHECK(!result.series[0].points[1].observed_t);
}

TEST_CASE("a driver of a disruption makes one of each of its dates: availability, quota") {
    const auto result = replay_of(
        pit("start: 2023-01-01, end: 2026-01-01",
            "disruptions:\n"
            "  - {name: availability, what: derating, at: mine, to: 100 %}\n"
            "drivers: {up: {field: disruptions.availability.to, values: {2023: 50 %, 2024: 100 %, 2025: 25 %}}}\n"
            "observed: {seen: {made: ore, at: mine, values: {2023: 18250 t, 2024: 36600 t, 2025: 9125 t}}}\n"));
    for (const ReplayPoint &point : result.series[0].points) CHECK(is_near(point.simulated.mean, *point.observed_t));
    const Case quota =
        case_of(with(with(pit("start: 2023-01-01, end: 2025-01-01",
                              "disruptions:\n"
                              "  - {name: sales, what: quota, at: mine, amount: 1 t}\n"
                              "drivers: {sold: {field: disruptions.sales.amount, values: {2023: 5 kt, 2024: 7 kt}}}\n"
                              "observed: {seen: {moved: ore, at: {names: city}, values: {2023: 5 kt, 2024: 7 kt}}}\n"),
                          "rate: 100 t/d", "rate: 100 t/d, storage: {ore: 1 kt}"),
                     "by: conveyor", "by: truck, fleet: charter, parcel: 100 t, transit: 1 h"));
    REQUIRE(quota.disruptions.size() == 2);
    CHECK(quota.disruptions[0].name == "sales 2024");
    CHECK(quota.disruptions[0].amount->value() == 7000);
    const auto chain = std::make_shared<const Case>(quota);
    const ReplayResult moved = replay(build(chain), chain->runs, {0, 2022}, {2023, 2024}, {});
    for (const ReplayPoint &point : moved.series[0].points) CHECK(point.simulated.mean == *point.observed_t);
}

TEST_CASE("looking at a run on its way leaves it as it is") {
    const auto chain = std::make_shared<const Case>(case_of(with(
        pit("start: 2023-01-01, end: 2026-01-01", "observed: {seen: {made: ore, at: mine, values: {2024: 1 kt}}}\n"),
        "rate: 100 t/d", "rate: 100 t/d, failures: [{every: {exponential: 9 d}, for: {exponential: 3 d}}]")));
    const auto plan = build(chain);
    const Observation mine = observe(*chain, chain->observed[0]);
    const ReplaySamples samples =
        sample(plan, chain->runs, {mine}, {std::get<SimTime>(parse_date("2023-02-03")), chain->time.end}, {});
    REQUIRE(samples.done == 3);
    for (std::uint64_t replication = 0; replication < 3; ++replication) {
        const Result whole = run(plan, chain->runs.seed, replication);
        CHECK(samples.tonnes[replication][0][1] == tonnes_of(mine, whole));
        CHECK(samples.tonnes[replication][0][0] < samples.tonnes[replication][0][1]);
    }
}

TEST_CASE("baselines look at the years to fit and at nothing later") {
    const auto text = [](const std::string &later) {
        return pit("start: 2020-01-01, end: 2026-01-01",
                   "drivers: {dug: {field: facilities.mine.rate, values: {2020: 10 kt, 2021: 20 kt, 2022: 30 kt, 2023: "
                   "40 kt, 2024: 50 kt, 2025: 60 kt}}}\n"
                   "observed: {seen: {made: ore, at: mine, values: {2020: 13 kt, 2021: 23 kt, 2022: 33 kt, " +
                       later + "}}}\n");
    };
    const ReplayResult one = replay_of(text("2024: 53 kt, 2025: 63 kt"), {2020, 2022}, {2024, 2025});
    const ReplayResult other = replay_of(text("2024: 1 kt, 2025: 999 kt"), {2020, 2022}, {2024, 2025});
    const ReplayPoint &a = one.series[0].points[4], &b = other.series[0].points[4];
    CHECK(is_near(*a.baseline_t[2], 53000)); // 3 + 1 x 50 kt
    CHECK(*a.baseline_t[2] == *b.baseline_t[2]);
    CHECK(*a.baseline_t[1] == *b.baseline_t[1]);
    CHECK(is_near(*a.baseline_t[0], 33000)); // the last that was seen, 2023 being a gap
    REQUIRE(one.series[0].against[2]);
    CHECK(one.series[0].against[2]->skill < 0); // the line is the nearer one here, and is said to be
    CHECK(other.series[0].against[0]->count == 2);
}

TEST_CASE("scores are what a hand finds") {
    const auto at = [](double mean) { return Band{mean, mean - 1, mean + 1, mean - 4, mean + 4}; };
    const Scores scores = scores_of({{100, {}, at(103), {}}, {50, 100.0, at(49), {}}, {200, 50.0, at(196), {}}});
    CHECK(scores.count == 3);
    CHECK(scores.mape == doctest::Approx((0.03 + 0.02 + 0.02) / 3));
    CHECK(scores.bias_t == doctest::Approx(-2.0 / 3));
    CHECK(scores.bias == doctest::Approx(-2.0 / 350));
    CHECK(scores.rmse_t == doctest::Approx(std::sqrt((9.0 + 1 + 16) / 3)));
    CHECK(*scores.theil_u == doctest::Approx(std::sqrt((0.0001 + 0.0064) / (0.25 + 9.0))));
    CHECK(scores.within80 == doctest::Approx(1.0 / 3));
    CHECK(scores.within95 == 1);
    const auto contest = contest_of({{100, 110, 80}, {100, 100, 100}});
    REQUIRE(contest);
    CHECK(contest->skill == doctest::Approx(0.5));
    CHECK(contest->baseline_mape == doctest::Approx(0.1));
    CHECK(!line_through({{1, 1}, {2, 2}}));
    CHECK(!line_through({{5, 1}, {5, 2}, {5, 3}}));
    const Band band = band_of({10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110}, 0);
    CHECK(band.mean == doctest::Approx(60));
    CHECK(band.low80 == doctest::Approx(20));
    CHECK(band.high95 == doctest::Approx(107.5));
    CHECK(band_of({50, 50}, 0.1).high95 == doctest::Approx(50 + 1.959964 * 5));
}
