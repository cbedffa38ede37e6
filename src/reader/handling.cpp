// Who makes, takes and holds what in a case, and how routes join them.
// SPDX-License-Identifier: Apache-2.0
#include "reader/handling.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <variant>

namespace midstream {

namespace {

template <class Value> std::vector<MaterialId> keys(const By<MaterialId, Value> &map) {
    std::vector<MaterialId> materials;
    for (const auto &[material, value] : map) materials.push_back(material);
    return materials;
}

struct HandlingOf {
    Handling operator()(const MineSpec &mine) const { return {{mine.makes}, {}}; }
    Handling operator()(const PlantSpec &plant) const { return {keys(plant.makes), keys(plant.takes)}; }
    Handling operator()(const MarketSpec &market) const { return {{}, keys(market.takes)}; }
    Handling operator()(const StockpileSpec &) const { return {{}, {}, true}; }
    Handling operator()(const PortSpec &) const { return {{}, {}, true}; }
};

/// Tonnes of a material per tonne of the first input; empty for a product that follows the metal.
std::optional<double> per_first_input(const PlantSpec &plant, MaterialId material) {
    if (const auto *ratio = find_in(plant.takes, material)) return ratio->value();
    const auto *yield = find_in(plant.makes, material);
    if (yield && yield->ratio) return yield->ratio->value();
    return {};
}

/// A capacity or a charge as a rate of one of the plant's materials. `one_of` makes one rate of what changes on dates.
template <class OneOf>
std::optional<TonnesPerDay> plant_rate(const PlantSpec &plant, MaterialId material, OneOf one_of) {
    const auto wanted = per_first_input(plant, material);
    std::optional<TonnesPerDay> least;
    const auto consider = [&](TonnesPerDay rate) { least = least ? std::min(*least, rate) : rate; };
    for (const auto &[basis, steps] : plant.capacity) {
        const TonnesPerDay rate = one_of(steps);
        const auto given = per_first_input(plant, basis);
        if (basis == material)
            consider(rate);
        else if (wanted && given && *given > 0)
            consider(rate * (*wanted / *given));
    }
    if (plant.charge && plant.charge->lasts.mean().value() > 0 && wanted)
        consider(plant.charge->size / plant.charge->lasts.mean() * (plant.lines * *wanted));
    return least;
}

} // namespace

bool has(const std::vector<MaterialId> &materials, MaterialId material) {
    return std::find(materials.begin(), materials.end(), material) != materials.end();
}

std::vector<Handling> handlings(const Case &value) {
    std::vector<Handling> all;
    for (const FacilitySpec &facility : value.facilities) all.push_back(std::visit(HandlingOf{}, facility.behaviour));
    return all;
}

TonnesPerDay average(const Steps<TonnesPerDay> &steps, SimTime start, SimTime end) {
    Tonnes sum;
    TonnesPerDay rate = steps.first;
    SimTime since = start;
    for (const auto &[date, next] : steps.changes) {
        if (date >= end) break;
        sum += rate * Days{days_of(date - since)};
        since = date;
        rate = next;
    }
    sum += rate * Days{days_of(end - since)};
    return end > start ? sum / Days{days_of(end - start)} : rate;
}

TonnesPerDay highest(const Steps<TonnesPerDay> &steps, SimTime end) {
    TonnesPerDay most = steps.first;
    for (const auto &[date, value] : steps.changes)
        if (date < end) most = std::max(most, value);
    return most;
}

std::optional<TonnesPerDay> most_made(const Case &value, const FacilitySpec &facility, MaterialId material) {
    if (const auto *mine = std::get_if<MineSpec>(&facility.behaviour)) {
        if (!mine->charge) return average(mine->rate, value.time.start, value.time.end);
        if (mine->charge->lasts.mean().value() > 0) return mine->charge->size / mine->charge->lasts.mean();
    }
    if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour))
        return plant_rate(*plant, material, [&](const Steps<TonnesPerDay> &steps) {
            return average(steps, value.time.start, value.time.end);
        });
    return {};
}

std::optional<TonnesPerDay> most_used(const Case &value, const FacilitySpec &facility, MaterialId material) {
    if (const auto *market = std::get_if<MarketSpec>(&facility.behaviour))
        if (const auto *demand = find_in(market->takes, material))
            return average(*demand, value.time.start, value.time.end);
    if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour))
        return plant_rate(*plant, material, [&](const Steps<TonnesPerDay> &steps) {
            return average(steps, value.time.start, value.time.end);
        });
    return {};
}

std::optional<TonnesPerDay> most_used_ever(const Case &value, const FacilitySpec &facility, MaterialId material) {
    const auto at_best = [&](const Steps<TonnesPerDay> &steps) { return highest(steps, value.time.end); };
    if (const auto *market = std::get_if<MarketSpec>(&facility.behaviour))
        if (const auto *demand = find_in(market->takes, material)) return at_best(*demand);
    if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour)) return plant_rate(*plant, material, at_best);
    return {};
}

std::vector<Kilometres> distances_from(const Case &value, PointId from) {
    std::vector<std::vector<std::pair<std::uint32_t, double>>> neighbours(value.points.size());
    for (const LegSpec &leg : value.network) {
        neighbours[leg.from.index].emplace_back(leg.to.index, leg.distance.value());
        neighbours[leg.to.index].emplace_back(leg.from.index, leg.distance.value());
    }
    std::vector<Kilometres> distances(value.points.size(), Kilometres{std::numeric_limits<double>::infinity()});
    using Reached = std::pair<double, std::uint32_t>;
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
    open.push({0, from.index});
    while (!open.empty()) {
        const auto [km, point] = open.top();
        open.pop();
        if (km >= distances[point].value()) continue;
        distances[point] = Kilometres{km};
        for (const auto &[next, length] : neighbours[point]) open.push({km + length, next});
    }
    return distances;
}

double Transits::days_of(const RouteSpec &route) {
    constexpr double unknown = std::numeric_limits<double>::infinity();
    if (route.transit) return route.transit->mean().value();
    const FleetSpec *fleet = route.fleet ? &case_.fleets[route.fleet->index] : nullptr;
    const auto speed = route.speed ? route.speed : fleet ? fleet->speed : std::nullopt;
    if (!speed) return unknown;
    if (route.distance) return (*route.distance / *speed).value();
    auto at = distances_.find(route.from.index);
    if (at == distances_.end())
        at = distances_.emplace(route.from.index, distances_from(case_, PointId{route.from.index})).first;
    return (at->second[route.to.index] / *speed).value();
}

} // namespace midstream
