// Replications of a case on several threads, handed on in their order: the same for any number of threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/plan.h"
#include "model/result.h"

#include <atomic>
#include <functional>
#include <memory>

namespace midstream {

class World;

struct StudyOptions {
    int threads = 0;                            ///< 0: as many as the machine has
    std::function<void(int, int)> progress;     ///< done, of how many; called by one thread at a time
    const std::atomic<bool> *stop = nullptr;    ///< set from outside to end soon
    std::function<void(const Result &)> each;   ///< called for every replication, in their order
    std::function<bool(const Result &)> enough; ///< asked for every replication, in their order: none follows it
    int first = 0;                              ///< replication to begin with
    bool follow_losses = false;                 ///< to their root causes; `run_study` always does
};

/// How many threads a study uses.
int threads_of(const StudyOptions &options);

/// Runs a world up to an instant, looking up from it once a simulated year: false where it was told to stop before.
bool run_until(World &world, SimTime when, const std::atomic<bool> *stop);

/// Runs n replications, from the first asked for on, and hands each result on in their order; returns how many there were. After a stop those
/// that had finished are still handed on. Where runs fail, the failure of the first of them is thrown.
int run_replications(const std::shared_ptr<const Plan> &plan, const RunsSpec &runs, const StudyOptions &options,
                     const std::function<void(Result &&)> &take);

} // namespace midstream
