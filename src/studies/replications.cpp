// Replications of a case: a world each, looked up from once a simulated year.
// SPDX-License-Identifier: Apache-2.0
#include "studies/replications.h"

#include "model/world.h"
#include "studies/in_order.h"

#include <algorithm>
#include <thread>

namespace midstream {

namespace {

/// Looks up from the run once a simulated year, so that a stop need not wait for its end.
std::optional<Result> run_one(const std::shared_ptr<const Plan> &plan, std::uint64_t seed, std::size_t replication,
                              const StudyOptions &options) {
    const std::atomic<bool> *const stop = options.stop;
    World world{plan, seed, replication + static_cast<std::size_t>(options.first), options.follow_losses};
    while (stop && world.end() - world.now() > std::chrono::days{365}) {
        if (stop->load(std::memory_order_relaxed)) return {};
        world.run_until(world.now() + std::chrono::days{365});
    }
    return world.finish();
}

} // namespace

int threads_of(const StudyOptions &options) {
    if (options.threads > 0) return options.threads;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int run_replications(const std::shared_ptr<const Plan> &plan, const RunsSpec &runs, const StudyOptions &options,
                     const std::function<void(Result &&)> &take) {
    InOrder<Result> work{static_cast<std::size_t>(runs.replications), threads_of(options)};
    work.make = [&](std::size_t replication) { return run_one(plan, runs.seed, replication, options); };
    work.take = [&](Result &&result) {
        if (options.each) options.each(result);
        take(std::move(result));
    };
    work.progress = options.progress;
    work.stop = options.stop;
    return work.run();
}

} // namespace midstream
