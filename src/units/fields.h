// How a spec tells its fields once: key, meaning and range; reading, echo, schema and manual follow from it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace midstream {

/// What a spec says of one of its members. A spec has `template <class F> static void fields(F& f)` that calls
/// `f(Field{"capacity", "..."}, &PlantSpec::capacity)` for each member in the order in which a person would write them.
struct Field {
    std::string_view key;                ///< as written in a case, words separated by spaces
    std::string_view meaning;            ///< one sentence for the manual, with the default where there is one
    bool required = false;               ///< a case without it is wrong
    std::optional<double> at_least = {}; ///< smallest legal value, in canonical units (t, t/d, d, fraction)
    std::optional<double> at_most = {};  ///< largest legal value, in canonical units
    std::string_view shorthand = {};     ///< key of a nested spec that a bare value stands for, e.g. "capacity"
    bool whole = false;                  ///< a map that replaces that of a kind or of `like` whole: a recipe's sides
};

/// An entity of a case, numbered in the order of the file; the tag keeps materials and fleets apart.
template <class Tag> struct Id {
    std::uint32_t index = 0;
    friend constexpr bool operator==(Id, Id) = default;
    friend constexpr auto operator<=>(Id, Id) = default;
};

/// A map of a case, keyed by id and kept in the order of the file.
template <class Key, class Value> using By = std::vector<std::pair<Key, Value>>;

/// The value held for a key, if there is one.
template <class Key, class Value> const Value *find_in(const By<Key, Value> &map, Key key) {
    for (const auto &[k, v] : map)
        if (k == key) return &v;
    return nullptr;
}

} // namespace midstream
