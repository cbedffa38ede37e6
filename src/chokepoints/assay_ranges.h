// The least and the greatest share of each element that the content of a stock can have, whatever is mixed in it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/prospects.h"

#include <span>
#include <vector>

namespace midstream {

struct Range {
    double low = 0;
    double high = 0;
    bool is_point() const { return high - low <= 1e-12 * high; }
    friend bool operator==(const Range &, const Range &) = default;
};

class AssayRanges {
  public:
    AssayRanges(const Plan &plan, const Prospects &prospects);

    const Range &of(std::uint32_t stock, std::uint32_t element) const { return ranges_[stock * elements_ + element]; }
    /// Tonnes of an element in all that a plant takes, per tonne of the first input.
    Range in_feed(const Recipe &recipe, std::span<const std::uint32_t> inputs, std::uint32_t element) const;
    /// Share of an element in a product, given its feed.
    Range in_product(const Recipe &recipe, std::span<const std::uint32_t> inputs, std::size_t product,
                     std::uint32_t element, Range recovery_left) const;

  private:
    void spread(const Plan &plan, const Prospects &prospects);
    void widen(std::uint32_t stock, std::uint32_t element, Range with);

    std::uint32_t elements_;
    std::vector<Range> ranges_;
    std::vector<bool> known_; ///< whether anything with an assay can be there
    bool changed_ = false;
};

/// Yields are found anew when the assay of a feed has drifted by half a percent of itself: till then a product may come
/// out that much more or less than its element allows.
inline constexpr double yield_drift = 0.005;

/// The stocks at both ends of a mine or plant, steady or in charges, and its recipe.
struct Ends {
    std::vector<std::uint32_t> in, out;
    const Recipe *recipe = nullptr;
};
Ends ends_of(const Plan &plan, std::uint32_t facility);

/// The assay of what a mine gives, over a time.
Range grade_of(const Plan &plan, std::uint32_t facility, std::uint32_t element, double from_d, double until_d);

} // namespace midstream
