// report.html: the page to look at. The bundle of web/dist, with the data of a run put into it (web/page.schema.json
// tells every key).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/calibrate.h"
#include "report/compare.h"
#include "report/files.h"
#include "report/replay.h"

#include <string>
#include <string_view>
#include <vector>

namespace midstream {

inline constexpr const char *page_name = "report.html";

/// `data` is a JSON document; whatever stands in its texts, none can end the element that holds it.
std::string page_html(std::string_view title, std::string_view headline, std::string_view data);

/// The page of `run`, `chokepoints` and `size`; `files` are the names of all that stands beside it.
std::string page_of_run(const Report &report, const std::vector<std::string> &files);

/// The page of `compare`: the second case, and what changed.
std::string page_of_compare(const CompareResult &result, const Provenance &provenance,
                            const std::vector<std::string> &files);

/// The page of `replay`, and with the values that were chosen that of `calibrate`.
std::string page_of_replay(const ReplayResult &result, const Provenance &provenance,
                           const std::vector<std::string> &files, const std::string &case_yaml,
                           const Calibrated *calibrated);

} // namespace midstream
