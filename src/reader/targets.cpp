// What the selector of a disruption can name, and what it hits.
// SPDX-License-Identifier: Apache-2.0
#include "reader/targets.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

constexpr std::array<Target, 5> sorts{Target::mine, Target::plant, Target::store, Target::store, Target::market};

std::string_view behaviour_of(const FacilitySpec &facility) {
    return std::visit([](const auto &spec) { return std::string_view{spec.behaviour}; }, facility.behaviour);
}

bool holds(const std::vector<std::string> &wanted, std::string_view word) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), word) != wanted.end();
}

bool holds_any(const std::vector<std::string> &wanted, const std::vector<std::string> &words) {
    return wanted.empty() ||
           std::any_of(words.begin(), words.end(), [&](const auto &word) { return holds(wanted, word); });
}

bool hits(const Selector &s, const FacilitySpec &facility) {
    const bool of_kind = holds(s.kinds, facility.kind) || holds(s.kinds, behaviour_of(facility));
    return holds(s.names, facility.name) && of_kind && holds(s.countries, facility.country) &&
           holds(s.owners, facility.owner) && holds_any(s.tags, facility.tags) && s.materials.empty() &&
           s.from_countries.empty() && s.to_countries.empty();
}

bool hits(const Selector &s, const Case &value, const RouteSpec &route) {
    const bool named =
        holds(s.names, route.name) || (route.fleet && holds(s.names, value.fleets[route.fleet->index].name));
    const bool carries =
        s.materials.empty() || std::find(s.materials.begin(), s.materials.end(), route.carries) != s.materials.end();
    const auto country = [&](EndId end) { // of a route that could not be read, none
        return end.index < value.facilities.size() ? value.facilities[end.index].country : std::string{};
    };
    return named && carries && holds(s.kinds, words_of(route.by)[static_cast<std::size_t>(route.by)]) &&
           holds_any(s.tags, route.tags) && holds(s.from_countries, country(route.from)) &&
           holds(s.to_countries, country(route.to)) && s.countries.empty() && s.owners.empty();
}

bool hits(const Selector &s, const PassageSpec &passage) {
    return !s.names.empty() && holds(s.names, passage.name) && s.kinds.empty() && s.countries.empty() &&
           s.owners.empty() && s.tags.empty() && s.materials.empty() && s.from_countries.empty() &&
           s.to_countries.empty();
}

void add(std::set<std::string> &set, const std::string &word) {
    if (!word.empty()) set.insert(word);
}

} // namespace

std::string words_for(Target targets) {
    std::vector<std::string_view> words;
    const auto add_if = [&](Target target, std::string_view word) {
        if ((targets & target) == target) words.push_back(word);
    };
    if ((targets & Target::facility) == Target::facility)
        words.push_back("facilities");
    else {
        add_if(Target::mine, "mines");
        add_if(Target::plant, "plants");
        add_if(Target::store, "stockpiles or ports");
        add_if(Target::market, "markets");
    }
    add_if(Target::route, "routes");
    add_if(Target::passage, "passages");
    return fmt::format("{}", fmt::join(words, " and "));
}

TargetNames names_of_targets(const Case &value) {
    TargetNames names;
    std::set<std::string> kinds, countries, owners, tags;
    for (const FacilitySpec &facility : value.facilities) {
        names.names.push_back(facility.name);
        add(kinds, facility.kind);
        add(kinds, std::string{behaviour_of(facility)});
        add(countries, facility.country);
        add(owners, facility.owner);
        for (const std::string &tag : facility.tags) add(tags, tag);
    }
    for (const RouteSpec &route : value.routes) {
        names.names.push_back(route.name);
        add(kinds, std::string{words_of(route.by)[static_cast<std::size_t>(route.by)]});
        for (const std::string &tag : route.tags) add(tags, tag);
    }
    for (const FleetSpec &fleet : value.fleets) names.names.push_back(fleet.name);
    for (const PassageSpec &passage : value.passages) names.names.push_back(passage.name);
    names.kinds = {kinds.begin(), kinds.end()};
    names.countries = {countries.begin(), countries.end()};
    names.owners = {owners.begin(), owners.end()};
    names.tags = {tags.begin(), tags.end()};
    return names;
}

Target targets_of(const Case &value, const Selector &selector) {
    Target found = Target::none;
    for (const FacilitySpec &facility : value.facilities)
        if (hits(selector, facility)) found = found | sorts[facility.behaviour.index()];
    for (const RouteSpec &route : value.routes)
        if (hits(selector, value, route)) found = found | Target::route;
    for (const PassageSpec &passage : value.passages)
        if (hits(selector, passage)) found = found | Target::passage;
    return found;
}

} // namespace midstream
