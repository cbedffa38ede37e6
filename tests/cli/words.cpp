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
    CHECK(
        said.out ==
        "case.yaml:12:3: error: 3 values are to be varied at once; at most two can be, so set the others by --set  "
        "[size.vary]\n"
        "case.yaml:13:8: error: 'mien' names none of facilities; name one that the case has (did you mean 'mine'?)  "
        "[size.vary.1.field]\n"
        "case.yaml:15:7: error: the bounds of 'facilities.mine.rate' are in 'kg' and in 'kt/y'; write both in one "
        "unit  [size.vary.2.from]\n"
        "case.yaml:17:8: error: there is no material 'cathod'; write cathode (did you mean 'cathode'?)  "
        "[size.vary.3.field]\n"
        "case.yaml:18:3: error: 'cathod' is no material of this case (did you mean 'cathode'?)  [size.target]\n"
        "case.yaml:19:3: error: a share of runs lies between 0 and 100 %, both left out: no number of runs shows that "
        "all will do; write such as 95 %  [size.in]\n"
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

TEST_CASE("check and size judge a question in the same words, down to its costs and its zone") {
    const Scratch scratch;
    const auto both_say = [&](const std::string &question, const std::string &problems) {
        scratch.write("case.yaml", tiny_case + question);
        const Said checked = type_midstream(scratch, "check case.yaml"),
                   asked = type_midstream(scratch, "size case.yaml");
        CHECK(checked.code == 2);
        CHECK_MESSAGE(checked.out.substr(0, checked.out.rfind("case.yaml: ")) == problems, checked.out);
        CHECK(asked.code == 2);
        CHECK(asked.err == problems);
    };
    both_say(
        "size:\n"
        "  vary:\n"
        "    - {field: facilities.mine.rate, from: 60, to: 90 kt/y, cost: 900 USD per vehicle}\n"
        "    - {field: facilities.city.takes.cathode, from: 60 kt/y, to: much}\n"
        "  target: utilisation of mine >= 80 %\n"
        "  indifference: 3\n",
        "case.yaml:13:60: error: 'facilities.mine.rate' is varied in kt/y, and its cost is told per 'vehicle'; write "
        "it per kt/y  [size.vary.1.cost]\n"
        "case.yaml:14:7: error: two values are varied, so their costs decide: say what "
        "'facilities.city.takes.cathode' costs, such as `cost: 900 USD per kt/y`, or --cost "
        "'facilities.city.takes.cathode=900 USD per kt/y'  [size.vary.2.cost]\n"
        "case.yaml:14:61: error: 'much' is no amount for 'facilities.city.takes.cathode'; write a number, a space "
        "and its unit, such as 600 kt/y  [size.vary.2.to]\n"
        "case.yaml:15:3: error: a utilisation is no target of two sizes: it falls with one and may rise with the "
        "other; vary one of them, and set the other by --set  [size.target]\n"
        "case.yaml:16:3: error: 3 has no unit; write it with one, such as 3 %  [size.indifference]\n");
    both_say(
        "size:\n"
        "  options:\n"
        "    - {name: a, set: facilities.mine.rate=90 kt/y, cost: 3 M USD}\n"
        "    - {name: b, set: facilities.mine.rate=80 kt/y, cost: 2 M EUR}\n"
        "    - {name: c, set: title=Another}\n"
        "  in: 90 %\n"
        "  indifference: 0 %\n",
        "case.yaml:12:3: error: options with costs need a target to meet: write --target 'delivered cathode >= 1.1 "
        "Mt/y', or leave the costs out to pick the option that gives the most  [size.options]\n"
        "case.yaml:14:52: error: costs are told in 'USD' and in 'EUR'; write all in one currency  "
        "[size.options.2.cost]\n"
        "case.yaml:15:7: error: some options have a cost, and 'c' has none; give it one  [size.options.3.cost]\n"
        "case.yaml:16:3: error: a share of runs needs a target that they are to meet; write one  [size.in]\n"
        "case.yaml:17:3: error: no number of runs tells apart what is equal: write an indifference above 0, such as "
        "0.5 % or 2 kt/y  [size.indifference]\n");
    both_say(
        "size: {vary: [{field: title, from: 1, to: 2}], target: delivered cathode >= 60 kt/y}\n",
        "case.yaml:11:16: error: 'title' holds words and no quantity, so it has no size; vary a field that holds a "
        "number, such as 'facilities.works.capacity.concentrate'  [size.vary.1.field]\n");
    both_say("size:\n"
             "  vary: [{field: facilities.mine.storage.cathode, from: 1 kt, to: 9 kt}]\n"
             "  target: delivered cathode >= 60 kt/y\n"
             "  indifference: 2 d\n",
             "case.yaml:14:3: error: found 2 d; write a fraction with its unit, such as 97 %, or as a rate, such as 2 "
             "kt/y  [size.indifference]\n");
    // What is left out may still be typed; what is typed is told of its option.
    scratch.write("case.yaml", std::string{tiny_case} + "size: {target: delivered cathode >= 60 kt/y}\n");
    CHECK(type_midstream(scratch, "check case.yaml").code == 0);
    CHECK(type_midstream(scratch, "size case.yaml").err.find("midstream: error: nothing is to be sized; name ") == 0);
    CHECK(
        type_midstream(scratch, "size case.yaml --option 'a: facilities.mien.rate=9 t/d' --option 'b: title=x'").err ==
        "midstream: error: --option 'a': 'mien' names none of facilities; name one that the case has (did you mean "
        "'mine'?)\n");
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
