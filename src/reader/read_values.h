// Reading one member of a spec from its node, whatever its shape. A new field of a known shape needs nothing here.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/read_periods.h"
#include "reader/read_steps.h"
#include "reader/read_words.h"
#include "reader/reading.h"
#include "reader/shapes.h"
#include "units/text.h"

#include <string>
#include <variant>

namespace midstream {

template <class Spec> bool read_spec(Reading &reading, const Node &node, const Field &field, Spec &out);

/// Refuses a number outside the field's range, in words of its unit.
template <class Q> bool check_range(Reading &reading, const Node &node, const Field &field, Q value) {
    if (field.at_least && value.value() < *field.at_least)
        return refuse_small(reading, node, *field.at_least, print_any(Q{*field.at_least}));
    if (field.at_most && value.value() > *field.at_most)
        return refuse_large(reading, node, print_any(Q{*field.at_most}));
    if constexpr (std::is_same_v<Q, TonnesPerDay>) {
        constexpr TonnesPerDay absurd{1e15 / days_per_year}; // a million times what the world digs
        if (value > absurd) return refuse_large(reading, node, "1e9 Mt/y");
    }
    return true;
}

template <class Q> bool read_quantity(Reading &reading, const Node &node, const Field &field, Q &out) {
    if (!node.is_scalar()) return refuse_shape(reading, node, unit_hint<Q>());
    if constexpr (std::is_same_v<Q, Fraction>) {
        if (field.at_most && *field.at_most > 1) { // may exceed 100 %, which a fraction's text may not
            TonnesPerTonne ratio;
            if (!read_quantity(reading, node, field, ratio)) return false;
            out = Fraction{ratio.value()};
            return true;
        }
    }
    const auto parsed = parse_quantity<Q>(node.text);
    if (const auto *problem = std::get_if<TextProblem>(&parsed)) return refuse_text(reading, node, *problem);
    out = std::get<Q>(parsed);
    return check_range(reading, node, field, out);
}

template <class Q> bool read_uncertain(Reading &reading, const Node &node, const Field &field, Uncertain<Q> &out) {
    if (!node.is_map()) {
        Q fixed;
        if (!read_quantity(reading, node, field, fixed)) return false;
        out = Uncertain<Q>{fixed};
        return true;
    }
    const auto law = read_law(reading, node, [&](const Node &value) -> std::optional<double> {
        Q number;
        if (!read_quantity(reading, value, field, number)) return {};
        return number.value();
    });
    if (law) out = Uncertain<Q>{*law};
    return law.has_value();
}

template <class Q> bool read_steps(Reading &reading, const Node &node, const Field &field, Steps<Q> &out) {
    Q fixed;
    if (!is_dated(node)) {
        if (!read_quantity(reading, node, field, fixed)) return false;
        out = Steps<Q>{fixed};
        return true;
    }
    const auto dated = read_dated(reading, node);
    if (!dated) return false;
    std::vector<std::pair<SimTime, Q>> values;
    for (const DatedText &row : dated->rows) {
        if (!read_quantity(reading, row.value, field, fixed)) return false;
        fixed *= dated->scale;
        if (!check_range(reading, row.value, field, fixed)) return false;
        values.emplace_back(row.date, fixed);
    }
    if (reading.start && !values.empty() && values.front().first > *reading.start)
        warn_of_late_start(reading, node, values.front().first);
    out = {};
    for (auto &[date, value] : values)
        if (reading.start && date <= *reading.start)
            out.first = value;
        else
            out.changes.emplace_back(date, value);
    return true;
}

template <class Tag> bool read_id(Reading &reading, const Node &node, Id<Tag> &out) {
    if constexpr (std::is_same_v<Id<Tag>, PointId>) {
        if (!node.is_scalar()) return refuse_shape(reading, node, "a facility or a point of your own");
        out = PointId{reading.points.add(node.text)};
        return true;
    } else {
        const auto number = read_name(reading, node, names_of(reading, Id<Tag>{}));
        if (number) out = Id<Tag>{*number};
        return number.has_value();
    }
}

template <Worded Words> bool read_words(Reading &reading, const Node &node, Words &out) {
    const auto words = words_of(Words{});
    const auto at = read_choice(reading, node, {words.begin(), words.end()});
    if (at) out = static_cast<Words>(*at);
    return at.has_value();
}

template <class T> bool read_value(Reading &reading, const Node &node, const Field &field, T &out);

/// A preset speaks of materials and elements that a case need not declare: those entries are passed over.
template <class Key> bool is_untracked(const Reading &reading, const Node &value, const std::string &name) {
    return value.preset && !names_of(reading, Key{}).find(name);
}

template <class Key, class Value>
bool read_by(Reading &reading, const Node &node, const Field &field, By<Key, Value> &out) {
    const NameList &names = names_of(reading, Key{});
    if (!node.is_map()) return refuse_shape(reading, node, "a map from each " + names.what() + " to its value");
    bool good = true;
    for (const Entry &entry : node.entries) {
        if (is_note(entry.key) || is_untracked<Key>(reading, entry.value, entry.key)) continue;
        const Reading::Step step{reading, entry.key};
        const auto number = find_name(reading, entry.place, entry.key, names);
        Value value{};
        if (number && read_value(reading, entry.value, field, value))
            out.emplace_back(Key{*number}, std::move(value));
        else
            good = false;
    }
    return good;
}

template <class T> bool read_list(Reading &reading, const Node &node, const Field &field, std::vector<T> &out) {
    const auto read_one = [&](const Node &item) {
        T value{};
        if constexpr (is_id<T>)
            if (item.is_scalar() && is_untracked<T>(reading, item, item.text)) return true;
        if (!read_value(reading, item, field, value)) return false;
        out.push_back(std::move(value));
        return true;
    };
    if (!node.is_list()) return read_one(node);
    bool good = true;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Reading::Step step{reading, std::to_string(i + 1)};
        good &= read_one(node.items[i]);
    }
    return good;
}

template <class T> bool read_value(Reading &reading, const Node &node, const Field &field, T &out) {
    if constexpr (is_quantity<T>)
        return read_quantity(reading, node, field, out);
    else if constexpr (is_uncertain<T>)
        return read_uncertain(reading, node, field, out);
    else if constexpr (is_steps<T>)
        return read_steps(reading, node, field, out);
    else if constexpr (is_id<T>)
        return read_id(reading, node, out);
    else if constexpr (Worded<T>)
        return read_words(reading, node, out);
    else if constexpr (std::is_same_v<T, SimTime>)
        return read_date(reading, node, out);
    else if constexpr (std::is_same_v<T, std::string>)
        return read_text(reading, node, out);
    else if constexpr (std::is_same_v<T, Position>)
        return read_position(reading, node, out);
    else if constexpr (std::is_same_v<T, DatedValues>)
        return read_dated_values(reading, node, out);
    else if constexpr (std::is_arithmetic_v<T>)
        return read_plain_number(reading, node, field, out);
    else if constexpr (is_by<T>)
        return read_by(reading, node, field, out);
    else if constexpr (is_list<T>)
        return read_list(reading, node, field, out);
    else if constexpr (Fielded<T>)
        return read_spec(reading, node, field, out);
    else {
        static_assert(is_optional<T>, "a shape that the reader does not know: teach it here");
        if constexpr (std::is_same_v<T, std::optional<FleetId>>)
            if (node.is_scalar() && node.text == charter) return true; // as many vehicles as are wanted: no fleet
        typename T::value_type value{};
        if (!read_value(reading, node, field, value)) return false;
        out = std::move(value);
        return true;
    }
}

/// The entries of one map, shared by the specs that are written in it, and which of their keys are known.
class MapReader {
  public:
    enum class May { lack_nothing, lack_keys }; ///< `lack_keys`: required keys may stand in a kind that is not known
    MapReader(Reading &reading, const Node &map, May may = May::lack_nothing)
        : reading_{reading}, map_{map}, may_{may} {}

    /// A key that is read elsewhere.
    void allow(std::string_view key) { known_.emplace_back(key); }

    template <class Spec> void read(Spec &spec) {
        Into<Spec> into{*this, spec};
        Spec::fields(into);
    }
    /// Refuses what no spec has asked for. False where anything in the map was wrong.
    bool finish() { return refuse_unknown_keys(reading_, map_, known_) && good_; }

  private:
    template <class Spec> struct Into {
        MapReader &map;
        Spec &spec;
        template <class T, class Owner> void operator()(const Field &field, T Owner::*member) {
            map.read_member(field, spec.*member);
        }
    };

    template <class T> void read_member(const Field &field, T &out) {
        known_.emplace_back(field.key);
        const Node *value = map_.find(field.key);
        if (!value) {
            if (field.required && may_ == May::lack_nothing) good_ = refuse_missing(reading_, map_, field);
            return;
        }
        const Reading::Step step{reading_, std::string{field.key}};
        if constexpr (is_id<T>)
            if (value->is_scalar() && is_untracked_id(*value, out)) {
                if (field.required) good_ = refuse_missing(reading_, map_, field);
                return;
            }
        if (!read_value(reading_, *value, field, out)) good_ = false;
    }
    template <class Tag> bool is_untracked_id(const Node &value, Id<Tag>) const {
        if constexpr (std::is_same_v<Id<Tag>, PointId>)
            return false;
        else
            return is_untracked<Id<Tag>>(reading_, value, value.text);
    }

    Reading &reading_;
    const Node &map_;
    const May may_;
    std::vector<std::string> known_;
    bool good_ = true;
};

/// Reads a nested spec; a bare value stands for the field that the shorthand names.
template <class Spec> bool read_spec(Reading &reading, const Node &node, const Field &field, Spec &out) {
    if (node.is_map()) {
        MapReader map{reading, node};
        map.read(out);
        return map.finish();
    }
    if (field.shorthand.empty()) return refuse_shape(reading, node, "a map such as {" + keys_of<Spec>() + "}");
    if constexpr (std::is_same_v<Spec, YieldSpec>)
        if (node.is_scalar() && node.text == by_recovery) return true;
    Node map;
    map.kind = Node::Kind::map;
    map.preset = node.preset;
    map.place = node.place;
    map.entries.push_back({std::string{field.shorthand}, node.place, node});
    MapReader reader{reading, map};
    reader.read(out);
    return reader.finish();
}

} // namespace midstream
