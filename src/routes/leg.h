// A leg of the network that routes without a transit time of their own travel over.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routes/ids.h"
#include "units/quantity.h"

#include <optional>
#include <string>

namespace midstream {

/// Both ways. A point is a facility's name or a word of your own (a junction, a cape).
struct LegSpec {
    PointId from;
    PointId to;
    Kilometres distance;
    std::optional<PassageId> passage; ///< passed at the end of the leg, in either direction
    std::string source;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"from", "A facility or a point of your own.", true}, &LegSpec::from);
        f(Field{"to", "A facility or a point of your own.", true}, &LegSpec::to);
        f(Field{"distance", "Length of the leg (`2300 km`, `1250 nm`).", true, 0.0}, &LegSpec::distance);
        f(Field{"passage", "The passage that lies on it."}, &LegSpec::passage);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &LegSpec::source);
        f(Field{"note", "Words for the reader of the case."}, &LegSpec::note);
    }
};

} // namespace midstream
