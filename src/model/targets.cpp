// Whom a disruption strikes: its selector applied to a case.
// SPDX-License-Identifier: Apache-2.0
#include "model/targets.h"

#include <algorithm>

namespace midstream {
namespace {

bool among(const std::vector<std::string> &list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}
/// A list that is not given selects everything.
bool allows(const std::vector<std::string> &list, std::string_view word) { return list.empty() || among(list, word); }
bool any_of(const std::vector<std::string> &list, const std::vector<std::string> &words) {
    return list.empty() ||
           std::any_of(words.begin(), words.end(), [&](const std::string &w) { return among(list, w); });
}

std::string_view behaviour_of(const FacilitySpec &facility) {
    return std::visit([](const auto &spec) { return std::string_view(spec.behaviour); }, facility.behaviour);
}

bool selects(const Selector &at, const FacilitySpec &facility) {
    if (!at.materials.empty() || !at.from_countries.empty() || !at.to_countries.empty()) return false;
    const bool kind = at.kinds.empty() || among(at.kinds, facility.kind) || among(at.kinds, behaviour_of(facility));
    return kind && allows(at.names, facility.name) && allows(at.countries, facility.country) &&
           allows(at.owners, facility.owner) && any_of(at.tags, facility.tags);
}

bool selects(const Selector &at, const Case &chain, const RouteSpec &route) {
    const FacilitySpec &from = chain.facilities[route.from.index], &to = chain.facilities[route.to.index];
    const bool name = at.names.empty() || among(at.names, route.name) || among(at.names, from.name) ||
                      among(at.names, to.name) ||
                      (route.fleet && among(at.names, chain.fleets[route.fleet->index].name));
    const bool kind = at.kinds.empty() || among(at.kinds, words_of(Mode{})[static_cast<std::size_t>(route.by)]);
    const bool country = at.countries.empty() || among(at.countries, from.country) || among(at.countries, to.country);
    const bool owner = at.owners.empty() || among(at.owners, from.owner) || among(at.owners, to.owner);
    const bool material = at.materials.empty() ||
                          std::find(at.materials.begin(), at.materials.end(), route.carries) != at.materials.end();
    return name && kind && country && owner && material && any_of(at.tags, route.tags) &&
           allows(at.from_countries, from.country) && allows(at.to_countries, to.country);
}

bool only_names(const Selector &at) {
    return at.kinds.empty() && at.countries.empty() && at.owners.empty() && at.tags.empty() && at.materials.empty() &&
           at.from_countries.empty() && at.to_countries.empty();
}

} // namespace

Targets find_targets(const Case &chain, const DisruptionSpec &disruption) {
    Targets targets;
    const Selector &at = disruption.at;
    const auto facilities = [&](auto &&suits) {
        for (std::uint32_t f = 0; f < chain.facilities.size(); ++f)
            if (suits(chain.facilities[f]) && selects(at, chain.facilities[f])) targets.facilities.push_back(f);
    };
    const auto is = [](auto word) { return [word](const FacilitySpec &f) { return behaviour_of(f) == word; }; };
    const auto makes = [](const FacilitySpec &f) { return behaviour_of(f) == "mine" || behaviour_of(f) == "plant"; };
    const auto routes = [&] {
        for (std::uint32_t r = 0; r < chain.routes.size(); ++r)
            if (selects(at, chain, chain.routes[r])) targets.routes.push_back(r);
    };
    const auto passages = [&] {
        for (std::uint32_t p = 0; p < chain.passages.size(); ++p)
            if (only_names(at) && among(at.names, chain.passages[p].name)) targets.passages.push_back(p);
    };
    switch (disruption.what) {
    case Disturbance::outage:
    case Disturbance::strike:
        facilities([](const FacilitySpec &) { return true; });
        passages();
        // Routes are struck by their own or their fleet's name, mode or tag; a struck facility stops its berths itself.
        for (std::uint32_t r = 0; r < chain.routes.size(); ++r) {
            const RouteSpec &route = chain.routes[r];
            const bool named =
                among(at.names, route.name) || (route.fleet && among(at.names, chain.fleets[route.fleet->index].name));
            const bool by_word = at.names.empty() && (!at.kinds.empty() || !at.tags.empty() || !at.materials.empty());
            if ((named || by_word) && selects(at, chain, route)) targets.routes.push_back(r);
        }
        break;
    case Disturbance::derating:
        facilities(makes);
        break;
    case Disturbance::new_capacity:
        facilities(makes);
        break;
    case Disturbance::recovery_loss:
        facilities(is(PlantSpec::behaviour));
        break;
    case Disturbance::demand_shock:
        facilities(is(MarketSpec::behaviour));
        break;
    case Disturbance::permanent_closure:
        facilities([](const FacilitySpec &) { return true; });
        break;
    case Disturbance::ban:
    case Disturbance::quota:
    case Disturbance::tariff:
    case Disturbance::slower_transit:
        routes();
        break;
    case Disturbance::passage_closure:
        passages();
        break;
    }
    return targets;
}

std::vector<std::uint32_t> select_facilities(const Case &chain, const Selector &at) {
    std::vector<std::uint32_t> selected;
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f)
        if (selects(at, chain.facilities[f])) selected.push_back(f);
    return selected;
}

std::vector<std::uint32_t> select_routes(const Case &chain, const Selector &at) {
    std::vector<std::uint32_t> selected;
    for (std::uint32_t r = 0; r < chain.routes.size(); ++r)
        if (selects(at, chain, chain.routes[r])) selected.push_back(r);
    return selected;
}

} // namespace midstream
