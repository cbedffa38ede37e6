// A quantity of a case that may be a number or a law of chance.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/distribution.h"
#include "units/quantity.h"

namespace midstream {

/// A quantity drawn anew whenever it is asked for; the law's numbers are in the canonical unit of `Q`.
template <class Q> struct Uncertain {
    Distribution law = Distribution::constant(0);

    Uncertain() = default;
    explicit Uncertain(Q fixed) : law(Distribution::constant(fixed.value())) {}
    explicit Uncertain(Distribution chance) : law(std::move(chance)) {}

    Q mean() const { return Q{midstream::mean(law)}; }
    friend bool operator==(const Uncertain &, const Uncertain &) = default;
};

} // namespace midstream
