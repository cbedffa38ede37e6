// Calibration where the answer is known.
// SPDX-License-Identifier: Apache-2.0
#include "known_worlds.h"

#include "studies/calibrate_study.h"
#include "studies/optimiser.h"

#include <fmt/format.h>

#include <cmath>

using namespace midstream;

namespace {

/// Ore comes at 120 t/d in even years and at 60 in odd ones; the smelter takes `capacity`, loses `1 - recovery`.
std::string works(double capacity_tpd, double recovery_pct, const std::string &observed) {
    return fmt::format(
        "midstream: 1\n"
        "time: {{start: 2001-01-01, end: 2009-01-01}}\n"
        "runs: {{seed: 3, replications: 2}}\n"
        "elements: [Cu]\n"
        "materials: {{concentrate: {{assay: {{Cu: 25 %}}}}, anode: {{assay: {{Cu: 100 %}}}}}}\n"
        "facilities:\n"
        "  mine: {{kind: mine, makes: concentrate, rate: {{2001: 60 t/d, 2002: 120 t/d, 2003: 60 t/d, 2004: "
        "120 t/d, 2005: 60 t/d, 2006: 120 t/d, 2007: 60 t/d, 2008: 120 t/d}}, storage: {{concentrate: 10 t}}}}\n"
        "  smelter: {{kind: plant, takes: {{concentrate: 1 t/t}}, makes: {{anode: by recovery}}, recovery: "
        "{{Cu: {:.12g} %}}, capacity: {{concentrate: {:.12g} t/d}}, storage: {{concentrate: 10 t}}}}\n"
        "  city: {{kind: market, takes: {{anode: 1 kt/d}}}}\n"
        "routes:\n"
        "  - {{from: mine, to: smelter, carries: concentrate, by: conveyor}}\n"
        "  - {{from: smelter, to: city, carries: anode, by: conveyor}}\n"
        "observed: {{anode: {{made: anode, at: smelter, values: {{{}}}}}}}\n",
        recovery_pct, capacity_tpd, observed);
}

ReplayResult fitted_replay(const std::string &text, Years fit) {
    const auto chain = std::make_shared<const Case>(case_of(text));
    return replay(build(chain), chain->runs, fit, {fit.last + 1, 9999}, {});
}

/// What the works made with the true values.
std::string truth(double capacity_tpd, double recovery_pct) {
    std::string values;
    const ReplayResult made = fitted_replay(works(capacity_tpd, recovery_pct, "2001: 1 kt"), {2001, 2008});
    for (const ReplayPoint &point : made.series[0].points)
        values += fmt::format("{}{}: {:.9g} t", values.empty() ? "" : ", ", print_period(point.from, point.kind),
                              point.simulated.mean);
    return values;
}

} // namespace

TEST_CASE("the optimiser finds a corner and a hollow") {
    const Minimum hollow =
        find_minimum([](const auto &x) { return (x[0] - 0.3) * (x[0] - 0.3) + std::abs(x[1] - 0.8); }, {0.5, 0.5}, 300);
    CHECK(hollow.at[0] == doctest::Approx(0.3).epsilon(0.02));
    CHECK(hollow.at[1] == doctest::Approx(0.8).epsilon(0.02));
    CHECK(find_minimum([](const auto &x) { return x[0]; }, {0.5}, 100).at[0] == doctest::Approx(0).epsilon(0.01));
}

TEST_CASE("calibration finds the capacity and the recovery that made the observed years") {
    const std::string observed = truth(83.4, 94);
    const auto run = [&](const std::vector<double> &values) {
        return misfit_of(fitted_replay(works(values[0], values[1], observed), {2001, 2006}), FitBy::mean, {});
    };
    const CalibrateResult result =
        calibrate({{"capacity", 50, 150, "t/d"}, {"recovery", 90, 99, "%"}}, FitBy::mean, 150, run);
    CHECK(result.values == 6);
    CHECK(result.misfit < 1e-3);
    CHECK(result.middle_misfit > 0.05);
    CHECK(result.chosen[0].value == doctest::Approx(83.4).epsilon(0.005));
    CHECK(result.chosen[1].value == doctest::Approx(94).epsilon(0.005));
    CHECK(result.chosen[0].low > 82);
    CHECK(result.chosen[0].high < 85);
    CHECK(!result.chosen[0].reaches_to);
    CHECK(result.tries <= 150);
    CHECK(result.range_tries > 0);
}

TEST_CASE("by the spread it finds how far years differ, which their mean does not tell") {
    // A stop of `length` days every 100 days or so; what it costs in a year is made good by the rate.
    const auto of = [](double length_d, int replications, const std::string &observed) {
        return fmt::format(
            "midstream: 1\n"
            "time: {{start: 2001-01-01, end: 2013-01-01}}\n"
            "runs: {{seed: 5, replications: {}}}\n"
            "materials: {{ore: {{}}}}\n"
            "facilities:\n"
            "  mine: {{kind: mine, makes: ore, rate: {:.9g} t/d, failures: {{every: {{exponential: 100 d}}, "
            "for: {:.9g} d, clock: calendar}}}}\n"
            "  city: {{kind: market, takes: {{ore: 1 kt/d}}}}\n"
            "routes: [{{from: mine, to: city, carries: ore, by: conveyor}}]\n"
            "observed: {{dug: {{made: ore, at: mine, values: {{{}}}}}}}\n",
            replications, 100 * (100 + length_d) / 100, length_d, observed);
    };
    std::string seen; // one history with stops of 20 days, of luck that no replication below has
    const auto chain = std::make_shared<const Case>(case_of(of(20, 1, "2001: 1 kt")));
    RunsSpec other = chain->runs;
    other.seed = 77;
    const ReplayResult history = replay(build(chain), other, {2001, 2012}, {2013, 2013}, {});
    for (const ReplayPoint &point : history.series[0].points)
        seen += fmt::format("{}{}: {:.9g} t", seen.empty() ? "" : ", ", print_period(point.from, point.kind),
                            point.simulated.mean);
    const auto misfit = [&](FitBy by, double length_d) {
        return misfit_of(fitted_replay(of(length_d, 40, seen), {2001, 2012}), by, {}).value;
    };
    CHECK(misfit(FitBy::spread, 20) < misfit(FitBy::spread, 4));
    CHECK(misfit(FitBy::spread, 20) < misfit(FitBy::spread, 70));
    CHECK(std::abs(misfit(FitBy::mean, 20) - misfit(FitBy::mean, 4)) < 0.02);
}

TEST_CASE("what cannot be told from the best follows the measure") {
    CalibrateResult result;
    result.misfit = 0.1;
    result.values = 10;
    CHECK(near_misfit(result) == doctest::Approx(0.1101));
    result.by = FitBy::spread;
    CHECK(near_misfit(result) == doctest::Approx(0.1 + 0.19207294));
}

TEST_CASE("a value that nothing observed depends on is told to be undetermined at one end") {
    const std::string observed = truth(500, 94); // the mine rules
    const auto run = [&](const std::vector<double> &values) {
        return misfit_of(fitted_replay(works(values[0], 94, observed), {2001, 2006}), FitBy::mean, {});
    };
    const CalibrateResult result = calibrate({{"capacity", 100, 900, "t/d"}}, FitBy::mean, 40, run);
    CHECK(result.chosen[0].reaches_to);
    CHECK(!result.chosen[0].reaches_from);
}
