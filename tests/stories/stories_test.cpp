// Every story is a case and the ledger that it must end with, compared whole.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_case.h"
#include "support/ledger.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace fs = std::filesystem;
using namespace midstream;

namespace {

std::string read_text(const fs::path &file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<fs::path> files_in(const fs::path &folder) {
    std::vector<fs::path> files;
    for (const auto &entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

TEST_CASE("every story ends with its ledger, and its states fill the horizon") {
    const auto files = files_in(STORIES);
    CHECK(files.size() >= 20);
    for (const fs::path &file : files) {
        CAPTURE(file.filename().string());
        const ReadCase read = read_case(file);
        const Result result = run(build(read.value), read.value.runs.seed, 0);
        const std::string ledger = ledger_of(read.value, result);
        fs::path expected = file;
        expected.replace_extension(".txt");
        if (std::getenv("MIDSTREAM_WRITE_STORIES")) std::ofstream(expected) << ledger;
        CHECK(ledger == read_text(expected));

        const std::int64_t span =
            (read.value.time.end - read.value.time.start - round_days(read.value.time.warmup.value())).count();
        for (const FacilityTotals &facility : result.facilities) {
            std::int64_t sum = 0;
            for (const std::int64_t us : facility.time_us) sum += us;
            CHECK(sum == span);
            double lost = 0;
            for (const double t : facility.lost_t) lost += t;
            if (facility.nameplate_t > 0)
                CHECK(facility.nameplate_t - facility.throughput_t == doctest::Approx(lost).epsilon(1e-9));
        }
    }
}
