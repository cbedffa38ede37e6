// The JSON Schema of one member of a spec, whatever its shape: the mirror of read_values.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/catalogue.h"
#include "reader/json_text.h"
#include "reader/laws.h"
#include "reader/read_words.h"
#include "reader/shapes.h"
#include "units/text.h"
#include "values/dated_values.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace midstream {

inline std::string type_schema(std::string_view type) { return JsonObject{}.add_text("type", type).text(); }
std::string any_of(std::vector<std::string> schemas); ///< one alone stands for itself
std::string words_schema();                           ///< text, however YAML takes it
std::string date_schema();
std::string enum_schema(const std::vector<std::string> &words);
std::string map_schema(const std::string &value); ///< from names to values; `~` deletes
std::string law_schema(const std::string &quantity);
std::string series_schema(const std::string &quantity);
std::string addition_schema(std::string_view key, const std::string &item); ///< of `key+`
std::string with_description(const std::string &schema, std::string_view description);

/// The definitions that schemas refer to, told once each.
class Definitions {
  public:
    /// A reference to a definition, which is made when it is first asked for.
    template <class Make> std::string refer(std::string name, Make make) {
        std::replace(name.begin(), name.end(), ' ', '-');
        if (!known_.contains(name)) {
            known_[name] = ""; // before it is made: a definition may refer to itself
            known_[name] = make();
        }
        return JsonObject{}.add_text("$ref", "#/definitions/" + name).text();
    }
    std::string text() const {
        JsonObject all;
        for (const auto &[name, schema] : known_) all.add(name, schema);
        return all.text();
    }

  private:
    std::map<std::string, std::string> known_;
};

/// The properties of a map, from the fields of the specs that are written in it.
class PropertySchemas {
  public:
    explicit PropertySchemas(Definitions &definitions) : definitions_{definitions} {}

    template <class Spec> void add() { Spec::fields(*this); }
    void add(std::string_view key, std::string schema, bool required = false) {
        properties_.emplace_back(key, std::move(schema));
        if (required) required_.emplace_back(key);
    }

    /// `key+`, which adds to a list that lies below.
    void add_addition(std::string_view key, const std::string &item) {
        add(std::string{key} + "+", addition_schema(key, item));
    }

    template <class T, class Owner> void operator()(const Field &field, T Owner::*) {
        add(field.key, with_description(schema_of<T>(field), field.meaning));
        if constexpr (is_list<T>) add_addition(field.key, schema_of<typename T::value_type>(field));
        if (field.required) required_.emplace_back(field.key);
    }

    /// `may_be_like`: an entry with `like` need not have the required fields.
    std::string text(bool may_be_like = false) const;
    /// Without required fields, and `~` for any of them: what kinds and facilities may leave to others.
    std::string loose_text(const std::string &all_of = "") const; ///< `all_of`: a list of more schemas that must hold
    std::string properties(bool may_be_nothing) const;
    bool has(std::string_view key) const;
    std::vector<std::string> keys() const;

    template <class T> std::string schema_of(const Field &field) {
        if constexpr (is_quantity<T>)
            return quantity_schema<T>(field);
        else if constexpr (is_uncertain<T>) {
            const std::string one = quantity_schema<QuantityOf<T>>(field);
            return any_of(
                {one, definitions_.refer("law of " + noun<QuantityOf<T>>(), [&] { return law_schema(one); })});
        } else if constexpr (is_steps<T>) {
            const std::string one = quantity_schema<QuantityOf<T>>(field);
            return any_of(
                {one, definitions_.refer("series of " + noun<QuantityOf<T>>(), [&] { return series_schema(one); })});
        } else if constexpr (is_id<T> || std::is_same_v<T, std::string>)
            return words_schema();
        else if constexpr (Worded<T>) {
            const auto words = words_of(T{});
            return enum_schema({words.begin(), words.end()});
        } else if constexpr (std::is_same_v<T, SimTime>)
            return date_schema();
        else if constexpr (std::is_same_v<T, Position>)
            return position_schema();
        else if constexpr (std::is_same_v<T, DatedValues>)
            return definitions_.refer("recorded series", [] { return series_schema(words_schema()); });
        else if constexpr (std::is_arithmetic_v<T>)
            return number_schema(field, std::is_integral_v<T>);
        else if constexpr (is_optional<T>)
            return schema_of<typename T::value_type>(field);
        else if constexpr (is_by<T>)
            return map_schema(schema_of<typename T::value_type::second_type>(field));
        else if constexpr (is_list<T>) {
            const std::string item = schema_of<typename T::value_type>(field);
            return any_of({item, JsonObject{}.add_text("type", "array").add("items", item).text()});
        } else
            return spec_schema<T>(field);
    }

  private:
    /// "time": what a quantity is one of, from its own words ("a duration with its unit, ...").
    template <class Q> static std::string noun() {
        const std::string hint = unit_hint<Q>();
        const std::size_t from = hint.find(' ') + 1;
        return hint.substr(from, hint.find(" with") - from);
    }
    template <class Q> std::string quantity_schema(const Field &field) {
        if constexpr (std::is_same_v<Q, Fraction>)
            if (field.at_most && *field.at_most > 1) return quantity_schema<TonnesPerTonne>(field);
        return definitions_.refer(noun<Q>(), [] {
            const std::string text = JsonObject{}
                                         .add_text("type", "string")
                                         .add_text("pattern", unit_pattern<Q>())
                                         .add_text("description", unit_hint<Q>())
                                         .text();
            const std::string bare = std::is_same_v<Q, Fraction> ? "[0,1]" : "[0]";
            return any_of({text, JsonObject{}.add("enum", bare).text()});
        });
    }
    template <class Spec> std::string spec_schema(const Field &field) {
        PropertySchemas inside{definitions_};
        inside.add<Spec>();
        std::vector<std::string> forms{inside.text()};
        if (!field.shorthand.empty()) forms.push_back(shorthand_schema<Spec>(field.shorthand));
        if constexpr (std::is_same_v<Spec, YieldSpec>) forms.push_back(enum_schema({std::string{by_recovery}}));
        return any_of(std::move(forms));
    }
    struct FindShorthand {
        PropertySchemas &schemas;
        std::string_view key;
        std::string found;
        template <class T, class Owner> void operator()(const Field &field, T Owner::*) {
            if (field.key == key) found = schemas.template schema_of<T>(field);
        }
    };
    template <class Spec> std::string shorthand_schema(std::string_view key) {
        FindShorthand find{*this, key, {}};
        Spec::fields(find);
        return find.found;
    }
    static std::string position_schema();
    static std::string number_schema(const Field &field, bool whole);

    Definitions &definitions_;
    std::vector<std::pair<std::string, std::string>> properties_; // a key of several specs stands several times
    std::vector<std::string> required_;
};

} // namespace midstream
