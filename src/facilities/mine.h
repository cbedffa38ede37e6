// A mine: makes a material from the ground until its reserve ends or its storage is full.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/charge_spec.h"
#include "materials/ids.h"
#include "values/steps.h"

#include <optional>

namespace midstream {

struct MineSpec {
    MaterialId makes;
    Steps<TonnesPerDay> rate;             ///< ceiling of the product's rate
    By<ElementId, Steps<Fraction>> grade; ///< assay of the product, element by element, over the material's own
    std::optional<Tonnes> reserve;        ///< product left in the ground at the start
    std::optional<ChargeSpec> charge;     ///< product in lots instead of a stream

    static constexpr std::string_view behaviour = "mine";
    static constexpr std::string_view about =
        "Makes a material from the ground until its reserve ends or its storage is full.";
    template <class F> static void fields(F &f) {
        f(Field{"makes", "The material it delivers.", true}, &MineSpec::makes);
        f(Field{"rate", "How fast it can deliver: a rate, dated steps or a CSV column. Not with `charge`.", false, 0.0},
          &MineSpec::rate);
        f(Field{"grade",
                "Assay of what it delivers where it differs from the material's: a fraction, dated steps or a CSV "
                "column.",
                false, 0.0, 1.0},
          &MineSpec::grade);
        f(Field{"reserve", "Tonnes that can still be delivered; endless unless given.", false, 0.0},
          &MineSpec::reserve);
        f(Field{"charge", "Delivers in lots of a size, each after a time, instead of a steady stream."},
          &MineSpec::charge);
    }
};

} // namespace midstream
