// `like: other entry`.
// SPDX-License-Identifier: Apache-2.0
#include "reader/like.h"

#include "reader/merge.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// The entries of one section, each expanded once, the copied one first.
class Section {
  public:
    explicit Section(Reading &reading) : reading_{reading} {}

    void add(std::string name, Node &node) {
        names_.add(name);
        if (names_.names().size() > entries_.size()) entries_.push_back({std::move(name), &node});
    }
    void expand_all() {
        for (std::size_t i = 0; i < entries_.size(); ++i) expand(i, 1);
    }

  private:
    enum class State { untouched, open, done };
    struct Item {
        std::string name;
        Node *node;
        State state = State::untouched;
    };

    void expand(std::size_t at, std::size_t chain) {
        Item &item = entries_[at];
        const Node *like = item.node->find("like");
        if (item.state == State::done || !like) return;
        item.state = State::open;
        const auto other = find(item.name, *like, chain);
        if (other) {
            expand(*other, chain + 1);
            copy_from(*entries_[*other].node, *item.node);
        }
        std::erase_if(item.node->entries, [](const Entry &e) { return e.key == "like"; });
        item.state = State::done;
    }

    void copy_from(const Node &other, Node &node) {
        if (!reading_.may_copy(other)) return;
        Node copy = other;
        std::erase_if(copy.entries, [](const Entry &e) { return e.key == "name" || e.key == "like"; });
        lay_under(node, std::move(copy));
    }

    std::optional<std::size_t> find(const std::string &name, const Node &like, std::size_t chain) {
        const Reading::Step step{reading_, name};
        const Reading::Step last{reading_, "like"};
        if (chain > longest_chain) {
            reading_.refuse(
                like.place,
                fmt::format("more than {} entries are each like the next; copy from the last one", longest_chain));
            return {};
        }
        if (!like.is_scalar()) {
            reading_.refuse(like.place, fmt::format("found {}; write the name of another entry", name_of(like)));
            return {};
        }
        const auto at = names_.find(like.text);
        if (!at) {
            reading_.refuse(like.place, fmt::format("there is no entry '{}' to be like; name one beside this{}",
                                                    like.text, did_you_mean(like.text, names_.names())));
            return {};
        }
        if (entries_[*at].state == State::open) {
            reading_.refuse(like.place,
                            fmt::format("'{}' is like this one in turn; one of them must stand for itself", like.text));
            return {};
        }
        return *at;
    }

    Reading &reading_;
    NameList names_{"entry"};
    std::vector<Item> entries_;
};

} // namespace

std::string name_of_item(const Node &item) {
    const auto text = [&](std::string_view key) {
        const Node *value = item.find(key);
        return value && value->is_scalar() ? value->text : "";
    };
    if (const std::string name = text("name"); !name.empty()) return name;
    const std::string from = text("from");
    const std::string to = text("to");
    return from.empty() || to.empty() ? "" : fmt::format("{} -> {}", from, to);
}

void expand_likes(Reading &reading, Node &root) {
    for (const std::string_view key : {"facilities", "fleets", "materials"}) {
        Node *section = root.find(key);
        if (!section) continue;
        const Reading::Step step{reading, std::string{key}};
        Section entries{reading};
        for (Entry &entry : section->entries) entries.add(entry.key, entry.value);
        entries.expand_all();
    }
    if (Node *routes = root.find("routes")) {
        const Reading::Step step{reading, "routes"};
        Section entries{reading};
        for (std::size_t i = 0; i < routes->items.size(); ++i) {
            const std::string name = name_of_item(routes->items[i]);
            entries.add(name.empty() ? std::to_string(i + 1) : name, routes->items[i]);
        }
        entries.expand_all();
    }
}

} // namespace midstream
