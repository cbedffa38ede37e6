// What a study tells of scenarios that run over other times, and what it keeps
// when it grows. SPDX-License-Identifier: Apache-2.0
#include "study_asked.h"

#include <doctest/doctest.h>

using namespace midstream;

TEST_CASE("scenarios that run over other times than the base are told once, "
          "with what their figures are") {
    const Scratch scratch;
    const std::string body = "scenarios:\n"
                             "  - {name: small, set: facilities.smelter.capacity.ore=50 t/d}\n"
                             "  - {name: long, set: time.end=2030-01-01}\n"
                             "  - {name: warm, set: time.warmup=90 d}\n"
                             "  - {name: late, set: time.start=2026-01-01}\n"
                             "  - {name: short, set: time.end=2026-01-01}\n";
    const Said said = study(scratch, body);
    CHECK(said.code == 0);
    const std::string told = "Other times than 'base' (2025-01-01 to 2027-01-01) have: 'long' "
                             "(2025-01-01 to 2030-01-01), 'warm' "
                             "(2025-01-01 to 2027-01-01, counted from 2025-04-01), 'late' (2026-01-01 "
                             "to 2027-01-01) and 1 more. Every "
                             "figure is an average per year of the time that its own scenario counts, "
                             "so that figures can be held beside "
                             "each other; but what changes with the years is part of every "
                             "difference, of factors too, and tonnes of whole runs cannot be "
                             "compared.";
    const std::string words = one_line(said.out);
    const auto at = words.find(told);
    REQUIRE_MESSAGE(at != std::string::npos, said.out);
    CHECK(words.find("Other times", at + 1) == std::string::npos);
    CHECK(text_of(scratch.path() / "outputs/ask/report.html").find(told) != std::string::npos);
    // Per year they are the same: 110 t/d of ore at 0.9, however long it runs.
    const std::string table = text_of(scratch.path() / "outputs/ask/scenarios.csv");
    for (const char *name : {"base", "long", "warm", "late", "short"})
        CHECK_MESSAGE(table.find("," + std::string{name} + ",3,36159.75,") != std::string::npos, table);
    const Said alike = study(scratch, "set: time.end=2030-01-01\n" // all of them
                                      "scenarios: [{name: small, set: "
                                      "facilities.smelter.capacity.ore=50 t/d}]\n");
    CHECK(alike.code == 0);
    CHECK(alike.out.find("Other times") == std::string::npos);
}

TEST_CASE("a study of samples that grows by a digit keeps their names and what "
          "they have run") {
    const Scratch scratch;
    const auto sobol = [](int count) {
        return "base: no\nsamples: {by: sobol, count: " + std::to_string(count) +
               ", of: [{field: facilities.mine.rate, from: 50 t/d, to: 60 t/d}]}\n";
    };
    const auto table = [&] { return text_of(scratch.path() / "outputs/ask/scenarios.csv"); };
    CHECK(study(scratch, sobol(9), "--quiet").code == 0);
    const std::string nine = table();
    CHECK(nine.find("\n6,sample 7,3,") != std::string::npos);
    const Said status = study(scratch, sobol(12), "--status");
    CHECK(status.code == 3);
    CHECK_MESSAGE(status.out.find("ask: 27 of 36 runs are done (12 scenarios, 3 replications each)") == 0, status.out);
    CHECK(status.out.find("missing: all of 'sample 10'\nmissing: all of 'sample "
                          "11'\nmissing: all of 'sample 12'\n") != std::string::npos);
    CHECK(status.out.find("of 'sample 9'") == std::string::npos);
    CHECK(study(scratch, sobol(12), "--quiet").code == 0);
    CHECK_MESSAGE(table().starts_with(nine), table());
}

TEST_CASE("what a shared past spared is told in figures that say something, however short the runs") {
    const Scratch scratch;
    const Said said = study(scratch, "scenarios:\n"
                                     "  - {name: strike, set: ['disruptions.+={what: strike, at: smelter, on: "
                                     "2026-06-01, for: 20 d}']}\n");
    CHECK(said.code == 0);
    const std::string words = one_line(said.out);
    const auto from = words.find("Scenarios that share their past ran it once: that spared ");
    REQUIRE_MESSAGE(from != std::string::npos, said.out);
    const std::string told = words.substr(from, words.find(" of processor time.", from) - from);
    CHECK_MESSAGE(told.find("some 0.") != std::string::npos, told); // milliseconds
    CHECK_MESSAGE(told.find(" 0.0 s") == std::string::npos, told);
}
