// The shapes a member of a spec can have, told apart at compile time: reader, echo, schema and manual branch on these.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"
#include "units/quantity.h"
#include "values/steps.h"
#include "values/uncertain.h"

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace midstream {

template <class T> inline constexpr bool is_quantity = false;
template <class Tag> inline constexpr bool is_quantity<Quantity<Tag>> = true;

template <class T> inline constexpr bool is_steps = false;
template <class Q> inline constexpr bool is_steps<Steps<Q>> = true;

template <class T> inline constexpr bool is_uncertain = false;
template <class Q> inline constexpr bool is_uncertain<Uncertain<Q>> = true;

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;

template <class T> inline constexpr bool is_id = false;
template <class Tag> inline constexpr bool is_id<Id<Tag>> = true;

template <class T> inline constexpr bool is_by = false;
template <class Tag, class V> inline constexpr bool is_by<By<Id<Tag>, V>> = true;

template <class T> inline constexpr bool is_list = false;
template <class T> inline constexpr bool is_list<std::vector<T>> = !is_by<std::vector<T>>;

template <class T>
concept Worded = std::is_enum_v<T> && requires {
    words_of(T{});
};

struct FieldProbe {
    template <class T, class Owner> void operator()(const Field &, T Owner::*) const {}
};
template <class T>
concept Fielded = requires(FieldProbe &probe) {
    T::fields(probe);
};

/// The quantity within `Steps<Q>` and `Uncertain<Q>`.
template <class T> struct QuantityWithin;
template <class Q> struct QuantityWithin<Steps<Q>> { using type = Q; };
template <class Q> struct QuantityWithin<Uncertain<Q>> { using type = Q; };
template <class T> using QuantityOf = typename QuantityWithin<T>::type;

} // namespace midstream
