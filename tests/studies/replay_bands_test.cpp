// What a replay says of years and months in one series, of its bands, and of each plant.
// SPDX-License-Identifier: Apache-2.0
#include "known_worlds.h"

#include "des/calendar.h"

#include "report/replay.h"
#include "studies/quantile.h"
#include "studies/replay_study.h"

#include <algorithm>
#include <cmath>

using namespace midstream;

namespace {

ReplayResult bands_of(const std::string &text, Years fit, Years score) {
    const auto chain = std::make_shared<const Case>(case_of(text));
    return replay(build(chain), chain->runs, fit, score, {});
}

/// A works that takes what the mine gives, up to 100 t/d.
std::string works(const std::string &observed) {
    return "midstream: 1\n"
           "time: {start: 2021-01-01, end: 2025-01-01}\n"
           "runs: {seed: 1, replications: 2}\n"
           "materials: {ore: {}, metal: {}}\n"
           "facilities:\n"
           "  mine: {kind: mine, makes: ore, rate: 80 t/d}\n"
           "  works: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 100 t/d}}\n"
           "  annex: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 100 t/d}, opens: "
           "2023-01-01}\n"
           "  city: {kind: market, takes: {metal: 10 Mt/d}}\n"
           "routes:\n"
           "  - {from: mine, to: works, carries: ore, by: conveyor, priority: 1}\n"
           "  - {from: mine, to: annex, carries: ore, by: conveyor, priority: 2}\n"
           "  - {from: works, to: city, carries: metal, by: conveyor}\n"
           "  - {from: annex, to: city, carries: metal, by: conveyor}\n"
           "drivers: {dug: {field: facilities.mine.rate, values: {2021: 29.2 kt, 2022: 29.2 kt, 2023: 29.2 kt, 2024: "
           "29.28 kt}}}\n"
           "observed: {seen: {made: metal, at: [works, annex], values: {" +
           observed + "}}}\n";
}

} // namespace

TEST_CASE("a quantile lies straight between neighbours, by definition 7 of Hyndman and Fan") {
    const std::vector<double> five{10, 20, 30, 40, 100};
    CHECK(quantile(five, 0) == 10);
    CHECK(quantile(five, 1) == 100);
    CHECK(quantile(five, 0.5) == 30);
    CHECK(quantile(five, 0.9) == doctest::Approx(76)); // 0.6 of the way from 40 to 100: R's quantile(x, 0.9)
    CHECK(quantile(std::vector<float>{1, 2, 4, 8}, 0.25) == 1.75); // likewise 3/4 of the way from the first
    CHECK(quantile(std::vector<float>{7}, 0.3) == 7);
}

TEST_CASE("baselines of a series of years and months compare like with like, by the day") {
    const ReplayResult result = bands_of(
        works("2021: 36.5 kt, 2022: 36.5 kt, 2023-01: 3.1 kt, 2023-02: 2.8 kt, 2023-03: 3.1 kt, 2024: 36.6 kt"),
        {2021, 2022}, {2023, 2024});
    const ReplaySeries &series = result.series[0];
    CHECK(series.mixes_periods());
    for (const ReplayPoint &point : series.points) {
        if (!point.scores || !point.observed_t) continue;
        CAPTURE(print_period(point.from, point.kind));
        // The value before: of the same kind as it is, of another by the day (2024 follows a month of 100 t/d).
        const std::string period = print_period(point.from, point.kind);
        const double before = period == "2023-02" ? 3100 : period == "2023-03" ? 2800 : 100 * point.days();
        CHECK(*point.baseline_t[0] == doctest::Approx(before));
        CHECK(*point.baseline_t[1] == doctest::Approx(200 * point.days())); // all of 100 t/d, of 200 since 2023
    }
    REQUIRE(series.against[0]);
    CHECK(series.against[0]->baseline_mape == doctest::Approx((0.3 / 2.8 + 0.3 / 3.1) / 4));
    CHECK(series.against[0]->model_mape == doctest::Approx(0.2));
    const std::string figure = replay_svg(result);
    CHECK(figure.find("seen [kt/y]") != std::string::npos);
    const auto count = [&](const std::string &part) {
        std::size_t found = 0;
        for (std::size_t at = figure.find(part); at != figure.npos; at = figure.find(part, at + 1)) ++found;
        return found;
    };
    const std::size_t dot = figure.find("cy=");
    CHECK(count(figure.substr(dot, figure.find('"', dot + 4) + 1 - dot)) == 6); // all at one height
}

TEST_CASE("a band by misses is as wide as the fitted years say, and never narrower than that of the runs") {
    const Band runs{100, 98, 102, 97, 103, 1};
    CHECK(!band_by_misses(runs, {0.1, -0.1}));
    const auto wide = band_by_misses(runs, {0.1, -0.1, 0.1, -0.1});
    REQUIRE(wide);
    CHECK(wide->high95 == doctest::Approx(100 + 2.776445 * 10)); // Student's t of four
    CHECK(wide->low80 == doctest::Approx(100 - 1.533206 * 10));
    const auto calm = band_by_misses(runs, {0, 0, 0});
    CHECK(calm->low95 == 97);
    CHECK(calm->high80 == 102);
    const Scores scores = scores_of({{120, {}, runs, wide}, {101, {}, runs, wide}});
    CHECK(scores.within95 == 0.5);
    CHECK(*scores.by_misses95 == 1);
    CHECK(*scores.by_misses80 == 0.5);
    CHECK(!scores_of({{120, {}, runs, {}}}).by_misses95);
}

TEST_CASE("what ruled is told of each plant too, and what is nothing is 0") {
    const ReplayResult result = bands_of(works("2021: 30 kt, 2022: 30 kt"), {2021, 2021}, {2022, 2022});
    const ReplaySeries &series = result.series[0];
    REQUIRE(series.plants.size() == 2);
    CHECK(series.plants[0].plant == "works");
    CHECK(series.plants[0].years.size() == 4);
    CHECK(series.plants[1].years.size() == 2); // from its opening on
    CHECK(series.plants[0].years[0].made == doctest::Approx(0.8));
    CHECK(series.plants[0].years[0].feed == doctest::Approx(0.2));
    CHECK(series.plants[1].years[0].made == 0);
    CHECK(series.plants[1].years[0].ruled_by == "feed");
    CHECK(series.limits[2].made == doctest::Approx(0.4));
    for (const YearLimits &year : series.plants[0].years) CHECK((year.room == 0 && year.own_stops == 0));
    CHECK(
        limits_csv(result).starts_with("series,plant,year,made,lost_for_feed,lost_for_room,lost_to_own_stops,ruled_by\n"
                                       "seen,all,2021,"));
    CHECK(limits_csv(result).find("\nseen,annex,2023,0,1,0,0,feed\n") != std::string::npos);
}
