// The sections of a case.
// SPDX-License-Identifier: Apache-2.0
#include "reader/sections.h"

#include <array>
#include <string>
#include <utility>

namespace midstream {

namespace {

template <std::size_t... I> std::vector<std::string> words(std::index_sequence<I...>) {
    return {std::string{std::variant_alternative_t<I, Behaviour>::behaviour}...};
}

template <std::size_t... I> Behaviour make(std::size_t number, std::index_sequence<I...>) {
    Behaviour made;
    ((number == I ? void(made.emplace<I>()) : void()), ...);
    return made;
}

struct WholeKeys {
    std::vector<std::string> keys;
    template <class T, class Owner> void operator()(const Field &field, T Owner::*) {
        if (field.whole) keys.emplace_back(field.key);
    }
};

template <std::size_t... I> std::vector<std::string> find_whole_keys(std::index_sequence<I...>) {
    WholeKeys found;
    (std::variant_alternative_t<I, Behaviour>::fields(found), ...);
    FacilitySpec::fields(found);
    return std::move(found.keys);
}

constexpr auto all_behaviours = std::make_index_sequence<std::variant_size_v<Behaviour>>{};

} // namespace

std::span<const CaseSection> case_sections() {
    static constexpr std::array<CaseSection, 22> sections{{
        {"midstream", "Version of the language: 1.", true},
        {"title", "What the case is about, in a few words."},
        {"note", "Words for the reader of the case."},
        {"include", "A file or a list of files to start from, relative to this one; what stands here wins."},
        {"time", "Calendar of the run: {start: 2025-01-01, end: 2035-01-01, warmup: 1 y}.", true},
        {"runs",
         "Luck and its repetitions: {seed: 7, replications: 20}, or as many as it takes: {until: {half width: 1 %}}."},
        {"measure",
         "The tonnes that the answer is told in: {delivered: cathode, at: city} or {made: cathode, in: USA}."},
        {"elements", "Elements that are tracked, such as [Cu, Au]."},
        {"materials", "What moves: each material with its assay.", true},
        {"kinds", "Kinds of your own: {my smelter: {kind: smelter, turndown: 60 %}}."},
        {"facilities", "Mines, plants, stockpiles, ports and markets, by name.", true},
        {"routes", "What is carried from where to where, and by what."},
        {"fleets", "Vehicles that routes may share, by name."},
        {"passages", "Canals, straits and border crossings, by name."},
        {"network", "Legs that routes without a transit time travel over."},
        {"disruptions", "What goes wrong or is decided, on dates or by chance."},
        {"drivers",
         "Recorded series that drive fields of the case, by name: rates, grades, demands, quotas on their dates."},
        {"observed", "Recorded series that `midstream replay` lays beside the simulated ones, by name."},
        {"calibrate", "Years to fit and years to score: {fit: 2000..2012, score: 2013.., vary: [...]}."},
        {"size", "What to size, and the target it must meet: {vary: [...], target: delivered cathode >= 1.1 Mt/y}."},
        {"assumptions", "Choices made where no figure was found."},
        {"sources", "Where figures come from: key and full reference."},
    }};
    return sections;
}

std::vector<std::string> behaviour_words() { return words(all_behaviours); }

const std::vector<std::string> &whole_keys() {
    static const std::vector<std::string> keys = find_whole_keys(all_behaviours);
    return keys;
}

Behaviour make_behaviour(std::size_t number) { return make(number, all_behaviours); }

} // namespace midstream
