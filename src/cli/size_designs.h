// The designs of a size study: cases that differ only by what is sized, read and run.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/progress.h"
#include "cli/size_question.h"
#include "studies/replications.h"

#include <memory>
#include <optional>
#include <vector>

namespace midstream {

class Designs {
  public:
    Designs(const Arguments &arguments, const SizeQuestion &question, const StudyOptions &options, Progress &progress);

    CaseArguments source(const std::vector<double> &sizes) const;
    CaseArguments source(const SizeOption &option) const;
    std::shared_ptr<const Case> read(const CaseArguments &source) const;
    /// Empty where told to stop.
    std::optional<std::vector<SizedRun>> run(const CaseArguments &source, int first, int count);
    /// What is measured: its facilities may stand at other places than in the case that was asked of.
    Measure measure_in(const Case &chain) const;

  private:
    Arguments arguments_;
    const SizeQuestion &question_;
    const StudyOptions &options_;
    Progress &progress_;
    std::shared_ptr<const Plan> plan_; ///< of the last design: a test stays with one
    CaseArguments planned_;
    int done_ = 0;
};

} // namespace midstream
