// The tables of this folder: what is expected of which case, and how long each case runs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace midstream::validation {

/// What kind of promise an expected value is.
enum class Kind {
    exact,         ///< lies in the interval over the replications
    deterministic, ///< equals, within the tolerance, what one run gives
    bound,         ///< not exceeded but for the interval
    published      ///< a printed value: within its rounding and the interval
};

/// One row of expected.csv.
struct Expected {
    std::string case_id;
    std::vector<std::string> sets; ///< `PATH=VALUE` that make the variant it holds for
    std::string quantity;
    double value = 0;
    std::string unit;
    Kind kind = Kind::exact;
    double tolerance = 0; ///< relative, or absolute where `absolute`
    bool absolute = false;
    double needs = 0;    ///< total run length for a half-width of 1 %; 0 where nobody has said
    std::string reading; ///< how it is read from what a run leaves behind
};

/// One row of runs.csv: lengths are totals over the replications, after the warm-up.
struct RunLength {
    std::string case_id;
    double unit_d = 1; ///< of the lengths, in days
    int replications = 20;
    double sample_d = 0; ///< time between looks at the running world; 0: none
    double quick = 0;    ///< by default
    double full = 0;     ///< with MIDSTREAM_ALL
};

std::vector<Expected> read_expected(const std::filesystem::path &file);
std::vector<RunLength> read_run_lengths(const std::filesystem::path &file);

/// The cells of a CSV file without its heading and without lines that begin with `#`. A cell may stand in double quotes.
std::vector<std::vector<std::string>> read_cells(const std::filesystem::path &file);

} // namespace midstream::validation
