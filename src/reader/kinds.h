// Kinds: named presets of a behaviour, told in YAML; built in, from a folder, or in the case itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"

#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace midstream {

/// The files of configs/kinds as they were when the program was built: name and text.
std::span<const std::pair<std::string_view, std::string_view>> built_in_kind_files();

/// A kind with those it builds on laid under it.
struct Kind {
    std::string behaviour;
    std::string about;
    Node fields; ///< a map, marked as preset throughout
};

class Kinds {
  public:
    /// The built-in ones; files of the folder, if one is given, win over them. Problems of the folder are told.
    Kinds(Reading &reading, const std::optional<std::filesystem::path> &folder);

    /// The kinds of a case win over those known so far. False where they are wrong, which is told.
    bool add_own(const Node &section);

    /// Every kind by name, behaviours first, then in the order they were met.
    const std::vector<std::string> &names() const { return names_.names(); }

    /// The kind a node names, or a refusal with the nearest name. Behaviours are kinds without fields.
    std::optional<Kind> find(const Node &name);
    std::optional<Kind> find(const std::string &name);

    /// The behaviour of the kind that a misspelt name may mean; empty where none is near.
    std::string guess(const std::string &typed);

  private:
    void add_section(const Node &section);
    std::optional<Kind> find(const std::string &name, const Place &asked);
    std::optional<Kind> resolve(const std::string &name, const Place &asked, std::vector<std::string> &open);
    /// What a kind stands on: its behaviour, or the kind it builds on with all its fields.
    bool resolve_ground(const Entry &entry, Kind &kind, std::vector<std::string> &open);

    Reading &reading_;
    NameList names_{"kind"};
    std::vector<std::optional<Entry>> entries_; // by number in names_; empty for behaviours
    std::set<std::string> wrong_;               // kinds whose problem is told
};

} // namespace midstream
