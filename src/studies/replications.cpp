// Replications of a case: a world each, looked up from once a simulated year.
// SPDX-License-Identifier: Apache-2.0
#include "studies/replications.h"

#include "model/world.h"
#include "studies/in_order.h"

#include <algorithm>
#include <thread>

namespace midstream {

namespace {

std::optional<Result> run_one(const std::shared_ptr<const Plan> &plan, std::uint64_t seed, std::size_t replication,
                              const StudyOptions &options) {
    World world{plan, seed, replication + static_cast<std::size_t>(options.first), options.follow_losses};
    if (!run_until(world, world.end(), options.stop)) return {};
    return world.finish();
}

} // namespace

bool run_until(World &world, SimTime when, const std::atomic<bool> *stop) {
    while (stop && when - world.now() > std::chrono::days{365}) {
        if (stop->load(std::memory_order_relaxed)) return false;
        world.run_until(world.now() + std::chrono::days{365});
    }
    world.run_until(when);
    return true;
}

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
        if (options.enough && options.enough(result)) work.end();
        take(std::move(result));
    };
    work.progress = options.progress;
    work.stop = options.stop;
    return work.run();
}

} // namespace midstream
