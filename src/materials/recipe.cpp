// A recipe: what a tonne of feed becomes, and where each element of it goes.
// SPDX-License-Identifier: Apache-2.0
#include "materials/recipe.h"

namespace midstream {

bool Recipe::follows_grade() const {
    for (const Product &product : makes)
        if (product.lead) return true;
    return false;
}

double Recipe::yield(std::size_t product, std::span<const double> feed_per_t, double recovery_factor) const {
    const Product &made = makes[product];
    if (!made.lead) return made.ratio;
    const std::uint32_t e = *made.lead;
    return feed_per_t[e] * made.recovery[e] * recovery_factor / made.lead_fraction;
}

} // namespace midstream
