// `midstream replay` and `midstream calibrate`.
// SPDX-License-Identifier: Apache-2.0
#include "json_check.h"
#include "program.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace midstream;

namespace {

/// A mine driven by a CSV file, a smelter, and what was seen of it.
constexpr const char *past = R"(midstream: 1
time: {start: 2001-01-01}
runs: {seed: 1, replications: 4}
elements: [Cu]
materials: {concentrate: {assay: {Cu: 25 %}}, anode: {assay: {Cu: 100 %}}}
facilities:
  mine: {kind: mine, makes: concentrate, rate: 0 t/d}
  smelter: {kind: plant, takes: {concentrate: 1 t/t}, makes: {anode: by recovery}, recovery: {Cu: 98 %}, capacity: {concentrate: 100 kt/y}, storage: {concentrate: 2 kt}, failures: [{every: {exponential: 30 d}, for: {exponential: 2 d}}]}
  city: {kind: market, takes: {anode: 1 kt/d}}
routes:
  - {from: mine, to: smelter, carries: concentrate, by: conveyor}
  - {from: smelter, to: city, carries: anode, by: conveyor}
drivers:
  mined: {field: facilities.mine.rate, values: {csv: past.csv, date: year, value: mined_kt, unit: kt}}
observed:
  smelted: {made: anode, at: smelter, of: Cu, values: {csv: seen.csv, date: year, value: anode_kt, unit: kt}, source: a book}
calibrate:
  fit: ..2004
  score: 2005..
  vary: [{field: facilities.smelter.capacity.concentrate, from: 60 kt/y, to: 140 kt/y}]
)";
constexpr const char *mined = "year,mined_kt\n2001,70\n2002,120\n2003,130\n2004,80\n2005,125\n2006,75\n";
constexpr const char *seen = "year,anode_kt\n2001,16\n2002,20\n2003,\n2004,18.5\n2005,20.5\n2006,17\n";

void write_past(const Scratch &scratch) {
    scratch.write("past.yaml", past);
    scratch.write("past.csv", mined);
    scratch.write("seen.csv", seen);
}

/// Without the lines that tell of the scored years.
std::string unscored(const std::string &text) {
    std::istringstream lines{text};
    std::string out;
    for (std::string line; std::getline(lines, line);)
        if (line.find("scored") == line.npos) out += line + "\n";
    return out;
}

std::size_t count_of(const std::string &text, const std::string &part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

} // namespace

TEST_CASE("a replay lays observed beside simulated, scores it and leaves its tables") {
    const Scratch scratch;
    write_past(scratch);
    const Said said = type_midstream(scratch, "replay past.yaml");
    CHECK(said.code == 0);
    CHECK(said.err == "");
    CHECK(
        said.out.starts_with("past: 4 replications. Years that may be looked at: up to 2004. Scored: from 2005 on.\n"));
    CHECK(said.out.find("against last value: ") != std::string::npos);
    CHECK(said.out.find("all series\nscored: 2 periods, MAPE ") != std::string::npos);
    CHECK(said.out.ends_with("\ntables: outputs/past-replay\n"));
    const fs::path folder = scratch.path() / "outputs/past-replay";
    const std::string table = text_of(folder / "replay.csv");
    CHECK(table.starts_with("series,date,period,set,observed_t,mean_t,low80_t,high80_t,low95_t,high95_t,misses_low80_t,"
                            "misses_high80_t,misses_low95_t,misses_high95_t,last_value_t,utilisation_t,line_t,"
                            "source\nsmelted,2001-01-01,year,fit,16000,"));
    CHECK(table.find("smelted,2003-01-01,year,fit,,") != std::string::npos); // a gap stays a gap
    CHECK(count_of(table, "\n") == 7);
    CHECK(JsonCheck::is_json(text_of(folder / "replay.json")));
    CHECK(text_of(folder / "replay.svg").starts_with("<svg "));
    const std::string page = text_of(folder / "report.html");
    CHECK(count_of(page,
                   "\"replay\":{\"words\":\"On 2 observed values of the scored years, from 2005 on, the model is ") ==
          1);
    CHECK(count_of(page, "\"observed\":[16000,20000,null,18500,20500,17000]") == 1);
    CHECK(count_of(page, "\"set\":[\"fit\",\"fit\",\"fit\",\"fit\",\"score\",\"score\"]") == 1);
    CHECK(count_of(text_of(folder / "run.json"), "\"report.html\"") == 1);
    CHECK(count_of(page, "\"command\":\"replay\"") == 1);
    const Said json = type_midstream(scratch, "replay past.yaml --json --threads 3");
    CHECK(json.out == text_of(folder / "replay.json"));
    CHECK(text_of(folder / "replay.csv") == table);
    // The case as it was understood runs alone.
    scratch.write("alone.yaml", text_of(folder / "case.yaml"));
    fs::remove(scratch.path() / "past.csv");
    fs::remove(scratch.path() / "seen.csv");
    CHECK(type_midstream(scratch, "replay alone.yaml --quiet").code == 0);
    CHECK(text_of(scratch.path() / "outputs/alone-replay/replay.csv") == table);
}

TEST_CASE("years to fit and to score are asked for as a person writes them") {
    const Scratch scratch;
    write_past(scratch);
    CHECK(type_midstream(scratch, "replay past.yaml --score 2002..2005 --fit 2006").code == 0);
    CHECK(type_midstream(scratch, "replay past.yaml --fit 2001..2005").err ==
          "midstream: error: the years to fit, 2001 to 2005, and to score, from 2005 on, overlap; what was fitted on "
          "cannot be scored: give both --fit and --score\n");
    CHECK(type_midstream(scratch, "replay past.yaml --fit 2001..2005 --score 2004..").err ==
          "midstream: error: the years to fit, 2001 to 2005, and to score, from 2004 on, overlap; what was fitted on "
          "cannot be scored: write years that do not share any, such as --fit 2000..2012 --score 2013..2019\n");
    CHECK(count_of(type_midstream(scratch, "replay past.yaml --fit 1990..1995").out,
                   "Nothing was observed in the years that may be looked at") == 1);
    CHECK(type_midstream(scratch, "replay past.yaml --fit soon").err ==
          "midstream: error: 'soon' are no years for --fit; write 2000..2012, 2013.., ..2012 or 2013\n");
    scratch.write("tiny.yaml", tiny_case);
    CHECK(type_midstream(scratch, "replay tiny.yaml").err ==
          "midstream: error: 'tiny.yaml' has nothing to be held against; give it `observed` series (see midstream "
          "describe observed)\n");
}

TEST_CASE("calibration writes an overlay that lies over the case, and never looks at the scored years") {
    const Scratch scratch;
    write_past(scratch);
    const Said said = type_midstream(scratch, "calibrate past.yaml --tries 25");
    CHECK(said.code == 0);
    CHECK(said.out.starts_with("Fitted years, up to 2004: relative RMSE "));
    const fs::path folder = scratch.path() / "outputs/past-calibrate";
    const std::string overlay = text_of(folder / "calibrated.yaml");
    CHECK(overlay.find("\nfacilities:\n  smelter:\n    capacity:\n      concentrate: ") != std::string::npos);
    CHECK(count_of(overlay, "\n# scored years, from 2005 on: MAPE ") == 1);
    CHECK(JsonCheck::is_json(text_of(folder / "calibrate.json")));
    scratch.write("chosen.yaml", overlay);
    CHECK(type_midstream(scratch, "replay past.yaml --with chosen.yaml --quiet --out again").code == 0);
    CHECK(text_of(scratch.path() / "again/replay.csv") == text_of(folder / "replay.csv"));
    scratch.write("past.csv", "year,mined_kt\n2001,70\n2002,120\n2003,130\n2004,80\n2005,1\n2006,999\n");
    scratch.write("seen.csv", "year,anode_kt\n2001,16\n2002,20\n2003,\n2004,18.5\n2005,700\n2006,0.001\n");
    CHECK(type_midstream(scratch, "calibrate past.yaml --tries 25 --out spoilt").code == 0);
    const std::string spoilt = text_of(scratch.path() / "spoilt/calibrated.yaml");
    CHECK(spoilt != overlay); // the score is another
    CHECK(unscored(spoilt) == unscored(overlay));
}

TEST_CASE("calibration says what it cannot choose") {
    const Scratch scratch;
    write_past(scratch);
    const auto says = [&](const std::string &vary) {
        const Said said = type_midstream(scratch, "calibrate past.yaml --vary '" + vary + "'");
        CHECK(said.code == 2);
        return said.err;
    };
    CHECK(says("facilities.smelter.turndown=10 %") ==
          "midstream: error: 'facilities.smelter.turndown=10 %' says nothing for --vary; write PATH=FROM..TO, such as "
          "'facilities.works.capacity.concentrate=600 kt/y..900 kt/y'\n");
    CHECK(says("facilities.smelter.turndown=30 %..10 %") ==
          "midstream: error: the bounds of 'facilities.smelter.turndown' are 30 % and 10 %; write the smaller one "
          "first\n");
    CHECK(says("routes.1.cost=1 $/t..2 $/t") ==
          "midstream: error: 'routes.1.cost' is no field that can be chosen; write one of a facility, material, fleet "
          "or passage of the case, such as facilities.works.capacity.concentrate\n");
    CHECK(says("facilities.mine.rate=10 kt/y..20 kt/y") ==
          "midstream: error: 'facilities.mine.rate' is what the driver 'mined' tells, so nothing can be chosen there; "
          "choose another field, or take the driver out of the case\n");
    CHECK(
        says("facilities.smelter.failures.for.lognormal.mean=1 d..9 d") ==
        "midstream: error: 'facilities.smelter.failures.for.lognormal.mean' is one number of a law that has more, and "
        "an overlay replaces a law whole; write a law of one number in the case, such as `{exponential: 7 d}`, and "
        "choose that\n");
    const std::string wrong = says("facilities.smelter.capacity.concentrate=10 km..20 km");
    CHECK(wrong.starts_with("--vary 'facilities.smelter.capacity.concentrate=10 km..20 km': error: "));
    CHECK(count_of(wrong, "--set") == 0);
    CHECK(type_midstream(scratch, "calibrate past.yaml --fit 1990..1995").err ==
          "midstream: error: nothing above 0 was observed in the years to fit, 1990 to 1995, within the run; write "
          "years that have values, such as --fit 2000..2012\n");
}

TEST_CASE("the US history takes years that it has never seen with nothing but a longer file") {
    const Scratch scratch;
    const fs::path root = SOURCE_DIR;
    fs::create_directories(scratch.path() / "cases");
    fs::create_directories(scratch.path() / "data/copper");
    scratch.write("cases/us-copper-history.yaml", text_of(root / "configs/cases/us-copper-history.yaml"));
    for (const char *name : {"us_history_drivers.csv", "us_history_observed.csv"})
        scratch.write(std::string{"data/copper/"} + name, text_of(root / "configs/data/copper" / name));
    const std::string replay = "replay cases/us-copper-history.yaml --replications 2 --quiet --out ";
    CHECK(type_midstream(scratch, replay + "short").code == 0);
    const std::string drivers = text_of(root / "configs/data/copper/us_history_drivers.csv");
    std::istringstream lines{drivers};
    std::string longer;
    for (std::string line; std::getline(lines, line);) {
        longer += line + "\n";
        if (const auto at = line.find(",2019,"); at != line.npos)
            for (const char *year : {",2020,", ",2021,", ",2022,"})
                longer += std::string{line}.replace(at, 6, year) + "\n";
    }
    scratch.write("data/copper/us_history_drivers.csv", longer);
    const Said said = type_midstream(scratch, replay + "long");
    CHECK(said.code == 0);
    CHECK(said.err == "");
    const std::string before = text_of(scratch.path() / "short/replay.csv"),
                      after = text_of(scratch.path() / "long/replay.csv");
    CHECK(count_of(before, ",2022-01-01,") == 0);
    CHECK(count_of(after, ",2022-01-01,year,score,,") == 5); // five series, none of them observed then
    std::istringstream rows{before};
    for (std::string row; std::getline(rows, row);) CHECK(after.find(row) != std::string::npos);
}

TEST_CASE("an overlay laid over a case that it was not written for says so") {
    const Scratch scratch;
    write_past(scratch);
    scratch.write("chosen.yaml", "midstream: 1\nfacilities:\n  refinery:\n    capacity:\n      anode: 5 kt/y\n");
    CHECK(type_midstream(scratch, "check past.yaml --with chosen.yaml").out ==
          "chosen.yaml:3:3: error: the case has no facility 'refinery' to lay this over, and a new one needs a `kind`; "
          "lay the file over the case that it was written for, or write `kind: mine` or the like  "
          "[facilities.refinery]\npast.yaml: 1 problem, no warnings\n");
}

TEST_CASE("a replay says which drivers went on beyond what was recorded") {
    const Scratch scratch;
    write_past(scratch);
    CHECK(count_of(type_midstream(scratch, "replay past.yaml").out, "prolonged") == 0);
    const Said said =
        type_midstream(scratch, "replay past.yaml --set time.end=2009-01-01 --set drivers.mined.outside=hold");
    CHECK(count_of(said.out, "Not recorded but prolonged by the case: mined from 2007-01-01 (hold).") == 1);
}
