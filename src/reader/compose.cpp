// One tree out of all that makes up a case.
// SPDX-License-Identifier: Apache-2.0
#include "reader/compose.h"

#include "reader/include.h"
#include "reader/like.h"
#include "reader/merge.h"
#include "reader/read_words.h"
#include "reader/set_path.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Takes out what a kind has brought.
void strip_preset(Node &node) {
    std::erase_if(node.entries, [](const Entry &entry) { return entry.value.preset; });
    std::erase_if(node.items, [](const Node &item) { return item.preset; });
    for (Entry &entry : node.entries) strip_preset(entry.value);
}

/// Lays presets under facilities, before overlays and again after them for what is new or has become another kind.
class Filler {
  public:
    Filler(Reading &reading, Kinds &kinds) : reading_{reading}, kinds_{kinds} {}

    void fill(Node &root) {
        Node *facilities = root.find("facilities");
        if (!facilities) return;
        const Reading::Step step{reading_, "facilities"};
        for (Entry &entry : facilities->entries) {
            if (is_note(entry.key)) continue;
            const auto number = names_.add(entry.key);
            done_.resize(names_.names().size());
            fill(entry, done_[number]);
        }
    }

    void tell(Composition &composition) {
        if (const Node *facilities = composition.root.find("facilities"))
            for (const Entry &entry : facilities->entries) {
                if (is_note(entry.key)) continue;
                const Filled &filled = done_[*names_.find(entry.key)];
                composition.behaviours.push_back(filled.behaviour);
                composition.guesses.push_back(filled.behaviour.empty() ? kinds_.guess(filled.kind) : "");
            }
    }

  private:
    struct Filled {
        std::string kind;
        std::string behaviour;
    };

    void fill(Entry &entry, Filled &filled) {
        const Node *name = entry.value.find("kind");
        if (!name || (name->is_scalar() && name->text == filled.kind)) return;
        const Reading::Step step{reading_, entry.key};
        const Reading::Step last{reading_, "kind"};
        auto kind = kinds_.find(*name);
        if (name->is_scalar()) filled.kind = name->text;
        if (!kind) return;
        if (!filled.behaviour.empty()) strip_preset(entry.value);
        filled.behaviour = kind->behaviour;
        const Place place = entry.value.place;
        lay_under(entry.value, std::move(kind->fields));
        entry.value.place = place;
        entry.value.preset = false;
    }

    Reading &reading_;
    Kinds &kinds_;
    NameList names_{"facility"};
    std::vector<Filled> done_; // by number in names_
};

/// The kinds that overlays bring must be known before presets are filled in.
void lift_kinds(Node &root, std::vector<Node> &overlays) {
    for (Node &overlay : overlays) {
        Node *section = overlay.find("kinds");
        if (!section) continue;
        if (Node *own = root.find("kinds"))
            lay_over(*own, *section);
        else
            root.entries.push_back({"kinds", section->place, *section});
    }
}

/// A planner who means to add a few routes may take away all others without knowing.
void warn_of_replaced(Reading &reading, const Node &root, const Node &overlay) {
    for (const auto &[key, one, many] :
         {std::array{"routes", "route", "routes"}, std::array{"disruptions", "disruption", "disruptions"},
          std::array{"network", "leg of the network", "legs of the network"}}) {
        const Node *below = root.find(key);
        const auto above = std::find_if(overlay.entries.begin(), overlay.entries.end(),
                                        [name = key](const Entry &entry) { return entry.key == name; });
        if (!below || above == overlay.entries.end()) continue;
        const std::size_t old_count = below->items.size(), new_count = above->value.items.size();
        if (above->value.appends || old_count == 0 || new_count == 0) continue; // `[]` says what it does
        const Reading::Step step{reading, key};
        reading.warn(above->place, fmt::format("replaces {} of the case with {}; write `{}+:` to add to {}",
                                               old_count == 1 ? fmt::format("the one {}", one)
                                                              : fmt::format("all {} {}", old_count, many),
                                               new_count, key, old_count == 1 ? "it" : "them"));
    }
}

} // namespace

Composition compose(Reading &reading, Kinds &kinds, Node root, const ReadOptions &options) {
    std::vector<Node> overlays;
    for (const auto &file : options.overlays)
        if (auto node = FileLoader{reading}.load(file)) overlays.push_back(std::move(*node));
    lift_kinds(root, overlays);
    for (const std::string &set : options.sets)
        if (set.starts_with("kinds.")) apply_set(reading, root, set, options.sets_folder);
    if (const Node *own = root.find("kinds")) kinds.add_own(*own);

    Filler filler{reading, kinds};
    expand_likes(reading, root);
    filler.fill(root);
    for (Node &overlay : overlays) {
        warn_of_replaced(reading, root, overlay);
        lay_over(root, std::move(overlay));
    }
    for (const std::string &set : options.sets)
        if (!set.starts_with("kinds.")) apply_set(reading, root, set, options.sets_folder);
    expand_likes(reading, root);
    filler.fill(root);

    Composition composition{std::move(root), {}, {}};
    drop_deletions(reading, composition.root);
    filler.tell(composition);
    return composition;
}

} // namespace midstream
