// Whether the intervals of a run hold what they promise: repeated studies of a single server, each with its own seed.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_case.h"
#include "studies/study.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

namespace midstream::validation {
namespace {

/// One study: 20 replications of 20,000 hours each after a warm-up of 2,000. Between arrivals 1.25 h, service 1 h, both
/// exponential: what the start from empty leaves decays within 90 h, so that the warm-up leaves nothing of it.
StudyResult study_of(std::uint64_t seed) {
    ReadOptions options;
    options.sets = {"time.warmup=2000 h", "time.end=2002-07-06"};
    static const auto plan =
        build(read_case(std::filesystem::path(VALIDATION_FOLDER) / "cases" / "G01-S01.yaml", options).value);
    RunsSpec runs;
    runs.seed = seed;
    runs.replications = 20;
    StudyOptions one_thread;
    one_thread.threads = 1;
    return run_study(plan, runs, one_thread);
}

struct Promise {
    std::string what;
    double truth;
    Interval (*of)(const StudyResult &);
    int kept = 0;
    double mean = 0, width = 0; ///< sums over studies
};

} // namespace

TEST_CASE("the 95 % interval of a run holds the exact mean as often as it says") {
    const bool full = std::getenv("MIDSTREAM_ALL") != nullptr;
    const int studies = full ? 1000 : 40;
    std::vector<Promise> promises{
        {"trucks at the crusher", 4.0, [](const StudyResult &study) { return study.routes[0].under_way_t; }},
        {"days of a truck there", 5.0 / 24, [](const StudyResult &study) { return study.routes[0].door_to_door_d; }},
        {"crusher busy", 0.8, [](const StudyResult &study) { return study.facilities[1].berths_busy; }}};
    for (int k = 0; k < studies; ++k) {
        const StudyResult study = study_of(static_cast<std::uint64_t>(1 + k));
        REQUIRE(study.done == 20);
        for (Promise &promise : promises) {
            const Interval interval = promise.of(study);
            promise.kept += interval.low <= promise.truth && promise.truth <= interval.high;
            promise.mean += interval.mean / studies;
            promise.width += (interval.high - interval.low) / (2 * studies);
        }
    }
    // Of 40 studies fewer than 32 hold once in eight thousand times where the promise is kept.
    const double least = full ? 0.93 : 32.0 / 40, most = full ? 0.97 : 1;
    for (const Promise &promise : promises) {
        std::cout << promise.what << ": exact " << promise.truth << ", mean of " << studies << " studies "
                  << promise.mean << ", mean half-width " << promise.width << ", held by " << promise.kept << "\n";
        CAPTURE(promise.what);
        const double share = static_cast<double>(promise.kept) / studies;
        CHECK(share >= least);
        CHECK(share <= most);
    }
}

} // namespace midstream::validation
