// Every way a case can be wrong: a file and the whole of what is said about it.
// SPDX-License-Identifier: Apache-2.0
#include "small_case.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

using namespace midstream;

namespace {

std::string content(const std::filesystem::path &file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string without_folder(std::string text, const std::string &folder) {
    for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
        text.erase(at, folder.size());
    return text;
}

std::string said_of(const std::filesystem::path &file) {
    std::string words;
    const auto add = [&](const std::string &line) { words += line + "\n"; };
    try {
        for (const Problem &warning : read_case(file).warnings) add(warning_text(warning));
    } catch (const CaseError &error) {
        for (const Problem &problem : error.problems()) add(error_text(problem));
        for (const Problem &warning : error.messages().warnings) add(warning_text(warning));
        CHECK(std::string{error.what()} + "\n" == words.substr(0, std::string{error.what()}.size() + 1));
    }
    return words;
}

} // namespace

TEST_CASE("each broken case is refused in these words and no others") {
    const auto folder = source_folder / "tests/broken";
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator{folder})
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    CHECK(files.size() >= 75);
    for (const auto &file : files) {
        CAPTURE(file.filename().string());
        auto expected = file;
        expected.replace_extension(".txt");
        const std::string words = without_folder(said_of(file), folder.generic_string() + "/");
        CHECK(words == content(expected));
        CHECK(words != "");
    }
}

TEST_CASE("the example cases are read without a word") {
    for (const auto &entry : std::filesystem::directory_iterator{source_folder / "configs/cases"}) {
        if (entry.path().extension() != ".yaml") continue;
        CAPTURE(entry.path().string());
        CHECK(said_of(entry.path()) == "");
    }
}
