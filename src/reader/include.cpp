// Files of a case: opened, parsed, and joined where one includes others.
// SPDX-License-Identifier: Apache-2.0
#include "reader/include.h"

#include "reader/merge.h"
#include "reader/read_words.h"
#include "reader/text_bytes.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

std::filesystem::path without_detours(const std::filesystem::path &file) {
    std::error_code error;
    auto path = std::filesystem::weakly_canonical(file, error);
    return error ? file.lexically_normal() : path;
}

} // namespace

std::optional<Node> FileLoader::load(const std::filesystem::path &file) {
    std::string why_not;
    const auto bytes = read_bytes(file, most_bytes, why_not);
    if (!bytes) {
        reading_.refuse({std::make_shared<SourceFile>(SourceFile{file.generic_string(), {}}), 0, 0}, why_not);
        return {};
    }
    reading_.inputs.push_back(file);
    return load_text(*bytes, file);
}

std::optional<Node> FileLoader::load_text(std::string_view text, const std::filesystem::path &file) {
    const auto source = std::make_shared<SourceFile>(SourceFile{file.generic_string(), file.parent_path()});
    auto node = read_yaml(text, source, reading_.messages.problems);
    if (!node) return {};
    fold_additions(*node);
    open_.push_back(without_detours(file));
    auto joined = join_includes(std::move(*node));
    open_.pop_back();
    return joined;
}

std::optional<Node> FileLoader::join_includes(Node file) {
    const Node *names = file.find("include");
    if (!names) return file;
    Node below;
    below.kind = Node::Kind::map;
    below.place = file.place;
    if (names->is_list())
        for (const Node &name : names->items) include(name, below);
    else
        include(*names, below);
    std::erase_if(file.entries, [](const Entry &entry) { return entry.key == "include"; });
    lay_file_over(below, std::move(file));
    return below;
}

void FileLoader::include(const Node &name, Node &below) {
    const auto refuse = [&](std::string text) {
        const Reading::Step step{reading_, "include"};
        reading_.refuse(name.place, std::move(text));
    };
    if (!name.is_scalar() || name.text.empty()) {
        refuse(fmt::format("found {}; write the name of a file, relative to this one", name_of(name)));
        return;
    }
    const auto path = (name.place.file->folder / name.text).lexically_normal();
    const auto canonical = without_detours(path);
    if (std::find(open_.begin(), open_.end(), canonical) != open_.end()) {
        refuse(fmt::format("'{}' includes itself by way of this; take one of the two out", path.generic_string()));
        return;
    }
    if (open_.size() > longest_chain) {
        refuse(fmt::format("more than {} files include each the next; include them from one", longest_chain));
        return;
    }
    if (!done_.insert(canonical).second) return;
    std::string why_not;
    const auto bytes = read_bytes(path, most_bytes, why_not);
    if (!bytes) {
        refuse(fmt::format("'{}': {}; names of files are relative to the file they stand in", path.generic_string(),
                           why_not));
        return;
    }
    reading_.inputs.push_back(path);
    if (auto node = load_text(*bytes, path)) lay_file_over(below, std::move(*node));
}

} // namespace midstream
