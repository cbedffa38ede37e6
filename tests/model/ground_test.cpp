// A mine with a ground that ends gives the metal that its material holds.
// SPDX-License-Identifier: Apache-2.0
#include "model/world.h"
#include "reader/read_case.h"

#include <doctest/doctest.h>

using namespace midstream;

TEST_CASE("a reserve under a mine changes how long it gives, not what") {
    const Case chain = read_case_text("midstream: 1\ntime: {start: 2025-01-01, end: 2025-04-11}\nelements: [Cu]\n"
                                      "materials: {ore: {assay: {Cu: 20 %}}}\nfacilities:\n"
                                      "  mine: {kind: mine, makes: ore, rate: 100 t/d, reserve: 6 kt}\n"
                                      "  city: {kind: market, takes: {ore: 500 t/d}}\n"
                                      "routes: [{from: mine, to: city, carries: ore, by: conveyor}]\n",
                                      "ground.yaml")
                           .value;
    const Result result = run(build(chain), 1, 0);
    CHECK(result.made.front().mass_t == doctest::Approx(6000));
    CHECK(result.made.front().element_t.front() == doctest::Approx(1200));
}
