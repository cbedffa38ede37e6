// Pointing at the lines of a case whose meaning is wrong.
// SPDX-License-Identifier: Apache-2.0
#include "reader/draft.h"

#include "reader/like.h"
#include "reader/read_words.h"

#include <algorithm>

namespace midstream {

Draft::Draft(const Node &composed) : root{composed} {
    for (const Entry &section : composed.entries) {
        std::vector<const Entry *> &all = entries[section.key];
        for (const Entry &entry : section.value.entries)
            if (!is_note(entry.key)) all.push_back(&entry);
    }
}

Pointer::Pointer(Reading &reading, const Draft &draft, std::string_view section, std::size_t number)
    : Pointer{reading, draft, section} {
    if (node_->is_list()) {
        const Node &item = node_->items.at(number);
        const Node *name = item.find("name");
        path_ += "." + (name && name->is_scalar() ? name->text : std::to_string(number + 1));
        place_ = item.place;
        node_ = &item;
    } else {
        const Entry &entry = *draft.entries.find(section)->second.at(number);
        path_ += "." + entry.key;
        place_ = entry.place;
        node_ = &entry.value;
    }
}

Pointer::Pointer(Reading &reading, const Draft &draft, std::string_view section)
    : reading_{reading}, node_{&draft.root}, place_{draft.root.place}, path_{section} {
    for (const Entry &entry : draft.root.entries)
        if (entry.key == section) {
            place_ = entry.place;
            node_ = &entry.value;
        }
}

Problem Pointer::at(std::initializer_list<std::string_view> keys, std::string text) const {
    const Node *node = node_;
    Place place = place_;
    std::string path = path_;
    for (const std::string_view key : keys) {
        const Node *next = nullptr;
        for (const Entry &entry : node->entries)
            if (entry.key == key && !entry.value.preset) {
                next = &entry.value;
                place = entry.place;
            }
        if (!next) break;
        path += (path.empty() ? "" : ".") + std::string{key};
        node = next;
    }
    return {place.file->name, place.line, place.column, std::move(path), std::move(text)};
}

bool Pointer::is_sound(std::string_view key) const {
    return has(key) && !reading_.has_problem_at(path_ + "." + std::string{key});
}

bool Pointer::has_only(const std::vector<std::string_view> &known) const {
    return std::all_of(node_->entries.begin(), node_->entries.end(), [&](const Entry &entry) {
        return is_note(entry.key) || std::find(known.begin(), known.end(), entry.key) != known.end();
    });
}

std::string Pointer::word(std::string_view key) const {
    const Node *value = node_->find(key);
    return value && value->is_scalar() ? value->text : "";
}

bool Pointer::refuse(std::initializer_list<std::string_view> keys, std::string text) const {
    reading_.messages.problems.push_back(at(keys, std::move(text)));
    return false;
}

void Pointer::warn(std::initializer_list<std::string_view> keys, std::string text) const {
    reading_.messages.warnings.push_back(at(keys, std::move(text)));
}

} // namespace midstream
