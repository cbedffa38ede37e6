// JSON, CSV, hashes and amounts as texts.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"
#include "report/csv.h"
#include "report/json.h"
#include "report/sha256.h"

#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>
#include <string>

using namespace midstream;

TEST_CASE("a text in JSON escapes quotes, backslashes, control characters and what could end a script") {
    CHECK(quoted_text("a \"b\" \\ c\n\t\x01 </script>") == R"("a \"b\" \\ c\n\t\u0001 \u003c/script>")");
    CHECK(quoted_text("Río Tinto") == "\"Río Tinto\"");
}

TEST_CASE("a number has ten digits, no minus before zero, and none at all where it is none") {
    CHECK(number_text(1.0 / 3) == "0.3333333333");
    CHECK(number_text(-0.0) == "0");
    CHECK(number_text(250000) == "250000");
    CHECK(number_text(std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("objects and lists nest, one member a line") {
    JsonWriter json;
    json.open('{').text("name", "a").open('[', "list").number("", 1).number("", 2).close().open('[', "none").close();
    json.interval("x", {2, 1, 3}).open('{', "in").flag("yes", true).close().close();
    CHECK(json.str() == R"({
  "name": "a",
  "list": [
    1,
    2
  ],
  "none": [],
  "x": {"mean": 2, "low": 1, "high": 3},
  "in": {
    "yes": true
  }
}
)");
}

TEST_CASE("a CSV field is quoted only where it must be") {
    CHECK(csv_field("north mine") == "north mine");
    CHECK(csv_field("a, b") == "\"a, b\"");
    CHECK(csv_field("the \"old\" one") == "\"the \"\"old\"\" one\"");
    CHECK(csv_field("two\nlines") == "\"two\nlines\"");
}

TEST_CASE("a table keeps its columns, and refuses a row that slips against them") {
    CsvTable table;
    table.text("name", "a").number("x_t", 1.5).interval("y", Interval{2, 1, 3}).end_row();
    table.text("name", "b, c").number("x_t", std::nullopt).interval("y", std::nullopt).end_row();
    CHECK(table.str() == "name,x_t,y,y_low,y_high\na,1.5,2,1,3\n\"b, c\",,,,\n");
    CHECK_THROWS_AS(table.text("other", "d"), std::logic_error);
}

TEST_CASE("SHA-256 of the examples of the standard") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("amounts have three digits and the unit that suits") {
    CHECK(rate_words(203456.0) == "203 kt/y");
    CHECK(rate_words(1200000.0) == "1.20 Mt/y");
    CHECK(rate_words(999600.0) == "1.00 Mt/y");
    CHECK(rate_words(12345.0) == "12.3 kt/y");
    CHECK(rate_words(950.4) == "950 t/y");
    CHECK(rate_words(-0.2) == "0 t/y");
    CHECK(rate_words(Interval{203456, 199000, 207911}) == "203 kt/y [199, 208]");
    CHECK(gain_words({12300, 11000, 13600}) == "+12.3 kt/y [11.0, 13.6]");
    CHECK(gain_words({-12300, -13600, -11000}) == "-12.3 kt/y [-13.6, -11.0]");
    CHECK(share_words(0.71) == "71 %");
    CHECK(share_words(0.004) == "0.4 %");
}

TEST_CASE("text is broken at spaces and cut by letters, not bytes") {
    CHECK(wrapped("one two three four", 9) == "one two\nthree\nfour");
    CHECK(wrapped("one two three", 9, 2) == "one two\n  three");
    CHECK(left("Río", 5) == "Río  ");
    CHECK(left("Río Tinto Kennecott", 6) == "Río T~");
    CHECK(right("7 %", 5) == "  7 %");
}

TEST_CASE("seconds have a digit behind the point, and two that count under one") {
    CHECK(seconds_words(12.34) == "12.3 s");
    CHECK(seconds_words(1.0) == "1.0 s");
    CHECK(seconds_words(0.996) == "1.0 s");
    CHECK(seconds_words(0.42) == "0.42 s");
    CHECK(seconds_words(0.0347) == "0.035 s");
    CHECK(seconds_words(0.00992) == "0.0099 s");
    CHECK(seconds_words(0.000051) == "0.000051 s");
    CHECK(seconds_words(0) == "0.0 s");
}
