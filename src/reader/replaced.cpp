// What a value at a path would replace whole.
// SPDX-License-Identifier: Apache-2.0
#include "reader/replaced.h"

#include "reader/like.h"
#include "reader/merge.h"
#include "reader/text_bytes.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// The node at a path; names may hold dots, so the longest that fits is taken, as by `--set`.
const Node *find_at(const Node &root, std::string_view path) {
    const Node *node = &root;
    while (node && !path.empty()) {
        const Node *best = nullptr;
        std::size_t length = 0;
        const auto consider = [&](const std::string &name, const Node &value) {
            const bool fits = path.starts_with(name) && (path.size() == name.size() || path[name.size()] == '.');
            if (!fits || name.size() <= length) return;
            best = &value;
            length = name.size();
        };
        for (const Entry &entry : node->entries) consider(entry.key, entry.value);
        for (std::size_t i = 0; i < node->items.size(); ++i) {
            consider(std::to_string(i + 1), node->items[i]);
            consider(name_of_item(node->items[i]), node->items[i]);
        }
        node = best;
        path.remove_prefix(std::min(path.size(), length + 1));
    }
    return node;
}

/// As it would be written on one line.
std::string flow_text(const Node &node) {
    if (node.is_scalar()) return node.text;
    std::string inside;
    for (const Entry &entry : node.entries)
        inside += fmt::format("{}{}: {}", inside.empty() ? "" : ", ", entry.key, flow_text(entry.value));
    for (const Node &item : node.items) inside += (inside.empty() ? "" : ", ") + flow_text(item);
    return node.is_list() ? "[" + inside + "]" : "{" + inside + "}";
}

/// The path that makes all of it larger or smaller; empty where there is none.
std::string scaling_path(const Node &node, std::string_view path) {
    if (node.find("csv")) return fmt::format("{}.scale", path);
    if (is_series_of_values(node)) return "";
    const Entry &law = node.entries.front();
    if (law.value.is_scalar()) return fmt::format("{}.{}", path, law.key);
    if (law.value.find("mean")) return fmt::format("{}.{}.mean", path, law.key);
    return "";
}

} // namespace

std::optional<Problem> find_replaced(const Node &root, std::string_view path) {
    const Node *node = find_at(root, path);
    if (!node || !is_whole_value(*node)) return {};
    const bool is_series = is_series_of_values(*node);
    const std::string scaling = scaling_path(*node, path);
    std::string text = fmt::format("{} is a {}, and each size puts one value in its place; ",
                                   shortened(flow_text(*node)), is_series ? "series" : "law of chance");
    text += scaling.empty()
                ? "no path makes all of it larger or smaller, so vary one of its numbers, or write it so that "
                  "one number tells its size"
                : fmt::format("vary '{}' to keep it and change its {}", scaling, node->find("csv") ? "scale" : "mean");
    return Problem{node->place.file->name, node->place.line, node->place.column, std::string{path}, std::move(text)};
}

} // namespace midstream
