// A YAML document as our own tree, each node with its place. The only door to yaml-cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/case_error.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// Where a node was written. `file` is as messages name it; `folder` is where paths in it start.
struct SourceFile {
    std::string name;
    std::filesystem::path folder;
};

struct Place {
    std::shared_ptr<const SourceFile> file;
    int line = 0; ///< from 1; 0 where there are no lines
    int column = 0;
};

struct Entry;

/// A value of the document. Maps keep the order of the file.
struct Node {
    enum class Kind { nothing, scalar, list, map };
    Kind kind = Kind::nothing;
    bool quoted = false;  ///< a scalar in quotes or a block
    bool preset = false;  ///< comes from a kind rather than from the case
    bool deletes = false; ///< nothing, written to delete what stood below it, which it did
    bool appends = false; ///< a list written behind `key+`: goes behind that which lies under it
    Place place;
    std::string text;           ///< of a scalar
    std::vector<Node> items;    ///< of a list
    std::vector<Entry> entries; ///< of a map

    bool is_map() const { return kind == Kind::map; }
    bool is_list() const { return kind == Kind::list; }
    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_nothing() const { return kind == Kind::nothing; }

    const Node *find(std::string_view key) const; ///< the value of a key of a map, or null
    Node *find(std::string_view key);
};

struct Entry {
    std::string key;
    Place place;
    Node value;
};

/// Bounds that keep a document from filling the machine.
inline constexpr std::size_t most_bytes = 64u << 20;
inline constexpr std::size_t most_nodes = 2'000'000;
inline constexpr int deepest = 64;

/// "a map", "a list", "'some text'" or "nothing": for messages.
std::string name_of(const Node &node);

/// Reads one document whose root is a map. Whatever is wrong with it becomes problems; what can be read beside them is
/// returned, so that one run tells everything. Empty where nothing can.
std::optional<Node> read_yaml(std::string_view text, std::shared_ptr<const SourceFile> file,
                              std::vector<Problem> &problems);

} // namespace midstream
