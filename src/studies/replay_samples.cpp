// Running a case past the ends of recorded periods.
// SPDX-License-Identifier: Apache-2.0
#include "studies/replay_samples.h"

#include "model/world.h"
#include "studies/in_order.h"

namespace midstream {

namespace {

struct Sample {
    std::vector<std::vector<double>> tonnes;
    std::vector<std::vector<FacilityTotals>> totals;
};

void add(FacilityTotals &sum, const FacilityTotals &one, double weight) {
    sum.throughput_t += weight * one.throughput_t;
    sum.nameplate_t += weight * one.nameplate_t;
    for (std::size_t i = 0; i < loss_count; ++i) sum.lost_t[i] += weight * one.lost_t[i];
}

} // namespace

ReplaySamples sample(const std::shared_ptr<const Plan> &plan, const RunsSpec &runs,
                     const std::vector<Observation> &observations, const std::vector<SimTime> &marks,
                     const StudyOptions &options) {
    ReplaySamples samples;
    samples.mean_totals.assign(marks.size(), std::vector<FacilityTotals>(plan->chain->facilities.size()));
    InOrder<Sample> work{static_cast<std::size_t>(runs.replications), threads_of(options)};
    work.stop = options.stop;
    work.progress = options.progress;
    work.make = [&](std::size_t replication) -> std::optional<Sample> {
        Sample made;
        made.tonnes.resize(observations.size());
        World world{plan, runs.seed, replication, false}; // losses are not followed: only what was made is asked
        for (const SimTime mark : marks) {
            if (options.stop && options.stop->load(std::memory_order_relaxed)) return {};
            world.run_until(mark);
            Result result = world.so_far();
            for (std::size_t o = 0; o < observations.size(); ++o)
                made.tonnes[o].push_back(tonnes_of(observations[o], result));
            made.totals.push_back(std::move(result.facilities));
        }
        return made;
    };
    const double weight = 1.0 / runs.replications;
    work.take = [&](Sample &&made) {
        samples.tonnes.push_back(std::move(made.tonnes));
        for (std::size_t m = 0; m < marks.size(); ++m)
            for (std::size_t f = 0; f < made.totals[m].size(); ++f)
                add(samples.mean_totals[m][f], made.totals[m][f], weight);
    };
    samples.done = work.run();
    return samples;
}

} // namespace midstream
