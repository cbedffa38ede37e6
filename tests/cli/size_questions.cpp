// `midstream size` and what is asked of it: what it refuses, and what it warns of.
// SPDX-License-Identifier: Apache-2.0
#include "sizes.h"

#include <doctest/doctest.h>

#include <string>

using namespace midstream;

namespace {

std::string errors_of(const Scratch &scratch, const std::string &words) {
    const Said said = type_midstream(scratch, "size case.yaml " + words);
    CHECK_MESSAGE(said.code == 2, words);
    CHECK(said.out == "");
    CHECK(!fs::exists(scratch.path() / "outputs"));
    return said.err;
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
          "as `cost: 900 USD per kt/y`, or --cost 'facilities.mine.rate=900 USD per kt/y'\n"
          "midstream: error: two values are varied, so their costs decide: say what 'facilities.city.takes.cathode' "
          "costs, such as `cost: 900 USD per kt/y`, or --cost 'facilities.city.takes.cathode=900 USD per kt/y'\n");
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
    "all that is wrong with a question is told at once, typed or written, and nothing that only follows from it") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    CHECK(errors_of(scratch, "--vary 'facilities.mine.rate=60-110' --cost x --confidence 20 % --in 100 % "
                             "--indifference 3 --target 'delivered cathode is 80 kt/y'") ==
          "midstream: error: 'facilities.mine.rate=60-110' says nothing for --vary; write PATH=FROM..TO, such as "
          "'facilities.works.capacity.concentrate=600 kt/y..900 kt/y'\n"
          "midstream: error: 'x' says nothing for --cost; write 'PATH=900 USD per t/y', or of an option 'NAME=250 M "
          "USD'\n"
          "midstream: error: a confidence of 20 % cannot be promised; write one from 50 % to 99.99 %\n"
          "midstream: error: 'delivered cathode is 80 kt/y' is no target: it has neither `>=` nor `<=`; write it as "
          "`delivered cathode >= 1.1 Mt/y`, `cathode made in USA >= 900 kt/y`, `shortfall of cathode at CITY <= 5 "
          "kt/y` or `utilisation of PLANT >= 85 %`\n"
          "midstream: error: a share of runs lies between 0 and 100 %, both left out: no number of runs shows that all "
          "will do; write such as 95 %\n"
          "midstream: error: --indifference: 3 has no unit; write it with one, such as 3 %\n");
    // What an option that is none would have been is not guessed at: neither its cost nor a target is missed.
    CHECK(errors_of(scratch, "--option more --option 'less: facilities.mine.rate=70 kt/y' --cost 'more=9 USD' --cost "
                             "'less=8 USD' --target 'delivered cathode >= 70 kt/y'") ==
          "midstream: error: 'more' is no option; write 'NAME: PATH=VALUE, PATH=VALUE', or an overlay as 'NAME: "
          "FILE.yaml'\n");
    CHECK(errors_of(scratch, "--vary nothing").find("no target is set") == std::string::npos);
    scratch.write("case.yaml", std::string{tiny_case} + "size:\n  target: delivered cathode is 80 kt/y\n  vary: "
                                                        "[{field: facilities.mine.rate, from: 9 kt/y, to: 8 kt/y}]\n");
    CHECK(errors_of(scratch, "--confidence 195 % --steps 8") ==
          "midstream: error: --confidence: 195 % lies outside of 0 to 100 %\n"
          "case.yaml:12:3: error: 'delivered cathode is 80 kt/y' is no target: it has neither `>=` nor `<=`; write it "
          "as `delivered cathode >= 1.1 Mt/y`, `cathode made in USA >= 900 kt/y`, `shortfall of cathode at CITY <= 5 "
          "kt/y` or `utilisation of PLANT >= 85 %`  [size.target]\n"
          "case.yaml:13:40: error: the bounds of 'facilities.mine.rate' are 9 kt/y and 8 kt/y; write the smaller one "
          "first  [size.vary.1.from]\n");
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
    // In the order of lines, whichever part of the program has found them.
    const std::string mixed = check("size: {vary: [{field: facilities.mine.failures.1.every, from: 20 d, to: 60 d}]}\n"
                                    "fleets: {idle: {vehicles: 1, parcel: 1 kt}}\n");
    const auto law_at = mixed.find("case.yaml:7:112: warning: "), target_at = mixed.find("case.yaml:11:1: warning: "),
               fleet_at = mixed.find("case.yaml:12:10: warning: no route uses this fleet");
    CHECK_MESSAGE(law_at == 0, mixed);
    CHECK_MESSAGE(fleet_at != std::string::npos, mixed);
    CHECK(law_at < target_at);
    CHECK(target_at < fleet_at);
    scratch.write("case.yaml", std::string{tiny_case} + "size: {target: delivered cathode >= 70 kt/y, vary: [{field: "
                                                        "runs.replications, from: 5, to: 50}]}\n");
    const Said beside = type_midstream(scratch, "check case.yaml");
    CHECK(beside.code == 2);
    CHECK_MESSAGE(beside.out.find("error: 'runs.replications' is not part of the chain, so it has no size") !=
                      std::string::npos,
                  beside.out);
}
