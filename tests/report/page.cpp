// The page: what is put into it, and that no text of a case can end what it stands in.
// SPDX-License-Identifier: Apache-2.0
#include "report/page.h"
#include "report/json.h"
#include "report/page_blocks.h"
#include "small_study.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

} // namespace

TEST_CASE("a page holds title, headline and data, and its places are filled") {
    const std::string page = page_html("A & B", "12 kt/y", R"({"page":1})");
    CHECK(count_of(page, "<title>A &amp; B</title>") == 1);
    CHECK(count_of(page, "<p>12 kt/y</p>") == 1);
    CHECK(count_of(page, R"(<script type="application/json" id="data">{"page":1}</script>)") == 1);
    CHECK(count_of(page, "@DATA@") == 0);
}

TEST_CASE("no text ends the element that it stands in") {
    const std::string plain = page_html("", "", "{}");
    const std::string evil = "</script><script>alert(1)</script><!-- & \u2028\u2029 @DATA@ ' \"";
    JsonWriter json{JsonWriter::Layout::compact};
    json.open('{').text("name", evil).close();
    const std::string page = page_html("</title><script>", "</p><script><!--", json.str());
    for (const char *mark : {"<script", "</script", "<!--", "\u2028", "\u2029"})
        CHECK_MESSAGE(count_of(page, mark) == count_of(plain, mark), mark);
    CHECK(
        count_of(
            page,
            R"("name":"\u003c/script\u003e\u003cscript\u003ealert(1)\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029 @DATA@ ' \"")") ==
        1);
}

TEST_CASE("the page asks for nothing from anywhere") {
    const std::string page = page_html("", "", "{}");
    CHECK(count_of(page, "default-src 'none'") == 1);
    for (const char *mark : {"<link", "<img", "<iframe", " src=", "@import", "url("})
        CHECK_MESSAGE(count_of(page, mark) == 0, mark);
}

TEST_CASE("compact JSON has no spaces, and rounded numbers no exponents where digits will do") {
    JsonWriter json{JsonWriter::Layout::compact};
    json.open('{').open('[', "of").rounded("", 123456.7, 5).rounded("", 1.0 / 3, 5).rounded("", -1e-9, 5);
    json.rounded("", -0.0, 5).close().flag("is", true).close();
    CHECK(json.str() == "{\"of\":[123460,0.33333,-1e-09,0],\"is\":true}\n");
}

TEST_CASE("a run writes a page with every panel's block, the same for any number of threads") {
    const SmallStudy one = run_small(), two = run_small(small_case, 2);
    const std::string &page = one.file("report.html");
    CHECK(page == two.file("report.html"));
    for (const char *block : {"\"answer\":{", "\"chokepoints\":[", "\"bound\":{", "\"facilities\":[", "\"routes\":[",
                              "\"series\":{", "\"disruptions\":[", "\"provenance\":{"})
        CHECK_MESSAGE(count_of(page, block) >= 1, block);
    CHECK(count_of(page, "\"name\":\"mine, north\"") == 1);
    CHECK(one.file("run.json").find("\"report.html\"") != std::string::npos);
}

TEST_CASE("a waterfall names whose each step is, and tells the smallest together") {
    const Case chain = read_case_text(small_case, "small.yaml").value;
    Waterfall waterfall{{100e3, 0, 0}, {70e3, 0, 0}, {{{RootCause::Of::facility, 1, Cause::failures}, {20e3, 0, 0}}}};
    for (int i = 0; i < 50; ++i) waterfall.steps.push_back({{RootCause::Of::fleet, 0, Cause::vehicles}, {200, 0, 0}});
    JsonWriter json{JsonWriter::Layout::compact};
    json.open('{');
    write_page_waterfall(json, chain, {}, waterfall);
    const std::string text = json.close().str();
    CHECK(count_of(text,
                   R"("from":{"label":"demand","t_per_year":100000},"to":{"label":"delivered","t_per_year":70000})") ==
          1);
    CHECK(count_of(text, R"({"cause":"failures","at":"smelter","t_per_year":20000})") == 1);
    CHECK(count_of(text, R"({"cause":"vehicles","at":"trains","t_per_year":200})") == 39);
    CHECK(count_of(text, R"({"cause":"11 others","at":"","t_per_year":2200})") == 1);
}

TEST_CASE("of more facilities than a page shows the smallest are told together") {
    std::string text =
        "midstream: 1\ntime: {start: 2025-01-01, end: 2025-03-01}\nruns: {replications: 2}\nmaterials: {ore: "
        "{}}\nfacilities:\n  city: {kind: market, takes: {ore: 9 kt/d}}\n";
    std::string routes = "routes:\n";
    for (int i = 0; i < 230; ++i) {
        const std::string name = "mine " + std::to_string(i);
        text +=
            "  " + name + ": {kind: mine, makes: ore, rate: " + std::to_string(i + 1) + " t/d, storage: {ore: 1 kt}}\n";
        routes += "  - {from: " + name + ", to: city, carries: ore, by: conveyor}\n";
    }
    const SmallStudy study = run_small(text + routes, 1, 0);
    const std::string &page = study.file("report.html");
    CHECK(count_of(page, R"("name":"other mines","kind":"mine","behaviour":"mine","count":31})") == 1);
    CHECK(count_of(page, R"("left_out":{"facilities":31})") == 1);
    CHECK(count_of(page, R"("name":"mine 229")") == 1);
    CHECK(count_of(page, R"("name":"mine 3",)") == 0);
}
