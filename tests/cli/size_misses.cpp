// `midstream size` where nothing meets the target: the best that is to be had, and what keeps it from more.
// SPDX-License-Identifier: Apache-2.0
#include "json_check.h"
#include "sizes.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace midstream;

namespace {

/// A question of a shipped case, with what it left.
struct Asked {
    Said said;
    std::string words, json, table;
};

Asked ask(const Scratch &scratch, const std::string &chain, const std::string &words) {
    Asked asked;
    asked.said = type_midstream(scratch, "size '" + std::string{SOURCE_DIR} + "/configs/cases/" + chain +
                                             ".yaml' --relief 0 --out out " + words);
    asked.words = one_line(asked.said.out);
    asked.json = text_of(scratch.path() / "out/size.json");
    asked.table = text_of(scratch.path() / "out/size.csv");
    CHECK(JsonCheck::is_json(asked.json));
    return asked;
}

/// What follows a key of `best_reachable`.
double number_behind(const std::string &json, const std::string &key) {
    const auto best = json.find("\"best_reachable\": {");
    REQUIRE(best != std::string::npos);
    const auto at = json.find(key, best);
    REQUIRE(at != std::string::npos);
    return std::atof(json.c_str() + json.find_first_of("0123456789", at + key.size()));
}

} // namespace

TEST_CASE("of sizes that are used alike the largest is told, and where its nameplate goes, not what caps the tonnes") {
    const Scratch scratch;
    const Asked small = ask(scratch, "short-line",
                            "--vary 'facilities.smelter.capacity.ore=60:200 t/d' --target 'utilisation of "
                            "smelter >= 95 %'");
    CHECK(small.said.code == 3);
    CHECK_MESSAGE(number_behind(small.json, "\"sizes\": [") > 95, small.json); // 60 to 112 t/d are all the same
    CHECK_MESSAGE(small.words.find(" The rest of the nameplate of smelter there goes to: failures 6.8 %") !=
                      std::string::npos,
                  small.said.out);
    CHECK(small.words.find("What caps the tonnes") == std::string::npos);
    CHECK(small.words.find(" No size that was run is better by more than that: the most comes at ") !=
          std::string::npos);
    CHECK(small.json.find("\"lost_of_nameplate\": {\n    \"failures\": 0.0676") != std::string::npos);
    CHECK(small.json.find("held_down_by") == std::string::npos);
    const Asked valley = ask(scratch, "valley",
                             "--vary 'facilities.valley smelter.capacity.concentrate=0.1:1.4 Mt/y' --target "
                             "'utilisation of valley smelter >= 95 %'");
    CHECK(valley.said.code == 3);
    for (const char *cause : {"failures ", "shutdowns ", "disruptions "})
        CHECK_MESSAGE(valley.words.find(cause) != std::string::npos, valley.said.out);
    double sum = number_behind(valley.json, "\"utilisation\": {"); // and what is lost make the nameplate
    for (const char *cause : {"failures", "shutdowns", "disruptions"})
        sum += number_behind(valley.json, "\"" + std::string{cause} + "\":");
    CHECK(sum > 0.97);
    CHECK(sum < 1.0001);
}

TEST_CASE("the limit that is told to hold the tonnes down is that of the size told as best, as its row has it") {
    const Scratch scratch;
    // More ore than the smelter takes changes nothing: of the rates that give the same the smallest is told.
    const Asked asked =
        ask(scratch, "short-line", "--vary 'facilities.mine.rate=80:400 t/d' --target 'delivered metal >= 35 kt/y'");
    CHECK(asked.said.code == 3);
    CHECK_MESSAGE(asked.words.find(" cannot be met: at best, with ") != std::string::npos, asked.said.out);
    const double size = number_behind(asked.json, "\"sizes\": [");
    CHECK(size < 200);
    const auto limit = asked.json.find("\"held_down_by\": \"");
    REQUIRE(limit != std::string::npos);
    const std::string told = asked.json.substr(limit + 17, asked.json.find('"', limit + 17) - limit - 17);
    char row[32];
    std::snprintf(row, sizeof row, "\n%g,t/d,", size);
    const auto at = asked.table.find(row);
    REQUIRE_MESSAGE(at != std::string::npos, asked.table);
    const std::string line = asked.table.substr(at + 1, asked.table.find('\n', at + 1) - at - 1);
    CHECK_MESSAGE(line.find("," + told + ",") != std::string::npos, line);
    CHECK(asked.words.find("what holds that down is " + told + ".") != std::string::npos);
}

TEST_CASE("an end whose interval lies within the zone of the target is the answer, with its miss") {
    const Scratch scratch;
    // 32.85 kt/y, which is nearer to the lower edge of the zone, 32.835 kt/y, than to its middle.
    const Asked asked = ask(scratch, "short-line",
                            "--set 'facilities.smelter.capacity.ore=200 t/d' --vary 'facilities.mine.rate=80:100 "
                            "t/d' --target 'delivered metal >= 33 kt/y'");
    CHECK(asked.said.code == 0);
    CHECK_MESSAGE(asked.words.find("100 t/d of mine rate, the largest size, misses the target, metal delivered at city "
                                   "of at least 33.0 kt/y, by so little that it counts as either: it gives 32.9 kt/y "
                                   "[32.8, 32.9], 1") != std::string::npos,
                  asked.said.out);
    CHECK(asked.words.find("what is within 165 t/y of the target counting as either).") != std::string::npos);
    CHECK(asked.words.find("cannot be met") == std::string::npos);
    CHECK(asked.json.find("\"counts_as_either\": true") != std::string::npos);
    // Just below the zone it is a miss.
    const Asked below = ask(scratch, "short-line",
                            "--set 'facilities.smelter.capacity.ore=200 t/d' --vary 'facilities.mine.rate=80:100 "
                            "t/d' --target 'delivered metal >= 33.05 kt/y'");
    CHECK(below.said.code == 3);
    CHECK(below.words.find("cannot be met") != std::string::npos);
}

TEST_CASE("of options that all miss the nearest is told, for programs too, and what prevents it") {
    const Scratch scratch;
    const std::string options = "--option 'a: facilities.smelter.capacity.ore=110 t/d' --option 'b: "
                                "facilities.smelter.capacity.ore=120 t/d' --target ";
    const Asked tonnes = ask(scratch, "short-line", options + "'delivered metal >= 38 kt/y'");
    CHECK(tonnes.said.code == 3);
    CHECK_MESSAGE(tonnes.words.find("None of the 2 options meets the target, metal delivered at city of at least 38.0 "
                                    "kt/y: the nearest is 'b' with ") != std::string::npos,
                  tonnes.said.out);
    CHECK_MESSAGE(tonnes.words.find(" No way of running 'b' could: 36.5 kt/y is the most even without a failure, 3") !=
                      std::string::npos,
                  tonnes.said.out);
    CHECK(tonnes.words.find(", and what holds that down is ") != std::string::npos);
    CHECK(tonnes.json.find("\"best_reachable\": {\n    \"name\": \"b\",\n    \"t_per_year\": {") != std::string::npos);
    CHECK(tonnes.json.find("\"held_down_by\": \"") != std::string::npos);
    const Asked use = ask(scratch, "short-line", options + "'utilisation of smelter >= 95 %'");
    CHECK(use.said.code == 3);
    CHECK_MESSAGE(use.words.find(" The rest of the nameplate of smelter there goes to: failures 6.") !=
                      std::string::npos,
                  use.said.out);
}

TEST_CASE("an unmet pair shows the pairs that were run; steps of whole numbers and a steady curve are told plainly") {
    const Scratch scratch;
    const std::string pair =
        "--vary 'fleets.valley trains.vehicles=1:6' --vary 'facilities.valley "
        "smelter.capacity.concentrate=0.8:1.2 Mt/y' --cost 'fleets.valley trains.vehicles=5 M USD per train' "
        "--cost 'facilities.valley smelter.capacity.concentrate=900 M USD per Mt/y' --steps 4 "
        "--target 'delivered cathode >= ";
    const Asked unmet = ask(scratch, "valley", pair + "260 kt/y'");
    CHECK(unmet.said.code == 3);
    CHECK_MESSAGE(unmet.said.out.find(" 6" + std::string(28, ' ') + "1.2 Mt/y  ") != std::string::npos, unmet.said.out);
    const Asked met = ask(scratch, "valley", pair + "150 kt/y'");
    CHECK(met.said.code == 0);
    CHECK_MESSAGE(met.words.find("between the steps, 1 of the first and 0.1 Mt/y of the second, is not promised") !=
                      std::string::npos,
                  met.said.out);
    const Asked steady = ask(scratch, "short-line",
                             "--vary 'facilities.smelter.capacity.ore=60:90 t/d' --target 'delivered metal >= 20 "
                             "kt/y'");
    CHECK_MESSAGE(steady.words.find("The curve does not flatten within the range: up to its end more size gives at "
                                    "least half as much for its size as where it gives the most.") != std::string::npos,
                  steady.said.out);
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

TEST_CASE("a target that the largest size misses by less than the zone is answered with that size and its miss") {
    const Scratch scratch;
    const std::string ask = "size '" + std::string{SOURCE_DIR} +
                            "/configs/cases/short-line.yaml' --vary 'facilities.smelter.capacity.ore=60:200 t/d' "
                            "--relief 0 --out out --target 'delivered metal >= 36.";
    Said said = type_midstream(scratch, ask + "499 kt/y'");
    CHECK(said.code == 0); // whoever calls it either way is right by the zone that was asked for
    const std::string words = one_line(said.out);
    CHECK_MESSAGE(
        words.find("200 t/d of smelter capacity ore, the largest size, misses the target, metal delivered at "
                   "city of at least 36.5 kt/y, by so little that it counts as either: it gives 36.5 kt/y ") !=
            std::string::npos,
        said.out);
    CHECK(words.find(" t/y off the target (with 95 % confidence, what is within 182 t/y of the target counting as "
                     "either).") != std::string::npos);
    CHECK(words.find("cannot be met") == std::string::npos);
    std::string json = text_of(scratch.path() / "out/size.json");
    CHECK(json.find("\"met\": true") != std::string::npos);
    CHECK(json.find("\"counts_as_either\": true") != std::string::npos);
    CHECK(json.find("\"falls_short\"") == std::string::npos);
    // A zone that is smaller than the miss: then it is one.
    said = type_midstream(scratch, ask + "52 kt/y' --indifference '5 t/y'");
    CHECK(said.code == 3);
    CHECK(one_line(said.out).find(" t/y off the target (with 95 % confidence") != std::string::npos);
    json = text_of(scratch.path() / "out/size.json");
    CHECK(json.find("\"met\": false") != std::string::npos);
    CHECK(json.find("counts_as_either") == std::string::npos);
}
