// How long to run and what to leave out: half widths, warm-up, coverage of what they promise.
// SPDX-License-Identifier: Apache-2.0
#include "des/random.h"
#include "known_worlds.h"
#include "studies/half_width.h"
#include "studies/study.h"
#include "studies/warmup.h"

#include <cmath>

using namespace midstream;

namespace {

/// Mean 100, deviation 10, started well above: 100 + 60 x 0.9^t.
std::vector<double> settling_series(std::size_t length, double start, std::uint64_t seed) {
    Stream luck{seed, 0, "series", "settling"};
    std::vector<double> series;
    double off = start;
    for (std::size_t t = 0; t < length; ++t) {
        series.push_back(100 + off + 10 * standard_normal(luck));
        off *= 0.9;
    }
    return series;
}

} // namespace

TEST_CASE("MSER-5 leaves out about what has not settled, and nothing of what has") {
    Tally left_out, bias_before, bias_after, of_settled;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const auto series = settling_series(200, 60, seed);
        const Mser found = find_mser5(series);
        CHECK(found.batches == 40);
        if (found.is_at_edge) continue;
        left_out.add(static_cast<double>(found.left_out * mser_batch));
        Tally all, rest;
        for (std::size_t t = 0; t < series.size(); ++t) {
            all.add(series[t]);
            if (t >= found.left_out * mser_batch) rest.add(series[t]);
        }
        bias_before.add(all.mean() - 100);
        bias_after.add(rest.mean() - 100);
        of_settled.add(static_cast<double>(find_mser5(settling_series(200, 0, seed)).left_out));
    }
    CHECK(left_out.count() > 190);
    CHECK(left_out.mean() > 10); // at 15 the start has fallen under the noise
    CHECK(left_out.mean() < 45);
    CHECK(bias_before.mean() > 2.5); // 600 / 200
    CHECK(std::abs(bias_after.mean()) < 0.5);
    CHECK(of_settled.mean() < 6); // batches of 40
}

TEST_CASE("MSER-5 by hand: the first batch is far off, the others are alike") {
    std::vector<double> series(5, 50.0);
    for (int i = 0; i < 45; ++i) series.push_back(i % 2 == 0 ? 99 : 101);
    Mser found = find_mser5(series);
    CHECK(found.batches == 10);
    CHECK(found.left_out == 1);
    CHECK_FALSE(found.is_at_edge);
    // It never settles: the least is the last that may be left out.
    series.clear();
    for (int i = 0; i < 60; ++i) series.push_back(i);
    found = find_mser5(series);
    CHECK(found.is_at_edge);
    CHECK(find_mser5(std::vector<double>(60, 7.0)).left_out == 0);
}

TEST_CASE("replications go on until half of the interval is as narrow as asked") {
    UntilSpec spec;
    spec.half_width = Fraction{0.05};
    spec.at_most = 400;
    Tally runs;
    int covered = 0;
    constexpr int repeats = 1000;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        Stream luck{static_cast<std::uint64_t>(repeat), 0, "half width", "values"};
        HalfWidth half{spec};
        Tally seen;
        double value = 0;
        do {
            value = 10 + 2 * standard_normal(luck);
            seen.add(value);
        } while (!half.take(value));
        REQUIRE(half.is_reached());
        CHECK(half.share() <= 0.05);
        CHECK(seen.count() >= spec.at_least);
        runs.add(static_cast<double>(seen.count()));
        if (std::abs(seen.mean() - 10) <= half.share() * seen.mean()) ++covered;
    }
    // A fixed number would be (1.96 x 2 / 0.5)^2 = 61.5; looking after every one ends a little early now and then.
    CHECK(runs.mean() > 55);
    CHECK(runs.mean() < 68);
    CHECK(covered > 900);
    CHECK(covered < 970);
}

TEST_CASE("a run that cannot be known that well ends at its most, and says so") {
    UntilSpec spec;
    spec.half_width = Fraction{1e-6};
    spec.at_least = 3;
    spec.at_most = 12;
    HalfWidth half{spec};
    int count = 1;
    Stream luck{1, 0, "half width", "values"};
    while (!half.take(10 + standard_normal(luck))) ++count;
    CHECK(count == 12);
    CHECK_FALSE(half.is_reached());
}

TEST_CASE("a run until it is known gives the bytes of one of that number, for any number of threads") {
    std::string text = line_of_three();
    text.replace(text.find("capacity: {ore: 100 t/d}"), 0,
                 "failures: {every: {exponential: 20 d}, for: {exponential: 5 d}}, ");
    const Case chain = case_of(text);
    const Measure measure = measure_of(chain);
    UntilSpec spec;
    spec.half_width = Fraction{0.01};
    RunsSpec runs = chain.runs;
    runs.replications = spec.at_most;
    std::vector<StudyResult> studies;
    for (const int threads : {1, 3}) {
        HalfWidth half{spec};
        StudyOptions options;
        options.threads = threads;
        options.enough = [&](const Result &result) { return half.take(measured_t(measure, result)); };
        studies.push_back(run_study(build(chain), runs, options));
        CHECK(half.is_reached());
    }
    CHECK(studies[0].done == studies[1].done);
    CHECK(studies[0].done >= 10);
    CHECK(studies[0].done < spec.at_most);
    runs.replications = studies[0].done;
    studies.push_back(run_study(build(chain), runs, {}));
    for (const StudyResult &study : studies) {
        CHECK(study.markets[0].delivered_tpy == studies[0].markets[0].delivered_tpy);
        CHECK(study.events == studies[0].events);
    }
}

TEST_CASE("the warm-up of a case is found where its series settles") {
    // The smelter ramps up for two years; before that the city gets half.
    std::string text = line_of_three();
    text.replace(text.find("end: 2026-01-01, warmup: 30 d"), 29, "end: 2045-01-01, warmup from: measure");
    const std::string steady = "capacity: {ore: 100 t/d}";
    text.replace(text.find(steady), steady.size(), "capacity: {ore: {2025-01-01: 50 t/d, 2027-01-01: 100 t/d}}");
    const Case chain = case_of(text);
    const auto found = find_warmup(chain, measure_of(chain), {});
    REQUIRE(found);
    REQUIRE(std::holds_alternative<FoundWarmup>(*found));
    const FoundWarmup warmup = std::get<FoundWarmup>(*found);
    CHECK(warmup.left_out == 25); // months, in batches of five
    CHECK(warmup.months == 240);
    CHECK(warmup.warmup.value() == doctest::Approx(365 + 365 + 31)); // to the first of February 2027

    // Too short a run is refused with what would do; so is one that settles too late.
    text.replace(text.find("end: 2045"), 9, "end: 2028");
    auto refused = find_warmup(case_of(text), measure_of(chain), {});
    REQUIRE(std::holds_alternative<std::string>(*refused));
    CHECK(std::get<std::string>(*refused).find("36 whole months: 50 are needed") != std::string::npos);
    text.replace(text.find("end: 2028"), 9, "end: 2030");
    text.replace(
        text.find("{2025-01-01: 50"), 41,
        "{2025-01-01: 10 t/d, 2026-01-01: 20 t/d, 2027-01-01: 30 t/d, 2028-01-01: 40 t/d, 2029-01-01: 50 t/d}");
    refused = find_warmup(case_of(text), measure_of(chain), {});
    REQUIRE(std::holds_alternative<std::string>(*refused));
    CHECK(std::get<std::string>(*refused).find("has not settled") != std::string::npos);
}

TEST_CASE("the years that are counted begin with the end of the warm-up") {
    Case chain = case_of(line_of_three()); // 2025, of which 30 days are left out
    CHECK(counted_years(chain.time) == 335 / 365.25);
    chain.time.warmup = Days{1000};
    CHECK(counted_years(chain.time) == 0); // never less than nothing
    chain = case_of(line_of_three());
    // The smelter's 100 t/d, whichever study divides by the years.
    const auto plan = build(std::make_shared<const Case>(chain));
    const Measure measure = measure_of(chain);
    CHECK(run_study(plan, chain.runs, {}).markets.front().delivered_tpy.mean == doctest::Approx(36525));
    const Candidate candidate{plan, measure};
    CHECK(compare(candidate, candidate, chain.runs, 0, {}).measured_tpy.before.mean == doctest::Approx(36525));
    CHECK(climb_ladder(chain, measure, {1, false}, chain.runs, {}).base_tpy == doctest::Approx(36525));
}
