// A market: draws what its customers want and remembers, or forgets, what it could not give them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "materials/ids.h"
#include "values/steps.h"

#include <array>
#include <optional>
#include <string_view>

namespace midstream {

enum class Unmet { lost, back_ordered };
inline constexpr std::array<std::string_view, 2> words_of(Unmet) { return {"lost", "back-ordered"}; }

struct MarketSpec {
    By<MaterialId, Steps<TonnesPerDay>> takes;
    Unmet unmet = Unmet::lost;
    Days cover{15.0};

    static constexpr std::string_view behaviour = "market";
    static constexpr std::string_view about =
        "Draws what its customers want, and remembers or forgets what it could not give them.";
    template <class F> static void fields(F &f) {
        f(Field{"takes", "Demand for each material: a rate, dated steps or a CSV column.", true, 0.0, {}, {}, true},
          &MarketSpec::takes);
        f(Field{"unmet", "Demand that finds nothing is `lost` (default) or `back-ordered`."}, &MarketSpec::unmet);
        f(Field{"cover",
                "Days of demand it keeps on hand beyond what the transit of each route needs; 15 d unless given.",
                false, 0.0},
          &MarketSpec::cover);
    }
};

} // namespace midstream
