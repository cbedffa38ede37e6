// What changed between two cases: the answer in words, and its tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/files.h"
#include "studies/compare_study.h"

#include <string>
#include <vector>

namespace midstream {

/// Sentence, markets, facilities that changed, chokepoints of both; at most 100 columns. Ends with a line break.
std::string compare_text(const CompareResult &result);

/// What was measured before and after, and the difference; without line breaks.
std::string compare_sentence(const CompareResult &result);

/// compare.json, compare.csv, report.html and run.json: what a folder of a comparison holds.
std::vector<RunFile> compare_files(const CompareResult &result, const Provenance &provenance);

} // namespace midstream
