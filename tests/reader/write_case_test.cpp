// A case there and back: the echo reads back to an equal case.
// SPDX-License-Identifier: Apache-2.0
#include "reader/write_case.h"

#include "same_case.h"
#include "small_case.h"

#include "reader/sections.h"
#include "reader/yaml_text.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace midstream;

namespace {

void check_round_trip(const std::filesystem::path &file) {
    CAPTURE(file.string());
    const ReadCase read = read_case(file);
    const std::string text = case_text(read.value);
    const ReadCase again = read_case_text(text, "nowhere/echo.yaml"); // where no include or CSV file could be found
    CHECK(differences(read.value, again.value) == std::vector<std::string>{});
    CHECK(case_text(again.value) == text);
    CHECK(again.inputs.empty());
}

/// Every key of every spec that a case can hold.
struct Keys {
    std::vector<std::string> found;
    template <class T, class Owner> void operator()(const Field &field, T Owner::*) {
        found.emplace_back(field.key);
        nested<T>();
    }
    template <class T> void nested() {
        if constexpr (is_optional<T>)
            nested<typename T::value_type>();
        else if constexpr (is_by<T>)
            nested<typename T::value_type::second_type>();
        else if constexpr (is_list<T>)
            nested<typename T::value_type>();
        else if constexpr (Fielded<T>)
            T::fields(*this);
    }
};

} // namespace

TEST_CASE("the echo of a case with every field reads back to an equal case") {
    check_round_trip(source_folder / "tests/reader/everything.yaml");
    check_round_trip(source_folder / "tests/reader/everything_else.yaml");
}

TEST_CASE("the case with every field has every field") {
    Keys keys;
    TimeSpec::fields(keys), RunsSpec::fields(keys), MaterialSpec::fields(keys), AssumptionSpec::fields(keys);
    MineSpec::fields(keys), PlantSpec::fields(keys), StockpileSpec::fields(keys), PortSpec::fields(keys),
        MarketSpec::fields(keys);
    OutageSpec::fields(keys), FacilitySpec::fields(keys), RouteSpec::fields(keys), FleetSpec::fields(keys);
    PassageSpec::fields(keys), LegSpec::fields(keys), DisruptionSpec::fields(keys);
    DriverSpec::fields(keys), ObservedSpec::fields(keys), CalibrateSpec::fields(keys);
    std::ostringstream text;
    for (const char *file : {"everything.yaml", "everything_else.yaml"})
        text << std::ifstream{source_folder / "tests/reader" / file}.rdbuf();
    for (const std::string &key : keys.found) {
        CAPTURE(key);
        CHECK(text.str().find(key + ":") != std::string::npos);
    }
}

TEST_CASE("the echoes of the example cases and stories read back") {
    for (const char *folder : {"configs/cases", "tests/stories"})
        for (const auto &entry : std::filesystem::directory_iterator{source_folder / folder})
            if (entry.path().extension() == ".yaml") check_round_trip(entry.path());
}

TEST_CASE("a small case is echoed in these words") {
    CHECK(case_text(read_small({.works = ", capacity: {concentrate: 1 Mt/y}"})) ==
          "# The case as it was understood: every default, kind and included file filled in.\n"
          "midstream: 1\n"
          "time: {start: 2025-01-01, end: 2027-01-01, warmup: 0 d}\n"
          "runs: {seed: 1, replications: 20}\n"
          "elements: [Cu]\n"
          "materials:\n"
          "  concentrate: {assay: {Cu: 27 %}, moisture: 0 %}\n"
          "  anode: {assay: {Cu: 99 %}, moisture: 0 %}\n"
          "kinds:\n"
          "  smelter: {behaviour: plant}\n"
          "facilities:\n"
          "  mine:\n"
          "    kind: mine\n"
          "    makes: concentrate\n"
          "    rate: 1 kt/d\n"
          "    storage: {concentrate: {capacity: 20 kt, initial: 0 t}}\n"
          "    demurrage: 0 $/d\n"
          "  works:\n"
          "    kind: smelter\n"
          "    takes: {concentrate: 1 t/t}\n"
          "    makes: {anode: by recovery}\n"
          "    recovery: {Cu: 97 %}\n"
          "    capacity: {concentrate: 1 Mt/y}\n"
          "    lines: 1\n"
          "    turndown: 0 %\n"
          "    storage: {concentrate: {capacity: 20 kt, initial: 0 t}, anode: {capacity: 5 kt, initial: 0 t}}\n"
          "    demurrage: 0 $/d\n"
          "  city: {kind: market, takes: {anode: 300 t/d}, unmet: lost, cover: 15 d, demurrage: 0 $/d}\n"
          "routes:\n"
          "  - {name: mine -> works, from: mine, to: works, carries: concentrate, by: conveyor, priority: 1, cost: 0 "
          "$/t}\n"
          "  - {name: works -> city, from: works, to: city, carries: anode, by: conveyor, priority: 1, cost: 0 $/t}\n");
}

TEST_CASE("words are written so that they read back") {
    CHECK(yaml_scalar("valley smelter") == "valley smelter");
    CHECK(yaml_scalar("2025-01-01") == "2025-01-01");
    CHECK(yaml_scalar("-109.3") == "-109.3");
    CHECK(yaml_scalar("~") == "\"~\"");
    CHECK(yaml_scalar("null") == "\"null\"");
    CHECK(yaml_scalar("") == "\"\"");
    CHECK(yaml_scalar("a: b") == "\"a: b\"");
    CHECK(yaml_scalar("a #1") == "\"a #1\"");
    CHECK(yaml_scalar("a, b") == "\"a, b\"");
    CHECK(yaml_scalar(" a") == "\" a\"");
    CHECK(yaml_scalar("- a") == "\"- a\"");
    CHECK(yaml_scalar("say \"a\\b\"\n") == "\"say \\\"a\\\\b\\\"\\n\"");
    CHECK(yaml_scalar("M\xC3\xBCnchen") == "M\xC3\xBCnchen");
}
