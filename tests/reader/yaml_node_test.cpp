// Documents: what the tree keeps, and where the bounds lie.
// SPDX-License-Identifier: Apache-2.0
#include "reader/yaml_node.h"

#include "small_case.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

struct Parsed {
    std::optional<Node> root;
    std::vector<Problem> problems;
};

Parsed parse(std::string_view text) {
    Parsed parsed;
    parsed.root = read_yaml(text, std::make_shared<SourceFile>(SourceFile{"x.yaml", {}}), parsed.problems);
    return parsed;
}

std::string first_problem(std::string_view text) {
    const Parsed parsed = parse(text);
    return parsed.problems.empty() ? "" : error_text(parsed.problems.front());
}

std::string place(const Node &node) {
    return std::to_string(node.place.line) + ":" + std::to_string(node.place.column);
}

} // namespace

TEST_CASE("words stay words: no octal, no boolean, no number") {
    const Parsed parsed = parse("a: 010\nb: no\nc: '5'\nd: 1_000\ne: ~\nf: '~'\ng: 0x1F\n");
    CHECK(parsed.root->find("a")->text == "010");
    CHECK(parsed.root->find("b")->text == "no");
    CHECK(parsed.root->find("c")->quoted);
    CHECK(parsed.root->find("d")->text == "1_000");
    CHECK(parsed.root->find("e")->is_nothing());
    CHECK(parsed.root->find("f")->text == "~");
    CHECK(parsed.root->find("g")->text == "0x1F");
    CHECK(parsed.root->find("h") == nullptr);
}

TEST_CASE("places count characters, not bytes, and survive a byte order mark and line ends of Windows") {
    const Parsed parsed = parse("\xEF\xBB\xBF"
                                "a: {M\xC3\xBCnchen: 3, b: 4}\r\nc: 5\r\n");
    CHECK(parsed.problems.empty());
    CHECK(place(*parsed.root->find("a")->find("b")) == "1:20");
    CHECK(parsed.root->find("c")->text == "5");
    CHECK(place(*parsed.root->find("c")) == "2:4");
}

TEST_CASE("an alias stands for a copy that is placed where the alias is") {
    const Parsed parsed = parse("a: &x {b: 1}\nc: *x\n");
    CHECK(parsed.root->find("c")->find("b")->text == "1");
    CHECK(place(*parsed.root->find("c")) == "2:4");
}

TEST_CASE("nothing is placed at its key") {
    const Parsed parsed = parse("a: 1\nbc:\nd: 2\n");
    CHECK(place(*parsed.root->find("bc")) == "2:1");
}

TEST_CASE("a map keeps the first of equal keys, and every one after it is told") {
    const Parsed parsed = parse("a: 1\na: 2\na: 3\n");
    CHECK(parsed.root->entries.size() == 1);
    CHECK(parsed.root->find("a")->text == "1");
    CHECK(parsed.problems.size() == 2);
}

TEST_CASE("nesting ends at 64 levels") {
    const auto nested = [](std::size_t levels) { return "a: " + std::string(levels, '[') + std::string(levels, ']'); };
    CHECK(first_problem(nested(63)) == "");
    CHECK(first_problem(nested(65)).find("nested more than 64 levels deep") != std::string::npos);
    CHECK(first_problem(nested(5000)).find("nested more than 64 levels deep") != std::string::npos);
    CHECK(first_problem("a: &a " + std::string(40, '[') + std::string(40, ']') + "\nb: " + std::string(40, '[') + "*a" +
                        std::string(40, ']')) ==
          "x.yaml:2:44: error: nested more than 64 levels deep; no case needs that  [b]");
}

TEST_CASE("a document ends at two million values") {
    std::string text = "a: [";
    for (int i = 0; i < 2'000'000; ++i) text += "1,";
    CHECK(first_problem(text + "1]").find("more than 2,000,000 values") != std::string::npos);
}

TEST_CASE("texts that keep other readers busy for ever end at once") {
    CHECK(first_problem(",") != "");
    CHECK(first_problem("a: 1\n---\n,\n") != "");
    CHECK(first_problem("a: 1\n...\n,") != "");
    CHECK(first_problem("%YAML 1.2\n---\na: 1\n") == "");
    CHECK(first_problem("&a *a") != "");
    CHECK(first_problem("{&a a: *a}") == "");
}

TEST_CASE("files that cannot be read are told by name") {
    const TestFolder folder{"files"};
    const auto says = [](const std::filesystem::path &file) {
        try {
            read_case(file);
        } catch (const CaseError &error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    CHECK(says(folder.path() / "nowhere.yaml") ==
          (folder.path() / "nowhere.yaml").string() + ": error: there is no such file");
    CHECK(says(folder.path()) == folder.path().string() + ": error: this is a folder, not a file");
    const auto large = folder.write("large.yaml", "a: 1");
    std::filesystem::resize_file(large, most_bytes + 1);
    CHECK(says(large) == large.string() + ": error: the file is larger than 64 MB; split it");
    CHECK(says("/dev/null") == "/dev/null: error: this is not a plain file");
}
