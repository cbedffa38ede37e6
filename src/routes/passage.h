// A passage (canal, strait, border crossing): slots a day, a queue, dates on which it is closed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"
#include "values/steps.h"
#include "values/uncertain.h"

#include <optional>
#include <string>

namespace midstream {

struct PassageSpec {
    std::string name;
    std::optional<Steps<PerDay>> slots;     ///< for the vehicles of this case; empty: no limit
    std::optional<Uncertain<Days>> transit; ///< time inside, once the slot has come
    std::string source;
    std::string estimate;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"slots",
                "Vehicles of this case that may enter each day (`2 /d`), dated steps or a CSV column; no limit unless "
                "given. 0 /d is closed.",
                false, 0.0},
          &PassageSpec::slots);
        f(Field{"transit", "Time inside once the slot has come; 0 d unless given.", false, 0.0}, &PassageSpec::transit);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &PassageSpec::source);
        f(Field{"estimate", "What here is chosen rather than sourced, and why."}, &PassageSpec::estimate);
        f(Field{"note", "Words for the reader of the case."}, &PassageSpec::note);
    }
};

} // namespace midstream
