// Which grammar belongs to which type.
// SPDX-License-Identifier: Apache-2.0
#include "units/text.h"

#include "units/grammar.h"

#include <cstddef>
#include <utility>

namespace midstream {
namespace {

// Where the grammar of a type stands in the list.
template <class Q> constexpr std::size_t place = 0;
template <> constexpr std::size_t place<WetTonnes> = 1;
template <> constexpr std::size_t place<MetalTonnes> = 2;
template <> constexpr std::size_t place<TonnesPerDay> = 3;
template <> constexpr std::size_t place<Days> = 4;
template <> constexpr std::size_t place<Fraction> = 5;
template <> constexpr std::size_t place<TonnesPerTonne> = 6;
template <> constexpr std::size_t place<Dollars> = 7;
template <> constexpr std::size_t place<DollarsPerTonne> = 8;
template <> constexpr std::size_t place<DollarsPerDay> = 9;
template <> constexpr std::size_t place<Kilometres> = 10;
template <> constexpr std::size_t place<KilometresPerDay> = 11;
template <> constexpr std::size_t place<PerDay> = 12;

template <class Q> const detail::Grammar &grammar_of() { return detail::grammars()[place<Q>]; }

} // namespace

template <class Q> std::variant<Q, TextProblem> parse_quantity(std::string_view text) {
    auto read = detail::parse(grammar_of<Q>(), text);
    if (auto *problem = std::get_if<TextProblem>(&read)) return std::move(*problem);
    return Q{std::get<double>(read)};
}

template <class Q> std::string print_quantity(Q quantity) { return detail::print(grammar_of<Q>(), quantity.value()); }
template <class Q> std::string unit_hint() { return grammar_of<Q>().wanted; }
template <class Q> std::string unit_pattern() { return detail::pattern(grammar_of<Q>()); }

std::vector<UnitTable> unit_tables() {
    std::vector<UnitTable> tables;
    const auto spellings = [](const detail::Units &units) {
        std::vector<std::string> words;
        for (const detail::Unit &unit : units) words.push_back(unit.spelling);
        return words;
    };
    for (const detail::Grammar &g : detail::grammars())
        tables.push_back({g.noun, g.wanted, spellings(g.firsts), g.joint, spellings(g.seconds), spellings(g.words)});
    return tables;
}

#define MIDSTREAM_TEXT_OF(Q)                                                                                           \
    template std::variant<Q, TextProblem> parse_quantity<Q>(std::string_view);                                         \
    template std::string print_quantity<Q>(Q);                                                                         \
    template std::string unit_hint<Q>();                                                                               \
    template std::string unit_pattern<Q>();

MIDSTREAM_TEXT_OF(Tonnes)
MIDSTREAM_TEXT_OF(WetTonnes)
MIDSTREAM_TEXT_OF(MetalTonnes)
MIDSTREAM_TEXT_OF(TonnesPerDay)
MIDSTREAM_TEXT_OF(Days)
MIDSTREAM_TEXT_OF(Fraction)
MIDSTREAM_TEXT_OF(TonnesPerTonne)
MIDSTREAM_TEXT_OF(Dollars)
MIDSTREAM_TEXT_OF(DollarsPerTonne)
MIDSTREAM_TEXT_OF(DollarsPerDay)
MIDSTREAM_TEXT_OF(Kilometres)
MIDSTREAM_TEXT_OF(KilometresPerDay)
MIDSTREAM_TEXT_OF(PerDay)

#undef MIDSTREAM_TEXT_OF

} // namespace midstream
