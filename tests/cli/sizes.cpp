// `midstream size`.
// SPDX-License-Identifier: Apache-2.0
#include "../support/documented_columns.h"
#include "json_check.h"
#include "program.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>
#include <vector>

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

/// The share of runs that meet a target, in text, table, JSON and page: the same number, and not the mean.
void check_shares(const Scratch &scratch, const Said &said) {
    CHECK(said.out.find("          size         runs that meet it    use   shortfall") != std::string::npos);
    const fs::path folder = scratch.path() / "outputs/case-size";
    std::istringstream table{text_of(folder / "size.csv")};
    std::string line;
    std::getline(table, line);
    const std::string page = text_of(folder / "report.html");
    CHECK(page.find("\"share_of\":\"runs that meet the target\"") != std::string::npos);
    CHECK(page.find("\"target\":0.9,") != std::string::npos);
    int sizes = 0;
    for (double before = -1; std::getline(table, line); ++sizes) {
        std::vector<double> cells; // of numbers; words are 0
        std::istringstream cell_words{line};
        for (std::string cell; std::getline(cell_words, cell, ',');) cells.push_back(std::atof(cell.c_str()));
        const double share = cells.at(8), low = cells.at(9), high = cells.at(10), runs = cells.at(18);
        CHECK(low <= share);
        CHECK(share <= high);
        CHECK(low < high); // also where all runs meet it, or none
        const double good = share * runs;
        CHECK(good == doctest::Approx(std::round(good)));
        CHECK(share >= before - 0.35); // more ore seldom meets it less often
        before = share;
        char told[64];
        std::snprintf(told, sizeof told, "%.1f %% [%.1f, %.1f]", 100 * share, 100 * low, 100 * high);
        CHECK_MESSAGE(said.out.find(told) != std::string::npos, told);
        std::snprintf(told, sizeof told, "\"share\":[%.7g,", share);
        CHECK_MESSAGE(page.find(told) != std::string::npos, told);
    }
    CHECK(sizes == 9);
    CHECK(text_of(folder / "size.json").find("\"share_of_runs\": {") != std::string::npos);
}

} // namespace

TEST_CASE("a law or a series that each size replaces is told, with what would keep it") {
    const Scratch scratch;
    std::string text = tiny_case;
    scratch.write("rates.csv", "year,rate\n2025,80\n2026,90\n");
    scratch.write("case.yaml", text);
    const std::string target = " --target 'delivered cathode >= 70 kt/y' --steps 8 ";
    Said said = type_midstream(scratch, "size case.yaml --vary 'facilities.mine.failures.1.every=20:60 d'" + target);
    CHECK(said.code == 0);
    CHECK(
        said.err ==
        "case.yaml:7:112: warning: {exponential: 20 d} is a law of chance, and each size puts one value in its place; "
        "vary 'facilities.mine.failures.1.every.exponential' to keep it and change its mean  "
        "[facilities.mine.failures.1.every]\n");
    said = type_midstream(scratch, "size case.yaml --quiet --vary 'facilities.mine.failures.1.every=20:60 d'" + target);
    CHECK(said.err == "");
    said = type_midstream(scratch,
                          "size case.yaml --vary 'facilities.mine.failures.1.every.exponential=20:60 d'" + target);
    CHECK(said.err == "");
    CHECK(said.code == 0);
    said = type_midstream(scratch, "size case.yaml --set 'facilities.mine.failures.1.for={lognormal: {mean: 2 d, cv: "
                                   "0.5}}' --vary 'facilities.mine.failures.1.for=1:3 d'" +
                                       target);
    CHECK(said.err.find("{lognormal: {mean: 2 d, cv: 0.5}} is a law of chance, and each size puts one value in its "
                        "place; vary 'facilities.mine.failures.1.for.lognormal.mean' to keep it") != std::string::npos);
    said =
        type_midstream(scratch, "size case.yaml --set 'facilities.mine.rate={csv: rates.csv, date: year, value: rate, "
                                "unit: kt/y}' --vary 'facilities.mine.rate=80:90 kt/y'" +
                                    target);
    CHECK(said.err.find(" is a series, and each size puts one value in its place; vary 'facilities.mine.rate.scale' to "
                        "keep it and change its scale") != std::string::npos);
    said = type_midstream(scratch,
                          "size case.yaml --set 'facilities.mine.rate={2025-01-01: 80 kt/y, 2026-01-01: 90 kt/y}' "
                          "--vary 'facilities.mine.rate=80:90 kt/y'" +
                              target);
    CHECK(said.err.find("{2025-01-01: 80 kt/y, 2026-01-01: 90 kt/y} is a series, and each size puts one value in its "
                        "place; no path makes all of it larger or smaller, so vary one of its numbers") !=
          std::string::npos);
    said = type_midstream(scratch, "size case.yaml --vary 'facilities.mien.rate=80:90 kt/y'" + target);
    CHECK(said.code == 2);
    CHECK(said.err.find("--vary 'facilities.mien.rate=80 kt/y..90 kt/y'") != std::string::npos);
    CHECK(said.err.find("'mien'") != std::string::npos);
    CHECK(said.err.find("--set") == std::string::npos);
    scratch.write("driven.yaml",
                  text + "drivers: {dug: {field: facilities.mine.rate, values: {2025: 80 kt, 2026: 90 kt}}}\n");
    said = type_midstream(scratch, "size driven.yaml --vary 'facilities.mine.rate=80:90 kt/y'" + target);
    CHECK(said.code == 2);
    CHECK(said.err.find("'facilities.mine.rate' is what the driver 'dug' tells, so nothing can be chosen there") !=
          std::string::npos);
}

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

TEST_CASE("a chance target, a shortfall, whole numbers, pairs and options are answered") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said chance =
        type_midstream(scratch, "size case.yaml " + std::string{rate} +
                                    "--target 'delivered cathode >= 80 kt/y' --in '90 % of runs' --steps 8 "
                                    "--confidence '90 %' --indifference '8 %'");
    CHECK(chance.code == 0);
    CHECK(one_line(chance.out).find("of at least 80.0 kt/y in 90 % of the runs: it gives ") != std::string::npos);
    check_shares(scratch, chance);
    const Said shortfall = type_midstream(scratch, "size case.yaml " + std::string{rate} +
                                                       "--target 'shortfall of cathode at city <= 20 kt/y' --steps 16");
    CHECK(shortfall.code == 0);
    CHECK(one_line(shortfall.out).find("shortfall of cathode delivered at city of at most 20.0 kt/y: it gives ") !=
          std::string::npos);
    CHECK(one_line(shortfall.out).find("what is within 500 t/y of the target counting") !=
          std::string::npos); // of 100 kt/y
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
    CHECK(text_of(scratch.path() / "outputs/lorries-size/report.html").find("\"currency\":\"USD\"") !=
          std::string::npos);
    const std::string options =
        "size lorries.yaml --option 'more lorries: fleets.lorries.vehicles=6' --option 'as it is: "
        "fleets.lorries.vehicles=2' --option 'more ore: facilities.mine.rate=90 kt/y, "
        "fleets.lorries.vehicles=6' ";
    const Said best = type_midstream(scratch, options);
    CHECK(best.code == 0);
    CHECK(one_line(best.out).find("'more ore' gives the most cathode delivered at city: ") != std::string::npos);
    CHECK(one_line(best.out).find(" of another counting as equal).") != std::string::npos);
    CHECK(best.out.find("the target") == std::string::npos);
    const Said tie = type_midstream(scratch, "size lorries.yaml --option 'a: fleets.lorries.vehicles=6' --option 'b: "
                                             "fleets.lorries.vehicles=7' --option 'c: fleets.lorries.vehicles=1' "
                                             "--indifference '8 kt/y'");
    CHECK(tie.code == 0);
    CHECK_MESSAGE(one_line(tie.out).find(" are equal within 8.00 kt/y and give the most cathode delivered at city: ") !=
                      std::string::npos,
                  tie.out);
    CHECK(tie.out.find("  equal within the zone\n") != std::string::npos);
    CHECK(tie.out.find("  behind after 10 runs\n") != std::string::npos);
    const Said cheap =
        type_midstream(scratch, options + "--target 'delivered cathode >= 60 kt/y' --cost 'more lorries=3 M "
                                          "USD' --cost 'as it is=0 USD' --cost 'more ore=9000 k USD'");
    CHECK(cheap.code == 0);
    CHECK(one_line(cheap.out).find("'more lorries' is the cheapest option that meets the target") != std::string::npos);
    CHECK(cheap.out.find("not needed") != std::string::npos);
    CHECK(cheap.out.find("  3 M USD  ") != std::string::npos);
    CHECK(cheap.out.find("  9 M USD  ") != std::string::npos);
    const fs::path folder = scratch.path() / "outputs/lorries-size";
    CHECK(text_of(folder / "size.csv").find("\nmore ore,9000000,") != std::string::npos);
    CHECK(text_of(folder / "size.csv").find(",not needed,USD\n") != std::string::npos);
    CHECK(text_of(folder / "size.json").find("\"currency\": \"USD\"") != std::string::npos);
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
              .find("--vary 'facilities.mine.rate=60 kt..110 kt': found '60 kt'; write a rate with its unit") !=
          std::string::npos);
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
    CHECK(errors_of(scratch, std::string{rate} + target + "--confidence '120 %'") ==
          "midstream: error: --confidence: 120 % lies outside of 0 to 100 %\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--indifference 3") ==
          "midstream: error: --indifference: 3 has no unit; write it with one, such as 3 %, or as a rate, such as 2 "
          "kt/y\n");
    const auto suggested = [&](const std::string &option) {
        const std::string said = errors_of(scratch, std::string{rate} + target + option);
        const auto such = said.find("has no unit; write it with one, such as ");
        return such == said.npos ? said : said.substr(such + 40);
    };
    CHECK(suggested("--confidence 0.95") == "95 %\n");
    CHECK(suggested("--confidence 90") == "90 %\n");
    CHECK(suggested("--confidence 195") == "95 %\n");
    CHECK(suggested("--confidence 0.2") == "95 %\n");
    CHECK(suggested("--in 0.8") == "80 %\n");
    CHECK(suggested("--in 1") == "90 %\n");
    CHECK(suggested("--indifference 0.5") == "0.5 %, or as a rate, such as 2 kt/y\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--confidence 20 %") ==
          "midstream: error: a confidence of 20 % cannot be promised; write one from 50 % to 99.99 %\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--confidence=20 %") ==
          "midstream: error: a confidence of 20 % cannot be promised; write one from 50 % to 99.99 %\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--quiet %") ==
          "midstream: error: '%' is one word too many for `midstream size`; put names with spaces in quotes\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--confidence 95 % %") ==
          "midstream: error: '%' is one word too many for `midstream size`; put names with spaces in quotes\n");
    CHECK(errors_of(scratch, target + "--vary runs.replications=5:50") ==
          "midstream: error: 'runs.replications' is not part of the chain, so it has no size; vary a field of a "
          "facility, a route, a fleet or a passage, such as 'facilities.works.capacity.concentrate'\n");
    CHECK(errors_of(scratch, target + "--vary 'size.confidence=60:90 %'").find("is not part of the chain") !=
          std::string::npos);
    CHECK(errors_of(scratch, target + "--option 'few: runs.replications=5' --option 'many: facilities.mine.rate=90 "
                                      "kt/y'") ==
          "midstream: error: --option 'few': 'runs.replications' is not part of the chain, so it is no way to build; "
          "set a field of a facility, a route, a fleet or a passage\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--in '90 % of days'") ==
          "midstream: error: --in: '90 % of days' is told of days, and only a share of runs can be asked for; write "
          "'90 % of runs'\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--steps 2.5") ==
          "midstream: error: '2.5' is no whole number for --steps; write one from 1 to 100000\n");
    CHECK(errors_of(scratch, std::string{rate} + "--target 'utilization of mine >= 30 %'") ==
          "midstream: error: 'utilization' is written utilisation: `utilisation of mine >= 30 %`\n");
    CHECK(errors_of(scratch, target + "--vary title=60:80") ==
          "midstream: error: 'title' holds words and no quantity, so it has no size; vary a field that holds a number, "
          "such as 'facilities.works.capacity.concentrate'\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--indifference '0 %'") ==
          "midstream: error: no number of runs tells apart what is equal: write an indifference above 0, such as 0.5 "
          "% or "
          "2 kt/y\n");
    CHECK(errors_of(scratch, std::string{rate} + target + "--vary 'facilities.city.takes.cathode=60:110 kt/y'") ==
          "midstream: error: two values are varied, so their costs decide: say what 'facilities.mine.rate' costs, such "
          "as `cost: 900 USD per kt/y`, or --cost 'facilities.mine.rate=900 USD per kt/y'\n");
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

TEST_CASE(
    "the largest plant that is used so far is found: a mine of a fixed rate makes its use the rate over its size") {
    const Scratch scratch;
    scratch.write(
        "case.yaml",
        "midstream: 1\ntime: {start: 2025-01-01, end: 2027-01-01}\nmaterials: {ore: {}, metal: {}}\nfacilities:\n"
        "  mine: {kind: mine, makes: ore, rate: 100 t/d}\n"
        "  plant: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 50 t/d}}\n"
        "  city: {kind: market, takes: {metal: 500 t/d}}\n"
        "routes: [{from: mine, to: plant, carries: ore, by: conveyor}, {from: plant, to: city, carries: metal, by: "
        "conveyor}]\n");
    const std::string vary = "size case.yaml --vary 'facilities.plant.capacity.ore=80:336 t/d' --steps 256 --target ";
    const Said said = type_midstream(scratch, vary + "'utilisation of plant >= 80 %'"); // 100 / 125
    CHECK(said.code == 0);
    const std::string words = one_line(said.out);
    CHECK_MESSAGE(words.find("125 t/d of plant capacity ore is the largest size that meets the target, utilisation of "
                             "plant of at least 80 %: it gives 80.0 % [80.0, 80.0]; 126 t/d falls short with 79.4 % "
                             "[79.4, 79.4], 0.635 points off the target") != std::string::npos,
                  said.out);
    CHECK(words.find(
              "The largest was looked for, since what the target is about falls with size: 100 % at 80 t/d, 29.8 % "
              "at 336 t/d.") != std::string::npos);
    const std::string json = text_of(scratch.path() / "outputs/case-size/size.json");
    CHECK(json.find("\"sought\": \"largest\"") != std::string::npos);
    CHECK(json.find("\"utilisation\": 0.8,") != std::string::npos);
    // No more than so far: that rises as it was meant, with size.
    const Said most = type_midstream(scratch, vary + "'utilisation of plant <= 80 %'");
    CHECK(most.code == 0);
    CHECK(
        one_line(most.out).find("125 t/d of plant capacity ore is the smallest size that meets the target, utilisation "
                                "of plant of at most 80 %") != std::string::npos);
    const Said above = type_midstream(scratch, vary + "'utilisation of plant >= 25 %'");
    CHECK(one_line(above.out).find("it is the largest of the range, so a larger one may do") != std::string::npos);
    const Said none =
        type_midstream(scratch, "size case.yaml --vary 'facilities.plant.capacity.ore=200:336 t/d' --target "
                                "'utilisation of plant >= 80 %'");
    CHECK(none.code == 3);
    CHECK(one_line(none.out).find("cannot be met: at the smallest size, 200 t/d, it gives 50.0 %") !=
          std::string::npos);
    CHECK(one_line(none.out).find(" The rest of the nameplate of plant there goes to: starved 50.0 %.") !=
          std::string::npos);
    // The use of something else than what is varied, which it does not change.
    const Said same =
        type_midstream(scratch, "size case.yaml --vary 'facilities.city.takes.metal=400:500 t/d' --target "
                                "'utilisation of plant >= 80 %'");
    CHECK(one_line(same.out).find("it gives 100.0 % [100.0, 100.0]; it is the smallest of the range") !=
          std::string::npos);
    CHECK(one_line(same.out).find("From one end of the range to the other nothing changes.") != std::string::npos);
    CHECK(same.out.find(" was looked for") == std::string::npos);
    const Said options =
        type_midstream(scratch, "size case.yaml --option 'large: facilities.plant.capacity.ore=300 t/d' "
                                "--option 'small: facilities.plant.capacity.ore=110 t/d' --target "
                                "'utilisation of plant >= 80 %'");
    CHECK(one_line(options.out)
              .find("'small' is the first option that meets the target, utilisation of plant of at least "
                    "80 %: it gives 90.9 %") != std::string::npos);
    CHECK(type_midstream(scratch,
                         vary + "'utilisation of plant >= 80 %' --vary 'facilities.mine.rate=60:110 t/d' --cost "
                                "'facilities.mine.rate=1 USD per t/d' --cost 'facilities.plant.capacity.ore=1 USD "
                                "per t/d'")
              .err.find("a utilisation is no target of two sizes") != std::string::npos);
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

TEST_CASE("a plant of no size has no utilisation: a range that begins there is refused, by `size` and `check` alike") {
    const Scratch scratch;
    const std::string shipped = text_of(std::string{SOURCE_DIR} + "/configs/cases/short-line.yaml");
    scratch.write("case.yaml", shipped);
    const std::string used = " --target 'utilisation of smelter >= 80 %'";
    CHECK(errors_of(scratch, "--vary 'facilities.smelter.capacity.ore=0:200 t/d'" + used) ==
          "midstream: error: at 0 t/d nothing is there whose utilisation could be held against the target; begin the "
          "range of 'facilities.smelter.capacity.ore' above 0, such as at 2 t/d\n");
    CHECK(errors_of(scratch, "--vary 'facilities.mine.rate=0:200 t/d' --target 'utilisation of mine <= 80 %'")
              .find("nothing is there whose utilisation") != std::string::npos);
    const auto check = [&](const char *from, const char *field) {
        scratch.write("asked.yaml",
                      shipped + "size:\n  target: utilisation of smelter >= 80 %\n  vary:\n    - {field: " + field +
                          ", from: " + from + " t/d, to: 200 t/d}\n");
        return type_midstream(scratch, "check asked.yaml");
    };
    const Said nothing = check("0", "facilities.smelter.capacity.ore");
    CHECK(nothing.code == 2);
    CHECK_MESSAGE(nothing.out.find("error: at 0 t/d nothing is there whose utilisation could be held against the "
                                   "target; begin the range of 'facilities.smelter.capacity.ore' above 0, such as at 2 "
                                   "t/d  [size.vary.1.from]") != std::string::npos,
                  nothing.out);
    CHECK(check("2", "facilities.smelter.capacity.ore").code == 0);
    CHECK(check("0", "facilities.mine.rate").code == 0); // the smelter is there, and idle
}

TEST_CASE("what is hardly meant under `size:` is warned of by `check`, in the words of `size`") {
    const Scratch scratch;
    const auto check = [&](const std::string &question) {
        scratch.write("case.yaml", std::string{tiny_case} + question);
        const Said said = type_midstream(scratch, "check case.yaml");
        CHECK_MESSAGE(said.code == 0, said.out);
        return said.out;
    };
    const std::string law = check("size:\n  vary: [{field: facilities.mine.failures.1.every, from: 20 d, to: 60 d}]\n"
                                  "  target: delivered cathode >= 70 kt/y\n");
    const Said sized = type_midstream(scratch, "size case.yaml --steps 8 --relief 0");
    CHECK(sized.err.find("is a law of chance, and each size puts one value in its place") != std::string::npos);
    CHECK(law == sized.err + "case.yaml: no problems, 1 warning; 2 facilities, 1 route, 1 material\n");
    CHECK(check("size:\n  vary: [{field: facilities.mine.rate, from: 60 kt/y, to: 90 kt/y}]\n") ==
          "case.yaml:11:1: warning: no target is set; `midstream size` needs one here, such as `delivered cathode >= "
          "1.1 Mt/y`, or by --target  [size.target]\n"
          "case.yaml: no problems, 1 warning; 2 facilities, 1 route, 1 material\n");
    CHECK(check("size: {target: delivered cathode >= 70 kt/y, vary: []}\n") ==
          "case.yaml:11:46: warning: nothing is to be sized; `midstream size` needs a value here, ways to build under "
          "`options`, or either on the command line  [size.vary]\n"
          "case.yaml: no problems, 1 warning; 2 facilities, 1 route, 1 material\n");
    CHECK(check("size: {vary: []}\n").find("2 warnings") != std::string::npos);
    CHECK(check("size: {options: [{name: a, set: [facilities.mine.rate=90 kt/y]}, {name: b, set: "
                "[facilities.mine.rate=80 kt/y]}]}\n")
              .find("no warnings") != std::string::npos);
    CHECK(check("").find("no warnings") != std::string::npos);
    scratch.write("case.yaml", std::string{tiny_case} + "size: {target: delivered cathode >= 70 kt/y, vary: [{field: "
                                                        "runs.replications, from: 5, to: 50}]}\n");
    const Said beside = type_midstream(scratch, "check case.yaml");
    CHECK(beside.code == 2);
    CHECK_MESSAGE(beside.out.find("error: 'runs.replications' is not part of the chain, so it has no size") !=
                      std::string::npos,
                  beside.out);
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

TEST_CASE("of a transit the longest that will do is looked for, and that less does better is told") {
    const Scratch scratch;
    scratch.write("lorries.yaml", with_lorries());
    const Said said = type_midstream(scratch, "size lorries.yaml --vary 'routes.mine -> city.transit=1:9 d' --target "
                                              "'delivered cathode >= 20 kt/y'");
    CHECK(said.code == 0);
    const std::string words = one_line(said.out);
    CHECK(words.find(
              " d of mine -> city transit is the largest size that meets the target, cathode delivered at city of at "
              "least 20.0 kt/y") != std::string::npos);
    CHECK(words.find("The largest was looked for, since what the target is about falls with size: ") !=
          std::string::npos);
    CHECK(words.find("goes the other way") == std::string::npos);
    const Said pair = type_midstream(
        scratch,
        "size lorries.yaml --vary 'routes.mine -> city.transit=1:9 d' --vary 'routes.mine -> city.parcel=200:201 t' "
        "--cost 'routes.mine -> city.transit=1 USD per d' --cost 'routes.mine -> city.parcel=1 USD per t' --target "
        "'delivered cathode >= 20 kt/y'");
    CHECK(pair.code == 3);
    CHECK_MESSAGE(
        one_line(pair.out).find("The largest pair misses the target, cathode delivered at city of at least 20.0 "
                                "kt/y, that a smaller one meets: ") != std::string::npos,
        pair.out << pair.err);
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
