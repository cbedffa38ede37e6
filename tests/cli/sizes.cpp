// `midstream size`: the answer, its curve, and the folder that it leaves.
// SPDX-License-Identifier: Apache-2.0
#include "sizes.h"
#include "../support/documented_columns.h"
#include "json_check.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>

using namespace midstream;

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
    const fs::path folder = scratch.path() / "outputs/case-size";
    const std::string json = text_of(folder / "size.json");
    const auto answer = json.find("\"answer\": {"), runs = json.find("\"runs\": ", answer);
    REQUIRE(runs != std::string::npos);
    const int judged = std::atoi(&json[runs + 8]);
    CHECK(judged > 4);
    CHECK_MESSAGE(
        words.find("Of that size, from its own run of 4 replications in the folder (the answer above rests on " +
                   std::to_string(judged) + " of the search): Delivered cathode at city: ") != std::string::npos,
        said.out);
    CHECK(json.find("\"run_of_answer\": 4\n") != std::string::npos);
    CHECK(text_of(folder / "run.json").find("\"replications\": 4,") != std::string::npos);
    CHECK(said.out.ends_with("page: outputs/case-size/report.html\ntables: outputs/case-size\n"));
    CHECK(JsonCheck::is_json(json));
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

TEST_CASE("the zone that is told is the one that held, in words and for programs, and nobody is said to have asked") {
    const Scratch scratch;
    const std::string ask = "size '" + std::string{SOURCE_DIR} +
                            "/configs/cases/short-line.yaml' --vary 'facilities.smelter.capacity.ore=60:200 t/d' "
                            "--relief 0 --out out --target ";
    Said said = type_midstream(scratch, ask + "'delivered metal >= 1 kt/y'"); // 18.4 kt/y at the smallest
    CHECK(said.code == 0);
    CHECK(one_line(said.out).find("(with 95 % confidence, what is within 5 t/y of the target counting as either)") !=
          std::string::npos);
    std::string json = text_of(scratch.path() / "out/size.json");
    CHECK(json.find("\"indifference_t_per_year\": 5,") != std::string::npos);
    CHECK(json.find("\"indifference_wanted_t_per_year\": 5,") != std::string::npos);
    said = type_midstream(scratch, ask + "'delivered metal >= 30 kt/y' --indifference '1 t/y'");
    CHECK(said.code == 0);
    CHECK_MESSAGE(
        one_line(said.out).find("(for the 1 t/y asked for more than 1000 runs of a size might have been needed)") !=
            std::string::npos,
        said.out);
    json = text_of(scratch.path() / "out/size.json");
    CHECK(json.find("\"indifference_t_per_year\": 1,") == std::string::npos);
    CHECK(json.find("\"indifference_wanted_t_per_year\": 1,") != std::string::npos);
}

TEST_CASE("a confidence is typed as it is written, and the cost of one size is told with it") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said said = type_midstream(
        scratch,
        "size case.yaml " + std::string{rate} +
            "--target 'delivered cathode >= 80 kt/y' --steps 8 --relief 0 --confidence 90 % --indifference 1 % "
            "--cost 'facilities.mine.rate=2 USD per t/y'");
    CHECK_MESSAGE(said.code == 0, said.err);
    const std::string words = one_line(said.out);
    CHECK(words.find("with 90 % confidence, what is within 800 t/y of the target") != std::string::npos);
    const std::string json = text_of(scratch.path() / "outputs/case-size/size.json");
    const auto cost = json.find("\"cost\": ");
    REQUIRE(cost != std::string::npos);
    const double usd = std::atof(&json[cost + 8]);
    CHECK(usd > 120e3); // of 60 kt/y
    char told[64];
    std::snprintf(told, sizeof told, " and costs %.0f USD; ", usd);
    CHECK_MESSAGE(words.find(told) != std::string::npos, told << said.out);
}

TEST_CASE("sizes are told with all their digits to programs, and run so; in words with six") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said said = type_midstream(
        scratch, "size case.yaml --vary 'facilities.mine.rate=60:110 kt/y' --target 'delivered cathode >= 70 kt/y'");
    CHECK(said.code == 0);
    const fs::path folder = scratch.path() / "outputs/case-size";
    const std::string json = text_of(folder / "size.json");
    const auto sizes = json.find("\"answer\": {\n    \"sizes\": [\n      ");
    REQUIRE(sizes != std::string::npos);
    const std::string digits = json.substr(json.find_first_of("0123456789", sizes), 20);
    const double found = std::atof(digits.c_str()), step = (found - 60) / (50 / 128.0);
    CHECK(step == std::round(step)); // to the last bit
    CHECK(text_of(folder / "size.csv").find("\n" + digits.substr(0, digits.find('\n')) + ",kt/y,") !=
          std::string::npos);
    char words[64];
    std::snprintf(words, sizeof words, "\n%.6g kt/y of mine rate is ", found);
    CHECK_MESSAGE(said.out.find(words) != std::string::npos, said.out);
}

TEST_CASE(
    "where the curve flattens is told with the limit of the table, and with what is new where that capped it before") {
    const Scratch scratch;
    const std::string before = "midstream: 1\n"
                               "time: {start: 2025-01-01, end: 2027-01-01}\n"
                               "materials: {ore: {}, metal: {}}\n"
                               "facilities:\n"
                               "  big:   {kind: mine, makes: metal, rate: 100 t/d, storage: {metal: 200 t}}\n"
                               "  small: {kind: mine, makes: ore, rate: 50 t/d}\n"
                               "  plant: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 50 "
                               "t/d}, storage: {ore: 100 t, metal: 100 t}}\n";
    const std::string routes = "routes:\n"
                               "  - {from: small, to: plant, carries: ore, by: conveyor}\n"
                               "  - {from: plant, to: city, carries: metal, by: conveyor}\n"
                               "  - {from: big, to: city, carries: metal, by: conveyor}\n";
    const auto size = [&](const std::string &city) {
        scratch.write("case.yaml", before + "  city: {kind: market, takes: {metal: " + city + "}}\n" + routes);
        return type_midstream(scratch, "size case.yaml --vary 'facilities.plant.capacity.ore=10:90 t/d' --target "
                                       "'delivered metal >= 40 kt/y' --set 'facilities.small.rate=60 t/d' --relief 0");
    };
    const auto json_has = [&](const char *words) {
        const std::string json = text_of(scratch.path() / "outputs/case-size/size.json");
        CHECK_MESSAGE(json.find(words) != std::string::npos, json);
    };
    // A tenth of the big mine is more than a tenth of anything else, at every size.
    Said said = size("500 t/d");
    CHECK(said.code == 0);
    CHECK_MESSAGE(
        one_line(said.out).find("The curve flattens at about 60 t/d: behind it more size gives 0 % as much as "
                                "before; at 70 t/d what caps it, by the bound, is big (rate), as before; what "
                                "comes to bind there besides is small (rate).") != std::string::npos,
        said.out);
    CHECK(said.out.find("        70 t/d                 58.4 kt/y   86 %    124 kt/y  big (rate)\n") !=
          std::string::npos);
    json_has("\"capped_by\": \"big (rate)\",");
    json_has("\"new_limit\": \"small (rate)\"");
    // A demand that grows is met for longer and longer: no corner anywhere.
    said = size("{2025-01-01: 120 t/d, 2025-06-01: 135 t/d, 2026-01-01: 150 t/d, 2026-06-01: 170 t/d}");
    CHECK(said.code == 0);
    CHECK_MESSAGE(
        one_line(said.out).find("The curve falls off gradually, without a clear corner: up to about 30 t/d it "
                                "rises the most for its size, from about 50 t/d on by less than half as much; "
                                "at 60 t/d demand is met.") != std::string::npos,
        said.out);
    CHECK(said.out.find("behind it more size") == std::string::npos);
    json_has("\"gradual\": true,");
    CHECK(text_of(scratch.path() / "outputs/case-size/report.html").find("\"flattens_at\"") == std::string::npos);
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
