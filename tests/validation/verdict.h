// Judging what was measured against what is expected, and telling it as a table.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "table.h"

#include <ostream>
#include <span>

namespace midstream::validation {

/// Mean over replications with the half-widths of its 95 % and 99.9 % intervals (Student).
struct Measured {
    double mean = 0;
    double half95 = 0;
    double half999 = 0;
};
Measured measure(std::span<const double> values);

struct Verdict {
    Expected expected;
    Measured measured;
    double length = 0;     ///< total, in the unit of the case's lengths; 0 for a single run
    bool repeated = false; ///< the second try, with new seeds and four times the length
    bool in_95 = false;    ///< the 95 % interval holds the value
    bool holds = false;    ///< the promise is kept
    bool narrow = true;    ///< the 95 % half-width is small enough
};

/// `most_half` is the largest half-width allowed, relative to the value.
Verdict judge(const Expected &expected, const Measured &measured, double length, double most_half);

/// The largest half-width for a run: 1 % at the length the quantity needs (5 % where it is rare), and in shorter runs as
/// much more as chance brings with less time.
double most_half_width(const Expected &expected, double length, double longest_need, bool full);

void write_results(std::ostream &out, const std::vector<Verdict> &verdicts, bool full, double seconds);

} // namespace midstream::validation
