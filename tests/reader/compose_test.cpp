// What makes up a case: includes, likes, kinds, overlays, sets.
// SPDX-License-Identifier: Apache-2.0
#include "small_case.h"

#include "units/quantity.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

const MineSpec &mine(const Case &value, std::string_view name) {
    return std::get<MineSpec>(facility(value, name).behaviour);
}
const PlantSpec &plant(const Case &value, std::string_view name) {
    return std::get<PlantSpec>(facility(value, name).behaviour);
}

std::string name(const Case &value, MaterialId material) { return value.materials[material.index].name; }

} // namespace

TEST_CASE("an included file lies below: maps merge, lists of the case append, elements unite") {
    const TestFolder folder{"include"};
    folder.write("parts/base.yaml",
                 SmallCase{.more = "disruptions: [{what: strike, at: works, on: 2026-01-01, for: 9 d}]\n"}.text());
    folder.write("parts/more.yaml", "include: base.yaml\nelements: [Cu, Au]\nfacilities: {mine: {rate: 2 kt/d}}\n");
    const auto file =
        folder.write("case.yaml", "include: [parts/more.yaml, parts/base.yaml]\n"
                                  "title: On top\n"
                                  "facilities: {mine: {country: USA}, other mine: {like: mine}}\n"
                                  "routes: [{from: other mine, to: works, carries: concentrate, by: conveyor}]\n"
                                  "disruptions: [{what: strike, at: mine, on: 2026-02-01, for: 9 d}]\n");
    const ReadCase read = read_case(file);
    CHECK(read.value.name == "case");
    CHECK(read.value.title == "On top");
    CHECK(read.value.elements == std::vector<std::string>{"Cu", "Au"});
    CHECK(mine(read.value, "mine").rate.first == TonnesPerDay{2000});
    CHECK(facility(read.value, "other mine").country == "USA");
    CHECK(read.value.routes.size() == 3);
    CHECK(read.value.routes[2].name == "other mine -> works");
    CHECK(read.value.disruptions.size() == 2);
    CHECK(read.value.disruptions[1].name == "strike at mine");
    CHECK(read.inputs == std::vector<std::filesystem::path>{file, folder.path() / "parts/more.yaml",
                                                            folder.path() / "parts/base.yaml"});
}

TEST_CASE("an entry that is like another copies it, and what it says itself wins") {
    const Case value = read_small({.more = "  - {name: west belt, like: works -> city, priority: 2}\n"
                                           "  - {name: far belt, like: west belt, cost: 3 $/t}\n"
                                           "  - {like: far belt}\n"});
    CHECK(value.routes[2].priority == 2);
    CHECK(value.routes[3].priority == 2);
    CHECK(value.routes[3].cost == DollarsPerTonne{3});
    CHECK(value.routes[3].to == value.routes[1].to);
    CHECK(value.routes[4].name == "works -> city (2)");
}

TEST_CASE("likes may be chained in any order") {
    std::string text = SmallCase{}.text();
    text.insert(text.find("  works:"), "  first: {like: second, rate: 3 kt/d}\n  second: {like: mine, country: USA}\n");
    const Case value = read_case_text(text, "x.yaml").value;
    CHECK(mine(value, "first").rate.first == TonnesPerDay{3000});
    CHECK(facility(value, "first").country == "USA");
    CHECK(facility(value, "first").kind == "mine");
}

TEST_CASE("a chain of likes ends at a hundred, and copies at eight million values") {
    std::string chain;
    for (int i = 0; i < 150; ++i)
        chain += "  mine " + std::to_string(i) + ": {like: mine " + std::to_string(i + 1) + "}\n";
    std::string text = SmallCase{}.text();
    text.insert(text.find("  works:"), chain + "  mine 150: {like: mine}\n");
    CHECK(messages_of(text).find("error: more than 100 entries are each like the next; copy from the last one  "
                                 "[facilities.mine 100.like]\n") != std::string::npos);

    std::string large = "  large: {kind: mine, makes: concentrate, rate: 1 t/d, x-list: [1";
    for (int i = 0; i < 10'000; ++i) large += ", 1";
    large += "]}\n";
    for (int i = 0; i < 900; ++i) large += "  copy " + std::to_string(i) + ": {like: large}\n";
    text = SmallCase{}.text();
    text.insert(text.find("  works:"), large);
    CHECK(messages_of(text).find("is more than 8,000,000 values; copy less") != std::string::npos);
}

TEST_CASE("a kind fills in what the facility does not say, and drops what the case does not declare") {
    const Case value = read_small({});
    const PlantSpec &works = plant(value, "works");
    CHECK(facility(value, "works").kind == "smelter");
    REQUIRE(works.makes.size() == 1); // acid is not declared
    CHECK(name(value, works.makes[0].first) == "anode");
    REQUIRE(works.recovery.size() == 1); // neither are Au and Ag
    CHECK(works.recovery[0].second == Fraction{0.97});
    CHECK(plant(read_small({.works = ", recovery: {Cu: 96 %}"}), "works").recovery[0].second == Fraction{0.96});
}

TEST_CASE("a recipe's side in the case replaces that of its kind whole") {
    std::string text = SmallCase{.works = ", makes: {blister: by recovery}"}.text();
    text.replace(text.find("  anode: {assay"), 7, "  blister: {assay: {Cu: 98 %}}\n  anode:");
    text.replace(text.find("anode: 5 kt"), 5, "blister");
    text.replace(text.find("takes: {anode: 300 t/d}"), 13, "takes: {blister");
    text.replace(text.find("to: city, carries: anode"), 24, "to: city, carries: blister");
    const Case value = read_case_text(text, "x.yaml").value;
    REQUIRE(plant(value, "works").makes.size() == 1);
    CHECK(name(value, plant(value, "works").makes[0].first) == "blister");
}

TEST_CASE("a case may have kinds of its own, building on others and winning over them") {
    const std::string text =
        SmallCase{.more = "kinds:\n"
                          "  smelter: {behaviour: plant, takes: {concentrate: 1 t/t}, makes: {anode: 0.3 t/t}}\n"
                          "  slow smelter: {kind: smelter, turndown: 60 %, about: Runs hot or not at all.}\n"}
            .text();
    std::string slow = text;
    slow.replace(slow.find("kind: smelter"), 13, "kind: slow smelter");
    const Case value = read_case_text(slow, "x.yaml").value;
    CHECK(facility(value, "works").kind == "slow smelter");
    CHECK(plant(value, "works").turndown == Fraction{0.6});
    CHECK(plant(value, "works").makes[0].second.ratio == TonnesPerTonne{0.3});
}

TEST_CASE("a folder of kinds wins over those that come with the program") {
    const TestFolder folder{"kinds"};
    folder.write("mine.yaml", "smelter: {behaviour: plant, takes: {concentrate: 1 t/t}, makes: {anode: 0.25 t/t}}\n");
    const Case value = read_small({}, {.kinds = folder.path()});
    CHECK(plant(value, "works").makes[0].second.ratio == TonnesPerTonne{0.25});
}

TEST_CASE("an overlay merges maps, replaces lists and series, and deletes what it marks") {
    const TestFolder folder{"overlay"};
    const auto overlay =
        folder.write("o.yaml", "facilities:\n"
                               "  mine: {rate: {2026-01-01: 5 t/d, 2024-01-01: 5 t/d}}\n"
                               "  works: {kind: flash smelter, storage: {anode: ~}, makes: {acid: 1 t/t}}\n"
                               "materials: {acid: {}}\n"
                               "routes: [{from: mine, to: works, carries: concentrate, by: pipeline}]\n");
    CHECK(messages_of(SmallCase{}.text(), "small.yaml", {.overlays = {overlay}})
              .find("write the dates in rising order") != std::string::npos);
    folder.write("o.yaml", "facilities:\n"
                           "  mine: {rate: {2024-01-01: 5 t/d, 2026-01-01: 6 t/d}}\n"
                           "  works: {storage: {anode: ~}, makes: {acid: 1 t/t}}\n"
                           "  city: {country: USA}\n"
                           "materials: {acid: {}}\n"
                           "routes: [{from: mine, to: works, carries: concentrate, by: pipeline}]\n");
    const Case value = read_small({}, {.overlays = {overlay}});
    CHECK(mine(value, "mine").rate.changes.size() == 1);
    CHECK(facility(value, "works").storage.size() == 1);
    CHECK(plant(value, "works").makes.size() == 2); // an overlay changes a recipe entry by entry
    CHECK(value.routes.size() == 1);
    CHECK(facility(value, "city").country == "USA");
}

TEST_CASE("an overlay may change the kind of a facility, and bring new ones") {
    const TestFolder folder{"overlay-kind"};
    const auto overlay = folder.write("o.yaml", "facilities:\n"
                                                "  works: {kind: furnace}\n"
                                                "  twin: {like: works, kind: smelter}\n"
                                                "kinds: {furnace: {kind: smelter, recovery: {Cu: 90 %}, lines: 2}}\n");
    const Case value = read_small({}, {.overlays = {overlay}});
    CHECK(facility(value, "works").kind == "furnace");
    CHECK(plant(value, "works").recovery[0].second == Fraction{0.9});
    CHECK(plant(value, "works").lines == 2);
    CHECK(facility(value, "twin").kind == "smelter");
}

TEST_CASE("a set finds its place through names with spaces and dots, and through lists by name or number") {
    SmallCase small{.more = "  - {name: St. Louis belt, like: works -> city}\n"};
    const auto with = [&](std::vector<std::string> sets) { return read_small(small, {.sets = std::move(sets)}); };
    CHECK(mine(with({"facilities.mine.rate=1.5 kt/d"}), "mine").rate.first == TonnesPerDay{1500});
    CHECK(with({"routes.St. Louis belt.priority=3"}).routes[2].priority == 3);
    CHECK(with({"routes.3.priority=3"}).routes[2].priority == 3);
    CHECK(with({"routes.works -> city.priority=4"}).routes[1].priority == 4);
    CHECK(with({"routes.3=~"}).routes.size() == 2);
    CHECK(with({"facilities.works.capacity.concentrate=1.2 Mt/y"}).facilities[1].name == "works");
    CHECK(plant(with({"facilities.works.makes.anode=0.3 t/t"}), "works").makes[0].second.ratio == TonnesPerTonne{0.3});
    CHECK(plant(with({"facilities.works.charge={size: 2 kt, for: {exponential: 2 d}}"}), "works").charge->size ==
          Tonnes{2000});
    CHECK(with({"runs.seed=8", "runs.seed=9"}).runs.seed == 9);
    CHECK(plant(with({"kinds.furnace.kind=smelter", "kinds.furnace.lines=3", "facilities.works.kind=furnace"}), "works")
              .lines == 3);
}

TEST_CASE("a set that finds no place says what would do") {
    const auto says = [](std::string set) {
        return messages_of(SmallCase{}.text(), "small.yaml", {.sets = {std::move(set)}});
    };
    CHECK(says("facilities.mien.rate=1 t/d") ==
          "--set 'facilities.mien.rate=1 t/d': error: 'mien.rate' names none of facilities; name one that the case has "
          "(did you mean 'mine'?)\n");
    CHECK(says("routes.7.priority=1") ==
          "--set 'routes.7.priority=1': error: '7.priority' is no item of 'routes'; name one, or "
          "count from 1 to 2\n");
    CHECK(says("runs.seed") ==
          "--set 'runs.seed': error: this sets nothing; write PATH=VALUE, such as 'runs.seed=8'\n");
    CHECK(says("facilities.mine.rate.most=1 t/d") == "--set 'facilities.mine.rate.most=1 t/d': error: "
                                                     "'facilities.mine.rate' is '1 kt/d', not a map; set it whole\n");
    CHECK(says("facilities.mine.rate=[") ==
          "--set 'facilities.mine.rate=[': error: the value cannot be read as YAML; put it in "
          "quotes\n");
    CHECK(says("facilities.mine.rate=1 kt") == "--set 'facilities.mine.rate=1 kt': error: found '1 kt'; write a rate "
                                               "with its unit, such as 300 kt/y, 1.2 Mt/y or "
                                               "900 t/d (kt is a unit of dry mass)  [facilities.mine.rate]\n");
}
