// A case as read but not yet checked, with the tree it came from, so that checks can point at lines.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "reader/reading.h"

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// What was read, and which entries were read without a problem: checks pass over the others, whose values mean
/// nothing.
struct Draft {
    explicit Draft(const Node &composed);

    Case value;
    const Node &root;
    std::map<std::string, std::vector<const Entry *>, std::less<>>
        entries; ///< of the sections that are maps, without notes
    std::vector<bool> materials;
    std::vector<bool> facilities;
    std::vector<bool> routes;
    std::vector<bool> fleets;
    std::vector<bool> passages;
    std::vector<bool> legs;
    std::vector<bool> disruptions;
    std::vector<bool> observed;
    bool calibrate = false;
    bool time = false;
    bool measure = false;
};

/// Points at an entry of a section, to tell problems of it. Keys that were not written point at what holds them.
class Pointer {
  public:
    /// An entry of `section` by its number: of a map or of a list.
    Pointer(Reading &reading, const Draft &draft, std::string_view section, std::size_t number);
    /// A section, or the top of the case where there is none of the name.
    Pointer(Reading &reading, const Draft &draft, std::string_view section);

    bool has(std::string_view key) const { return node_->find(key) != nullptr; }
    /// Whether the key was written and read without a problem: then it means something though others do not.
    bool is_sound(std::string_view key) const;
    /// Whether every key is a field of a spec: else the one that seems to be missing may stand there misspelt.
    template <class Spec> bool has_only_fields_of() const {
        std::vector<std::string_view> known;
        const auto add = [&](const Field &field, auto) { known.push_back(field.key); };
        Spec::fields(add);
        return has_only(known);
    }
    /// What was written for a key, where that is a word; else empty.
    std::string word(std::string_view key) const;
    bool refuse(std::initializer_list<std::string_view> keys, std::string text) const;
    void warn(std::initializer_list<std::string_view> keys, std::string text) const;

  private:
    Problem at(std::initializer_list<std::string_view> keys, std::string text) const;
    bool has_only(const std::vector<std::string_view> &known) const;

    Reading &reading_;
    const Node *node_;
    Place place_; ///< of the entry's key
    std::string path_;
};

/// What must hold for a case to run. Tells problems.
void check_facilities(Reading &reading, Draft &draft);
void check_routes(Reading &reading, Draft &draft);
void check_disruptions(Reading &reading, Draft &draft);
void check_history(Reading &reading, Draft &draft);
void check_case(Reading &reading, Draft &draft);

/// What is legal but hardly meant, in a case without problems.
void warn_of_case(Reading &reading, const Draft &draft);
void warn_of_recipes(Reading &reading, const Draft &draft); ///< part of it: ratios that assays and masses speak against
void warn_of_parcels(Reading &reading, const Draft &draft); ///< part of it: parcels that nobody ever asks for
void warn_of_idleness(Reading &reading, const Draft &draft); ///< part of it: what stands in the case and does nothing

} // namespace midstream
