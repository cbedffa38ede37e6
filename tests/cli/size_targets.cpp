// `midstream size` and what may be asked: targets of every sort, whole numbers, pairs and options.
// SPDX-License-Identifier: Apache-2.0
#include "sizes.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

using namespace midstream;

namespace {

/// The same by two lorries.
std::string with_lorries() {
    std::string shipped = tiny_case;
    shipped.replace(shipped.find("by: conveyor"), 12, "by: truck, fleet: lorries, transit: 2 d");
    return shipped + "fleets:\n  lorries: {vehicles: 2, parcel: 200 t, load time: 2 h, unload time: 2 h}\n";
}

/// The share of runs that meet a target, in text, table, JSON and page: the same number, and not the mean.
void check_shares(const Scratch &scratch, const Said &said) {
    CHECK(said.out.find("          size         runs that meet it    use   shortfall") != std::string::npos);
    const fs::path folder = scratch.path() / "outputs/case-size";
    std::istringstream table{text_of(folder / "size.csv")};
    std::string line;
    std::getline(table, line);
    const std::string page = text_of(folder / "report.html");
    CHECK(page.find("\"share_of\":\"runs that meet the target\"") != std::string::npos);
    CHECK(page.find("\"target\":0.9,") != std::string::npos);
    int sizes = 0;
    for (double before = -1; std::getline(table, line); ++sizes) {
        std::vector<double> cells; // of numbers; words are 0
        std::istringstream cell_words{line};
        for (std::string cell; std::getline(cell_words, cell, ',');) cells.push_back(std::atof(cell.c_str()));
        const double share = cells.at(8), low = cells.at(9), high = cells.at(10), runs = cells.at(18);
        CHECK(low <= share);
        CHECK(share <= high);
        CHECK(low < high); // also where all runs meet it, or none
        const double good = share * runs;
        CHECK(good == doctest::Approx(std::round(good)));
        CHECK(share >= before - 0.35); // more ore seldom meets it less often
        before = share;
        char told[64];
        std::snprintf(told, sizeof told, "%.1f %% [%.1f, %.1f]", 100 * share, 100 * low, 100 * high);
        CHECK_MESSAGE(said.out.find(told) != std::string::npos, told);
        std::snprintf(told, sizeof told, "\"share\":[%.7g,", share);
        CHECK_MESSAGE(page.find(told) != std::string::npos, told);
    }
    CHECK(sizes == 9);
    CHECK(text_of(folder / "size.json").find("\"share_of_runs\": {") != std::string::npos);
}

} // namespace

TEST_CASE("what the curve rests on is told where sizes have more runs, and what luck alone moves has no corner") {
    const Scratch scratch;
    const std::string size =
        std::string{"size "} + SOURCE_DIR + "/configs/cases/short-line.yaml --target 'delivered metal >= 33 kt/y' ";
    const Said some = type_midstream(scratch, size + "--vary 'facilities.smelter.capacity.ore=60:200 t/d' --steps 3");
    CHECK(some.code == 0);
    CHECK(one_line(some.out).find("Each size by the first 10 runs, which all sizes have, so that neighbours differ by "
                                  "their size alone; with all its runs, up to 20, it stands in size.csv.") !=
          std::string::npos);
    const Said flat = type_midstream(scratch, size + "--vary 'facilities.smelter.capacity.ore=200:400 t/d' --steps 4");
    CHECK(flat.code == 0);
    CHECK(one_line(flat.out).find("neither rises nor falls beyond chance") != std::string::npos);
    CHECK(flat.out.find("flatten") == std::string::npos);
    CHECK(flat.out.find("Each size by") == std::string::npos);
}

TEST_CASE("a chance target, a shortfall, whole numbers, pairs and options are answered") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const Said chance =
        type_midstream(scratch, "size case.yaml " + std::string{rate} +
                                    "--target 'delivered cathode >= 80 kt/y' --in '90 % of runs' --steps 8 "
                                    "--confidence '90 %' --indifference '8 %'");
    CHECK(chance.code == 0);
    CHECK(one_line(chance.out).find("of at least 80.0 kt/y in 90 % of the runs: it gives ") != std::string::npos);
    check_shares(scratch, chance);
    const Said shortfall = type_midstream(scratch, "size case.yaml " + std::string{rate} +
                                                       "--target 'shortfall of cathode at city <= 20 kt/y' --steps 16");
    CHECK(shortfall.code == 0);
    CHECK(one_line(shortfall.out).find("shortfall of cathode delivered at city of at most 20.0 kt/y: it gives ") !=
          std::string::npos);
    CHECK(one_line(shortfall.out).find("what is within 500 t/y of the target counting") !=
          std::string::npos); // of 100 kt/y
    scratch.write("lorries.yaml", with_lorries());
    const Said whole = type_midstream(
        scratch, "size lorries.yaml --vary fleets.lorries.vehicles=1:9 --target 'delivered cathode >= 60 kt/y'");
    CHECK(whole.code == 0);
    CHECK(one_line(whole.out).find(" 4 of lorries vehicles is the smallest size") != std::string::npos);
    const Said pair = type_midstream(
        scratch,
        "size lorries.yaml --vary fleets.lorries.vehicles=1:9 --vary 'facilities.mine.rate=60:110 kt/y' --target "
        "'delivered cathode >= 60 kt/y' --cost 'fleets.lorries.vehicles=50 USD per lorry' --cost "
        "'facilities.mine.rate=2 USD per t/y'");
    CHECK(pair.code == 0);
    CHECK(one_line(pair.out).find(" is the cheapest pair found that meets the target") != std::string::npos);
    CHECK(text_of(scratch.path() / "outputs/lorries-size/report.html").find("\"currency\":\"USD\"") !=
          std::string::npos);
    const std::string options =
        "size lorries.yaml --option 'more lorries: fleets.lorries.vehicles=6' --option 'as it is: "
        "fleets.lorries.vehicles=2' --option 'more ore: facilities.mine.rate=90 kt/y, "
        "fleets.lorries.vehicles=6' ";
    const Said best = type_midstream(scratch, options);
    CHECK(best.code == 0);
    CHECK(one_line(best.out).find("'more ore' gives the most cathode delivered at city: ") != std::string::npos);
    CHECK(one_line(best.out).find(" of another counting as equal).") != std::string::npos);
    CHECK(best.out.find("the target") == std::string::npos);
    const Said tie = type_midstream(scratch, "size lorries.yaml --option 'a: fleets.lorries.vehicles=6' --option 'b: "
                                             "fleets.lorries.vehicles=7' --option 'c: fleets.lorries.vehicles=1' "
                                             "--indifference '8 kt/y'");
    CHECK(tie.code == 0);
    CHECK_MESSAGE(one_line(tie.out).find(" are equal within 8.00 kt/y and give the most cathode delivered at city: ") !=
                      std::string::npos,
                  tie.out);
    CHECK(tie.out.find("  equal within the zone\n") != std::string::npos);
    CHECK(tie.out.find("  behind after 10 runs\n") != std::string::npos);
    const Said cheap =
        type_midstream(scratch, options + "--target 'delivered cathode >= 60 kt/y' --cost 'more lorries=3 M "
                                          "USD' --cost 'as it is=0 USD' --cost 'more ore=9000 k USD'");
    CHECK(cheap.code == 0);
    CHECK(one_line(cheap.out).find("'more lorries' is the cheapest option that meets the target") != std::string::npos);
    CHECK(cheap.out.find("not needed") != std::string::npos);
    CHECK(cheap.out.find("  3 M USD  ") != std::string::npos);
    CHECK(cheap.out.find("  9 M USD  ") != std::string::npos);
    const fs::path folder = scratch.path() / "outputs/lorries-size";
    CHECK(text_of(folder / "size.csv").find("\nmore ore,9000000,") != std::string::npos);
    CHECK(text_of(folder / "size.csv").find(",not needed,USD\n") != std::string::npos);
    CHECK(text_of(folder / "size.json").find("\"currency\": \"USD\"") != std::string::npos);
    CHECK(type_midstream(scratch, options + "--target 'delivered cathode >= 99 kt/y'").code == 3);
}

TEST_CASE(
    "the largest plant that is used so far is found: a mine of a fixed rate makes its use the rate over its size") {
    const Scratch scratch;
    scratch.write(
        "case.yaml",
        "midstream: 1\ntime: {start: 2025-01-01, end: 2027-01-01}\nmaterials: {ore: {}, metal: {}}\nfacilities:\n"
        "  mine: {kind: mine, makes: ore, rate: 100 t/d}\n"
        "  plant: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, capacity: {ore: 50 t/d}}\n"
        "  city: {kind: market, takes: {metal: 500 t/d}}\n"
        "routes: [{from: mine, to: plant, carries: ore, by: conveyor}, {from: plant, to: city, carries: metal, by: "
        "conveyor}]\n");
    const std::string vary = "size case.yaml --vary 'facilities.plant.capacity.ore=80:336 t/d' --steps 256 --target ";
    const Said said = type_midstream(scratch, vary + "'utilisation of plant >= 80 %'"); // 100 / 125
    CHECK(said.code == 0);
    const std::string words = one_line(said.out);
    CHECK_MESSAGE(words.find("125 t/d of plant capacity ore is the largest size that meets the target, utilisation of "
                             "plant of at least 80 %: it gives 80.0 % [80.0, 80.0]; 126 t/d falls short with 79.4 % "
                             "[79.4, 79.4], 0.635 points off the target") != std::string::npos,
                  said.out);
    CHECK(words.find(
              "The largest was looked for, since what the target is about falls with size: 100 % at 80 t/d, 29.8 % "
              "at 336 t/d.") != std::string::npos);
    const std::string json = text_of(scratch.path() / "outputs/case-size/size.json");
    CHECK(json.find("\"sought\": \"largest\"") != std::string::npos);
    CHECK(json.find("\"utilisation\": 0.8,") != std::string::npos);
    // No more than so far: that rises as it was meant, with size.
    const Said most = type_midstream(scratch, vary + "'utilisation of plant <= 80 %'");
    CHECK(most.code == 0);
    CHECK(
        one_line(most.out).find("125 t/d of plant capacity ore is the smallest size that meets the target, utilisation "
                                "of plant of at most 80 %") != std::string::npos);
    const Said above = type_midstream(scratch, vary + "'utilisation of plant >= 25 %'");
    CHECK(one_line(above.out).find("it is the largest of the range, so a larger one may do") != std::string::npos);
    const Said none =
        type_midstream(scratch, "size case.yaml --vary 'facilities.plant.capacity.ore=200:336 t/d' --target "
                                "'utilisation of plant >= 80 %'");
    CHECK(none.code == 3);
    CHECK(one_line(none.out).find("cannot be met: at the smallest size, 200 t/d, it gives 50.0 %") !=
          std::string::npos);
    CHECK(one_line(none.out).find(" The rest of the nameplate of plant there goes to: starved 50.0 %.") !=
          std::string::npos);
    // The use of something else than what is varied, which it does not change.
    const Said same =
        type_midstream(scratch, "size case.yaml --vary 'facilities.city.takes.metal=400:500 t/d' --target "
                                "'utilisation of plant >= 80 %'");
    CHECK(one_line(same.out).find("it gives 100.0 % [100.0, 100.0]; it is the smallest of the range") !=
          std::string::npos);
    CHECK(one_line(same.out).find("From one end of the range to the other nothing changes.") != std::string::npos);
    CHECK(same.out.find(" was looked for") == std::string::npos);
    const Said options =
        type_midstream(scratch, "size case.yaml --option 'large: facilities.plant.capacity.ore=300 t/d' "
                                "--option 'small: facilities.plant.capacity.ore=110 t/d' --target "
                                "'utilisation of plant >= 80 %'");
    CHECK(one_line(options.out)
              .find("'small' is the first option that meets the target, utilisation of plant of at least "
                    "80 %: it gives 90.9 %") != std::string::npos);
    CHECK(type_midstream(scratch,
                         vary + "'utilisation of plant >= 80 %' --vary 'facilities.mine.rate=60:110 t/d' --cost "
                                "'facilities.mine.rate=1 USD per t/d' --cost 'facilities.plant.capacity.ore=1 USD "
                                "per t/d'")
              .err.find("a utilisation is no target of two sizes") != std::string::npos);
}

TEST_CASE("a share of runs is typed as it is written, in quotes or not") {
    const Scratch scratch;
    scratch.write("case.yaml", tiny_case);
    const std::string ask =
        "--target 'delivered cathode >= 70 kt/y' --confidence 90 % --indifference 8 % --steps 8 --relief 0 --json ";
    const Said quoted = type_midstream(scratch, "size case.yaml " + std::string{rate} + ask + "--in '80 % of runs'");
    CHECK(quoted.code == 0);
    CHECK(quoted.out.find("in 80 % of the runs: it gives ") != std::string::npos);
    for (const char *share : {"--in 80 % of runs", "--in 80 % of the runs", "--in=80 % of runs", "--in '80 %' of runs",
                              "--in 80% of runs", "--in 80 %"})
        CHECK_MESSAGE(type_midstream(scratch, std::string{"size "} + share + " case.yaml " + rate + ask).out ==
                          quoted.out,
                      share);
    CHECK(type_midstream(scratch, "size case.yaml " + std::string{rate} + ask + "--in 90 % of days").err ==
          "midstream: error: --in: '90 % of days' is told of days, and only a share of runs can be asked for; write "
          "'90 % of runs'\n");
    CHECK(type_midstream(scratch, "size case.yaml " + std::string{rate} + ask + "of runs").err ==
          "midstream: error: 'of' is one word too many for `midstream size`; put names with spaces in quotes\n");
}

TEST_CASE("of a transit the longest that will do is looked for, and that less does better is told") {
    const Scratch scratch;
    scratch.write("lorries.yaml", with_lorries());
    const Said said = type_midstream(scratch, "size lorries.yaml --vary 'routes.mine -> city.transit=1:9 d' --target "
                                              "'delivered cathode >= 20 kt/y'");
    CHECK(said.code == 0);
    const std::string words = one_line(said.out);
    CHECK(words.find(
              " d of mine -> city transit is the largest size that meets the target, cathode delivered at city of at "
              "least 20.0 kt/y") != std::string::npos);
    CHECK(words.find("The largest was looked for, since what the target is about falls with size: ") !=
          std::string::npos);
    CHECK(words.find("goes the other way") == std::string::npos);
    const Said pair = type_midstream(
        scratch,
        "size lorries.yaml --vary 'routes.mine -> city.transit=1:9 d' --vary 'routes.mine -> city.parcel=200:201 t' "
        "--cost 'routes.mine -> city.transit=1 USD per d' --cost 'routes.mine -> city.parcel=1 USD per t' --target "
        "'delivered cathode >= 20 kt/y'");
    CHECK(pair.code == 3);
    CHECK_MESSAGE(
        one_line(pair.out).find("The largest pair misses the target, cathode delivered at city of at least 20.0 "
                                "kt/y, that a smaller one meets: ") != std::string::npos,
        pair.out << pair.err);
}
