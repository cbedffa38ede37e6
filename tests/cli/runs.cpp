// `midstream run`: folders, measures, threads, interruptions.
// SPDX-License-Identifier: Apache-2.0
#include "json_check.h"
#include "program.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace midstream;

namespace {

std::size_t count_of(const fs::path &folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

/// Without the one line that tells how long it took.
std::string timeless(const std::string &text) {
    std::istringstream lines{text};
    std::string out;
    for (std::string line; std::getline(lines, line);)
        if (line.find("\"wall_seconds\"") == line.npos) out += line + "\n";
    return out;
}

} // namespace

TEST_CASE("a run answers in words and leaves its tables in outputs/CASE, again and again") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said said = type_midstream(scratch, "run case.yaml");
    CHECK(said.code == 0);
    CHECK(said.err == "");
    CHECK(said.out.find("Delivered cathode at city: ") != std::string::npos);
    CHECK(one_line(said.out).find("What caps it: mine (rate); it runs at its ceiling") != std::string::npos);
    CHECK(said.out.ends_with("\ntables: outputs/case\n"));
    CHECK(JsonCheck::is_json(text_of(scratch.path() / "outputs/case/summary.json")));
    CHECK(JsonCheck::is_json(text_of(scratch.path() / "outputs/case/run.json")));
    CHECK(type_midstream(scratch, "run case.yaml").out == said.out);
    CHECK(count_of(scratch.path() / "outputs") == 1);
}

TEST_CASE("--json prints the summary, --quiet nothing") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said said = type_midstream(scratch, "run case.yaml --json --relief 0");
    CHECK(JsonCheck::is_json(said.out));
    CHECK(said.out == text_of(scratch.path() / "outputs/case/summary.json"));
    CHECK(said.out.find("relief_t_per_10_percent") == std::string::npos);
    const Said quiet = type_midstream(scratch, "run case.yaml --quiet");
    CHECK(quiet.code == 0);
    CHECK(quiet.out + quiet.err == "");
}

TEST_CASE("a folder of others is refused before anything runs") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    fs::create_directory(scratch.path() / "mine");
    scratch.write("mine/thesis.txt", "precious");
    const Said said = type_midstream(scratch, "run case.yaml --out mine");
    CHECK(said.code == 2);
    CHECK(said.err ==
          "midstream: error: 'mine' exists and is no run of midstream (it has no run.json of ours), so it is "
          "left as it is; choose another folder with --out\n");
    CHECK(text_of(scratch.path() / "mine/thesis.txt") == "precious");
    CHECK(count_of(scratch.path()) == 2);
}

TEST_CASE("the same bytes for one thread and for two") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    CHECK(type_midstream(scratch, "run case.yaml --out one --threads 1").code == 0);
    CHECK(type_midstream(scratch, "run case.yaml --out two --threads 2").code == 0);
    for (const auto &file : fs::directory_iterator{scratch.path() / "one"}) {
        const std::string name = file.path().filename();
        CAPTURE(name);
        if (name == "run.json") continue;
        CHECK(timeless(text_of(file)) == timeless(text_of(scratch.path() / "two" / name)));
    }
}

TEST_CASE("seed, replications, overlays and sets change the run, and the echoed case runs alone to the same answer") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    scratch.write("more.yaml", "facilities: {city: {takes: {cathode: 60 kt/y}}}\n");
    const std::string words = " --seed 9 --replications 3 --set 'facilities.mine.rate=90 kt/y'";
    const Said said = type_midstream(scratch, "run case.yaml --with more.yaml --out a" + words);
    CHECK(said.code == 0);
    CHECK(said.out.find("3 replications, seed 9") != std::string::npos);
    CHECK(one_line(said.out).find("The demand is met") != std::string::npos);
    fs::copy_file(scratch.path() / "a/case.yaml", scratch.path() / "case2.yaml");
    CHECK(type_midstream(scratch, "run case2.yaml --out b").code == 0);
    CHECK(text_of(scratch.path() / "a/facilities.csv") == text_of(scratch.path() / "b/facilities.csv"));
}

TEST_CASE("replications beside `until` are those of other commands, and a run that does not heed them says so") {
    const Scratch scratch;
    const std::string shipped = tiny_case;
    const auto with_runs = [&](const std::string &runs) {
        std::string text = shipped;
        text.replace(text.find("seed: 1, replications: 4"), 24, runs);
        scratch.write("case.yaml", text);
    };
    with_runs("replications: 4, until: {half width: 3 %}");
    const std::string told = " `replications: 4` beside `until` is for commands other than run and chokepoints.";
    for (const char *command : {"run", "chokepoints"}) {
        const Said said = type_midstream(scratch, command + std::string{" case.yaml --relief 0"});
        CHECK(said.code == 0);
        CHECK_MESSAGE(one_line(said.out).find("as asked (+-3 %)." + told) != std::string::npos, said.out);
        CHECK(said.out.find("10 replications") != std::string::npos);
    }
    const Said compared = type_midstream(scratch, "compare case.yaml --set 'facilities.mine.rate=70 kt/y' --relief 0");
    CHECK_MESSAGE(compared.out.find("4 replications") != std::string::npos, compared.out);
    with_runs("until: {half width: 3 %}");
    const Said alone = type_midstream(scratch, "run case.yaml --relief 0");
    CHECK(alone.out.find("as asked (+-3 %).") != std::string::npos);
    CHECK(alone.out.find("beside `until`") == std::string::npos);
}

TEST_CASE("a measure may be named on the command line; a wrong one is told with what was meant") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    CHECK(type_midstream(scratch, "run case.yaml --measure 'cathode made in USA'").out.find("Cathode made in USA: ") !=
          std::string::npos);
    CHECK(type_midstream(scratch, "run case.yaml --of USA").out.find("Cathode made in USA: ") != std::string::npos);
    CHECK(type_midstream(scratch, "run case.yaml --of city").out.find("Delivered cathode at city: ") !=
          std::string::npos);
    const Said said = type_midstream(scratch, "run case.yaml --of citi");
    CHECK(said.code == 2);
    CHECK(said.err == "midstream: error: 'citi' is neither a facility nor a country of this case (did you mean "
                      "'city'?)\n");
}

TEST_CASE("an interrupted run keeps what had finished, says so, and leaves no half a folder") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const std::string words = "run case.yaml --replications 1000000 --relief 0";
    Said said;
    for (const char *seconds : {"2", "10", "40"}) { // a slow machine may not have two replications by then
        said = type_midstream(scratch, words, std::string("timeout --foreground -s INT ") + seconds);
        CHECK(said.code == 124); // what timeout tells for a signal that it sent
        if (said.err.find("nothing was written") == said.err.npos) break;
    }
    CHECK(said.err.find("midstream: interrupted; results are of the ") == 0);
    CHECK(text_of(scratch.path() / "outputs/case/run.json").find("\"interrupted\": true") != std::string::npos);
    CHECK(count_of(scratch.path() / "outputs") == 1);
}

TEST_CASE("a folder that cannot be written to is refused before anything is run, with what would do") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    scratch.write("ask.yaml", "midstream study: 1\ncase: case.yaml\nscenarios: [{name: a}]\n");
    scratch.write("file", "");
    for (const char *command : {"run case.yaml", "chokepoints case.yaml", "compare case.yaml case.yaml",
                                "size case.yaml --vary 'facilities.mine.rate=60:110 kt/y' --target 'delivered cathode "
                                ">= 70 kt/y'",
                                "study ask.yaml"}) {
        // Not even root may make a folder there.
        const Said said = type_midstream(scratch, std::string{command} + " --out /proc/here");
        CHECK_MESSAGE(said.code == 2, command);
        CHECK_MESSAGE(said.err.find("midstream: error: nothing can be written in '/proc' (") == 0, said.err);
        CHECK(said.err.ends_with("); choose another folder with --out\n"));
        const Said within = type_midstream(scratch, std::string{command} + " --out file/here");
        CHECK_MESSAGE(within.code == 2, command);
        CHECK_MESSAGE(
            within.err.ends_with("/file' is a file, so no folder can be made in it; choose another with --out\n"),
            within.err);
    }
    std::size_t left = 0;
    for (const auto &entry : fs::directory_iterator{scratch.path()}) left += !entry.path().empty();
    CHECK(left == 3); // the trial of a folder leaves nothing
}
