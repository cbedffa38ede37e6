// `midstream size`.
// SPDX-License-Identifier: Apache-2.0
#include "../support/documented_columns.h"
#include "json_check.h"
#include "program.h"

#include <doctest/doctest.h>

#include <set>
#include <sstream>

using namespace midstream;

namespace {

std::string errors_of(const Scratch &scratch, const std::string &words) {
    const Said said = type_midstream(scratch, "size case.yaml " + words);
    CHECK_MESSAGE(said.code == 2, words);
    CHECK(said.out == "");
    CHECK(!fs::exists(scratch.path() / "outputs"));
    return said.err;
}

/// The same by two lorries.
std::string with_lorries() {
    std::string shipped = tiny_case;
    shipped.replace(shipped.find("by: conveyor"), 12, "by: truck, fleet: lorries, transit: 2 d");
    return shipped + "fleets:\n  lorries: {vehicles: 2, parcel: 200 t, load time: 2 h, unload time: 2 h}\n";
}

constexpr const char *rate = "--vary 'facilities.mine.rate=60:110 kt/y' ";

} // namespace

TEST_CASE("a size is found, told with its curve, and left as the run of the case so built") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said said =
        type_midstream(scratch, "size case.yaml " + std::string{rate} + "--target 'delivered cathode >= 80 kt/y'");
    CHECK(said.code == 0);
    CHECK(said.err == "");
    const std::string words = one_line(said.out);
    CHECK(words.find(" kt/y of mine rate is the smallest size that meets the target, cathode delivered at city of at "
                     "least 80.0 kt/y: it gives ") != std::string::npos);
    CHECK(words.find(" falls short with ") != std::string::npos);
    CHECK(words.find("with 95 % confidence, what is within 400 t/y of the target counting as either") !=
          std::string::npos);
    CHECK(words.find("with one number of runs for all sizes the search would have taken ") != std::string::npos);
    CHECK(words.find("Of that size: Delivered cathode at city: ") != std::string::npos);
    CHECK(said.out.ends_with("page: outputs/case-size/report.html\ntables: outputs/case-size\n"));
    const fs::path folder = scratch.path() / "outputs/case-size";
    CHECK(JsonCheck::is_json(text_of(folder / "size.json")));
    CHECK(text_of(folder / "report.html").find("\"size\":{\"words\":\"") != std::string::npos);
    CHECK(text_of(folder / "run.json").find("\"--target\",") != std::string::npos);
    const std::string table = text_of(folder / "size.csv");
    std::istringstream header{table.substr(0, table.find('\n'))};
    std::set<std::string> written;
    for (std::string column; std::getline(header, column, ',');) written.insert(column);
    CHECK(written == documented_columns("size.csv"));
    for (const char *decision : {",meets,", ",misses,", ",curve only,"})
        CHECK_MESSAGE(table.find(decision) != std::string::npos, decision);
    CHECK(type_midstream(scratch, "run outputs/case-size/case.yaml --quiet --out again").code == 0);
    CHECK(text_of(scratch.path() / "again/facilities.csv") == text_of(folder / "facilities.csv"));
}

TEST_CASE("the same question stands in the case, and gives the same bytes on any number of threads") {
    const Scratch scratch;
    scratch.write("case.yaml", std::string{tiny_case} +
                                   "size:\n"
                                   "  vary: [{field: facilities.mine.rate, from: 60 kt/y, to: 110 kt/y}]\n"
                                   "  target: delivered cathode >= 80 kt/y\n");
    const Said one = type_midstream(scratch, "size case.yaml --json --threads 1");
    CHECK(one.code == 0);
    CHECK(one.out == text_of(scratch.path() / "outputs/case-size/size.json"));
    const std::string table = text_of(scratch.path() / "outputs/case-size/size.csv");
    CHECK(type_midstream(scratch, "size case.yaml --json --threads 3").out == one.out);
    CHECK(text_of(scratch.path() / "outputs/case-size/size.csv") == table);
    const Said typed = type_midstream(scratch, "size case.yaml --target 'delivered cathode >= 70 kt/y' --json");
    CHECK(typed.out != one.out); // the command line overrules the case
    CHECK(typed.out.find("\"t_per_year\": 70000,") != std::string::npos);
    CHECK(type_midstream(scratch, "size case.yaml --quiet").out == "");
}

TEST_CASE("a target out of reach ends with exit code 3, the best that is to be had, and what prevents it") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said said =
        type_midstream(scratch, "size case.yaml " + std::string{rate} + "--target 'delivered cathode >= 120 kt/y'");
    CHECK(said.code == 3);
    const std::string words = one_line(said.out);
    CHECK(words.find("The target, cathode delivered at city of at least 120 kt/y, cannot be met: at ") !=
          std::string::npos);
    CHECK(words.find("No way of running the largest size could: 100 kt/y is the most even without a failure") !=
          std::string::npos);
    CHECK(words.find("what holds that down is city (demand for cathode).") != std::string::npos);
    const std::string json = text_of(scratch.path() / "outputs/case-size/size.json");
    CHECK(json.find("\"met\": false") != std::string::npos);
    CHECK(json.find("\"best_reachable\": {") != std::string::npos);
}

TEST_CASE("a chance target, a shortfall, whole numbers, pairs and options are answered") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said chance =
        type_midstream(scratch, "size case.yaml " + std::string{rate} +
                                    "--target 'delivered cathode >= 80 kt/y' --in '90 % of runs' --steps 8 "
                                    "--confidence '90 %' --indifference '8 %'");
    CHECK(chance.code == 0);
    CHECK(one_line(chance.out).find("of at least 80.0 kt/y in 90 % of the runs: it gives ") != std::string::npos);
    const Said shortfall = type_midstream(scratch, "size case.yaml " + std::string{rate} +
                                                       "--target 'shortfall of cathode at city <= 20 kt/y' --steps 16");
    CHECK(shortfall.code == 0);
    CHECK(one_line(shortfall.out).find("shortfall of cathode delivered at city of at most 20.0 kt/y: it gives ") !=
          std::string::npos);
    scratch.write("lorries.yaml", with_lorries());
    const Said whole = type_midstream(
        scratch, "size lorries.yaml --vary fleets.lorries.vehicles=1:9 --target 'delivered cathode >= 60 kt/y'");
    CHECK(whole.code == 0);
    CHECK(one_line(whole.out).find(" 4 of lorries vehicles is the smallest size") != std::string::npos);
    const Said pair = type_midstream(
        scratch,
        "size lorries.yaml --vary fleets.lorries.vehicles=1:9 --vary 'facilities.mine.rate=60:110 kt/y' --target "
        "'delivered cathode >= 60 kt/y' --cost 'fleets.lorries.vehicles=50 USD per lorry' --cost "
        "'facilities.mine.rate=2 USD per t/y'");
    CHECK(pair.code == 0);
    CHECK(one_line(pair.out).find(" is the cheapest pair found that meets the target") != std::string::npos);
    const std::string options =
        "size lorries.yaml --option 'more lorries: fleets.lorries.vehicles=6' --option 'as it is: "
        "fleets.lorries.vehicles=2' --option 'more ore: facilities.mine.rate=90 kt/y, "
        "fleets.lorries.vehicles=6' ";
    const Said best = type_midstream(scratch, options);
    CHECK(best.code == 0);
    CHECK(one_line(best.out).find("'more ore' gives the most cathode delivered at city: ") != std::string::npos);
    const Said cheap =
        type_midstream(scratch, options + "--target 'delivered cathode >= 60 kt/y' --cost 'more lorries=3 M "
                                          "USD' --cost 'as it is=0 M USD' --cost 'more ore=9 M USD'");
    CHECK(cheap.code == 0);
    CHECK(one_line(cheap.out).find("'more lorries' is the cheapest option that meets the target") != std::string::npos);
    CHECK(cheap.out.find("not needed") != std::string::npos);
    CHECK(type_midstream(scratch, options + "--target 'delivered cathode >= 99 kt/y'").code == 3);
}

TEST_CASE("what cannot be sized is told with what would do") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const std::string target = "--target 'delivered cathode >= 80 kt/y' ";
    CHECK(errors_of(scratch, target) ==
          "midstream: error: nothing is to be sized; name a value by --vary 'PATH=FROM:TO', ways to build by --option "
          "'NAME: PATH=VALUE, ...', or either in the case under `size:`\n");
    CHECK(
        errors_of(scratch, rate) ==
        "midstream: error: no target is set; write --target 'delivered cathode >= 1.1 Mt/y', or `target:` in the case "
        "under `size:`\n");
    CHECK(errors_of(scratch, target + "--vary 'facilities.mine.rate=110:60 kt/y'") ==
          "midstream: error: the bounds of 'facilities.mine.rate' are 110 and 60 kt/y; write the smaller one first\n");
    CHECK(
        errors_of(scratch, target + "--vary 'facilities.mine.rate=60 kt/y..1 Mt/y'") ==
        "midstream: error: the bounds of 'facilities.mine.rate' are in 'kt/y' and in 'Mt/y'; write both in one unit\n");
    CHECK(errors_of(scratch, target + "--vary 'facilities.mine.rate=60:110 kt'")
              .find("found '110 kt'; write a rate with its unit") != std::string::npos);
    CHECK(errors_of(scratch, target + "--vary 'facilities.mime.rate=60:110 kt/y'").find("did you mean 'mine'") !=
          std::string::npos);
    CHECK(errors_of(scratch, std::string{rate} + "--target 'delivered cathode > 80 kt/y'").find("is no target") !=
          std::string::npos);
    CHECK(errors_of(scratch, std::string{rate} + target + "--confidence '20 %'") ==
          "midstream: error: a confidence of 20 % cannot be promised; write one from 50 % to 99.99 %\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--in '100 %'") ==
          "midstream: error: a share of runs lies between 0 and 100 %, both left out: no number of runs shows that all "
          "will "
          "do; write such as 95 %\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--indifference '0 %'") ==
          "midstream: error: no number of runs tells apart what is equal: write an --indifference above 0, such as 0.5 "
          "% or "
          "2 kt/y\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--vary 'facilities.city.takes.cathode=60:110 kt/y'") ==
          "midstream: error: two values are varied, so their costs decide: say what 'facilities.mine.rate' costs, such "
          "as "
          "--cost 'facilities.mine.rate=900 USD per kt/y'\n");
    CHECK(
        errors_of(scratch, std::string{rate} + target + "--cost 'facilities.mine.rate=9 USD per vehicle'") ==
        "midstream: error: 'facilities.mine.rate' is varied in kt/y, and its cost is told per 'vehicle'; write it per "
        "kt/y\n");
    CHECK(errors_of(scratch, "--option 'one: facilities.mine.rate=90 kt/y'") ==
          "midstream: error: one option alone is no choice; give at least two\n");
    CHECK(
        errors_of(scratch, "--vary 'facilities.mine.storage.cathode=5:9 kt' --target 'delivered cathode >= 79 kt/y'") ==
        "midstream: error: 'facilities.mine.storage.cathode' changes nothing from one end of its range to the other: "
        "every "
        "run gives the same, on average 72.74 kt/y, which misses the target; vary something that caps it (see "
        "midstream "
        "chokepoints)\n");
}

TEST_CASE("more that gives less is told") {
    const Scratch scratch;
    scratch.write("lorries.yaml", with_lorries());
    const Said said = type_midstream(scratch, "size lorries.yaml --vary 'routes.mine -> city.transit=1:9 d' --target "
                                              "'delivered cathode >= 20 kt/y'");
    CHECK(said.code == 3);
    CHECK(one_line(said.out).find(
              "Large sizes miss the target, cathode delivered at city of at least 20.0 kt/y, that smaller "
              "ones meet: 1 d gives ") != std::string::npos);
    CHECK(one_line(said.out).find("More of it gives less in places: from 1 d to 2 d it falls by ") !=
          std::string::npos);
}

TEST_CASE("the question in the guide is that of the shipped overlay, which can be read") {
    const fs::path root = SOURCE_DIR;
    const std::string overlay = text_of(root / "configs/cases/overlays/arizona-smelter.yaml");
    const auto question = overlay.find("\nsize:\n");
    REQUIRE(question != std::string::npos);
    CHECK(text_of(root / "docs/guide.md").find("```yaml" + overlay.substr(question) + "```\n") != std::string::npos);
    const Scratch scratch;
    const Said said =
        type_midstream(scratch, "check '" + (root / "configs/cases/us-copper.yaml").string() + "' --with '" +
                                    (root / "configs/cases/overlays/arizona-smelter.yaml").string() + "'");
    CHECK(said.code == 0);
    CHECK(said.err == "");
}
