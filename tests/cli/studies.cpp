// Studies as their users meet them: a file in, what is wrong with it, what comes out.
// SPDX-License-Identifier: Apache-2.0
#include "json_check.h"
#include "study_asked.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace midstream;

TEST_CASE("a grid, a list, a table and samples make one study, whose tables tell each setting") {
    const Scratch scratch;
    scratch.write("rows.csv", "name,facilities.mine.rate [t/d],with\nslow,90,\nother,,lean.yaml\n");
    scratch.write("lean.yaml", "facilities: {smelter: {capacity: {ore: 80 t/d}}}\n");
    const Said said =
        study(scratch, "scenarios: [{name: small, set: facilities.smelter.capacity.ore=50 t/d}]\n"
                       "grid:\n"
                       "  - {name: rate, field: facilities.mine.rate, values: [60 t/d, 70 t/d]}\n"
                       "  - {name: plant, options: [{name: as is}, {name: lean, with: lean.yaml}]}\n"
                       "table: rows.csv\n"
                       "samples: {count: 4, of: [{field: facilities.mine.rate, from: 50 t/d, to: 60 t/d}]}\n");
    CHECK(said.err == "");
    CHECK(said.code == 0);
    const std::string table = text_of(scratch.path() / "outputs/ask/scenarios.csv");
    CHECK(std::count(table.begin(), table.end(), '\n') == 1 + 1 + 1 + 4 + 2 + 4);
    CHECK(table.find("scenario,name,replications,measure_t_per_year,") == 0);
    CHECK(table.find("\n1,small,3,16436.25,16436.25,16436.25,") != std::string::npos); // 50 t/d x 0.9 x 365.25
    CHECK(table.find("\"rate=60 t/d, plant=lean\",3,19723.5,") != std::string::npos);
    CHECK(table.find(",other,3,26298,") != std::string::npos); // the overlay's 80 t/d
    CHECK(table.find(",slow,3,29585.25,") != std::string::npos);
    CHECK(table.find(",90 t/d\n") != std::string::npos);
    for (const char *file : {"results.sqlite", "runs.csv", "factors.csv", "study.json", "report.html", "run.json"})
        CHECK(fs::exists(scratch.path() / "outputs/ask" / file));
    CHECK(JsonCheck::is_json(text_of(scratch.path() / "outputs/ask/study.json")));
    CHECK(said.out.find("most is 36.2 kt/y in") != std::string::npos);
}

TEST_CASE("everything wrong with a study is told at once, each with its line") {
    const Scratch scratch;
    const Said said = study(scratch, "scenarois: []\n"
                                     "grid:\n"
                                     "  - {name: rate, field: facilities.mine.rate}\n"
                                     "  - {values: [1, 2]}\n"
                                     "samples:\n"
                                     "  count: 3\n"
                                     "  of:\n"
                                     "    - {field: facilities.mine.rate, from: 60 t/d, to: 50 t/d}\n"
                                     "    - {field: facilities.mine.rate, from: 60 t/d, to: 80 kt/y}\n"
                                     "    - {field: facilities.mine.rate, from: much, to: 80 kt/y}\n"
                                     "    - {options: [{name: a}]}\n");
    CHECK(said.code == 2);
    CHECK(said.out == "");
    CHECK(said.err ==
          "ask.yaml:3:1: error: the key 'scenarois' is not known here (did you mean 'scenarios'?)  [scenarois]\n"
          "ask.yaml:5:5: error: a factor of a grid needs `values` or `options`  [grid]\n"
          "ask.yaml:6:5: error: this factor changes nothing; write the `field` it is, or `name` and `options`  [grid]\n"
          "ask.yaml:8:3: error: two factors change 'facilities.mine.rate'; the later would win every time  [samples]\n"
          "ask.yaml:10:7: error: it is drawn from '60 t/d' to '50 t/d'; write the smaller one first  [samples]\n"
          "ask.yaml:11:7: error: '60 t/d' and '80 kt/y' have different units; write them in one  [samples]\n"
          "ask.yaml:12:7: error: 'much' is no number with a unit, such as 600 kt/y  [samples]\n"
          "ask.yaml:13:7: error: a factor with options needs a `name`  [samples]\n");
    CHECK(!fs::exists(scratch.path() / "outputs"));
}

TEST_CASE("what a scenario gets wrong is told with its name, and once for all that share it") {
    const Scratch scratch;
    const Said said =
        study(scratch, "grid: [{name: rate, field: facilities.mien.rate, values: [60 t/d, 70 t/d]}]\n"
                       "scenarios: [{name: off, set: 'facilities.mine.rate=70 kg'}, {name: lost, with: none.yaml}]\n");
    CHECK(said.code == 2);
    CHECK(said.err.find("(scenario 'off')") != std::string::npos);
    CHECK(said.err.find("ask.yaml:4:80: error: 'none.yaml': ") != std::string::npos);
    CHECK(said.err.find("ask.yaml:3:59: error: ") != std::string::npos);
    CHECK(said.err.find("did you mean 'mine'?") != std::string::npos);
}

TEST_CASE("an overlay that is not there is told where the study names it, and what --set would do where to write it") {
    const Scratch scratch;
    Said said = study(scratch, "with: [nothere.yaml]\nscenarios: [{name: a}]\n");
    CHECK(said.code == 2);
    CHECK(said.err.find("ask.yaml:3:8: error: 'nothere.yaml': ") == 0);
    said = study(scratch, "grid:\n  - {name: f, options: [{name: a}, {name: b, with: nothere.yaml}]}\n");
    CHECK(said.err.find("ask.yaml:4:52: error: 'nothere.yaml': ") == 0);
    scratch.write("rows.csv", "name,with\nfirst,\nsecond,nothere.yaml\n");
    said = study(scratch, "table: rows.csv\n");
    CHECK(said.err.find("rows.csv:3:8: error: 'nothere.yaml': ") == 0);
    said = study(scratch, "scenarios: [{name: a}]\n", "--set facilities.mine.rate=3");
    CHECK(said.code == 2);
    CHECK(said.err == "midstream: error: `midstream study` takes no --set; what all scenarios change stands in the "
                      "study's file, under `set:`\n");
}

TEST_CASE("what a setting gets wrong is told where the study says it, whichever way it came in") {
    const Scratch scratch;
    scratch.write("rows.csv", "name,facilities.mine.rate [kg]\nfast,90\n");
    const Said said = study(
        scratch, "set:\n"
                 "  - facilities.mine.storage.ore=3 kt\n"
                 "grid:\n"
                 "  - field: facilities.mine.rate\n"
                 "    values:\n"
                 "      - 60 t/d\n"
                 "      - 70 kg\n"
                 "  - name: plant\n"
                 "    options:\n"
                 "      - {name: as it is}\n"
                 "      - {name: large, set: [facilities.smelter.capacity.ore=1 kt/d, facilities.smelter.lnes=2]}\n"
                 "samples:\n"
                 "  count: 2\n"
                 "  of:\n"
                 "    - {field: facilities.smelter.capacity.oar, from: 50 t/d, to: 60 t/d}\n"
                 "table: rows.csv\n");
    CHECK(said.code == 2);
    const auto tells = [&](const char *words) { CHECK_MESSAGE(said.err.find(words) != std::string::npos, said.err); };
    tells("ask.yaml:9:9: error: found '70 kg'");
    CHECK(said.err.find("ask.yaml:9:9: ") == 0); // in the order of the file
    tells("(scenario 'facilities.mine.rate=70 kg, plant=as it is' and 1 more)");
    tells("ask.yaml:13:69: error: the key 'lnes' is not known here");
    tells("ask.yaml:17:54: error: ");
    tells("(scenario 'sample 1' and 1 more)");
    tells("rows.csv:1:6: error: the unit 'kg' does not fit 'facilities.mine.rate'; write a rate with its unit");
    CHECK(said.err.find("--set") == std::string::npos);
    const Said common = study(scratch, "set:\n  - facilities.mine.rate=3 kg\nscenarios: [{name: a}]\n");
    CHECK(common.code == 2);
    CHECK(common.err.find("ask.yaml:4:5: error: found '3 kg'") == 0);
    const Said lucky = study(scratch, "set:\n  - runs.seed=3\nscenarios: [{name: a}]\n");
    CHECK(lucky.err.find("ask.yaml:4:5: error: 'runs.seed=3': all scenarios run under the same luck") == 0);
    const Said measure = study(scratch, "measure: metel made\nscenarios: [{name: a}]\n");
    CHECK(measure.err.find("ask.yaml:3:10: error: scenario 'base' has no 'metel made': 'metel' is no material") == 0);
}

TEST_CASE(
    "what is wrong with a column of a table is told at its head, once, and what is wrong with a cell at that cell") {
    const Scratch scratch;
    const auto says = [&](const char *table, const std::string &problems) {
        scratch.write("rows.csv", table);
        const Said said = study(scratch, "table: rows.csv\n");
        CHECK(said.code == 2);
        CHECK(said.err == problems);
    };
    const std::string is_rate = "; write a rate with its unit, such as 300 kt/y, 1.2 Mt/y or 900 t/d (";
    const std::string of_rate = "  [facilities.mine.rate]\n";
    const std::string is_no_name = "error: 'mien' names none of facilities; name one that the case has (did you mean "
                                   "'mine'?)\n";
    says("name,facilities.mine.rate [kg],facilities.mien.rate [t/d]\na,90,\nb,80,70\nc,,60\n",
         "rows.csv:1:6: error: the unit 'kg' does not fit 'facilities.mine.rate'" + is_rate +
             "kg is a unit of dry mass)" + of_rate + "rows.csv:1:32: " + is_no_name);
    says("facilities.mien.rate,facilities.mine.rat [t/d]\n90 t/d,80\n85 t/d,70\n",
         "rows.csv:1:1: " + is_no_name +
             "rows.csv:1:22: error: the key 'rat' is not known here (did you mean 'rate'?)  [facilities.mine.rat]\n");
    says("facilities.mine.rate [t/d]\n90\nmany\n-3\n",
         "rows.csv:3:1: error: found 'many t/d'" + is_rate + "begin with a number) (scenario 'row 2')" + of_rate +
             "rows.csv:4:1: error: found '-3 t/d'" + is_rate + "it cannot be negative) (scenario 'row 3')" + of_rate);
    says("facilities.mine.rate [t/d]\nmany\n",
         "rows.csv:2:1: error: found 'many t/d'" + is_rate + "begin with a number) (scenario 'row 1')" + of_rate);
    for (const char *first : {"90 t/d", "70 kg"})
        says(("facilities.mine.rate\n" + std::string{first} + "\n80 kg\n").c_str(),
             (first[0] == '9' ? ""
                              : "rows.csv:2:1: error: found '70 kg'" + is_rate +
                                    "kg is a unit of dry mass) (scenario 'row 1')" + of_rate) +
                 "rows.csv:3:1: error: found '80 kg'" + is_rate + "kg is a unit of dry mass) (scenario 'row 2')" +
                 of_rate);
    // A path that only some rows have is none of the head's making.
    scratch.write("second.yaml", "facilities: {second: {kind: mine, makes: ore, rate: 9 t/d}}\n");
    says("name,with,facilities.second.rate [t/d]\na,second.yaml,8\nb,,7\n",
         "rows.csv:3:4: error: 'second' names none of facilities; name one that the case has (scenario 'b')\n");
    says("name,facilities.mine.rate [t/d],facilities.mine.rate [kt/y],\na,90,,\n",
         "rows.csv:1:33: error: two columns change 'facilities.mine.rate'; the later would win every time  [table]\n"
         "rows.csv:1:61: error: this column has no name; write the path of a value, `name` or `with`  [table]\n");
    // What other programs make of a table, and units in other brackets.
    says("name;facilities.mine.rate [t/d]\na;0,9\n",
         "rows.csv:1:1: error: one column only, 'name;facilities.mine.rate [t/d]': it looks as if semicolons stood "
         "between columns; write commas there, and a point in numbers such as 0.5  [table]\n");
    says("name\tfacilities.mine.rate [t/d]\na\t9\n",
         "rows.csv:1:1: error: one column only, 'name\tfacilities.mine.rate [t/d]': it looks as if tabs stood between "
         "columns; write commas there, and a point in numbers such as 0.5  [table]\n");
    says("name,facilities.mine.rate (t/d),facilities.mine.storage.ore(kt)\na,90,3\n",
         "rows.csv:1:6: error: 'facilities.mine.rate (t/d)' ends in a unit in round brackets; write it in square ones, "
         "such as `facilities.mine.rate [t/d]`  [table]\n"
         "rows.csv:1:33: error: 'facilities.mine.storage.ore(kt)' ends in a unit in round brackets; write it in square "
         "ones, such as `facilities.mine.storage.ore [kt]`  [table]\n");
    says("name,facilities.mine (old)\na,90\n", // no unit: a name that the case does not have
         "rows.csv:1:6: error: 'mine (old)' names none of facilities; name one that the case has\n");
    says(
        "\nname,measure_t_per_year\na,90\n",
        "rows.csv:2:6: error: a factor cannot be called 'measure_t_per_year': every table of scenarios has a column of "
        "that name; give it another `name`  [table]\n");
    CHECK(study(scratch, "grid:\n  - {name: a, field: facilities.mine.rate, values: [60 t/d, 70 t/d]}\n"
                         "  - {name: a, field: facilities.smelter.capacity.ore, values: [60 t/d, 70 t/d]}\n")
              .err == "ask.yaml:4:5: error: two factors are called 'a'; give each its own `name`  [grid]\n");
    CHECK(study(scratch, "grid:\n  - {name: a, field: facilities.mine.rate, values: [60 t/d, 70 t/d]}\nsamples:\n"
                         "  by: latin hypercube\n  count: 2\n  of:\n"
                         "    - {name: a, field: facilities.smelter.capacity.ore, from: 60 t/d, to: 70 t/d}\n")
              .err == "ask.yaml:9:7: error: two factors are called 'a'; give each its own `name`  [samples]\n");
    CHECK(study(scratch, "grid:\n  - {field: facilities.smelter.capacity.ore, values: [60 t/d, 70 t/d]}\n"
                         "  - {name: o, options: [{name: x, set: 'facilities.smelter.capacity={ore: 9 t/d}'}]}\n")
              .err == "ask.yaml:4:5: error: two factors change 'facilities.smelter.capacity.ore' (one of them by "
                      "'facilities.smelter.capacity'); the later would win every time  [grid]\n");
}

TEST_CASE("a factor cannot be called like a column that every table of scenarios has") {
    const Scratch scratch;
    CHECK(study(scratch, "scenarios: [{name: a}]\n", "--quiet").code == 0);
    std::string header = text_of(scratch.path() / "outputs/ask/scenarios.csv");
    header = header.substr(0, header.find('\n')) + ",";
    int columns = 0;
    for (std::size_t from = 0, to; (to = header.find(',', from)) != header.npos; from = to + 1, ++columns) {
        const std::string column = header.substr(from, to - from);
        const Said said = study(scratch, "grid:\n  - {name: " + column +
                                             ", field: facilities.mine.rate, values: [60 t/d, 70 t/d]}\n");
        CHECK(said.code == 2);
        CHECK(said.err ==
              "ask.yaml:4:5: error: a factor cannot be called '" + column +
                  "': every table of scenarios has a column of that name; give it another `name`  [grid]\n");
    }
    CHECK(columns == 10);
}

TEST_CASE("a scenario's name stands once, and a study has scenarios") {
    const Scratch scratch;
    Said said = study(scratch, "scenarios: [{name: a}, {name: a}, {name: base}]\n");
    CHECK(said.code == 2);
    CHECK(
        said.err ==
        "ask.yaml:3:24: error: there is a scenario 'a' already; each needs a name of its own  [scenarios]\n"
        "ask.yaml:3:35: error: there is a scenario 'base' already; each needs a name of its own (or write `base: no`)  "
        "[scenarios]\n");
    said = study(scratch, "base: no\n");
    CHECK(said.code == 2);
    CHECK(said.err == "ask.yaml:1:1: error: the study has no scenario of its own; write `scenarios`, `grid`, `table` "
                      "or `samples` with "
                      "something in them\n");
    CHECK(study(scratch, "grid: []\n").code == 2);
}

TEST_CASE("status tells what is missing, and a shard that is none is refused") {
    const Scratch scratch;
    const std::string body = "scenarios: [{name: small, set: facilities.smelter.capacity.ore=50 t/d}]\n";
    Said said = study(scratch, body, "--status");
    CHECK(said.code == 3);
    CHECK(said.out ==
          "ask: 0 of 6 runs are done (2 scenarios, 3 replications each)\nmissing: all of 'base'\nmissing: all "
          "of 'small'\nto run what is missing: midstream study ask.yaml\n");
    CHECK(!fs::exists(scratch.path() / "outputs"));
    for (const char *words : {"3/2", "0/4", "2", "a/b", "1/4x"}) {
        said = study(scratch, body, std::string{"--shard "} + words);
        CHECK(said.code == 2);
        CHECK(said.err == "midstream: error: '" + std::string{words} +
                              "' is no shard; write which of how many, such as --shard 2/8\n");
    }
    said = study(scratch, body, "--shard 1/2");
    CHECK(said.code == 0);
    CHECK(said.out ==
          "shard 1 of 2: its 3 runs are in outputs/ask/shard-1-of-2.sqlite\nonce all shards are done: midstream "
          "merge ask.yaml\n");
    said = type_midstream(scratch, "study ask.yaml --status"); // of shards alone
    CHECK(said.code == 3);
    CHECK(said.out.ends_with("\nto run what is missing: midstream study ask.yaml --shard 2/2\n"
                             "then, to join the shards: midstream merge ask.yaml\n"));
    said = type_midstream(scratch, "merge ask.yaml");
    CHECK(said.code == 3);
    CHECK(said.err ==
          "midstream: 3 of 6 runs are missing; `midstream study ask.yaml --status` tells which, and without "
          "--status runs them\n");
    said = type_midstream(scratch, "study ask.yaml");
    CHECK(said.code == 0);
    CHECK(type_midstream(scratch, "study ask.yaml --status").out.find("nothing is missing") != std::string::npos);
}

TEST_CASE("the status of shards alone proposes to run those that lack runs, and to merge them") {
    const Scratch scratch;
    const std::string body = "scenarios: [{name: small, set: facilities.smelter.capacity.ore=50 t/d}]\n";
    CHECK(study(scratch, body, "--shard 2/4").code == 0);
    Said said = study(scratch, body, "--status");
    CHECK(said.out.ends_with("\nto run what is missing: midstream study ask.yaml --shard K/4, K being 1, 3, 4\n"
                             "then, to join the shards: midstream merge ask.yaml\n"));
    for (const char *shard : {"1/4", "3/4", "4/4"})
        CHECK(type_midstream(scratch, "study ask.yaml --shard " + std::string{shard}).code == 0);
    said = study(scratch, body, "--status");
    CHECK(said.code == 0);
    CHECK(said.out.ends_with("\nnothing is missing\nto join the shards: midstream merge ask.yaml\n"));
    CHECK(type_midstream(scratch, "merge ask.yaml --quiet").code == 0);
    said = study(scratch, body, "--status");
    CHECK(said.out.ends_with("\nnothing is missing\n"));
}

TEST_CASE("status of results that lack what a shard has proposes to merge, and to write tables that are not there") {
    const Scratch scratch;
    const std::string body = "scenarios: [{name: small, set: facilities.smelter.capacity.ore=50 t/d}]\n";
    CHECK(study(scratch, body, "--shard 1/2").code == 0);
    CHECK(type_midstream(scratch, "merge ask.yaml").code == 3);
    CHECK(type_midstream(scratch, "study ask.yaml --shard 2/2").code == 0);
    Said said = type_midstream(scratch, "study ask.yaml --status");
    CHECK(said.code == 0);
    CHECK(said.out.ends_with("\nnothing is missing\nto join the shards: midstream merge ask.yaml\n"));
    CHECK(type_midstream(scratch, "merge ask.yaml").code == 0);
    said = type_midstream(scratch, "study ask.yaml --status");
    CHECK(said.out.ends_with("\nnothing is missing\n"));
    fs::remove(scratch.path() / "outputs/ask/study.json");
    said = type_midstream(scratch, "study ask.yaml --status");
    CHECK(said.out.ends_with("\nnothing is missing\nto write the tables: midstream study ask.yaml\n"));
    CHECK(type_midstream(scratch, "study ask.yaml").code == 0);
    CHECK(fs::exists(scratch.path() / "outputs/ask/study.json"));
}

TEST_CASE("a scenario that others equal is not named as the one that gives most") {
    const Scratch scratch;
    const Said said = study(scratch, "base: no\n"
                                     "grid:\n"
                                     "  - {name: rate, field: facilities.mine.rate, values: [60 t/d, 70 t/d]}\n"
                                     "  - {name: room, field: facilities.mine.storage.ore, values: [3 kt, 4 kt]}\n");
    CHECK(said.code == 0);
    CHECK(said.out.find("room: makes no difference") != std::string::npos);
    const std::string out = one_line(said.out);
    CHECK_MESSAGE(out.find("in 'rate=70 t/d, room=3 kt' and 1 more that cannot be told from it, ") != std::string::npos,
                  out);
    CHECK_MESSAGE(out.find("in 'rate=60 t/d, room=4 kt' and 1 more that cannot be told from it") != std::string::npos,
                  out);
}

TEST_CASE("status of a shard tells of its own part alone") {
    const Scratch scratch;
    const std::string body = "scenarios: [{name: small, set: facilities.smelter.capacity.ore=50 t/d}]\n";
    CHECK(study(scratch, body, "--shard 1/2").code == 0);
    Said said = study(scratch, body, "--status --shard 1/2");
    CHECK(said.code == 0);
    CHECK(said.out == "ask, shard 1 of 2: 3 of its 3 runs are done (the study has 2 scenarios, 3 replications each)\n"
                      "  outputs/ask/shard-1-of-2.sqlite\nnothing is missing\n");
    said = study(scratch, body, "--status --shard 2/2");
    CHECK(said.code == 3);
    CHECK(said.out == "ask, shard 2 of 2: 0 of its 3 runs are done (the study has 2 scenarios, 3 replications each)\n"
                      "missing: 1 of 'base'\nmissing: 2 of 'small'\n"
                      "to run what is missing: midstream study ask.yaml --shard 2/2\n");
    said = study(scratch, body, "--status --shard 2/2 --json");
    CHECK(said.out.find("\"part\": \"shard 2 of 2\"") != std::string::npos);
    CHECK(said.out.find("\"runs\": 3") != std::string::npos);
    CHECK(study(scratch, body, "--shard 2/2").code == 0);
    CHECK(study(scratch, body, "--status --shard 2/2").code == 0);
    CHECK(study(scratch, body, "--status").code == 0); // both together
}

TEST_CASE("a merge says which shard ran a case that was edited since") {
    const Scratch scratch;
    const std::string body = "scenarios: [{name: small, set: facilities.smelter.capacity.ore=50 t/d}]\n";
    CHECK(study(scratch, body, "--shard 1/2").code == 0);
    std::string edited = line_case;
    edited.replace(edited.find("rate: 120 t/d"), 13, "rate: 115 t/d");
    scratch.write("case.yaml", edited);
    CHECK(type_midstream(scratch, "study ask.yaml --shard 2/2").code == 0);
    Said said = type_midstream(scratch, "merge ask.yaml --quiet");
    CHECK(said.code == 3);
    CHECK(said.err.find("midstream: outputs/ask/shard-1-of-2.sqlite holds 3 runs of a case that the study does not ask "
                        "for as it stands: case or study was edited since. They are left out; run that part again, or "
                        "undo the change\nmidstream: 3 of 6 runs are missing; ") == 0);
    CHECK(said.err.find("shard-2-of-2") == std::string::npos);
    CHECK(type_midstream(scratch, "study ask.yaml --shard 1/2").code == 0);
    said = type_midstream(scratch, "merge ask.yaml --quiet");
    CHECK(said.code == 0);
    CHECK(said.err == "");
}

TEST_CASE("commands that a study tells do what is meant: same folder, luck and number of runs") {
    const Scratch scratch;
    const std::string body = "scenarios: [{name: small, set: facilities.smelter.capacity.ore=50 t/d}]\n";
    const std::string options = " --out 'far off' --seed 7 --replications 2";
    const auto told = [&](const std::string &text, const std::string &before) { // up to the end of the line or quote
        const auto at = text.find(before);
        REQUIRE_MESSAGE(at != text.npos, text);
        const auto from = at + before.size();
        return text.substr(from, text.find_first_of("\n`", from) - from);
    };
    const auto follow = [&](const std::string &command) {
        REQUIRE(command.starts_with("midstream "));
        return type_midstream(scratch, command.substr(10));
    };
    Said said = study(scratch, body, "--shard 1/2" + options);
    CHECK(said.code == 0);
    const std::string merge = told(said.out, "once all shards are done: ");
    CHECK(merge == "midstream merge ask.yaml" + options);
    said = follow(merge);
    CHECK(said.code == 3);
    const std::string status = told(said.err, "2 of 4 runs are missing; `");
    CHECK(status == "midstream study ask.yaml" + options + " --status");
    said = follow(status);
    CHECK(said.code == 3);
    CHECK(said.out.find("ask: 2 of 4 runs are done") == 0);
    const std::string rest = told(said.out, "to run what is missing: ");
    CHECK(rest == "midstream study ask.yaml" + options);
    CHECK(follow(rest).code == 0);
    CHECK(follow(status).out.find("nothing is missing") != std::string::npos);
    CHECK(!fs::exists(scratch.path() / "outputs"));
    said = type_midstream(scratch, "merge ask.yaml --seed 8 --out nowhere");
    CHECK(said.code == 2);
    CHECK(said.err.find("midstream merge ask.yaml --out nowhere --seed 8 FILES...") != std::string::npos);
}

TEST_CASE("a run goes on until its answer is known, and finds its warm-up") {
    const Scratch scratch;
    std::string text = line_case;
    text.replace(text.find("end: 2027-01-01"), 15, "end: 2037-01-01, warmup from: measure");
    text.replace(text.find("replications: 3"), 15, "until: {half width: 0.5 %, of: delivered, at most: 60}");
    text.replace(text.find("storage: {ore: 2 kt}"), 0,
                 "failures: {every: {exponential: 30 d}, for: {exponential: 3 d}}, ");
    scratch.write("case.yaml", text);
    Said said = type_midstream(scratch, "run case.yaml");
    CHECK(said.code == 0);
    CHECK(said.out.find("Left out: ") != std::string::npos);
    CHECK(said.out.find("metal delivered at city is known to +-0.") != std::string::npos);
    CHECK(said.out.find("as asked (+-0.5 %)") != std::string::npos);
    const std::string summary = text_of(scratch.path() / "outputs/case/summary.json");
    CHECK(summary.find("\"reached\": true") != std::string::npos);
    CHECK(summary.find("\"found_warmup\"") != std::string::npos);
    // The case as understood has the warm-up that was found, and runs to the same answer by itself.
    fs::rename(scratch.path() / "outputs/case/case.yaml", scratch.path() / "again.yaml");
    CHECK(text_of(scratch.path() / "again.yaml").find("warmup from") == std::string::npos);
    said = type_midstream(scratch, "run again.yaml --json");
    const auto delivered = [](const std::string &json) { return json.substr(json.find("\"delivered\""), 400); };
    CHECK(delivered(said.out) == delivered(summary));
    // A number that is asked for wins.
    said = type_midstream(scratch, "run case.yaml --replications 4");
    CHECK(said.out.find("4 replications") != std::string::npos);
    // Not reached: said so.
    scratch.write("narrow.yaml", text.replace(text.find("0.5 %"), 5, "0.001 %"));
    said = type_midstream(scratch, "run narrow.yaml");
    CHECK(said.code == 0);
    CHECK(said.out.find("only after 60 replications") != std::string::npos);
    // What compares cases wants the warm-up itself.
    said = type_midstream(scratch, "compare case.yaml --set runs.seed=2");
    CHECK(said.code == 2);
    CHECK(said.err.find("`warmup from`") != std::string::npos);
}

TEST_CASE("luck is no setting of a scenario, factors are told apart, and studies from cases") {
    const Scratch scratch;
    Said said = study(scratch, "scenarios: [{name: lucky, set: runs.seed=3}]\n");
    CHECK(said.code == 2);
    CHECK(said.err ==
          "ask.yaml:3:13: error: 'runs.seed=3': all scenarios run under the same luck and as often; write `runs` in "
          "the study, not in a scenario  [scenarios]\n");
    said = study(scratch,
                 "grid:\n  - {name: f, field: facilities.mine.rate, values: [1 t/d, 2 t/d]}\n  - {name: f, field: "
                 "facilities.mine.rate, values: [3 t/d, 4 t/d]}\n");
    CHECK(said.code == 2);
    CHECK(said.err.find("two factors are called 'f'; give each its own `name`") != std::string::npos);
    CHECK(said.err.find("two factors change 'facilities.mine.rate'") != std::string::npos);
    said = type_midstream(scratch, "run ask.yaml");
    CHECK(said.code == 2);
    CHECK(said.err.find("this is a study, not a case: run it by `midstream study`") != std::string::npos);
    said = type_midstream(scratch, "study case.yaml");
    CHECK(said.code == 2);
    CHECK(said.err ==
          "case.yaml:1:1: error: this is a case, not a study: a study is a file of its own that names it by `case:` "
          "(midstream describe study)\n");
    scratch.write("good.yaml", "midstream study: 1\ncase: case.yaml\nscenarios: [{name: small, set: "
                               "facilities.smelter.capacity.ore=50 t/d}]\n");
    said = type_midstream(scratch, "merge good.yaml --out nowhere");
    CHECK(said.code == 2);
    CHECK(said.err.find("there are no results in 'nowhere' to merge") != std::string::npos);
    CHECK(!fs::exists(scratch.path() / "nowhere"));
}

TEST_CASE("files that a study's settings name start in the study's folder") {
    const Scratch scratch;
    fs::create_directories(scratch.path() / "deep");
    scratch.write("deep/rates.csv", "year,rate\n2025,40\n2026,60\n");
    scratch.write("case.yaml", line_case);
    scratch.write(
        "deep/ask.yaml",
        "midstream study: 1\ncase: ../case.yaml\nscenarios: [{name: read, set: 'facilities.mine.rate={csv: rates.csv, "
        "date: year, value: rate, unit: t/d}'}]\n");
    const Said said = type_midstream(scratch, "study deep/ask.yaml");
    CHECK(said.err == "");
    CHECK(said.code == 0);
}
