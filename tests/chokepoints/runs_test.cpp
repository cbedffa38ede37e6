// Runs stay below the bound: every replication below the one that is certain, the mean below the one to be expected.
// SPDX-License-Identifier: Apache-2.0
#include "random_case.h"
#include "small_bound.h"

#include "des/statistics.h"
#include "model/world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

using namespace midstream;

namespace {

/// Of what is counted in the run itself: levels of nano-tonnes are rounded there.
double slack(double bound_tpy) { return 1e-7 * bound_tpy + 1e-4; }

std::vector<MeasureSpec> all_measures(const Case &chain) {
    std::vector<MeasureSpec> measures;
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f) {
        for (const MaterialId material : products_of(chain.facilities[f]))
            measures.push_back({std::nullopt, material, FacilityId{f}, ""});
        if (const auto *market = std::get_if<MarketSpec>(&chain.facilities[f].behaviour))
            for (const auto &[material, rate] : market->takes)
                measures.push_back({material, std::nullopt, FacilityId{f}, ""});
    }
    return measures;
}

std::vector<Result> run_some(const Case &chain, int replications) {
    const auto plan = build(chain);
    std::vector<Result> results;
    for (int k = 0; k < replications; ++k) results.push_back(run(plan, chain.runs.seed, static_cast<std::uint64_t>(k)));
    return results;
}

std::vector<double> measured_tpy(const Case &chain, const Measure &measure, const std::vector<Result> &results) {
    std::vector<double> tpy;
    for (const Result &result : results) tpy.push_back(measured_t(measure, result) / years_of(chain));
    return tpy;
}

/// Intervals as wide as three of 95 %: there are more than a thousand of them.
bool within(double bound_tpy, const std::vector<double> &tpy) {
    const Interval interval = interval95(tpy);
    return interval.mean - 3 * (interval.mean - interval.low) <= bound_tpy + slack(bound_tpy);
}

void check_runs(const Case &chain, int replications) {
    const std::vector<Result> results = run_some(chain, replications);
    for (const MeasureSpec &spec : all_measures(chain)) {
        const Measure measure = std::get<Measure>(find_measure(chain, spec));
        CAPTURE(measure.words);
        const std::vector<double> measured = measured_tpy(chain, measure, results);
        BoundProblem certain(chain, measure, Outlook::certain);
        if (const auto bound = certain.solve())
            CHECK(*std::max_element(measured.begin(), measured.end()) <= *bound + slack(*bound));
        else
            CHECK(certain.trouble().starts_with("nothing limits"));
        BoundProblem expected(chain, measure, Outlook::expected);
        const auto bound = expected.solve();
        REQUIRE(bound);
        // A few replications of what is lopsided may all be lucky: one second try with many.
        if (within(*bound, measured)) continue;
        CHECK(within(*bound, measured_tpy(chain, measure, run_some(chain, 200))));
    }
}

std::vector<std::filesystem::path> cases_in(const std::filesystem::path &folder) {
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

TEST_CASE("no run of a shipped case or a story is beyond its bound, whatever is measured") {
    for (const char *folder : {CASES, STORIES})
        for (const auto &file : cases_in(folder)) {
            CAPTURE(file.filename().string());
            check_runs(read_case(file).value, 3);
        }
}

TEST_CASE("no run of a random case is beyond its bound") {
    for (std::uint64_t k = 0; k < 60; ++k) {
        CAPTURE(k);
        const std::string text = random_case(k);
        CAPTURE(text);
        check_runs(case_of(text), 5);
    }
}
