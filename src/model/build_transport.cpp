// Routes, fleets, berths and what destinations ask for, of a case.
// SPDX-License-Identifier: Apache-2.0
#include "model/builder.h"
#include "routes/network.h"

#include <algorithm>
#include <numeric>

namespace midstream {
namespace {

/// Members listed by owner: first[o]..first[o+1].
void list_by(std::size_t owners, const std::vector<std::pair<std::uint32_t, std::uint32_t>> &pairs,
             std::vector<std::uint32_t> &first, std::vector<std::uint32_t> &members) {
    first.assign(owners + 1, 0);
    for (const auto &pair : pairs) ++first[pair.first + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    members.resize(pairs.size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (const auto &[owner, member] : pairs) members[next[owner]++] = member;
}

/// Days to handle a parcel: a stated time, or the parcel over the slower of two rates.
std::pair<Distribution, bool> handling(const std::optional<Uncertain<Days>> &time,
                                       const std::optional<TonnesPerDay> &of_fleet,
                                       const std::optional<TonnesPerDay> &of_facility, double parcel_t) {
    if (time) return {time->law, false};
    double rate = no_limit;
    if (of_fleet) rate = std::min(rate, of_fleet->value());
    if (of_facility) rate = std::min(rate, of_facility->value());
    return {Distribution::constant(rate < no_limit ? parcel_t / rate : 0.0), true};
}

} // namespace

void Builder::add_stream(const RouteSpec &spec, RoutePlan &route) {
    StreamPlan stream;
    const auto priority = static_cast<std::uint32_t>(spec.priority);
    stream.draws.push_back({route.from, priority, spec.share.value_or(0.0)});
    stream.fills.push_back({route.to, priority, spec.share.value_or(0.0)});
    stream.recipe.takes = {1.0};
    stream.recipe.makes.push_back({1.0, std::nullopt, 1.0, std::vector<double>(flow.elements, 1.0)});
    route.stream = flow.add_stream(std::move(stream));
}

void Builder::add_parcels(const RouteSpec &spec, RoutePlan &route) {
    const FleetSpec *fleet = spec.fleet ? &chain.fleets[spec.fleet->index] : nullptr;
    if (spec.fleet) route.fleet = spec.fleet->index;
    const FacilitySpec &origin = chain.facilities[route.origin], &destination = chain.facilities[route.destination];
    if (spec.parcel)
        route.parcel_t = spec.parcel->value();
    else if (fleet && fleet->parcel)
        route.parcel_t = fleet->parcel->value();
    route.at_least_t = spec.at_least ? std::min(spec.at_least->value(), route.parcel_t) : route.parcel_t;
    const std::optional<TonnesPerDay> no_rate;
    std::tie(route.load_days, route.load_by_rate) = handling(
        fleet ? fleet->load_time : std::nullopt, fleet ? fleet->loading : no_rate, origin.loads, route.parcel_t);
    std::tie(route.unload_days, route.unload_by_rate) =
        handling(fleet ? fleet->unload_time : std::nullopt, fleet ? fleet->unloading : no_rate, destination.unloads,
                 route.parcel_t);
    if (fleet && fleet->returns) route.return_days = fleet->returns->law;
    KilometresPerDay speed{no_limit};
    if (spec.speed)
        speed = *spec.speed;
    else if (fleet && fleet->speed)
        speed = *fleet->speed;
    if (spec.transit || spec.distance) {
        Way way;
        way.days = spec.transit ? spec.transit->law : Distribution::constant((*spec.distance / speed).value());
        const double parts = static_cast<double>(spec.via.size()) + 1;
        for (const PassageId passage : spec.via) way.stretches.push_back({1 / parts, passage.index});
        way.stretches.push_back({1 / parts, std::nullopt});
        route.ways.push_back(std::move(way));
        if (spec.detour) route.ways.push_back({spec.detour->law, {{1.0, std::nullopt}}});
    } else {
        route.ways =
            find_ways(chain.network, chain.points.size(), PointId{route.origin}, PointId{route.destination}, speed);
    }
    for (Way &way : route.ways) {
        way.mean_days = mean(way.days);
        for (const Way::Stretch &stretch : way.stretches) {
            if (!stretch.passage) continue;
            route.has_passages = true;
            if (const auto &inside = transport.passages[*stretch.passage].inside_days) way.mean_days += mean(*inside);
        }
    }
    route.from_watch = add_watch(route.from);
    route.to_watch = add_watch(route.to);
}

void Builder::add_routes() {
    using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
    Pairs from, to, of_fleet, at;
    transport.elements = flow.elements;
    transport.start = chain.time.start;
    for (const FleetSpec &fleet : chain.fleets) transport.fleets.push_back({fleet.vehicles});
    for (const PassageSpec &passage : chain.passages)
        transport.passages.push_back({&passage, passage.transit ? std::optional(passage.transit->law) : std::nullopt});
    for (const FacilitySpec &facility : chain.facilities) {
        transport.berths.push_back(facility.berths);
        transport.demurrage.push_back(facility.demurrage.value());
    }
    for (std::uint32_t r = 0; r < chain.routes.size(); ++r) {
        const RouteSpec &spec = chain.routes[r];
        RoutePlan route;
        route.spec = &spec;
        route.origin = spec.from.index;
        route.destination = spec.to.index;
        route.from = stock_out(route.origin, spec.carries);
        route.to = stock_in(route.destination, spec.carries);
        route.share = spec.share.value_or(0.0);
        route.cost_usd = spec.cost.value();
        route.priority = spec.priority;
        route.has_limit = spec.limit.has_value();
        if (is_continuous(spec.by)) {
            add_stream(spec, route);
        } else {
            add_parcels(spec, route);
            from.emplace_back(route.from, r);
            to.emplace_back(route.to, r);
            if (route.fleet) of_fleet.emplace_back(*route.fleet, r);
            at.emplace_back(route.origin, r);
            at.emplace_back(route.destination, r);
        }
        transport.routes.push_back(std::move(route));
    }
    const std::size_t stocks = flow.stocks.size();
    list_by(stocks, from, transport.routes_from_first, transport.routes_from);
    list_by(stocks, to, transport.routes_to_first, transport.routes_to);
    list_by(chain.fleets.size(), of_fleet, transport.routes_of_fleet_first, transport.routes_of_fleet);
    list_by(chain.facilities.size(), at, transport.routes_at_first, transport.routes_at);

    transport.asks.resize(stocks);
    for (const StockPlan &stock : flow.stocks) transport.capacity_t.push_back(stock.capacity_t);
    for (const Holding &holding : holdings) {
        const FacilitySpec &facility = chain.facilities[holding.facility];
        AskPlan &ask = transport.asks[holding.stock];
        if (const auto *market = std::get_if<MarketSpec>(&facility.behaviour)) {
            ask.cover_d = market->cover.value();
            ask.and_transit = true;
        }
        if (const auto *stockpile = std::get_if<StockpileSpec>(&facility.behaviour); stockpile && stockpile->reserve)
            if (const Tonnes *target = find_in(stockpile->reserve->target, holding.material))
                ask.up_to_t = target->value();
        if (const AskSpec *spec = find_in(facility.ask, holding.material)) {
            ask = {};
            if (spec->cover) ask.cover_d = spec->cover->value();
            if (spec->reorder) ask.reorder_t = spec->reorder->value();
            if (spec->up_to) ask.up_to_t = spec->up_to->value();
        }
    }
    for (const RoutePlan &route : transport.routes)
        if (route.stream) transport.asks[route.to].by_stream_only = true;
    for (const RoutePlan &route : transport.routes)
        if (!route.stream) transport.asks[route.to].by_stream_only = false;
}

} // namespace midstream
