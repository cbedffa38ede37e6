// Kinds: named presets of a behaviour.
// SPDX-License-Identifier: Apache-2.0
#include "reader/kinds.h"

#include "reader/merge.h"
#include "reader/read_words.h"
#include "reader/sections.h"
#include "reader/text_bytes.h"
#include "units/nearest.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace midstream {

namespace {

void mark_preset(Node &node) {
    node.preset = true;
    for (Entry &entry : node.entries) mark_preset(entry.value);
    for (Node &item : node.items) mark_preset(item);
}

} // namespace

namespace {

/// The built-in kinds as trees. They are the same for every case of a program, so that one that reads many parses them
/// once; nobody writes to them.
const std::vector<Node> &built_in_trees() {
    static const std::vector<Node> trees = [] {
        std::vector<Node> read;
        std::vector<Problem> problems;
        for (const auto &[name, text] : built_in_kind_files()) {
            const auto path = std::filesystem::path{"kinds"} / name;
            const auto source = std::make_shared<SourceFile>(SourceFile{path.generic_string(), path.parent_path()});
            if (auto node = read_yaml(text, source, problems)) {
                fold_additions(*node);
                read.push_back(std::move(*node));
            }
        }
        if (!problems.empty()) throw std::logic_error("the built-in kinds cannot be read: " + error_text(problems[0]));
        return read;
    }();
    return trees;
}

} // namespace

Kinds::Kinds(Reading &reading, const std::optional<std::filesystem::path> &folder) : reading_{reading} {
    for (const std::string &word : behaviour_words()) names_.add(word);
    entries_.resize(names_.names().size());
    const auto add_file = [&](std::string_view text, const std::filesystem::path &path) {
        const auto source = std::make_shared<SourceFile>(SourceFile{path.generic_string(), path.parent_path()});
        auto node = read_yaml(text, source, reading_.messages.problems);
        if (!node) return;
        fold_additions(*node);
        add_section(*node);
    };
    for (const Node &tree : built_in_trees()) add_section(tree);
    if (!folder) return;
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto &file : std::filesystem::directory_iterator{*folder, error})
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    const Place place{std::make_shared<SourceFile>(SourceFile{folder->generic_string(), {}}), 0, 0};
    if (error) reading_.refuse(place, "this is no folder of kinds that can be read; give one that holds YAML files");
    std::sort(files.begin(), files.end());
    for (const auto &file : files) {
        std::string why_not;
        const auto bytes = read_bytes(file, most_bytes, why_not);
        if (bytes) reading_.inputs.push_back(file);
        if (bytes)
            add_file(*bytes, file);
        else
            reading_.refuse(place, fmt::format("'{}': {}", file.generic_string(), why_not));
    }
}

void Kinds::add_section(const Node &section) {
    const auto behaviours = behaviour_words();
    for (const Entry &entry : section.entries) {
        if (is_note(entry.key)) continue;
        const Reading::Step step{reading_, entry.key};
        if (std::find(behaviours.begin(), behaviours.end(), entry.key) != behaviours.end()) {
            reading_.refuse(
                entry.place,
                fmt::format("'{}' is a behaviour and means itself; choose another name for the kind", entry.key));
            continue;
        }
        if (!entry.value.is_map()) {
            refuse_shape(reading_, entry.value, "a map such as {behaviour: plant, turndown: 60 %}");
            continue;
        }
        const auto number = names_.add(entry.key);
        entries_.resize(names_.names().size());
        entries_[number] = entry;
        mark_preset(entries_[number]->value);
    }
}

bool Kinds::add_own(const Node &section) {
    const Reading::Step step{reading_, "kinds"};
    const std::size_t before = reading_.messages.problems.size();
    if (section.is_map())
        add_section(section);
    else
        refuse_shape(reading_, section, "a map from each kind to its fields");
    for (const Entry &entry : section.entries)
        if (entry.value.is_map() && !is_note(entry.key)) {
            const Reading::Step inner{reading_, entry.key};
            find(entry.key, entry.place);
        }
    return reading_.messages.problems.size() == before;
}

std::optional<Kind> Kinds::find(const Node &name) {
    if (name.is_scalar()) return find(name.text, name.place);
    refuse_shape(reading_, name, "the name of a kind, such as mine or smelter");
    return {};
}

std::string Kinds::guess(const std::string &typed) {
    const auto nearest = nearest_name(typed, names_.names());
    const bool is_known = nearest && !wrong_.contains(*nearest); // then asking for it tells nothing
    const auto kind = is_known ? find(*nearest) : std::nullopt;
    return kind ? kind->behaviour : "";
}

std::optional<Kind> Kinds::find(const std::string &name) { return find(name, {std::make_shared<SourceFile>(), 0, 0}); }

std::optional<Kind> Kinds::find(const std::string &name, const Place &asked) {
    std::vector<std::string> open;
    auto kind = resolve(name, asked, open);
    if (!kind) wrong_.insert(open.begin(), open.end());
    return kind;
}

std::optional<Kind> Kinds::resolve(const std::string &name, const Place &asked, std::vector<std::string> &open) {
    const auto number = find_name(reading_, asked, name, names_);
    if (!number || wrong_.contains(name)) return {};
    Kind kind;
    kind.fields.kind = Node::Kind::map;
    kind.fields.preset = true;
    if (!entries_[*number]) { // a behaviour
        kind.behaviour = name;
        return kind;
    }
    const Entry &entry = *entries_[*number];
    if (std::find(open.begin(), open.end(), name) != open.end()) {
        reading_.refuse(entry.place, fmt::format("the kind '{}' builds on itself; let it build on a behaviour", name));
        return {};
    }
    if (open.size() >= longest_chain) {
        reading_.refuse(entry.place, fmt::format("more than {} kinds build on each other; build on a behaviour sooner",
                                                 longest_chain));
        return {};
    }
    open.push_back(name);
    if (!reading_.may_copy(entry.value)) return {};
    if (!resolve_ground(entry, kind, open)) return {};
    if (const Node *about = entry.value.find("about")) read_text(reading_, *about, kind.about);
    Node own = entry.value;
    std::erase_if(own.entries,
                  [](const Entry &e) { return e.key == "kind" || e.key == "behaviour" || e.key == "about"; });
    lay_under(own, std::move(kind.fields));
    kind.fields = std::move(own);
    return kind;
}

bool Kinds::resolve_ground(const Entry &entry, Kind &kind, std::vector<std::string> &open) {
    const Node *parent = entry.value.find("kind");
    const Node *behaviour = entry.value.find("behaviour");
    if (!parent == !behaviour)
        return reading_.refuse(
            entry.place,
            fmt::format("the kind '{}' must say either `behaviour:` or the `kind:` it builds on", entry.key));
    if (behaviour) {
        const auto words = behaviour_words();
        const auto at = read_choice(reading_, *behaviour, {words.begin(), words.end()});
        if (at) kind.behaviour = words[*at];
        return at.has_value();
    }
    if (!parent->is_scalar()) return refuse_shape(reading_, *parent, "the name of a kind");
    auto below = resolve(parent->text, parent->place, open);
    if (below) kind = std::move(*below);
    return below.has_value();
}

} // namespace midstream
