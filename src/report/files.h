// All files of a run, in memory: what a run folder will hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/bound.h"
#include "report/provenance.h"
#include "studies/chokepoint_study.h"
#include "studies/ladder_study.h"
#include "studies/study.h"

#include <string>
#include <vector>

namespace midstream {

struct Sized;

struct RunFile {
    std::string name;
    std::string text;
};

struct Report {
    const StudyResult &study;
    const ChokepointResult &chokepoints;
    const Bound &bound;
    const LadderResult &ladder; ///< without rungs: none was climbed
    const Provenance &provenance;
    std::string case_yaml;       ///< the case as it was understood
    const Sized *size = nullptr; ///< of a size study: the case is of the size that was found
};

std::vector<RunFile> run_files(const Report &report);

} // namespace midstream
