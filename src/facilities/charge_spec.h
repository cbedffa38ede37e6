// Work in charges: a fixed amount, a time, out at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"
#include "values/uncertain.h"

#include <array>
#include <string_view>

namespace midstream {

/// What a mine does with a lot that finds its storage full.
enum class WhenFull { wait, lose };
inline constexpr std::array<std::string_view, 2> words_of(WhenFull) { return {"wait", "lose"}; }

struct ChargeSpec {
    Tonnes size;           ///< of the first input for a plant, of the product for a mine
    Uncertain<Days> lasts; ///< from start to finish, without stops
    WhenFull when_full = WhenFull::wait;

    template <class F> static void fields(F &f) {
        f(Field{"size", "Tonnes of a charge: of the first material taken by a plant, of the product of a mine.", true,
                1e-9},
          &ChargeSpec::size);
        f(Field{"for", "How long a charge takes.", true, 0.0}, &ChargeSpec::lasts);
        f(Field{"when full", "What becomes of a finished mine lot without room: `wait` (default) holds it and starts "
                             "no other; `lose` drops it."},
          &ChargeSpec::when_full);
    }
};

} // namespace midstream
