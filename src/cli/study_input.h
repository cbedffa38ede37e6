// From a study's file to scenarios that have been read and can run.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/measure.h"
#include "cli/arguments.h"
#include "reader/study_file.h"
#include "report/study_store.h"
#include "studies/family.h"
#include "studies/replications.h"

#include <memory>
#include <vector>

namespace midstream {

struct StudyInput {
    ReadStudy study;
    StudyHead head;
    std::shared_ptr<const Case> base; ///< the case with what all scenarios share
    std::vector<Family> families;
    std::vector<std::filesystem::path> files; ///< all that were read for the base
    RunsSpec runs;
    bool stopped = false; ///< told to stop before all was read

    Case read(std::size_t scenario) const;
    std::string measure; ///< in words that every scenario understands
};

/// Reads the study and every one of its scenarios, on all cores. Throws CaseError with the problems of all, UsageError.
StudyInput read_study_input(const Arguments &arguments, const StudyOptions &options);

/// The measure of a scenario. Throws UsageError where it has none of it.
Measure measure_in(const Case &chain, const std::string &words, const std::string &scenario);

} // namespace midstream
