// `--set PATH=VALUE`: finding the place by name, and putting the value there.
// SPDX-License-Identifier: Apache-2.0
#include "reader/set_path.h"

#include "reader/like.h"
#include "reader/merge.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Sections in which a name must exist before something in it can be set.
constexpr std::array<std::string_view, 4> named_sections{"facilities", "materials", "fleets", "passages"};

/// One walk down a path.
class Setter {
  public:
    Setter(Reading &reading, Node &root, const std::string &assignment, const std::filesystem::path &folder)
        : Setter{reading, root, {std::make_shared<SourceFile>(SourceFile{set_name(assignment), folder}), 0, 0}, false} {
    }
    Setter(Reading &reading, Node &root, Place place, bool names_exist)
        : reading_{reading}, root_{root}, place_{std::move(place)}, names_exist_{names_exist} {}

    void run(std::string_view path, Node value) {
        const bool adds_one = path.ends_with(".+");
        if (adds_one || (path.ends_with('+') && value.is_list())) { // as in a file: `routes+: [...]`
            path.remove_suffix(adds_one ? 2 : 1);
            Node list;
            list.kind = Node::Kind::list;
            append_to(list, std::move(value));
            value = std::move(list);
            value.appends = true;
        }
        descend(root_, path, std::move(value));
    }
    bool refuse(std::string text) { return good_ = reading_.refuse(place_, std::move(text)); }
    const Place &place() const { return place_; }
    bool is_good() const { return good_; }

  private:
    void descend(Node &node, std::string_view path, Node value) {
        if (++depth_ > deepest) {
            refuse(fmt::format("the path has more than {} steps; no case is as deep", deepest));
        } else if (path.empty()) {
            const bool is_section =
                walked_.find('.') == std::string::npos; // in other maps one item may stand for a list
            if (value.appends && node.is_map() && is_section)
                refuse(fmt::format("'{}' is a map, and `+` adds to lists; name what is to be added to it", walked_));
            else
                lay_over_whole(node, std::move(value));
        } else if (node.is_map()) {
            into_map(node, path, std::move(value));
        } else if (node.is_list()) {
            into_list(node, path, std::move(value));
        } else {
            refuse(fmt::format("'{}' is {}, not a map; set it whole", walked_, name_of(node)));
        }
    }

    /// A map given on the command line replaces nothing that it does not name, like an overlay.
    static void lay_over_whole(Node &node, Node value) { lay_over(node, std::move(value)); }

    void into_map(Node &map, std::string_view path, Node value) {
        if (Entry *entry = longest_key(map, path)) {
            const std::string_view rest = path.substr(std::min(path.size(), entry->key.size() + 1));
            walk(entry->key);
            descend(entry->value, rest, std::move(value));
            return;
        }
        if (std::find(named_sections.begin(), named_sections.end(), walked_) != named_sections.end() &&
            (!value.is_map() || names_exist_)) {
            const Meant meant = nearest(map, path);
            refuse(
                fmt::format("'{}' names none of {}; name one that the case has{}", meant.typed, walked_, meant.words));
            return;
        }
        const std::string key = new_key(path);
        const std::string_view rest = path.substr(std::min(path.size(), key.size() + 1));
        Node fresh;
        fresh.kind = Node::Kind::map;
        fresh.place = place_;
        map.entries.push_back({key, place_, rest.empty() ? std::move(value) : std::move(fresh)});
        walk(key);
        if (!rest.empty()) descend(map.entries.back().value, rest, std::move(value));
    }

    void into_list(Node &list, std::string_view path, Node value) {
        std::size_t best = list.items.size();
        std::size_t length = 0;
        const auto consider = [&](std::size_t i, const std::string &name) {
            const bool fits = path.starts_with(name) && (path.size() == name.size() || path[name.size()] == '.');
            if (!fits || name.size() <= length) return;
            best = i;
            length = name.size();
        };
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            consider(i, std::to_string(i + 1));
            consider(i, name_of_item(list.items[i]));
        }
        if (best == list.items.size()) {
            refuse(fmt::format("'{}' is no item of '{}'; name one, or count from 1 to {}", path, walked_,
                               list.items.size()));
            return;
        }
        const std::string_view rest = path.substr(std::min(path.size(), length + 1));
        walk(std::string{path.substr(0, length)});
        if (rest.empty() && value.is_nothing())
            list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(best));
        else
            descend(list.items[best], rest, std::move(value));
    }

    static Entry *longest_key(Node &map, std::string_view path) {
        Entry *best = nullptr;
        for (Entry &entry : map.entries) {
            const std::string &key = entry.key;
            const bool fits = path.starts_with(key) && (path.size() == key.size() || path[key.size()] == '.');
            if (fits && (!best || key.size() > best->key.size())) best = &entry;
        }
        return best;
    }

    /// The first key of a path that leads where nothing stands yet: a material or element of that name, else up to a
    /// dot.
    std::string new_key(std::string_view path) const {
        if (const Node *materials = root_.find("materials"))
            if (Entry *known = longest_key(const_cast<Node &>(*materials), path)) return known->key;
        return std::string{path.substr(0, path.find('.'))};
    }

    struct Meant {
        std::string_view typed; ///< the name at the front of a path
        std::string words;      ///< the nearest that there is
    };
    /// Names may hold dots: as much of the path as comes near a name, else up to its first dot.
    static Meant nearest(const Node &map, std::string_view path) {
        std::vector<std::string> keys;
        for (const Entry &entry : map.entries) keys.push_back(entry.key);
        std::string_view typed = path;
        while (true) {
            std::string words = did_you_mean(typed, keys);
            const std::size_t dot = typed.rfind('.');
            if (!words.empty() || dot == std::string_view::npos) return {typed, std::move(words)};
            typed = typed.substr(0, dot);
        }
    }

    void walk(const std::string &key) { walked_ += (walked_.empty() ? "" : ".") + key; }

    Reading &reading_;
    Node &root_;
    Place place_;
    std::string walked_;
    int depth_ = 0;
    bool names_exist_ = false; ///< even a map brings no new facility, material, fleet or passage
    bool good_ = true;
};

void put_everywhere(Node &node, const Place &place) {
    node.place = place;
    for (Entry &entry : node.entries) {
        entry.place = place;
        put_everywhere(entry.value, place);
    }
    for (Node &item : node.items) put_everywhere(item, place);
}

} // namespace

std::string set_name(const std::string &assignment) { return fmt::format("--set '{}'", assignment); }

void apply_set(Reading &reading, Node &root, const std::string &assignment, const std::filesystem::path &folder) {
    Setter setter{reading, root, assignment, folder};
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0) {
        setter.refuse("this sets nothing; write PATH=VALUE, such as 'time.end=2040-01-01'");
        return;
    }
    std::vector<Problem> problems;
    const auto node = read_yaml("value: " + assignment.substr(equals + 1), setter.place().file, problems);
    if (!node || !problems.empty() || node->entries.size() != 1 || node->entries.front().key != "value") {
        setter.refuse("the value cannot be read as YAML; put it in quotes");
        return;
    }
    Node value = node->entries.front().value;
    fold_additions(value);
    put_everywhere(value, setter.place());
    setter.run(std::string_view{assignment}.substr(0, equals), std::move(value));
}

bool put_at(Reading &reading, Node &root, const std::string &path, const Place &place, Node value) {
    Setter setter{reading, root, place, true};
    setter.run(path, std::move(value));
    return setter.is_good();
}

} // namespace midstream
