// `midstream chokepoints` and `midstream compare`.
// SPDX-License-Identifier: Apache-2.0
#include "json_check.h"
#include "program.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace midstream;

namespace {

/// Wherever its lines were broken.
bool holds(std::string text, const std::string &part) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text.find(part) != text.npos;
}

/// The widest line.
std::size_t width_of(const std::string &text) {
    std::size_t widest = 0, since = 0;
    for (std::size_t i = 0; i <= text.size(); ++i)
        if (i == text.size() || text[i] == '\n') {
            widest = std::max(widest, i - since);
            since = i + 1;
        }
    return widest;
}

} // namespace

TEST_CASE("chokepoints tells every limit, and the ladder where one is asked for") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said said = type_midstream(scratch, "chokepoints case.yaml --all --ladder 2");
    CHECK(said.code == 0);
    CHECK(said.err == "");
    CHECK(holds(said.out, "mine (rate)"));
    CHECK(holds(said.out, "10 % more of it gives"));
    CHECK(holds(said.out, "rung  limit"));
    CHECK(width_of(said.out) <= 100);
    CHECK(text_of(scratch.path() / "outputs/case/ladder.csv").starts_with("rung,at,limit,size,unit,lets_go_at,"));
    const std::string summary = text_of(scratch.path() / "outputs/case/summary.json");
    CHECK(JsonCheck::is_json(summary));
    CHECK(holds(summary, "\"ladder\": ["));
    CHECK(!holds(type_midstream(scratch, "chokepoints case.yaml --relief 1").out, "rung"));
}

TEST_CASE("compare tells paired differences of two files, or of one and a change") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    scratch.write("other.yaml", tiny_case);
    const Said same = type_midstream(scratch, "compare case.yaml other.yaml");
    CHECK(same.code == 0);
    CHECK(holds(same.out, "nothing that stands out of the noise"));
    CHECK(holds(same.out, "No market gets more or less."));
    const Said less = type_midstream(scratch, "compare case.yaml --set 'facilities.mine.rate=40 kt/y' --out diff");
    CHECK(less.code == 0);
    CHECK(holds(less.out, "city: cathode"));
    CHECK(holds(less.out, "tables: diff"));
    CHECK(width_of(less.out) <= 100);
    CHECK(JsonCheck::is_json(text_of(scratch.path() / "diff/compare.json")));
    CHECK(text_of(scratch.path() / "diff/compare.csv").starts_with("what,name,material,before_t_per_year,"));
    CHECK(type_midstream(scratch, "compare case.yaml --set 'facilities.mine.rate=40 kt/y' --out diff").code == 0);
}

TEST_CASE("compare without anything to compare with says what it needs") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said said = type_midstream(scratch, "compare case.yaml");
    CHECK(said.code == 2);
    CHECK(said.err == "midstream: error: `midstream compare` needs a second case, or --with or --set to change the "
                      "first: midstream compare before.yaml after.yaml\n");
}
