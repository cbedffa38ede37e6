// The runs of a study: families of scenarios, replication by replication, on all cores.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/result.h"
#include "studies/family.h"
#include "studies/replications.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace midstream {

/// One replication of some branches of a family.
struct SweepPiece {
    std::size_t family = 0;
    int replication = 0;
    std::vector<std::size_t> branches;
};

struct SweepRun {
    std::size_t scenario = 0;
    int replication = 0;
    double years = 0; ///< after the warm-up
    std::shared_ptr<const Case> chain;
    Result result;
};

struct SweepTally {
    int runs = 0;
    std::uint64_t events = 0; ///< that were run
    std::uint64_t shared = 0; ///< that were not run again, since branches share them
    double seconds = 0;       ///< of processor time, in runs
};

/// The cases of a family, by branch; called by several threads at once.
using CasesOf = std::function<std::vector<Case>(const Family &)>;

/// Runs the pieces and hands on what they give, in their order; after a stop, what had finished.
SweepTally run_sweep(const std::vector<Family> &families, const std::vector<SweepPiece> &pieces, std::uint64_t seed,
                     const CasesOf &cases_of, const StudyOptions &options,
                     const std::function<void(SweepRun &&)> &take);

} // namespace midstream
