// What the program says to words it does not know, and to those it does.
// SPDX-License-Identifier: Apache-2.0
#include "json_check.h"
#include "program.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

using namespace midstream;

TEST_CASE("a misspelt command gets the nearest one and exit code 2") {
    const Scratch scratch;
    const Said said = type_midstream(scratch, "rnu case.yaml");
    CHECK(said.code == 2);
    CHECK(said.out == "");
    CHECK(said.err ==
          "midstream: error: 'rnu' is not a command of midstream (did you mean 'run'?); commands are check, "
          "run, chokepoints, compare, replay, calibrate, size, study, merge, describe, schema, version\n");
}

TEST_CASE("a misspelt option gets the nearest one and exit code 2") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    for (const char *words :
         {"run case.yaml --replicatons 3", "run --replicatons 3 case.yaml", "run case.yaml --replicatons=3"}) {
        const Said said = type_midstream(scratch, words);
        CHECK(said.code == 2);
        CHECK(
            said.err.starts_with("midstream: error: '--replicatons' is not an option of `midstream run` (did you mean "
                                 "'--replications'?); options are "));
    }
    CHECK(!fs::exists(scratch.path() / "outputs"));
}

TEST_CASE("wrong values, missing and surplus words are told in one line") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    Said said = type_midstream(scratch, "run");
    CHECK(said.code == 2);
    CHECK(said.err == "midstream: error: `midstream run` needs a case: midstream run CASE.yaml\n");
    said = type_midstream(scratch, "run case.yaml other.yaml");
    CHECK(said.code == 2);
    CHECK(said.err ==
          "midstream: error: 'other.yaml' is one word too many for `midstream run`; put names with spaces in "
          "quotes\n");
    said = type_midstream(scratch, "run case.yaml --seed many");
    CHECK(said.code == 2);
    CHECK(said.err == "midstream: error: 'many' is no whole number for --seed; write one from 0 to "
                      "18446744073709551615\n");
    for (const std::string seed : {"-1", "18446744073709551616", "99999999999999999999", "1e3", "+7", "0x10", "1.0"}) {
        said = type_midstream(scratch, "run case.yaml --seed " + seed);
        CHECK(said.code == 2);
        CHECK(said.err == "midstream: error: '" + seed +
                              "' is no whole number for --seed; write one from 0 to 18446744073709551615\n");
        CHECK(type_midstream(scratch, "run case.yaml --seed=" + seed).code == 2);
    }
    said = type_midstream(scratch, "run case.yaml --seed");
    CHECK(said.code == 2);
    CHECK(said.err == "midstream: error: --seed needs a value (see midstream run --help)\n");
    said = type_midstream(scratch, "run case.yaml --replications 0");
    CHECK(said.code == 2);
    CHECK(type_midstream(scratch, "").code == 2);
}

TEST_CASE("what the help gives as an example of describe can be described") {
    const Scratch scratch;
    int found = 0;
    for (const char *help : {"--help", "describe --help", "run --help", "check --help"}) {
        std::istringstream lines{type_midstream(scratch, help).out};
        const std::string start = "  midstream describe ";
        for (std::string line; std::getline(lines, line);) {
            if (!line.starts_with(start)) continue;
            std::string topic = line.substr(start.size());
            topic.erase(std::min(topic.find("  "), topic.size()));
            CAPTURE(topic);
            const Said said = type_midstream(scratch, "describe " + (topic.empty() ? "" : "'" + topic + "'"));
            CHECK(said.code == 0);
            CHECK(said.err == "");
            ++found;
        }
    }
    CHECK(found >= 4);
}

TEST_CASE("help of the program and of every command has examples, and exit code 0") {
    const Scratch scratch;
    for (const char *words : {"--help", "help", "run --help", "help run", "check --help", "describe --help",
                              "schema -h", "version --help"}) {
        const Said said = type_midstream(scratch, words);
        CAPTURE(words);
        CHECK(said.code == 0);
        CHECK(said.out.starts_with("Usage: midstream"));
        CHECK(said.out.find("\nExamples:\n  midstream ") != std::string::npos);
        CHECK(said.err == "");
    }
}

TEST_CASE("version, schema and describe") {
    const Scratch scratch;
    CHECK(type_midstream(scratch, "version").out.starts_with("midstream 0."));
    CHECK(type_midstream(scratch, "--version").code == 0);
    CHECK(JsonCheck::is_json(type_midstream(scratch, "schema").out));
    CHECK(type_midstream(scratch, "describe smelter").out.find("concentrate") != std::string::npos);
    const Said said = type_midstream(scratch, "describe smeltr");
    CHECK(said.code == 2);
    CHECK(said.err.find("smelter") != std::string::npos);
    CHECK(type_midstream(scratch, "describe").out.find("smelter") != std::string::npos);
}

TEST_CASE("check tells every mistake of a question of size at its line") {
    const Scratch scratch;
    const std::string before = tiny_case;
    scratch.write("case.yaml", before + "size:\n"
                                        "  vary:\n"
                                        "    - {field: facilities.mien.rate, from: 60 kt/y, to: 200 kt/y}\n"
                                        "    - field: facilities.mine.rate\n"
                                        "      from: 60 kg\n"
                                        "      to: 200 kt/y\n"
                                        "    - {field: facilities.mine.storage.cathod, from: 1 kt, to: 9 kt}\n"
                                        "  target: cathod delivered >= 33 kt/y\n"
                                        "  in: 100 %\n");
    Said said = type_midstream(scratch, "check case.yaml");
    CHECK(said.code == 2);
    CHECK(said.out ==
          "case.yaml:12:3: error: 3 values are to be varied at once; at most two can be  [size.vary]\n"
          "case.yaml:13:8: error: 'mien' names none of facilities; name one that the case has (did you mean 'mine'?)  "
          "[size.vary.1.field]\n"
          "case.yaml:15:7: error: the bounds of 'facilities.mine.rate' are in 'kg' and in 'kt/y'; write both in one "
          "unit  [size.vary.2.from]\n"
          "case.yaml:17:8: error: there is no material 'cathod'; write cathode (did you mean 'cathode'?)  "
          "[size.vary.3.field]\n"
          "case.yaml:18:3: error: 'cathod' is no material of this case (did you mean 'cathode'?)  [size.target]\n"
          "case.yaml:19:3: error: a share of runs lies between 0 and 100 %, both left out; write such as 95 %  "
          "[size.in]\n"
          "case.yaml: 6 problems, no warnings\n");
    scratch.write("case.yaml", before + "size: {vary: [{field: facilities.mine.rate, from: 60 kt/y, to: 90 kt/y, cost: "
                                        "900 USD per t/y}], target: delivered cathode >= 60 kt/y, in: 90 %}\n");
    CHECK(type_midstream(scratch, "check case.yaml").code == 0);
    scratch.write("case.yaml", before + "size:\n"
                                        "  options:\n"
                                        "    - {name: a, set: facilities.mine.raet=90 kt/y}\n"
                                        "    - {name: a, with: nothere.yaml}\n");
    said = type_midstream(scratch, "check case.yaml");
    CHECK(said.code == 2);
    CHECK(said.out == "case.yaml:13:7: error: the key 'raet' is not known here (did you mean 'rate'?)  "
                      "[size.options.1]\n"
                      "case.yaml:14:7: error: 'nothere.yaml': there is no such file  [size.options.2]\n"
                      "case.yaml:14:8: error: two options are called 'a'; give each its own name  "
                      "[size.options.2.name]\n"
                      "case.yaml: 3 problems, no warnings\n");
}

TEST_CASE("check tells every problem, closes with a count, and speaks JSON to editors") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    Said said = type_midstream(scratch, "check case.yaml");
    CHECK(said.code == 0);
    CHECK(said.out == "case.yaml: no problems, no warnings; 2 facilities, 1 route, 1 material\n");
    std::string bad{tiny_case};
    bad.replace(bad.find("rate: 80 kt/y"), 13, "rat: 80 kt/y");
    bad.replace(bad.find("by: conveyor"), 12, "by: conveyer");
    scratch.write("bad.yaml", bad);
    said = type_midstream(scratch, "check bad.yaml");
    CHECK(said.code == 2);
    CHECK(said.out.find("bad.yaml:7:") != std::string::npos);
    CHECK(said.out.find("bad.yaml:10:") != std::string::npos);
    CHECK(said.out.find("bad.yaml: ") != std::string::npos);
    said = type_midstream(scratch, "check bad.yaml --json");
    CHECK(said.code == 2);
    CHECK(JsonCheck::is_json(said.out));
    said = type_midstream(scratch, "run bad.yaml");
    CHECK(said.code == 2);
    CHECK(said.out == "");
    CHECK(said.err.find("did you mean 'conveyor'?") != std::string::npos);
    CHECK(type_midstream(scratch, "check nowhere.yaml").code == 2);
}
