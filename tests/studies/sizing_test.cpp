// The search for a size where the answer is known: on random numbers, and through the model.
// SPDX-License-Identifier: Apache-2.0
#include "known_worlds.h"
#include "noisy_sizes.h"

#include "studies/replications.h"
#include "studies/share_interval.h"
#include "studies/size_limits.h"
#include "studies/size_options.h"
#include "studies/size_target.h"
#include "studies/sizing.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>

using namespace midstream;

namespace {

const auto rising = [](const std::vector<double> &sizes) { return 10 * sizes[0]; };

} // namespace

TEST_CASE("a search without noise ends at the first step that meets the target") {
    SizeRule rule;
    rule.target = 700;
    rule.zone = 0.1;
    const SizeResult found = find_size(axis_of(0, 100, 128), rule, noisy(rising, 0));
    REQUIRE(found.answer);
    REQUIRE(found.short_of);
    CHECK(found.points[*found.answer].values[0] == doctest::Approx(70.3125)); // step 90 of 128
    CHECK(found.points[*found.short_of].at[0] == 89);
    CHECK(found.test_runs == 90);           // both ends and seven halvings
    CHECK(found.total_runs == 90 + 4 * 10); // of nine of the curve five were met
    CHECK(even_curve(axis_of(0, 100, 128), found).size() == 9);
    CHECK(!find_flattening(even_curve(axis_of(0, 100, 128), found)));
}

TEST_CASE("whole numbers step by ones, and both ends are told for what they are") {
    SizeRule rule;
    rule.zone = 0.1;
    rule.target = 35;
    const SizeResult four = find_size(axis_of(1, 8, 7, true), rule, noisy(rising, 0));
    CHECK(four.points[four.answer.value()].values[0] == 4);
    CHECK(four.points[four.short_of.value()].values[0] == 3);
    rule.target = 5;
    const SizeResult all = find_size(axis_of(1, 8, 7, true), rule, noisy(rising, 0));
    CHECK(all.points[all.answer.value()].values[0] == 1);
    CHECK(!all.short_of);
    rule.target = 90;
    const SizeResult none = find_size(axis_of(1, 8, 7, true), rule, noisy(rising, 0));
    CHECK(!none.answer);
    CHECK(none.points[none.largest].values[0] == 8);
    CHECK(!none.changes_nothing);
    CHECK(find_size(axis_of(1, 8, 7, true), rule, noisy([](const auto &) { return 7.0; }, 1)).changes_nothing);
}

TEST_CASE("of what falls with size the largest that meets the target is looked for") {
    SizeRule rule;
    rule.target = 300;
    rule.zone = 0.1;
    const auto falling = [](const std::vector<double> &sizes) { return 1000 - 10 * sizes[0]; };
    const SizeResult found = find_size(axis_of(0, 100, 128), rule, noisy(falling, 0));
    CHECK(found.trend == Trend::falls);
    CHECK(found.points[found.answer.value()].at[0] == 89); // 69.53; step 90 is 70.3
    CHECK(found.points[found.short_of.value()].at[0] == 90);
    const SizeResult up = find_size(axis_of(0, 100, 128), rule, noisy(rising, 0));
    CHECK(up.trend == Trend::rises);
    CHECK(up.points[up.answer.value()].at[0] == 39); // 30.47
    // Where both ends meet it, the better end of the range says how far one may go.
    rule.target = -5;
    const SizeResult all = find_size(axis_of(0, 100, 128), rule, noisy(falling, 1));
    CHECK(all.trend == Trend::falls);
    CHECK(all.points[all.answer.value()].at[0] == 128);
    CHECK(!all.short_of);
    CHECK(find_size(axis_of(0, 100, 128), rule, noisy(rising, 1)).points.front().at[0] == 0);
    // Neither rising nor falling beyond chance: the smallest, as nothing speaks for more.
    const SizeResult flat = find_size(axis_of(0, 100, 128), rule, noisy([](const auto &) { return 7.0; }, 1));
    CHECK(!flat.trend);
    CHECK(flat.points[flat.answer.value()].at[0] == 0);
    CHECK(flat.changes_nothing);
    rule.target = 2000;
    const SizeResult none = find_size(axis_of(0, 100, 128), rule, noisy(falling, 1));
    CHECK(!none.answer);
    CHECK(none.trend == Trend::falls);
    CHECK(none.points[none.best].at[0] == 0);
}

TEST_CASE("a thousand searches for the largest size end rightly as often as promised") {
    // 10 points less for each step: 75 lies at the upper edge of the zone, 76 at the lower one.
    SizeRule rule;
    rule.target = 525;
    rule.zone = 5;
    const Axis axis = axis_of(0, 128, 128);
    const auto falling = [](const std::vector<double> &sizes) { return 1280 - 10 * sizes[0]; };
    int wrong = 0;
    for (std::uint64_t study = 1; study <= 1000; ++study) {
        const SizeResult found = find_size(axis, rule, noisy(falling, 12, study));
        wrong += found.points[found.answer.value()].values[0] != 75;
    }
    MESSAGE(fmt::format("search for the largest on random numbers: {} of 1000 wrong, promised 50", wrong));
    CHECK(wrong <= 50 + 3.1 * std::sqrt(1000 * 0.05 * 0.95));
}

TEST_CASE("the interval of a share of runs is Wilson's") {
    const Interval eighteen = share_interval95(18, 20); // 0.6990 to 0.9721, as statsmodels tells
    CHECK(eighteen.mean == 0.9);
    CHECK(eighteen.low == doctest::Approx(0.69897).epsilon(1e-4));
    CHECK(eighteen.high == doctest::Approx(0.97213).epsilon(1e-4));
    CHECK(share_interval95(10, 10).high == 1);
    CHECK(share_interval95(10, 10).low == doctest::Approx(10 / (10 + 3.8414588)).epsilon(1e-6));
    CHECK(share_interval95(0, 10).low == 0);
    CHECK(share_interval95(0, 0) == Interval{0, 0, 1});
}

TEST_CASE("a search that is told to stop keeps what it knows") {
    SizeRule rule;
    rule.target = 700;
    rule.zone = 0.1;
    int asked = 0;
    const SizeRunner always = noisy(rising, 0);
    const SizeResult found =
        find_size(axis_of(0, 100, 128), rule, [&](const std::vector<double> &sizes, int first, int count) {
            return ++asked > 4 ? std::optional<std::vector<SizedRun>>{} : always(sizes, first, count);
        });
    CHECK(found.stopped);
    CHECK(found.points[found.answer.value()].values[0] == 75);
    CHECK(found.points[found.short_of.value()].values[0] == 50);
}

TEST_CASE("the corner of a curve is found, and a fall is seen") {
    const Axis axis = axis_of(0, 80, 8);
    SizeRule rule;
    rule.target = 1e9;
    rule.zone = 1;
    const auto kinked = [](const std::vector<double> &sizes) { return 10 * std::min(sizes[0], 43.0); };
    const auto curve = even_curve(axis, find_size(axis, rule, noisy(kinked, 1)));
    const auto flat = find_flattening(curve);
    REQUIRE(flat);
    CHECK(flat->at == doctest::Approx(43).epsilon(0.01));
    CHECK(flat->first_slope == doctest::Approx(10).epsilon(0.01));
    CHECK(!flat->is_gradual);
    CHECK(curve[flat->before].values[0] == 40);
    CHECK(curve[flat->beyond].values[0] == 50);
    CHECK(find_falls(curve, 0.05, 1).empty());
    const auto falling = [](const std::vector<double> &sizes) { return 500 - 2 * std::abs(sizes[0] - 42); };
    const auto hill = even_curve(axis, find_size(axis, rule, noisy(falling, 1)));
    CHECK(find_falls(hill, 0.05, 1).size() == 4); // 40 to 50 falls by twelve of sixteen, and the three behind
}

TEST_CASE("a corner is clear where one stretch holds it; a smooth curve falls off gradually") {
    SizeRule rule;
    rule.target = 1e9;
    rule.zone = 1;
    const auto bend_of = [&](double (*height)(double)) {
        const Axis axis = axis_of(0, 80, 8);
        const auto of_sizes = [height](const std::vector<double> &sizes) { return height(sizes[0]); };
        return find_flattening(even_curve(axis, find_size(axis, rule, noisy(of_sizes, 0))));
    };
    const auto check = [&](double (*height)(double), bool is_gradual, double from, double at, double beyond) {
        const auto flat = bend_of(height);
        REQUIRE(flat);
        CHECK(flat->is_gradual == is_gradual);
        CHECK(flat->falls_from == from);
        CHECK(flat->at == doctest::Approx(at));
        CHECK(10.0 * static_cast<double>(flat->beyond) == beyond);
    };
    check([](double x) { return x * (160 - x); }, true, 10, 40, 50);       // slopes fall by an eighth of the most
    check([](double x) { return 1000 * x / (x + 40); }, true, 10, 20, 30); // and ever less
    check([](double x) { return std::min(x, 40.0); }, false, 40, 40, 50);
    check([](double x) { return std::min(x, 48.0); }, false, 40, 48, 50);
    check([](double x) { return std::min(x, 42.0); }, false, 40, 42, 50);
    // Two corners: the slope behind the first holds for a while.
    check([](double x) { return std::min({x, 20 + 0.4 * (x - 20), 36.0}); }, false, 20, 20, 30);
    // More than half is left.
    CHECK(!bend_of([](double x) { return std::min(x, 78.0); }));
    CHECK(!bend_of([](double x) { return std::min(x, 40 + 0.6 * (x - 40)); }));
}

TEST_CASE("of two sizes the cheapest pair on the frontier is picked") {
    const std::vector<Axis> axes{{{"a", 0, 80, ""}, 8, false, 3}, {{"b", 0, 64, ""}, 64, false, 2}};
    SizeRule rule;
    rule.target = 1200;
    rule.zone = 0.1;
    const auto product = [](const std::vector<double> &sizes) { return sizes[0] * sizes[1]; };
    const SizeResult found = find_pair(axes, rule, noisy(product, 0));
    REQUIRE(found.answer);
    // a b >= 1200 with a in tens: 20 x 60 = 180, 30 x 40 = 170, 40 x 30 = 180.
    CHECK(found.points[*found.answer].values == std::vector<double>{30, 40});
    CHECK(cost_of(axes, found.points[*found.answer]) == 170);
    for (const std::size_t place : found.frontier) {
        const auto &values = found.points[place].values;
        CHECK(values[0] * values[1] >= 1200);
        CHECK(values[0] * (values[1] - 1) < 1200);
    }
    rule.target = 1e6;
    CHECK(!find_pair(axes, rule, noisy(product, 0)).answer);
}

TEST_CASE("the cheapest option that meets the target is the first of those in order") {
    SizeRule rule;
    rule.target = 10;
    rule.zone = 0.1;
    const OptionTests tests = first_to_meet({2, 0, 1}, rule, [](std::size_t option, int, int count) {
        return std::optional{
            std::vector<double>(static_cast<std::size_t>(count), 8.0 + 2 * static_cast<double>(option))};
    });
    CHECK(tests.first == 2);
    CHECK(tests.decisions[0] == Decision::open);
    const OptionTests dearer = first_to_meet({0, 1, 2}, rule, [](std::size_t option, int, int count) {
        return std::optional{
            std::vector<double>(static_cast<std::size_t>(count), 8.0 + 2 * static_cast<double>(option))};
    });
    CHECK(dearer.first == 1);
    CHECK(dearer.decisions[0] == Decision::misses);
}

TEST_CASE("a thousand searches on random numbers end rightly as often as promised, with fewer runs than equal ones") {
    // 10 t/y for each t/d: 75 t/d lies at the lower edge of the zone, 76 at the upper one, so nothing is easy or free.
    SizeRule rule;
    rule.target = 755;
    rule.zone = 5;
    const Axis axis = axis_of(0, 128, 128);
    int wrong = 0;
    double runs = 0, equal = 0;
    for (std::uint64_t study = 1; study <= 1000; ++study) {
        const SizeResult found = find_size(axis, rule, noisy(rising, 12, study));
        wrong += found.points[found.answer.value()].values[0] != 76;
        runs += found.test_runs / 1000.0;
        equal += found.equal_runs / 1000.0;
    }
    MESSAGE(
        fmt::format("search on random numbers: {} of 1000 wrong, promised 50; {:.0f} runs, {:.0f} with one number for "
                    "all",
                    wrong, runs, equal));
    CHECK(wrong <= 50 + 3.1 * std::sqrt(1000 * 0.05 * 0.95));
    CHECK(runs < equal);
}

namespace {

/// A plant that opens up to two months late, each day as likely, and from then on makes what it can of 200 t/d: of
/// `capacity` t/d the mean over the two years is capacity x (730 - 30) / 730, exactly.
std::string late_plant() {
    return "midstream: 1\n"
           "time: {start: 2025-01-01, end: 2027-01-01}\n"
           "materials: {ore: {}, metal: {}}\n"
           "facilities:\n"
           "  mine: {kind: mine, makes: ore, rate: 200 t/d, storage: {ore: 100 t}}\n"
           "  plant: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 100 t/d}, opens: {on: "
           "2025-01-01, late: {uniform: [0 d, 60 d]}}}\n"
           "  city: {kind: market, takes: {metal: 300 t/d}}\n"
           "routes:\n"
           "  - {from: mine, to: plant, carries: ore, by: conveyor}\n"
           "  - {from: plant, to: city, carries: metal, by: conveyor}\n";
}

} // namespace

TEST_CASE("a thousand studies of a case with a known answer end rightly as often as promised, with fewer runs") {
    const Case chain = case_of(late_plant());
    const Measure measure = measure_of(chain);
    const double days = days_of(chain.time.end - chain.time.start), years = days / days_per_year;
    const double share = (days - 30) / days; // of the time that it is open
    const auto exact_tpy = [&](double capacity_tpd) { return capacity_tpd * days_per_year * share; };
    SizeRule rule;
    rule.target = exact_tpy(75);
    rule.zone = exact_tpy(1); // steps of 2 t/d: 74 and 76 lie at its edges
    const Axis axis = axis_of(20, 148, 64);
    std::map<double, std::shared_ptr<const Plan>> plans;
    // Sanitizers look for other faults than these shares.
    const int studies = std::getenv("MIDSTREAM_FEW") ? 20 : 1000;
    int wrong = 0, covered = 0;
    double runs = 0, equal = 0;
    for (int study = 1; study <= studies; ++study) {
        const SizeResult found = find_size(axis, rule, [&](const std::vector<double> &sizes, int first, int count) {
            auto &plan = plans[sizes[0]];
            if (!plan) {
                auto sized = std::make_shared<Case>(chain);
                std::get<PlantSpec>(sized->facilities[1].behaviour).capacity.front().second.first =
                    TonnesPerDay{sizes[0]};
                plan = build(std::shared_ptr<const Case>{sized});
            }
            std::vector<SizedRun> sized_runs;
            StudyOptions options;
            options.threads = 1;
            options.first = first;
            RunsSpec some;
            some.seed = static_cast<std::uint64_t>(study);
            some.replications = count;
            run_replications(plan, some, options, [&](Result &&result) {
                const double measured = measured_t(measure, result) / years;
                sized_runs.push_back({measured, measured, 0, 0});
            });
            return std::optional{sized_runs};
        });
        const double answer = found.points[found.answer.value()].values[0];
        wrong += answer != 76;
        runs += found.test_runs / static_cast<double>(studies);
        equal += found.equal_runs / static_cast<double>(studies);
        const Interval told = found.points[*found.answer].judged();
        covered += told.low <= exact_tpy(answer) && exact_tpy(answer) <= told.high;
    }
    MESSAGE(fmt::format("search through the model: {} of {} wrong, promised {}; {:.0f} runs, {:.0f} with one number "
                        "for all; the interval told covers the mean in {}",
                        wrong, studies, studies / 20, runs, equal, covered));
    CHECK(wrong <= studies * 0.05 + 3.1 * std::sqrt(studies * 0.05 * 0.95));
    CHECK(runs < equal);
}

TEST_CASE("a target is read with or without its market") {
    const Case chain = case_of(line_of_three());
    const auto target = [&](const char *words) {
        const auto parsed = parse_target(chain, words);
        if (const auto *problem = std::get_if<std::string>(&parsed)) return *problem;
        const auto &found = std::get<SizeTarget>(parsed);
        return fmt::format("{} {:.6g}", found.words(), found.amount);
    };
    CHECK(target("delivered metal >= 36.525 kt/y") == "metal delivered at city 36525");
    CHECK(target("metal delivered at city >= 100 t/d") == "metal delivered at city 36525");
    CHECK(target("anode made at smelter >= 1 kt/y") == "anode made at smelter 1000");
    CHECK(target("shortfall of metal <= 5 kt/y") == "shortfall of metal delivered at city 5000");
    CHECK(target("metal >= 5 kt/y").starts_with("'metal' is no measure; "));
    CHECK(target("delivered metal = 5 kt/y").starts_with("'delivered metal = 5 kt/y' is no target: it has neither"));
    CHECK(target("delivered metal <= 5 kt/y").starts_with("tonnes are to be no less than their target"));
    CHECK(target("delivered metl >= 5 kt/y") == "'metl' is no material of this case (did you mean 'metal'?)");
    CHECK(target("delivered metal >= 5 kt").starts_with("found "));
    CHECK(target("utilisation of smelter >= 85 %") == "utilisation of smelter 0.85");
    CHECK(target("utilisation of smelter <= 85 %") == "utilisation of smelter 0.85");
    CHECK(target("utilisation of smelt >= 85 %") ==
          "'smelt' is neither a facility nor a fleet of this case (did you mean 'smelter'?)");
    CHECK(target("utilisation of city >= 85 %").starts_with("'city' has no nameplate and no berths, so no "));
    CHECK(target("utilisation of berths of smelter >= 85 %").starts_with("'smelter' has no berths, so no "));
    CHECK(target("utilisation of smelter >= 85 kt/y").find(" as the utilisation of a target; write ") !=
          std::string::npos);
    CHECK(target("utilisation of smelter >= 0 %").starts_with("a utilisation lies between 0 and 100 %"));
    CHECK(target("utilisation of smelter <= 100 %").starts_with("a utilisation lies between 0 and 100 %"));
    CHECK(target("delivered metal >= 0 t/y") ==
          "the target 'delivered metal >= 0 t/y' is met by nothing at all; write an "
          "amount above 0");
}

TEST_CASE("what caps a size is what the bound names there") {
    const auto capped = [](const char *capacity) {
        const Case chain = case_of(with(line_of_three(), "capacity: {ore: 100 t/d}", capacity));
        const SizeLimits limits = find_size_limits(chain, measure_of(chain));
        REQUIRE(limits.next.size() == 1);
        return limits.next.front().at;
    };
    CHECK(capped("capacity: {ore: 50 t/d}") == "smelter");
    CHECK(capped("capacity: {ore: 140 t/d}") == "mine");
}
