// The run folder: whole or not at all, and never over what no run wrote.
// SPDX-License-Identifier: Apache-2.0
#include "report/run_folder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

using namespace midstream;
namespace fs = std::filesystem;

namespace {

struct Scratch {
    fs::path path = fs::temp_directory_path() / ("midstream-folder-" + std::to_string(getpid()));
    Scratch() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Scratch() { fs::remove_all(path); }
};

std::vector<RunFile> files(std::string text) {
    return {{"a.csv", std::move(text)}, {"run.json", run_json({}, {"a.csv", "run.json"})}};
}

std::string text_of(const fs::path &file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::size_t count_of(const fs::path &folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

} // namespace

TEST_CASE("a run folder is made with its parents, replaced by the next run, and leaves nothing beside it") {
    const Scratch scratch;
    const fs::path folder = scratch.path / "deep" / "case";
    write_run_folder(folder, files("one"));
    CHECK(text_of(folder / "a.csv") == "one");
    write_run_folder(folder.string() + "/", files("two"));
    CHECK(text_of(folder / "a.csv") == "two");
    CHECK(count_of(scratch.path / "deep") == 1);
}

TEST_CASE("an empty folder may be filled; a file or a folder of others is refused with a remedy") {
    const Scratch scratch;
    fs::create_directory(scratch.path / "empty");
    CHECK(!find_refusal(scratch.path / "empty"));
    std::ofstream{scratch.path / "file"} << "x";
    const std::string file = (scratch.path / "file").string();
    CHECK(find_refusal(file) == "'" + file + "' is a file; choose another folder with --out");
    CHECK(find_refusal(scratch.path) ==
          "'" + scratch.path.string() +
              "' exists and is no run of midstream (it has no run.json of ours), so it is "
              "left as it is; choose another folder with --out");
    CHECK_THROWS_AS(write_run_folder(scratch.path, files("one")), std::runtime_error);
    CHECK(text_of(file) == "x");
    CHECK(find_refusal("."));
    CHECK(find_refusal(file + "/deep") ==
          "'" + file + "' is a file, so no folder can be made in it; choose another with --out");
}

TEST_CASE("a folder of ours into which somebody put a file is left as it is") {
    const Scratch scratch;
    const fs::path folder = scratch.path / "case";
    write_run_folder(folder, files("one"));
    std::ofstream{folder / "notes.txt"} << "mine";
    REQUIRE(find_refusal(folder));
    CHECK(find_refusal(folder)->find("holds 'notes.txt', which no run wrote") != std::string::npos);
}

TEST_CASE("a folder that cannot be finished leaves neither itself nor its beginnings") {
    const Scratch scratch;
    const fs::path folder = scratch.path / "case";
    CHECK_THROWS_AS(write_run_folder(folder, {{"a.csv", "x"}, {"no/such/place", "x"}}), std::runtime_error);
    CHECK(count_of(scratch.path) == 0);
}
