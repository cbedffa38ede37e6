// Charges that go on as the books say take a way of their own; they make the same as those that are looked at in full.
// SPDX-License-Identifier: Apache-2.0
#include "model/world.h"
#include "reader/read_case.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

/// A mine in lots and a smelter in charges with stops, starvation and full piles. `reserve` and `campaign` that never
/// end ask for the full look at every charge.
Result run_smelter(const std::string &reserve, const std::string &campaign, const std::string &elements) {
    const std::string concentrate = elements.empty() ? "{}" : "{assay: {Cu: 27 %}}";
    const std::string anode = elements.empty() ? "0.27 t/t" : "{recovery: {Cu: 97 %}}";
    const std::string assay = elements.empty() ? "{}" : "{assay: {Cu: 99 %}}";
    const Case chain =
        read_case_text(
            "midstream: 1\ntime: {start: 2025-01-01, end: 2027-01-01, warmup: 30 d}\n" + elements +
                "materials: {concentrate: " + concentrate + ", anode: " + assay + ", acid: {}}\nfacilities:\n" +
                "  mine: {kind: mine, makes: concentrate, charge: {size: 50 t, for: {exponential: 6 h}}, "
                "storage: {concentrate: 1 kt}" +
                reserve + "}\n" + "  smelter: {kind: plant, takes: {concentrate: 1 t/t}, makes: {anode: " + anode +
                ", acid: 0.9 t/t}, lines: 2, charge: {size: 40 t, for: {uniform: [4 h, 12 h]}}, "
                "storage: {concentrate: 600 t, anode: 120 t, acid: 300 t}, failures: {every: {exponential: 20 d}, "
                "for: {exponential: 2 d}}" +
                campaign + "}\n" +
                "  city: {kind: market, takes: {anode: 60 t/d}, cover: 5 d}\n"
                "  works: {kind: market, takes: {acid: 300 t/d}, cover: 5 d}\n"
                "fleets: {trucks: {vehicles: 3, parcel: 60 t}}\nroutes:\n"
                "  - {from: mine, to: smelter, carries: concentrate, by: truck, fleet: trucks, transit: 8 h}\n"
                "  - {from: smelter, to: city, carries: anode, by: truck, fleet: charter, parcel: 20 t, transit: 8 h}\n"
                "  - {from: smelter, to: works, carries: acid, by: truck, fleet: charter, parcel: 100 t, transit: 8 "
                "h}\n",
            "charges.yaml")
            .value;
    return run(build(chain), 1, 0);
}

void check_same(const Result &quick, const Result &full) {
    REQUIRE(quick.stocks.size() == full.stocks.size());
    for (std::size_t s = 0; s < quick.stocks.size(); ++s) {
        CAPTURE(s);
        CHECK(quick.stocks[s].in_t == full.stocks[s].in_t);
        CHECK(quick.stocks[s].out_t == full.stocks[s].out_t);
        CHECK(quick.stocks[s].closing_t == full.stocks[s].closing_t);
        CHECK(quick.stocks[s].low_t == full.stocks[s].low_t);
        CHECK(quick.stocks[s].high_t == full.stocks[s].high_t);
        CHECK(quick.stocks[s].mean_t == doctest::Approx(full.stocks[s].mean_t).epsilon(1e-12));
    }
    REQUIRE(quick.made.size() == full.made.size());
    for (std::size_t m = 0; m < quick.made.size(); ++m) {
        CHECK(quick.made[m].mass_t == full.made[m].mass_t);
        CHECK(quick.made[m].element_t == full.made[m].element_t);
    }
    for (std::size_t m = 0; m < quick.markets.size(); ++m)
        CHECK(quick.markets[m].delivered_t == full.markets[m].delivered_t);
}

} // namespace

TEST_CASE("charges that are not looked at in full make the same") {
    for (const std::string elements : {"", "elements: [Cu]\n"}) {
        CAPTURE(elements);
        const Result quick = run_smelter("", "", elements);
        check_same(quick, run_smelter(", reserve: 1000 Mt", "", elements));
        check_same(quick, run_smelter("", ", campaign: {tonnes: 1000 Mt, reline: 1 d}", elements));
        CHECK(quick.markets.front().delivered_t > 1000);
    }
}
