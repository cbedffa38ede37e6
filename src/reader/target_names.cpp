// The words that a selector may hold in a case.
// SPDX-License-Identifier: Apache-2.0
#include "reader/target_names.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

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

bool check_selector(const Pointer &entry, const Selector &at, const TargetNames &names) {
    bool good = true;
    const auto all_known = [&](std::string_view key, const auto &words, const std::vector<std::string> &known,
                               std::string_view what) {
        for (const std::string &word : words)
            if (std::find(known.begin(), known.end(), word) == known.end())
                good = entry.refuse({"at", key}, fmt::format("there is no {} '{}'; name one of the case{}", what, word,
                                                             did_you_mean(word, known)));
    };
    all_known("names", at.names, names.names, "facility, route, fleet or passage");
    all_known("kinds", at.kinds, names.kinds, "kind or mode");
    all_known("countries", at.countries, names.countries, "country");
    all_known("owners", at.owners, names.owners, "owner");
    all_known("tags", at.tags, names.tags, "tag");
    all_known("from countries", at.from_countries, names.countries, "country");
    all_known("to countries", at.to_countries, names.countries, "country");
    return good;
}

} // namespace midstream
