// One tree out of all that makes up a case.
// SPDX-License-Identifier: Apache-2.0
#include "reader/compose.h"

#include "reader/include.h"
#include "reader/like.h"
#include "reader/merge.h"
#include "reader/read_words.h"
#include "reader/set_path.h"

#include <algorithm>

namespace midstream {

namespace {

/// Takes out what a kind has brought.
void strip_preset(Node &node) {
    std::erase_if(node.entries, [](const Entry &entry) { return entry.value.preset; });
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

    std::vector<std::string> behaviours(const Node &root) {
        std::vector<std::string> behaviours;
        if (const Node *facilities = root.find("facilities"))
            for (const Entry &entry : facilities->entries)
                if (!is_note(entry.key)) behaviours.push_back(done_[*names_.find(entry.key)].behaviour);
        return behaviours;
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

} // namespace

Composition compose(Reading &reading, Kinds &kinds, Node root, const ReadOptions &options) {
    std::vector<Node> overlays;
    for (const auto &file : options.overlays)
        if (auto node = FileLoader{reading}.load(file)) overlays.push_back(std::move(*node));
    lift_kinds(root, overlays);
    for (const std::string &set : options.sets)
        if (set.starts_with("kinds.")) apply_set(reading, root, set);
    if (const Node *own = root.find("kinds")) kinds.add_own(*own);

    Filler filler{reading, kinds};
    expand_likes(reading, root);
    filler.fill(root);
    for (Node &overlay : overlays) lay_over(root, std::move(overlay));
    for (const std::string &set : options.sets)
        if (!set.starts_with("kinds.")) apply_set(reading, root, set);
    expand_likes(reading, root);
    filler.fill(root);

    Composition composition{std::move(root), {}};
    drop_deletions(reading, composition.root);
    composition.behaviours = filler.behaviours(composition.root);
    return composition;
}

} // namespace midstream
