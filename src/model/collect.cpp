// What a world tells at its end: totals since the warm-up.
// SPDX-License-Identifier: Apache-2.0
#include "model/chain_size.h"
#include "model/world.h"

#include <algorithm>

namespace midstream {
namespace {

/// A level that is nothing but what rounding left is none.
double without_rounding(double level_t) {
    const double eps = Flow::tolerance(0);
    return level_t < eps && level_t > -eps ? 0.0 : level_t;
}

std::vector<double> elements_of(const std::vector<double> &all, std::size_t index, std::uint32_t elements) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(index * elements);
    return {first, first + elements};
}

} // namespace

Result World::collect() {
    const Case &chain = *plan_->chain;
    const std::uint32_t elements = flow_.plan().elements;
    const double days =
        days_of(end() - std::max(chain.time.start, chain.time.start + round_days(chain.time.warmup.value())));
    Result result;
    result.replication = replication_;
    result.events = events();

    for (std::uint32_t h = 0; h < plan_->holdings.size(); ++h) {
        const Holding &holding = plan_->holdings[h];
        const StockTally &tally = flow_.tally(holding.stock);
        const StockTally &before = baseline_.flow.stocks[holding.stock];
        StockTotals totals;
        totals.at = FacilityId{holding.facility};
        totals.material = holding.material;
        totals.opening_t = without_rounding(tally.opening_t);
        totals.closing_t = without_rounding(flow_.level(holding.stock));
        totals.in_t = tally.in_t - before.in_t;
        totals.out_t = tally.out_t - before.out_t;
        totals.mean_t = tally.level_td / days;
        totals.low_t = without_rounding(tally.low_t);
        totals.high_t = without_rounding(tally.high_t);
        totals.empty_us = tally.empty_us;
        totals.full_us = tally.full_us;
        totals.opening_e = elements_of(baseline_.stock_e, holding.stock, elements);
        for (std::uint32_t e = 0; e < elements; ++e) totals.closing_e.push_back(flow_.metal(holding.stock, e));
        if (holding.outlet) { // what stands ready to leave is still in the reserve
            totals.closing_t += flow_.level(*holding.outlet);
            totals.opening_t += flow_.tally(*holding.outlet).opening_t;
            totals.mean_t += flow_.tally(*holding.outlet).level_td / days;
            totals.out_t = flow_.tally(*holding.outlet).out_t - baseline_.flow.stocks[*holding.outlet].out_t;
            for (std::uint32_t e = 0; e < elements; ++e) {
                totals.opening_e[e] += baseline_.stock_e[std::size_t{*holding.outlet} * elements + e];
                totals.closing_e[e] += flow_.metal(*holding.outlet, e);
            }
        }
        result.stocks.push_back(std::move(totals));
    }
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f) {
        const FacilityTally &tally = works_.tally(f);
        const BerthTally &berths = transport_.berth_tally(f);
        FacilityTotals totals{tally.throughput_t, tally.nameplate_t, tally.time_us,        tally.lost_t,
                              berths.busy_us,     berths.wait_us,    berths.demurrage_usd, berths.served};
        const FacilityPlan &facility = plan_->works->facilities[f];
        if (!facility.stream && !facility.charge && facility.demands.empty())
            for (const std::uint32_t s : facility.stocks)
                totals.throughput_t += flow_.tally(s).in_t - baseline_.flow.stocks[s].in_t;
        result.facilities.push_back(totals);

        const auto made = [&](MaterialId material, bool taken, double mass_t, std::vector<double> element_t) {
            result.made.push_back({FacilityId{f}, material, taken, mass_t, std::move(element_t)});
        };
        const auto of_stream = [&](MaterialId material, bool taken, std::size_t at) {
            const std::uint32_t edge = flow_.edge(*facility.stream, at);
            std::vector<double> metal(elements);
            for (std::uint32_t e = 0; e < elements; ++e)
                metal[e] = flow_.moved_metal(*facility.stream, at, e) -
                           baseline_.flow.moved_e[std::size_t{edge} * elements + e];
            made(material, taken, flow_.moved(*facility.stream, at) - baseline_.flow.moved_t[edge], std::move(metal));
        };
        const auto of_charge = [&](MaterialId material, bool taken, std::size_t at) {
            std::vector<double> metal(elements);
            for (std::uint32_t e = 0; e < elements; ++e)
                metal[e] = works_.charge_moved_e(f)[at * elements + e] - baseline_.charge_e[f][at * elements + e];
            made(material, taken, works_.charge_moved_t(f)[at] - baseline_.charge_t[f][at], std::move(metal));
        };
        const FacilitySpec &spec = chain.facilities[f];
        if (const auto *mine = std::get_if<MineSpec>(&spec.behaviour)) {
            if (facility.stream)
                of_stream(mine->makes, false, facility.ground ? 1 : 0);
            else
                of_charge(mine->makes, false, 0);
        }
        if (const auto *plant = std::get_if<PlantSpec>(&spec.behaviour)) {
            const std::size_t in = plant->takes.size(), meters = facility.wear ? 1 : 0;
            for (std::size_t i = 0; i < in; ++i)
                facility.stream ? of_stream(plant->takes[i].first, true, i) : of_charge(plant->takes[i].first, true, i);
            for (std::size_t k = 0; k < plant->makes.size(); ++k)
                facility.stream ? of_stream(plant->makes[k].first, false, in + meters + k)
                                : of_charge(plant->makes[k].first, false, in + k);
        }
    }
    for (std::uint32_t d = 0; d < plan_->works->demands.size(); ++d) {
        const DemandPlan &demand = plan_->works->demands[d];
        result.markets.push_back({FacilityId{demand.facility}, demand.material,
                                  works_.wanted(d) - baseline_.wanted_t[d],
                                  works_.delivered(d, flow_) - baseline_.delivered_t[d], works_.backlog(d)});
    }
    const auto under_way_e = transport_.under_way_elements();
    for (std::uint32_t r = 0; r < chain.routes.size(); ++r) {
        const RoutePlan &route = plan_->transport->routes[r];
        RouteTotals totals;
        totals.element_t.resize(elements);
        if (route.stream) {
            const std::uint32_t edge = flow_.edge(*route.stream, 1);
            totals.moved_t = flow_.moved(*route.stream, 1) - baseline_.flow.moved_t[edge];
            for (std::uint32_t e = 0; e < elements; ++e)
                totals.element_t[e] =
                    flow_.moved_metal(*route.stream, 1, e) - baseline_.flow.moved_e[std::size_t{edge} * elements + e];
            totals.cost_usd = totals.moved_t * route.spec->cost.value();
        } else {
            const RouteTally &tally = transport_.route_tally(r);
            totals.moved_t = tally.moved_t;
            totals.parcels = tally.parcels;
            totals.under_way_mean_t = tally.under_way_td / days;
            totals.under_way_open_t = without_rounding(baseline_.under_way_t[r]);
            totals.under_way_close_t = without_rounding(transport_.under_way_t(r));
            totals.vehicle_wait_us = tally.no_vehicle_us;
            totals.mean_days_door_to_door =
                tally.parcels > 0 ? tally.door_to_door_d / static_cast<double>(tally.parcels) : 0.0;
            totals.cost_usd = tally.cost_usd;
            for (std::uint32_t e = 0; e < elements; ++e)
                totals.element_t[e] = transport_.route_elements(r)[e] - baseline_.route_e[r][e];
        }
        totals.under_way_open_e = elements_of(baseline_.under_way_e, r, elements);
        totals.under_way_close_e = elements_of(under_way_e, r, elements);
        result.routes.push_back(std::move(totals));
    }
    for (std::uint32_t k = 0; k < chain.fleets.size(); ++k) {
        const FleetTally &tally = transport_.fleet_tally(k);
        result.fleets.push_back({tally.busy_vd / (days * plan_->transport->fleets[k].vehicles), tally.voyages});
    }
    for (std::uint32_t p = 0; p < chain.passages.size(); ++p) {
        const PassageTally &tally = transport_.passage_tally(p);
        result.passages.push_back({tally.transits, tally.wait_us, tally.shut_us, tally.longest_queue});
    }
    if (ledger_) {
        RootLosses roots = find_roots(*ledger_, flow_, works_);
        result.facility_roots = std::move(roots.of_facility);
        result.market_roots = std::move(roots.of_demand);
    }
    std::uint32_t node = 0;
    for (auto *times : {&result.active.facilities, &result.active.berths})
        for (std::size_t f = 0; f < chain.facilities.size(); ++f) times->push_back(active_.time(node++));
    for (std::size_t k = 0; k < chain.fleets.size(); ++k) result.active.fleets.push_back(active_.time(node++));
    for (std::size_t p = 0; p < chain.passages.size(); ++p) result.active.passages.push_back(active_.time(node++));
    result.series = std::move(series_);
    return result;
}

} // namespace midstream
