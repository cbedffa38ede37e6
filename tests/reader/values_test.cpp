// Values: uncertain ones, series, lists and shorthands, as a planner writes them.
// SPDX-License-Identifier: Apache-2.0
#include "small_case.h"

#include "des/calendar.h"
#include "reader/amount.h"
#include "reader/series.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

SimTime date(std::string_view text) { return std::get<SimTime>(parse_date(text)); }

/// The law that a repair is read as.
Distribution repair(const std::string &text, const std::filesystem::path &file = "small.yaml") {
    const SmallCase small{.works = ", failures: {every: 40 d, for: " + text + "}"};
    return facility(read_case_text(small.text(), file).value, "works").outage.failures.at(0).lasts.law;
}

Steps<TonnesPerDay> rate(const std::string &text, const std::filesystem::path &file = "small.yaml") {
    SmallCase small;
    small.rate = text;
    return std::get<MineSpec>(facility(read_case_text(small.text(), file).value, "mine").behaviour).rate;
}

} // namespace

TEST_CASE("a duration may be any of the laws of chance, its arguments by name, in order or alone") {
    CHECK(repair("2 d") == Distribution::constant(2));
    CHECK(repair("{constant: 2 d}") == Distribution::constant(2));
    CHECK(repair("{exponential: 48 h}") == Distribution::exponential(2));
    CHECK(repair("{exponential: {mean: 2 d}}") == Distribution::exponential(2));
    CHECK(repair("{uniform: [1 d, 3 d]}") == Distribution::uniform(1, 3));
    CHECK(repair("{uniform: {low: 1 d, high: 3 d}}") == Distribution::uniform(1, 3));
    CHECK(repair("{triangular: [1 d, 2 d, 6 d]}") == Distribution::triangular(1, 2, 6));
    CHECK(repair("{erlang: {k: 2, mean: 1 d}}") == Distribution::erlang(2, 1));
    CHECK(repair("{gamma: {mean: 2 d, cv: 0.8}}") == Distribution::gamma(2, 0.8));
    CHECK(repair("{lognormal: {mean: 2 d, cv: 0.8}}") == Distribution::lognormal(2, 0.8));
    CHECK(repair("{weibull: {shape: 1.5, mean: 3 d}}") == Distribution::weibull(1.5, 3));
    CHECK(repair("{normal: {mean: 2 d, sd: 0.5 d}}") == Distribution::normal(2, 0.5));
    CHECK(repair("{normal: {mean: 2 d, sd: 0.5 d, min: 1 d, max: 4 d}}") == Distribution::normal(2, 0.5, 1, 4));
    CHECK(repair("{empirical: [1 d, 2 d, 36 h]}") == Distribution::empirical({1, 2, 1.5}));
}

TEST_CASE("values seen come from a column of a CSV file") {
    const TestFolder folder{"empirical"};
    folder.write("r.csv", "plant,hours\r\na,24\r\nb,\"48\"\r\n");
    CHECK(repair("{empirical: {file: r.csv, column: hours, unit: h}}", folder.path() / "case.yaml") ==
          Distribution::empirical({1, 2}));
}

TEST_CASE("a rate may change on dates, told as a map or a list of maps") {
    const Steps<TonnesPerDay> map =
        rate("{2024-01-01: 7 t/d, 2025-01-01: 8 t/d, 2026: 9 t/d, 2026-07: 10 t/d, x-why: expansion}");
    CHECK(map.first == TonnesPerDay{8}); // the last one before the start
    CHECK(map.changes == std::vector<std::pair<SimTime, TonnesPerDay>>{{date("2026-01-01"), TonnesPerDay{9}},
                                                                       {date("2026-07-01"), TonnesPerDay{10}}});
    CHECK(rate("[{2025: 8 t/d}, {2026: 9 t/d}, {2026-07: 10 t/d}]") == map);
}

TEST_CASE("a series from a CSV file is chosen by text, sorted by date and scaled") {
    const TestFolder folder{"series"};
    folder.write(
        "data/m.csv",
        "\xEF\xBB\xBFmine,year,kt\nnorth,2026,20\nsouth,2025,5\nnorth,2025,10\nnorth,2024,8.5"); // no last line end
    const Steps<TonnesPerDay> steps =
        rate("{csv: data/m.csv, date: year, value: kt, unit: kt/d, where: {mine: north}, scale: 0.5}",
             folder.path() / "case.yaml");
    CHECK(steps.first == TonnesPerDay{5000});
    CHECK(steps.changes == std::vector<std::pair<SimTime, TonnesPerDay>>{{date("2026-01-01"), TonnesPerDay{10000}}});
}

TEST_CASE("a cell of a CSV file is read as exactly as a text in the case") {
    const TestFolder folder{"exact"};
    folder.write("m.csv", "year,kt\n2025,123456.789012345\n");
    CHECK(rate("{csv: m.csv, date: year, value: kt, unit: kt/y}", folder.path() / "c.yaml") ==
          rate("123456.789012345 kt/y"));
}

TEST_CASE("one thing may stand for a list of one, a bare value for the field it is short for") {
    const Case value =
        read_small({.mine = ", tags: open pit, opens: 2025-03-01",
                    .works = ", shutdowns: {on: 2026-01-01, for: 3 d}, ask: {concentrate: 5 d}, lines: 2",
                    .city = ", tags: [east, coast]",
                    .more = "disruptions: [{what: strike, at: [mine, works], on: 2026-01-01, for: 1 d}]\n"});
    CHECK(facility(value, "mine").tags == std::vector<std::string>{"open pit"});
    CHECK(facility(value, "mine").outage.opens->on == date("2025-03-01"));
    CHECK(facility(value, "works").outage.shutdowns.size() == 1);
    CHECK(facility(value, "works").ask[0].second.cover == Days{5});
    CHECK(facility(value, "city").tags.size() == 2);
    CHECK(value.disruptions[0].at.names == std::vector<std::string>{"mine", "works"});
    CHECK(facility(value, "works").storage[0].second.capacity == Tonnes{20000});
}

TEST_CASE("what may exceed a hundred per cent does") {
    const Case value =
        read_small({.works = ", ramp up: [{after: 0 d, at: 50 %}, {after: 1 y, at: 110 %}]",
                    .more = "disruptions: [{what: demand shock, at: city, on: 2026-01-01, to: 130 %}]\n"});
    CHECK(facility(value, "works").outage.ramp_up[1].at == Fraction{1.1});
    CHECK(value.disruptions[0].to == Fraction{1.3});
}

TEST_CASE("notes are passed over wherever they stand") {
    CHECK(messages_of(SmallCase{.mine = ", x-note: {a: [1, 2]}", .more = "x-todo: ask the mine\n"}.text()) == "");
}

TEST_CASE("points of the network are facilities first, then words of one's own") {
    std::string text = SmallCase{.more = "network:\n  - {from: mine, to: cape, distance: 300 km}\n"
                                         "  - {from: cape, to: works, distance: 500 nm}\n"}
                           .text();
    const std::size_t conveyor = text.find("by: conveyor");
    text.replace(conveyor, 12, "by: ship, fleet: charter, parcel: 5 kt, speed: 12 kn");
    const Case value = read_case_text(text, "x.yaml").value;
    CHECK(value.points == std::vector<std::string>{"mine", "works", "city", "cape"});
    CHECK(value.network[1].from == PointId{3});
    CHECK(!value.routes[0].fleet);
}

TEST_CASE("numbers in CSV cells are plain decimals") {
    CHECK(parse_number("1.5") == 1.5);
    CHECK(parse_number("-3e2") == -300.0);
    CHECK(!parse_number(""));
    CHECK(!parse_number("1,5"));
    CHECK(!parse_number("nan"));
    CHECK(!parse_number("inf"));
    CHECK(!parse_number("1e400"));
    CHECK(!parse_number("0x10"));
    CHECK(!parse_number("12 kt"));
}

TEST_CASE("an amount is a number, a space and any unit, or a percentage") {
    const auto told = [](std::string_view text) {
        const auto amount = find_amount(text);
        return amount ? std::to_string(amount->number) + "|" + amount->unit : "none";
    };
    CHECK(told("1.2 Mt/y") == "1.200000|Mt/y");
    CHECK(told("900  USD per t/y") == "900.000000|USD per t/y");
    CHECK(told("4") == "4.000000|");
    CHECK(told("4 ") == "4.000000|");
    CHECK(told("90%") == "90.000000|%");
    CHECK(told("90 %") == "90.000000|%");
    for (const char *text : {"", "kt", "5kt", "inf t", "nan", "1e400 t", "%", " 5 kt"}) CHECK(told(text) == "none");
}

TEST_CASE("a case larger than anyone means is refused") {
    std::string text = SmallCase{}.text();
    std::string many;
    for (int i = 0; i < 100'000; ++i) many += "  port " + std::to_string(i) + ": {kind: port}\n";
    text.insert(text.find("  works:"), many);
    CHECK(messages_of(text) == "small.yaml:7:1: error: 100003 facilities; at most 100,000 can run  [facilities]\n");
}
