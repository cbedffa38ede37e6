// A plant: turns materials into others by a recipe, continuously or in charges.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/charge_spec.h"
#include "materials/ids.h"
#include "values/steps.h"

#include <optional>

namespace midstream {

/// How much of one product comes out, and what it carries.
struct YieldSpec {
    std::optional<TonnesPerTonne> ratio; ///< tonnes per tonne of the first input; empty: by the recovered element
    By<ElementId, Fraction> recovery;    ///< share of each element of the feed that goes into this product

    template <class F> static void fields(F &f) {
        f(Field{"ratio",
                "Tonnes per tonne of the first material taken. Without it the product's mass follows from the element "
                "recovered and its assay.",
                false, 0.0},
          &YieldSpec::ratio);
        f(Field{"recovery", "Share of each element in the feed that leaves in this product.", false, 0.0, 1.0},
          &YieldSpec::recovery);
    }
};

struct PlantSpec {
    By<MaterialId, TonnesPerTonne> takes;         ///< tonnes per tonne of the first material listed
    By<MaterialId, YieldSpec> makes;              ///< the first is the main product
    By<ElementId, Fraction> recovery;             ///< into the main product
    By<MaterialId, Steps<TonnesPerDay>> capacity; ///< ceilings on any inputs and outputs; the tightest rules
    int lines = 1;
    std::optional<ChargeSpec> charge;
    Fraction turndown{0.0};
    std::optional<Days> restart_cover;

    static constexpr std::string_view behaviour = "plant";
    static constexpr std::string_view about = "Turns materials into others by a recipe, continuously or in charges.";
    template <class F> static void fields(F &f) {
        f(Field{"takes", "Materials drawn, each in tonnes per tonne of the first (`1 t/t`).", true, 0.0, {}, {}, true},
          &PlantSpec::takes);
        f(Field{"makes",
                "Materials made. The first is the main product. A bare ratio (`0.98 t/t`) is tonnes per tonne of the "
                "first material taken; `by recovery` follows from the metal recovered.",
                true,
                {},
                {},
                "ratio",
                true},
          &PlantSpec::makes);
        f(Field{"recovery",
                "Share of each element of the feed that leaves in the main product; what goes nowhere is lost in slag, "
                "tails and gas.",
                false, 0.0, 1.0},
          &PlantSpec::recovery);
        f(Field{"capacity",
                "Ceiling on any material taken or made, for all lines together: a rate, dated steps or a CSV column. "
                "Not with `charge`.",
                false, 0.0},
          &PlantSpec::capacity);
        f(Field{"lines", "Parallel lines: each holds a charge of its own; in steady plants a failure stops one line.",
                false, 1.0, 1000.0},
          &PlantSpec::lines);
        f(Field{"charge", "Works in charges instead of a steady stream."}, &PlantSpec::charge);
        f(Field{"turndown", "Share of capacity below which it stops rather than run; 0 % unless given.", false, 0.0,
                1.0},
          &PlantSpec::turndown);
        f(Field{"restart cover",
                "Feed (and room for product) in days at capacity that must be there before a stopped plant restarts; 1 "
                "d where a turndown is given.",
                false, 0.0},
          &PlantSpec::restart_cover);
    }
};

} // namespace midstream
