// Any bytes are a case or a CaseError: nothing else may happen, and what is a case is echoed to an equal one.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_case.h"
#include "reader/series.h"
#include "reader/write_case.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace midstream;

namespace {

/// Bytes that start with `#csv` are a table, those that start with `#set` a change to a small case; all else is a case.
constexpr std::string_view csv_mark = "#csv\n";
constexpr std::string_view set_mark = "#set\n";

constexpr std::string_view small_case = R"(midstream: 1
time: {start: 2025-01-01, end: 2027-01-01}
elements: [Cu]
materials: {concentrate: {assay: {Cu: 27 %}}, anode: {assay: {Cu: 99 %}}}
facilities:
  north mine: {kind: mine, makes: concentrate, rate: {2025: 1 kt/d, 2026: 2 kt/d}}
  St. Louis: {kind: smelter, storage: {concentrate: 20 kt, anode: 5 kt}}
  city: {kind: market, takes: {anode: 300 t/d}}
routes:
  - {from: north mine, to: St. Louis, carries: concentrate, by: conveyor}
  - {name: belt, like: north mine -> St. Louis}
  - {from: St. Louis, to: city, carries: anode, by: rail, fleet: trains, transit: {exponential: 3 d}}
fleets: {trains: {vehicles: 40, parcel: 900 t}}
)";

void check_case(std::string_view text, const ReadOptions &options) {
    try {
        const Case value = read_case_text(text, "nowhere/case.yaml", options).value;
        const std::string echo = case_text(value);
        if (case_text(read_case_text(echo, "nowhere/echo.yaml").value) != echo) std::abort();
    } catch (const CaseError &error) {
        if (error.problems().empty()) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char *>(data), size};
    if (bytes.starts_with(csv_mark)) {
        TableProblem problem;
        if (!read_table(bytes.substr(csv_mark.size()), "fuzz.csv", problem) && problem.text.empty()) std::abort();
    } else if (bytes.starts_with(set_mark)) {
        check_case(small_case, {.sets = {std::string{bytes.substr(set_mark.size())}}});
    } else {
        check_case(bytes, {});
    }
    return 0;
}
