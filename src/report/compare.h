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

/// compare.json, compare.csv and run.json: what a folder of a comparison holds.
std::vector<RunFile> compare_files(const CompareResult &result, const Provenance &provenance);

} // namespace midstream
