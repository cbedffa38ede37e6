// Laying one tree over another.
// SPDX-License-Identifier: Apache-2.0
#include "reader/merge.h"

#include "des/calendar.h"
#include "reader/laws.h"
#include "reader/read_words.h"
#include "reader/sections.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace midstream {

namespace {

bool is_law(std::string_view word) {
    const auto forms = law_forms();
    return word == "empirical" ||
           std::any_of(forms.begin(), forms.end(), [&](const LawForm &form) { return form.word == word; });
}

bool is_date(const Entry &entry) { return std::holds_alternative<SimTime>(parse_date(entry.key)); }

/// Numbers of the keys that a map has now; by hash where there are many.
class KeyFinder {
  public:
    explicit KeyFinder(const Node &map) : map_{map}, count_{map.entries.size()} {
        if (count_ < 32) return;
        for (std::size_t i = 0; i < count_; ++i) numbers_.emplace(map.entries[i].key, i);
    }
    std::size_t find(const std::string &key) const { ///< the count where there is none
        if (count_ >= 32) {
            const auto at = numbers_.find(key);
            return at == numbers_.end() ? count_ : at->second;
        }
        std::size_t i = 0;
        while (i < count_ && map_.entries[i].key != key) ++i;
        return i;
    }

  private:
    const Node &map_;
    const std::size_t count_;
    std::unordered_map<std::string, std::size_t> numbers_; // looked up, never walked
};

bool contains(const std::vector<Node> &items, const Node &wanted) {
    return std::any_of(items.begin(), items.end(), [&](const Node &item) { return item.text == wanted.text; });
}

/// An item alone may stand for a list of one.
Node as_list(Node node) {
    if (node.is_list()) return node;
    Node list;
    list.kind = Node::Kind::list;
    list.place = node.place;
    list.preset = node.preset;
    if (!node.is_nothing()) list.items.push_back(std::move(node));
    return list;
}

bool is_addition(const Entry &entry) {
    return entry.key.size() > 1 && entry.key.ends_with('+') && entry.value.is_list();
}

} // namespace

bool is_series_of_values(const Node &node) {
    if (!node.is_map() || node.entries.empty()) return false;
    return node.find("csv") || std::all_of(node.entries.begin(), node.entries.end(), is_date);
}

bool is_whole_value(const Node &node) {
    if (is_series_of_values(node)) return true;
    return node.is_map() && node.entries.size() == 1 && is_law(node.entries.front().key);
}

void fold_additions(Node &node) {
    for (Node &item : node.items) fold_additions(item);
    for (Entry &entry : node.entries) fold_additions(entry.value);
    if (std::none_of(node.entries.begin(), node.entries.end(), is_addition)) return;
    std::vector<Entry> all = std::move(node.entries);
    node.entries.clear();
    for (const bool additions : {false, true}) // so that it does not matter which of the two stands first
        for (Entry &entry : all) {
            if (is_addition(entry) != additions) continue;
            if (additions) {
                entry.key.pop_back();
                entry.value.appends = true;
            }
            Node *own = additions ? node.find(entry.key) : nullptr;
            if (own)
                append_to(*own, std::move(entry.value));
            else
                node.entries.push_back(std::move(entry));
        }
}

void append_to(Node &lower, Node upper) {
    const Place place = upper.place;
    const bool was_preset = lower.preset;
    lower = as_list(std::move(lower));
    lower.place = place;
    lower.preset &= upper.preset;
    lower.appends |= was_preset && !upper.preset; // another kind may come to lie under it
    Node added = as_list(std::move(upper));
    for (Node &item : added.items)
        if (!was_preset || !item.preset) lower.items.push_back(std::move(item)); // a copied list brings its kind's too
}

void lay_over(Node &lower, Node upper) {
    if (upper.appends && !lower.is_nothing()) {
        append_to(lower, std::move(upper));
        return;
    }
    if (upper.is_nothing()) upper.deletes |= !lower.is_nothing() || lower.deletes;
    if (!upper.is_map() || !lower.is_map() || is_whole_value(upper) || is_whole_value(lower)) {
        lower = std::move(upper);
        return;
    }
    lower.place = upper.place;
    lower.preset &= upper.preset;
    const KeyFinder finder{lower};
    const std::size_t before = lower.entries.size();
    for (Entry &entry : upper.entries) {
        const std::size_t same = finder.find(entry.key);
        if (same == before) {
            lower.entries.push_back(std::move(entry));
        } else {
            lower.entries[same].place = entry.place;
            lay_over(lower.entries[same].value, std::move(entry.value));
        }
    }
}

void lay_under(Node &upper, Node copied) {
    for (const std::string &key : whole_keys()) {
        const Node *own = upper.find(key);
        Node *other = copied.find(key);
        if (own && own->is_map() && other) *other = *own;
    }
    lay_over(copied, std::move(upper));
    upper = std::move(copied);
}

void lay_file_over(Node &included, Node file) {
    constexpr std::array<std::string_view, 5> appended{"routes", "disruptions", "network", "assumptions", "elements"};
    for (const std::string_view key : appended) {
        Node *below = included.find(key);
        Node *above = file.find(key);
        if (!below || !above || !below->is_list() || !above->is_list()) continue;
        Node both = std::move(*below);
        for (Node &item : above->items)
            if (key != "elements" || !contains(both.items, item)) both.items.push_back(std::move(item));
        both.place = above->place;
        *above = std::move(both);
    }
    lay_over(included, std::move(file));
}

void drop_deletions(Reading &reading, Node &root) {
    for (Entry &entry : root.entries) {
        const Reading::Step step{reading, entry.key};
        if (entry.value.is_nothing() && !entry.value.deletes && !is_note(entry.key))
            reading.refuse(entry.place, "nothing is written here; give a value, or leave the key out");
        drop_deletions(reading, entry.value);
    }
    std::erase_if(root.entries, [](const Entry &entry) { return entry.value.is_nothing(); });
    for (std::size_t i = 0; i < root.items.size(); ++i) {
        const Reading::Step step{reading, std::to_string(i + 1)};
        if (root.items[i].is_nothing())
            reading.refuse(root.items[i].place, "nothing is written here; give a value, or leave the item out");
        drop_deletions(reading, root.items[i]);
    }
    std::erase_if(root.items, [](const Node &item) { return item.is_nothing(); });
}

} // namespace midstream
