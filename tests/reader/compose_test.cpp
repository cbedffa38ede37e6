// What makes up a case: includes, likes, kinds, overlays, sets.
// SPDX-License-Identifier: Apache-2.0
#include "small_case.h"

#include "des/calendar.h"
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

TEST_CASE("an overlay that replaces a list of the case says so, and one that adds to it does not") {
    const TestFolder folder{"overlay-lists"};
    const auto says = [&](std::string_view overlay, std::string_view more = "") {
        const auto file = folder.write("o.yaml", overlay);
        std::string words =
            messages_of(SmallCase{.more = std::string{more}}.text(), "small.yaml", {.overlays = {file}});
        const std::string name = file.generic_string();
        for (std::size_t at = words.find(name); at != std::string::npos; at = words.find(name))
            words.replace(at, name.size(), "o.yaml");
        return words;
    };
    const std::string belts = "[{from: mine, to: works, carries: concentrate, by: pipeline}, {from: works, to: city, "
                              "carries: anode, by: pipeline}]\n";
    const std::string strike = "{what: strike, at: works, on: 2026-01-01, for: 9 d}";
    CHECK(says("title: Pipes\n# and\nroutes: " + belts) ==
          "o.yaml:3:1: warning: replaces all 2 routes of the case with 2; write `routes+:` to add to them  [routes]\n");
    CHECK(says("disruptions: [" + strike + ", " + strike + "]\n", "disruptions: [" + strike + "]\n") ==
          "o.yaml:1:1: warning: replaces the one disruption of the case with 2; write `disruptions+:` to add to it  "
          "[disruptions]\n");
    const std::string leg = "{from: mine, to: works, distance: 9 km}";
    CHECK(says("network: [" + leg + "]\n", "network: [" + leg + ", " + leg + "]\n") ==
          "o.yaml:1:1: warning: replaces all 2 legs of the network of the case with 1; write `network+:` to add to "
          "them  [network]\n");
    CHECK(says("disruptions: []\n", "disruptions: [" + strike + "]\n") == "");
    CHECK(says("disruptions: ~\n", "disruptions: [" + strike + "]\n") == "");
    CHECK(says("disruptions+: [" + strike + "]\n", "disruptions: [" + strike + "]\n") == "");
    CHECK(says("disruptions: [" + strike + "]\n") == "");
}

TEST_CASE("a key with a plus appends to the list under it: in overlays, includes, likes, kinds and beside the list") {
    const TestFolder folder{"append"};
    const std::string more = "routes+: [{name: spare belt, like: works -> city}]\n"
                             "kinds: {oven: {kind: smelter, shutdowns: {on: 2025-03-01, for: 9 d}, tags: [hot]}}\n"
                             "disruptions+: [{what: strike, at: mine, on: 2025-02-01, for: 9 d}]\n";
    std::string base = SmallCase{.works = ", shutdowns+: [{on: 2025-04-01, for: 9 d}]", .more = more}.text();
    base.replace(base.find("kind: smelter"), 13, "kind: oven");
    base.insert(base.find("  city:"), "  twin: {like: works, shutdowns+: [{on: 2025-05-01, for: 9 d}]}\n");
    folder.write("base.yaml", base);
    const auto file =
        folder.write("case.yaml", "include: base.yaml\n"
                                  "routes+: [{from: mine, to: twin, carries: concentrate, by: conveyor}]\n"
                                  "disruptions: [{what: strike, at: works, on: 2026-02-01, for: 9 d}]\n");
    const auto part = folder.write("part.yaml", "routes+: [{from: twin, to: city, carries: anode, by: conveyor}]\n");
    const auto over =
        folder.write("over.yaml", "include: part.yaml\n"
                                  "routes+: [{name: last belt, like: spare belt}]\n"
                                  "facilities:\n"
                                  "  works: {shutdowns+: [{on: 2025-06-01, for: 9 d}], tags+: [old, cold]}\n"
                                  "  third: {like: twin, shutdowns+: [{on: 2025-07-01, for: 9 d}]}\n");
    const ReadCase read = read_case(file, {.overlays = {over}});
    std::vector<std::string> names;
    for (const RouteSpec &route : read.value.routes) names.push_back(route.name);
    CHECK(names == std::vector<std::string>{"mine -> works", "works -> city", "spare belt", "mine -> twin",
                                            "twin -> city", "last belt"});
    CHECK(read.value.disruptions.size() == 2);
    const auto dates = [&](std::string_view name) {
        std::string months;
        for (const ShutdownSpec &shutdown : facility(read.value, name).outage.shutdowns)
            months += print_date(*shutdown.on).substr(5, 2);
        return months;
    };
    CHECK(dates("works") == "030406");
    CHECK(dates("twin") == "030405"); // like the works of the case; the overlay comes after
    CHECK(dates("third") == "03040507");
    CHECK(facility(read.value, "works").tags == std::vector<std::string>{"hot", "old", "cold"});

    const auto cooler = folder.write("cooler.yaml", "facilities: {works: {kind: smelter}}\n");
    const ReadCase cooled = read_case(file, {.overlays = {over, cooler}});
    CHECK(facility(cooled.value, "works").outage.shutdowns.size() == 2); // what the other kind brought is gone
    CHECK(facility(cooled.value, "works").tags == std::vector<std::string>{"old", "cold"});
}

TEST_CASE("the guide's example adds a smelter and its routes to the valley, without a word") {
    const auto file = source_folder / "configs/cases/overlays/second-smelter.yaml";
    const auto content = [](const std::filesystem::path &path) {
        std::ifstream in{path};
        return std::string{std::istreambuf_iterator<char>{in}, {}};
    };
    CHECK(content(source_folder / "docs/guide.md").find("```yaml\n" + content(file) + "```\n") != std::string::npos);
    const auto valley = source_folder / "configs/cases/valley.yaml";
    const ReadCase before = read_case(valley), after = read_case(valley, {.overlays = {file}});
    CHECK(after.warnings.empty());
    CHECK(after.value.facilities.size() == before.value.facilities.size() + 1);
    CHECK(after.value.routes.size() == before.value.routes.size() + 3);
    CHECK(facility(after.value, "east smelter").outage.shutdowns.size() == 2);
    CHECK(facility(after.value, "valley smelter").outage.shutdowns.size() == 1);
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

TEST_CASE("a set adds to a list, whether there is one yet or not") {
    SmallCase small{.works = ", shutdowns: {on: 2025-04-01, for: 9 d}"};
    const auto with = [&](std::vector<std::string> sets) { return read_small(small, {.sets = std::move(sets)}); };
    const std::string route = "{from: mine, to: works, carries: concentrate, by: pipeline}";
    CHECK(with({"routes.+=" + route, "routes.3.priority=2"}).routes.at(2).priority == 2);
    CHECK(with({"routes+=[" + route + ", {name: x, like: works -> city}]"}).routes.size() == 4);
    CHECK(with({"disruptions.+={what: strike, at: works, on: 2026-01-01, for: 9 d}"}).disruptions.size() == 1);
    CHECK(
        facility(with({"facilities.works.shutdowns.+={on: 2026-04-01, for: 9 d}"}), "works").outage.shutdowns.size() ==
        2);
    CHECK(facility(with({"facilities.mine.tags.+=deep", "facilities.mine.tags.+=old"}), "mine").tags ==
          std::vector<std::string>{"deep", "old"});
    CHECK(messages_of(SmallCase{}.text(), "small.yaml", {.sets = {"facilities.+={kind: mine}"}}) ==
          "--set 'facilities.+={kind: mine}': error: 'facilities' is a map, and `+` adds to lists; name what is to be "
          "added to it\n");
}

TEST_CASE("a set that finds no place says what would do") {
    const auto says = [](std::string set) {
        return messages_of(SmallCase{}.text(), "small.yaml", {.sets = {std::move(set)}});
    };
    CHECK(says("facilities.mien.rate=1 t/d") ==
          "--set 'facilities.mien.rate=1 t/d': error: 'mien' names none of facilities; name one that the case has "
          "(did you mean 'mine'?)\n");
    CHECK(says("routes.7.priority=1") ==
          "--set 'routes.7.priority=1': error: '7.priority' is no item of 'routes'; name one, or "
          "count from 1 to 2\n");
    CHECK(says("runs.seed") ==
          "--set 'runs.seed': error: this sets nothing; write PATH=VALUE, such as 'time.end=2040-01-01'\n");
    CHECK(says("facilities.mine.rate.most=1 t/d") == "--set 'facilities.mine.rate.most=1 t/d': error: "
                                                     "'facilities.mine.rate' is '1 kt/d', not a map; set it whole\n");
    CHECK(says("facilities.mine.rate=[") ==
          "--set 'facilities.mine.rate=[': error: the value cannot be read as YAML; put it in "
          "quotes\n");
    CHECK(says("facilities.mine.rate=1 kt") == "--set 'facilities.mine.rate=1 kt': error: found '1 kt'; write a rate "
                                               "with its unit, such as 300 kt/y, 1.2 Mt/y or "
                                               "900 t/d (kt is a unit of dry mass)  [facilities.mine.rate]\n");
}
