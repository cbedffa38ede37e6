// The schema and the manual, out of the same declarations that read a case.
// SPDX-License-Identifier: Apache-2.0
#include "reader/describe.h"
#include "reader/schema.h"
#include "reader/sections.h"
#include "units/text.h"

#include "small_case.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <sstream>

using namespace midstream;

TEST_CASE("the schema for editors in configs/schema is the one that the program writes") {
    std::ifstream in{source_folder / "configs/schema/case.json"};
    std::ostringstream text;
    text << in.rdbuf();
    CHECK_MESSAGE(text.str() == case_schema(), "write it anew: midstream schema > configs/schema/case.json");
}

TEST_CASE("every topic has a page, in lines that fit a terminal") {
    const auto topics = describe_topics();
    for (const char *topic : {"case", "plant", "flash smelter", "route", "disruption", "lognormal", "series"})
        CHECK(std::count(topics.begin(), topics.end(), topic) == 1);
    for (const std::string &topic : topics) {
        CAPTURE(topic);
        const auto page = find_description(topic);
        REQUIRE(page);
        CHECK(page->size() > 40);
        std::istringstream lines{*page};
        for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 140);
    }
}

TEST_CASE("every section of a case has a page, and every word that a page or a message sends one to") {
    for (const CaseSection &section : case_sections()) {
        CAPTURE(section.key);
        CHECK(find_description(section.key));
    }
    std::string texts;
    for (const std::string &topic : describe_topics()) texts += *find_description(topic) + "\n";
    for (const auto &entry : std::filesystem::directory_iterator{source_folder / "tests/broken"}) {
        if (entry.path().extension() != ".txt") continue;
        std::ifstream in{entry.path()};
        texts.append(std::istreambuf_iterator<char>{in}, {});
    }
    int sent = 0;
    const std::regex words{"(?:`describe |[Ss]ee `)([^`]+)`(?: for [^`]*?, `([^`]+)`)?"};
    for (auto at = std::sregex_iterator{texts.begin(), texts.end(), words}; at != std::sregex_iterator{}; ++at)
        for (const std::size_t group : {1u, 2u}) {
            if (!(*at)[group].matched) continue;
            const std::string topic = (*at)[group];
            CAPTURE(topic);
            CHECK(find_description(topic));
            ++sent;
        }
    CHECK(sent > 20);
}

TEST_CASE("the page on units tells every unit that is read") {
    const std::string page = describe("units");
    CHECK(page.find("  mass per time: a rate with its unit, such as 300 kt/y, 1.2 Mt/y or 900 t/d\n"
                    "      t, kt, Mt, kg, g, tonne, tonnes, metric ton, metric tons, lb, short ton, short tons\n"
                    "      each per d, y, h, w, min, s, month,") != std::string::npos);
    CHECK(page.find("      or tpd, ktpd, tph, tpa, ktpa, Mtpa\n") != std::string::npos);
    for (const UnitTable &table : unit_tables()) CHECK(page.find(table.wanted) != std::string::npos);
}

TEST_CASE("a page tells key, need, meaning, unit and range") {
    const std::string page = describe("fleet");
    CHECK(page.find("  vehicles  (required)\n"
                    "      How many there are.\n"
                    "      Write a whole number, at least 1, at most 100000.\n") != std::string::npos);
    CHECK(page.find("      Write a mass with its unit, such as 500 t, 12.5 kt or 1.2 Mt, more than 0.\n") !=
          std::string::npos);
}

TEST_CASE("a misspelt topic is answered with the nearest") {
    CHECK(describe("flash smeltr").find("There is no page on 'flash smeltr' (did you mean 'flash smelter'?).") == 0);
}
