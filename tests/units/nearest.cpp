// Did you mean.
// SPDX-License-Identifier: Apache-2.0
#include "units/nearest.h"

#include <doctest/doctest.h>

#include <vector>

using namespace midstream;

namespace {

std::string meant(std::string_view typed, std::vector<std::string> known) {
    return nearest_name(typed, known).value_or("nothing");
}

} // namespace

TEST_CASE("a name in another case is that name, before any nearer spelling") {
    CHECK(meant("CAPACITY", {"capacity", "CAPACITi"}) == "capacity");
    CHECK(meant("Kt", {"Mt", "kt", "t"}) == "kt");
    CHECK(meant("Kt", {"Mt"}) == "nothing");
}

TEST_CASE("a slip, a swap, a letter more or less are forgiven") {
    CHECK(meant("capasity", {"location", "capacity"}) == "capacity");
    CHECK(meant("cpaacity", {"location", "capacity"}) == "capacity");
    CHECK(meant("capcity", {"location", "capacity"}) == "capacity");
    CHECK(meant("capaccity", {"location", "capacity"}) == "capacity");
    CHECK(meant("valey smelter", {"valley smelter", "valley refinery"}) == "valley smelter");
}

TEST_CASE("about a third of the letters may be wrong, no more") {
    CHECK(meant("storge", {"storage"}) == "storage");
    CHECK(meant("transport", {"storage"}) == "nothing");
    CHECK(meant("x", {"y"}) == "nothing");
    CHECK(meant("", {"a"}) == "nothing");
    CHECK(meant("a", {}) == "nothing");
}

TEST_CASE("of equally near names the first known is offered") {
    CHECK(meant("mine c", {"mine a", "mine b"}) == "mine a");
}
