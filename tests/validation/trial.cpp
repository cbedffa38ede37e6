// Running replications and looking at them on the way.
// SPDX-License-Identifier: Apache-2.0
#include "trial.h"

#include "reader/read_case.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace midstream::validation {
namespace {

Trace run_one(const std::shared_ptr<const Plan> &plan, std::uint64_t seed, std::uint64_t replication, double sample_d,
              const std::vector<Instant> &watched) {
    Trace trace;
    World world(plan, seed, replication);
    if (sample_d > 0 && !watched.empty()) {
        trace.seen.resize(watched.size());
        const Duration step = round_days(sample_d), early{1};
        const TimeSpec &time = plan->chain->time;
        for (SimTime look = time.start + round_days(time.warmup.value()) + step; look <= time.end; look += step) {
            world.run_until(look - early);
            for (std::size_t i = 0; i < watched.size(); ++i) trace.seen[i].push_back(watched[i](world));
        }
    }
    trace.result = world.finish();
    return trace;
}

} // namespace

std::shared_ptr<const Plan> plan_of(const std::string &case_id, const std::vector<std::string> &sets,
                                    const RunLength *length, double total) {
    ReadOptions options;
    options.sets = sets;
    Case chain = read_case(std::filesystem::path(VALIDATION_FOLDER) / "cases" / (case_id + ".yaml"), options).value;
    if (length)
        chain.time.end = chain.time.start + round_days(chain.time.warmup.value()) +
                         round_days(total * length->unit_d / length->replications);
    return build(chain);
}

std::vector<Trace> run_all(const std::shared_ptr<const Plan> &plan, std::uint64_t seed, int count, double sample_d,
                           const std::vector<Instant> &watched) {
    std::vector<Trace> traces(static_cast<std::size_t>(count));
    std::atomic<int> next{0};
    std::exception_ptr problem;
    std::mutex problem_lock;
    const auto work = [&] {
        for (int k = next++; k < count; k = next++) {
            try {
                traces[static_cast<std::size_t>(k)] =
                    run_one(plan, seed, static_cast<std::uint64_t>(k), sample_d, watched);
            } catch (...) {
                const std::scoped_lock hold(problem_lock);
                problem = std::current_exception();
            }
        }
    };
    std::thread other(work);
    work();
    other.join();
    if (problem) std::rethrow_exception(problem);
    return traces;
}

} // namespace midstream::validation
