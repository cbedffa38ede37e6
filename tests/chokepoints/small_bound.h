// The bound of a case of a few lines.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/bound.h"
#include "reader/read_case.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

namespace midstream {

inline doctest::Approx about(double value) { return doctest::Approx(value).epsilon(1e-6); }

inline Measure measure_of(const Case &chain) { return std::get<Measure>(find_measure(chain, chain.measure)); }

inline Case case_of(std::string_view text) { return read_case_text(text, "bound.yaml").value; }

/// A hundred days, unless the text says otherwise: of `ore`, made into `metal`, for a `city`.
inline std::string world(std::string_view facilities, std::string_view routes, std::string_view more = "",
                         std::string_view time = "{start: 2025-01-01, end: 2025-04-11}") {
    std::string text = "midstream: 1\ntitle: A small world\ntime: " + std::string(time) +
                       "\nmeasure: {delivered: metal}\nmaterials: {ore: {}, metal: {}, acid: {}}\nfacilities:\n";
    return text + std::string(facilities) + "routes:\n" + std::string(routes) + std::string(more);
}

inline double years_of(const Case &chain) {
    return days_of(chain.time.end - chain.time.start - round_days(chain.time.warmup.value())) / days_per_year;
}

/// Tonnes over the time measured, of one outlook.
inline double bound_t(const Case &chain, Outlook outlook = Outlook::certain) {
    BoundProblem problem(chain, measure_of(chain), outlook);
    const auto found = problem.solve();
    if (!found) throw std::runtime_error(problem.trouble());
    return *found * years_of(chain);
}
inline double bound_t(std::string_view text, Outlook outlook = Outlook::certain) {
    return bound_t(case_of(text), outlook);
}

} // namespace midstream
