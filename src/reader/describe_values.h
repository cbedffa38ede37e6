// One member of a spec in the words of the manual: the mirror of read_values.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/catalogue.h"
#include "reader/read_words.h"
#include "reader/reading.h"
#include "reader/shapes.h"
#include "units/text.h"
#include "values/dated_values.h"

#include <string>
#include <string_view>

namespace midstream {

/// A text broken into lines of at most 100 characters, each behind `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent);
/// "`wait` or `lose`".
std::string choice_words(const std::vector<std::string_view> &words);
/// ", at least 1 t, at most 5 kt", as far as there are bounds.
std::string range_words(const Field &field, const std::string &least, const std::string &most);

/// Writes the fields of specs, nested ones under theirs.
class FieldManual {
  public:
    std::string text;

    template <class Spec> void add(std::size_t indent = 2) {
        Into into{*this, indent};
        Spec::fields(into);
    }

    /// What may be written for a member, in words.
    template <class T> static std::string shape_words(const Field &field) {
        if constexpr (is_quantity<T>)
            return quantity_words<T>(field);
        else if constexpr (is_uncertain<T>)
            return quantity_words<QuantityOf<T>>(field) + "; or a law of chance";
        else if constexpr (is_steps<T>)
            return quantity_words<QuantityOf<T>>(field) + "; or dated steps, or a column of a CSV file";
        else if constexpr (std::is_same_v<T, PointId>)
            return "the name of a facility, or a word of your own";
        else if constexpr (is_id<T>)
            return "the name of a " + names_of(Reading{}, T{}).what();
        else if constexpr (Worded<T>) {
            const auto words = words_of(T{});
            return choice_words({words.begin(), words.end()});
        } else if constexpr (std::is_same_v<T, SimTime>)
            return "a date such as 2025-01-31";
        else if constexpr (std::is_same_v<T, std::string>)
            return "words";
        else if constexpr (std::is_same_v<T, Position>)
            return "[latitude, longitude]";
        else if constexpr (std::is_same_v<T, DatedValues>)
            return "dates and values such as {2001: 12.5 kt, 2002: 13 kt}, or a column of a CSV file; see `series`";
        else if constexpr (std::is_arithmetic_v<T>)
            return number_words(field, std::is_integral_v<T>);
        else if constexpr (is_optional<T>)
            return shape_words<typename T::value_type>(field);
        else if constexpr (is_by<T>)
            return "for each " + names_of(Reading{}, typename T::value_type::first_type{}).what() + ": " +
                   shape_words<typename T::value_type::second_type>(field);
        else if constexpr (is_list<T>)
            return "one or a list; each " + shape_words<typename T::value_type>(field);
        else {
            const std::string map = "a map of " + keys_of<T>();
            return field.shorthand.empty() ? map
                                           : map + "; a bare value stands for `" + std::string{field.shorthand} + "`";
        }
    }

  private:
    template <class Q> static std::string quantity_words(const Field &field) {
        const auto bound = [](const std::optional<double> &value) { return value ? print_any(Q{*value}) : ""; };
        const bool is_plain = field.at_least == 0.0; // no quantity but money may be negative anyway
        return unit_hint<Q>() + range_words(field, is_plain ? "" : bound(field.at_least), bound(field.at_most));
    }
    static std::string number_words(const Field &field, bool whole) {
        const auto bound = [](const std::optional<double> &value) { return value ? plain_number(*value) : ""; };
        return (whole ? "a whole number" : "a number") +
               range_words(field, bound(field.at_least), bound(field.at_most));
    }

    struct Into {
        FieldManual &manual;
        std::size_t indent;
        template <class T, class Owner> void operator()(const Field &field, T Owner::*) {
            manual.add_field(field, shape_words<T>(field), indent);
            manual.add_nested<T>(indent + 4);
        }
    };

    void add_field(const Field &field, const std::string &shape, std::size_t indent) {
        text += wrapped(std::string{field.key} + (field.required ? "  (required)" : ""), indent);
        text += wrapped(field.meaning, indent + 4);
        text += wrapped("Write " + shape + ".", indent + 4);
    }
    template <class T> void add_nested(std::size_t indent) {
        if constexpr (is_optional<T>)
            add_nested<typename T::value_type>(indent);
        else if constexpr (is_by<T>)
            add_nested<typename T::value_type::second_type>(indent);
        else if constexpr (is_list<T>)
            add_nested<typename T::value_type>(indent);
        else if constexpr (Fielded<T>)
            add<T>(indent);
    }
};

} // namespace midstream
