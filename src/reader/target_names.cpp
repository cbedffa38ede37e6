// The words that the selector of a disruption may hold in a case.
// SPDX-License-Identifier: Apache-2.0
#include "reader/target_names.h"

#include <set>

namespace midstream {

namespace {

void add(std::set<std::string> &words, std::string_view word) {
    if (!word.empty()) words.emplace(word);
}

std::vector<std::string> in_order(const std::set<std::string> &words) { return {words.begin(), words.end()}; }

} // namespace

TargetNames names_of_targets(const Case &value) {
    TargetNames names;
    std::set<std::string> kinds, countries, owners, tags;
    for (const FacilitySpec &facility : value.facilities) {
        names.names.push_back(facility.name);
        add(kinds, facility.kind);
        add(kinds, std::visit([](const auto &spec) { return std::string_view{spec.behaviour}; }, facility.behaviour));
        add(countries, facility.country);
        add(owners, facility.owner);
        for (const std::string &tag : facility.tags) add(tags, tag);
    }
    for (const RouteSpec &route : value.routes) {
        names.names.push_back(route.name);
        add(kinds, words_of(route.by)[static_cast<std::size_t>(route.by)]);
        for (const std::string &tag : route.tags) add(tags, tag);
    }
    for (const FleetSpec &fleet : value.fleets) names.names.push_back(fleet.name);
    for (const PassageSpec &passage : value.passages) names.names.push_back(passage.name);
    names.kinds = in_order(kinds);
    names.countries = in_order(countries);
    names.owners = in_order(owners);
    names.tags = in_order(tags);
    return names;
}

} // namespace midstream
