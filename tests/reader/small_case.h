// Small cases in text, read or refused, for the tests of the reader.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/read_case.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

inline const std::filesystem::path source_folder{MIDSTREAM_SOURCE};

/// A mine, a works and a city. `mine`, `works` and `city` are more fields of each, `more` is more sections.
struct SmallCase {
    std::string mine = {}, works = {}, city = {}, more = {};
    std::string rate = "1 kt/d";

    std::string text() const {
        return "midstream: 1\n"
               "time: {start: 2025-01-01, end: 2027-01-01}\n"
               "elements: [Cu]\n"
               "materials:\n"
               "  concentrate: {assay: {Cu: 27 %}}\n"
               "  anode: {assay: {Cu: 99 %}}\n"
               "facilities:\n"
               "  mine: {kind: mine, makes: concentrate, rate: " +
               rate + ", storage: {concentrate: 20 kt}" + mine +
               "}\n"
               "  works: {kind: smelter, storage: {concentrate: 20 kt, anode: 5 kt}" +
               works +
               "}\n"
               "  city: {kind: market, takes: {anode: 300 t/d}" +
               city +
               "}\n"
               "routes:\n"
               "  - {from: mine, to: works, carries: concentrate, by: conveyor}\n"
               "  - {from: works, to: city, carries: anode, by: conveyor}\n" +
               more;
    }
};

inline Case read_small(const SmallCase &small, const ReadOptions &options = {}) {
    return read_case_text(small.text(), "small.yaml", options).value;
}

/// What reading says, one line for each problem or else each warning; empty where all is well.
inline std::string messages_of(std::string_view text, const std::filesystem::path &file = "small.yaml",
                               const ReadOptions &options = {}) {
    std::string words;
    try {
        for (const Problem &warning : read_case_text(text, file, options).warnings)
            words += warning_text(warning) + "\n";
    } catch (const CaseError &error) {
        for (const Problem &problem : error.problems()) words += error_text(problem) + "\n";
    }
    return words;
}

inline const FacilitySpec &facility(const Case &value, std::string_view name) {
    for (const FacilitySpec &facility : value.facilities)
        if (facility.name == name) return facility;
    throw std::out_of_range(std::string{name});
}

/// A folder for a test's files, gone with it.
class TestFolder {
  public:
    explicit TestFolder(std::string_view name)
        : path_{std::filesystem::temp_directory_path() / ("midstream-test-reader-" + std::string{name})} {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TestFolder(const TestFolder &) = delete;
    TestFolder &operator=(const TestFolder &) = delete;

    std::filesystem::path write(const std::string &name, std::string_view text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream{path_ / name, std::ios::binary} << text;
        return path_ / name;
    }
    const std::filesystem::path &path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace midstream
