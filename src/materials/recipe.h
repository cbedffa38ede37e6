// A recipe: what a tonne of feed becomes, and where each element of it goes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace midstream {

/// One product of a recipe. Its mass is `ratio` tonnes per tonne of the first input or, where `lead` is given, what is
/// recovered of that element divided by its fraction in the product.
struct Product {
    double ratio = 0;                  ///< t per t of the first input, where there is no lead element
    std::optional<std::uint32_t> lead; ///< element that the mass follows
    double lead_fraction = 1;          ///< of the lead element in the product
    std::vector<double> recovery;      ///< by element: share of the feed's that leaves in this product
};

struct Recipe {
    std::vector<double> takes; ///< t of each input per t of the first
    std::vector<Product> makes;

    /// Whether products depend on what the feed is made of.
    bool follows_grade() const;

    /// Tonnes of one product per tonne of the first input.
    /// `feed_per_t`: tonnes of each element in all inputs together, per tonne of the first input.
    /// `recovery_factor`: what is left of every recovery (1 in normal times).
    double yield(std::size_t product, std::span<const double> feed_per_t, double recovery_factor) const;
};

} // namespace midstream
