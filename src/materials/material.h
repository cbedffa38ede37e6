// A material and its assay.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "materials/ids.h"
#include "units/quantity.h"

#include <string>

namespace midstream {

struct MaterialSpec {
    std::string name;
    By<ElementId, Fraction> assay; ///< contained element per dry tonne, where the producer says nothing else
    Fraction moisture{0.0};        ///< water per wet tonne; wet tonnes appear in tables only
    std::string source;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"assay", "Mass fraction of each tracked element in the dry material.", false, 0.0, 1.0},
          &MaterialSpec::assay);
        f(Field{"moisture", "Water per wet tonne, for tables in wet tonnes; 0 unless given.", false, 0.0, 0.9},
          &MaterialSpec::moisture);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &MaterialSpec::source);
        f(Field{"note", "Words for the reader of the case."}, &MaterialSpec::note);
    }
};

} // namespace midstream
