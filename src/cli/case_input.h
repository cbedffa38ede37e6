// From the command line to a case ready to run: read, changed as asked, with what is measured in it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/measure.h"
#include "cli/arguments.h"
#include "model/plan.h"
#include "reader/read_case.h"
#include "report/provenance.h"
#include "studies/warmup.h"

#include <chrono>
#include <memory>
#include <variant>

namespace midstream {

class Stopwatch {
  public:
    double seconds() const {
        return std::chrono::duration<double>{std::chrono::steady_clock::now() - started_}.count();
    }

  private:
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

template <class T> T value_or_refuse(std::variant<T, std::string> value) {
    if (auto *problem = std::get_if<std::string>(&value)) throw UsageError{std::move(*problem)};
    return std::get<T>(std::move(value));
}

struct CaseInput {
    std::shared_ptr<const Case> chain;
    Measure measure;
    std::vector<std::filesystem::path> files; ///< all that were read
    bool says_replications = false;           ///< how often it runs is written in the case
};

/// What was typed beside the file and changes the case.
ReadOptions read_options(const CaseArguments &source);

/// Reads a case, tells its warnings unless quiet, and changes it as `--seed`, `--replications`, `--of` and `--measure`
/// ask. Throws CaseError and UsageError.
CaseInput read_input(const CaseArguments &source, const Arguments &arguments);

/// Warnings of the laws and series of the case that are replaced by one value where these paths are varied.
std::vector<Problem> replaced_at(const Arguments &arguments, const std::vector<std::string> &paths);

/// Tells them, unless quiet.
void tell_replaced(const Arguments &arguments, const std::vector<std::string> &paths);

/// Throws UsageError where a case leaves its warm-up to its series.
void refuse_found_warmup(const Case &chain);

/// Where a case leaves its warm-up to its series: finds it and gives it to the case. Throws UsageError where none can be
/// found; empty where there is nothing to find, or after a stop.
std::optional<FoundWarmup> settle_warmup(CaseInput &input, const StudyOptions &options);

/// What is known of a run before it starts.
Provenance provenance_of(const Arguments &arguments, const CaseInput &input);

} // namespace midstream
