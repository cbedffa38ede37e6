// Losses by root cause over random cases: the parts sum to the whole.
// SPDX-License-Identifier: Apache-2.0
#include "model/world.h"
#include "random_case.h"
#include "reader/read_case.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace midstream;

namespace {

/// Tonnes by which the parts miss the whole, as a share of it; huge where a part is no number.
double miss(const std::vector<RootLoss> &roots, double whole_t, double lost_t) {
    double sum_t = 0;
    for (const RootLoss &part : roots) sum_t += part.lost_t;
    return std::isfinite(sum_t) ? std::abs(sum_t - lost_t) / std::max(1.0, whole_t) : 1e9;
}

} // namespace

TEST_CASE("in random cases every lost tonne has a root cause, in facilities and in markets") {
    double worst = 0;
    for (std::uint64_t number = 0; number < 100; ++number) {
        const Case chain = read_case_text(random_case(number), "random.yaml").value;
        const Result result = run(build(chain), 1, 0);
        for (std::size_t f = 0; f < result.facilities.size(); ++f) {
            const FacilityTotals &totals = result.facilities[f];
            // A market is told below, for each of its materials.
            if (std::holds_alternative<MarketSpec>(chain.facilities[f].behaviour)) continue;
            INFO("case " << number << ", " << chain.facilities[f].name);
            const double off = totals.nameplate_t <= 0 ? 0.0
                                                       : miss(result.facility_roots[f], totals.nameplate_t,
                                                              totals.nameplate_t - totals.throughput_t);
            CHECK(off < 1e-9);
            worst = std::max(worst, off);
        }
        for (std::size_t m = 0; m < result.markets.size(); ++m) {
            const MarketTotals &market = result.markets[m];
            INFO("case " << number << ", market " << m);
            const double off = miss(result.market_roots[m], market.demand_t, market.demand_t - market.delivered_t);
            CHECK(off < 1e-9);
            worst = std::max(worst, off);
        }
    }
    MESSAGE("worst miss " << worst);
}
