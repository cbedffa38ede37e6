// The tables of a run: sums that must hold, columns that must be documented.
// SPDX-License-Identifier: Apache-2.0
#include "../support/documented_columns.h"
#include "csv_rows.h"
#include "small_study.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace midstream;

namespace {

const SmallStudy &small_study() {
    static const SmallStudy study = run_small();
    return study;
}

std::string without_element(std::string column) {
    if (column.starts_with("Cu_")) column.replace(0, 2, "<element>");
    return column;
}

} // namespace

TEST_CASE("every file and every column that is written is documented, and no other") {
    for (const RunFile &file : small_study().files) {
        CAPTURE(file.name);
        std::ifstream in{SOURCE_DIR "/outputs/README.md"};
        const std::string readme{std::istreambuf_iterator<char>{in}, {}};
        CHECK(readme.find("\n## " + file.name + "\n") != readme.npos);
        if (!file.name.ends_with(".csv")) continue;
        std::set<std::string> written;
        const auto rows = csv_rows(file.text);
        for (const std::string &column : rows.front()) written.insert(without_element(column));
        CHECK(written == documented_columns(file.name));
        CHECK(rows.size() > 1);
        for (const CsvRow &row : rows) CHECK(row.size() == rows.front().size());
    }
}

TEST_CASE("nameplate less actual is the sum of the losses, by immediate cause and by root cause") {
    const auto immediate = csv_rows(small_study().file("immediate_losses.csv"));
    for (std::size_t r = 1; r < immediate.size(); ++r) {
        CAPTURE(immediate[r].front());
        double left =
            std::stod(cell(immediate, r, "nameplate_t_per_year")) - std::stod(cell(immediate, r, "actual_t_per_year"));
        for (std::size_t c = 0; c < immediate[r].size(); ++c)
            if (immediate.front()[c].starts_with("lost_")) left -= std::stod(immediate[r][c]);
        CHECK(std::abs(left) < 1e-3);
        CHECK(std::stod(cell(immediate, r, "unexplained_t_per_year")) == 0);
    }
    const auto roots = csv_rows(small_study().file("losses.csv"));
    std::map<std::string, double> left;
    for (std::size_t r = 1; r < roots.size(); ++r) {
        const std::string who = roots[r].front() + ", " + cell(roots, r, "material");
        if (left.count(who) == 0)
            left[who] = std::stod(cell(roots, r, "nameplate_or_demand_t_per_year")) -
                        std::stod(cell(roots, r, "actual_t_per_year"));
        left[who] -= std::stod(cell(roots, r, "lost_t_per_year"));
    }
    for (const auto &entry : left) {
        CAPTURE(entry.first);
        CHECK(std::abs(entry.second) < 1e-3);
    }
}

TEST_CASE("the waterfall falls from demand to delivery, and the limits are charged with their steps") {
    const Waterfall &waterfall = small_study().chokepoints.waterfall;
    double left = waterfall.from_tpy.mean - waterfall.to_tpy.mean, of_smelter = 0;
    for (const RootLossStudy &loss : waterfall.steps) {
        left -= loss.lost_tpy.mean;
        if (name_of(*small_study().study.chain, loss.root) == "smelter") of_smelter += loss.lost_tpy.mean;
    }
    CHECK(std::abs(left) < 1e-3);
    CHECK(of_smelter > 0);
    CHECK(small_study().chokepoints.ranked.front().lost_tpy.mean == doctest::Approx(of_smelter).epsilon(1e-9));
    const auto rows = csv_rows(small_study().file("waterfall.csv"));
    CHECK(std::stod(cell(rows, rows.size() - 2, "left_t_per_year")) ==
          doctest::Approx(waterfall.to_tpy.mean).epsilon(1e-9));
}

TEST_CASE("states fill the time, routes bring what the plant took, the market gets what came") {
    const auto facilities = csv_rows(small_study().file("facilities.csv"));
    for (std::size_t r = 1; r < facilities.size(); ++r) {
        double all = 0;
        for (std::size_t c = 0; c < facilities[r].size(); ++c)
            if (facilities.front()[c].starts_with("share_")) all += std::stod(facilities[r][c]);
        CHECK(all == doctest::Approx(1).epsilon(1e-9));
    }
    const StudyResult &study = small_study().study;
    CHECK(study.markets[0].delivered_tpy.mean == doctest::Approx(study.facilities[2].throughput_tpy.mean));
    CHECK(study.routes[1].moved_tpy.mean == doctest::Approx(study.markets[0].delivered_tpy.mean).epsilon(1e-6));
    CHECK(study.facilities[1].time_share[static_cast<std::size_t>(Doing::failed)].mean ==
          doctest::Approx(1.0 / 11).epsilon(0.3));
}

TEST_CASE("a name with a comma stays one field") {
    const auto rows = csv_rows(small_study().file("facilities.csv"));
    CHECK(cell(rows, 1, "facility") == "mine, north");
}

TEST_CASE("the same bytes for any number of threads, wall time and provenance apart") {
    const SmallStudy two = run_small(small_case, 3);
    for (std::size_t i = 0; i + 1 < two.files.size(); ++i) {
        CAPTURE(two.files[i].name);
        CHECK(two.files[i].text == small_study().files[i].text);
    }
}

TEST_CASE("the smelter of a valley with ore to spare is its chokepoint, and a tenth more gives a tenth more") {
    const ChokepointResult &found = small_study().chokepoints;
    REQUIRE(!found.ranked.empty());
    CHECK(found.ranked.front().limit.at == "smelter");
    REQUIRE(found.ranked.front().relief_tpy);
    CHECK(found.ranked.front().relief_tpy->mean == doctest::Approx(0.1 * found.measured_tpy.mean).epsilon(0.05));
    CHECK(found.ranked.front().tried == "+10 %");
    CHECK(found.short_of_demand());
}
