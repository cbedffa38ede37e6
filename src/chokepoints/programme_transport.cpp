// What limits transport in the programme: route limits, fleets, berths, passages.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/chances.h"
#include "chokepoints/programme_legs.h"

#include <algorithm>
#include <cmath>

namespace midstream {

/// A limit holds at every moment for a stream. After a parcel nothing leaves for as long as the limit needs for it: the
/// last of a period borrows from the next, and at the pace of the day on which it left.
void FlowProgramme::limit_route(std::uint32_t r, const OverTime &sent, double parcel_t) {
    const auto &limit = chain_.routes[r].limit;
    if (!limit) return;
    const RoutePlan &route = plan_->transport->routes[r];
    const RouteProspect &prospect = prospects_.routes[r];
    const FacilityProspect &from = prospects_.facilities[route.origin], &to = prospects_.facilities[route.destination];
    const Profile told = Profile::of(*limit, chain_.time.start);
    const Profile left = (parcel_t > 0 ? told : told * prospect.speed) * prospect.open * from.berths * to.berths;
    Dial *dial = find_dial(LimitSort::route, r);
    if (dial) dial->size = days_per_year * mean_size(told);
    std::vector<Row> rows;
    std::optional<Column> borrowed_before;
    for (std::size_t p = 0; p < count(); ++p) {
        Terms terms = sent[p];
        double fixed = 0;
        if (parcel_t > 0) {
            if (borrowed_before) terms.emplace_back(*borrowed_before, 1);
            borrowed_before = programme_.add_column(0, parcel_t);
            terms.emplace_back(*borrowed_before, -1);
            fixed = parcel_t * told.falls(periods_.begin(p), periods_.end(p));
        }
        rows.push_back(limit_row(dial, terms, total(left, p), fixed));
    }
    spare(rows, dial, (prospect.spare_d + from.spare_open_d + to.spare_open_d) * told.greatest(0, for_ever));
}

/// Vehicle days: each parcel that is brought has cost its cycle. Of that, the way out may lie before the period and the
/// way home after it.
void FlowProgramme::limit_fleets(const std::vector<Leg> &legs) {
    for (std::uint32_t k = 0; k < chain_.fleets.size(); ++k) {
        Dial *dial = find_dial(LimitSort::fleet, k);
        const double vehicles = plan_->transport->fleets[k].vehicles;
        if (dial) dial->size = vehicles;
        double out = 0, home = 0; // the longest of any route
        std::vector<Terms> work(count()), loaded(count());
        for (const Leg &leg : legs) {
            const RoutePlan &route = plan_->transport->routes[leg.route];
            if (route.fleet != k) continue;
            for (std::size_t w = 0; w < leg.times.size(); ++w) {
                const double rest = std::max(rest_factor(route.ways[w].days, outlook_),
                                             route.return_days ? rest_factor(*route.return_days, outlook_) : 1.0);
                for (std::size_t p = 0; p < count(); ++p) {
                    const double cycle = leg.times[w].cycle_d[p], way = leg.times[w].out_d[p];
                    out = std::max(out, rest * way);
                    home = std::max(home, rest * (cycle - way));
                    for (const auto &[column, one] : leg.brought_by_way[w][p])
                        work[p].emplace_back(column, cycle / leg.parcel_t);
                    for (const auto &stretch : leg.under_way[w]) loaded[p].emplace_back(stretch[p], 1 / leg.parcel_t);
                }
            }
            for (std::size_t p = 0; p < leg.waiting.size(); ++p)
                loaded[p].emplace_back(leg.waiting[p], 1 / leg.parcel_t);
        }
        std::optional<Column> ahead_before;
        for (std::size_t p = 0; p < count() && !loaded[p].empty(); ++p) {
            if (ahead_before) work[p].emplace_back(*ahead_before, 1);
            ahead_before = bounded_column(dial, -vehicles * out, vehicles * home);
            work[p].emplace_back(*ahead_before, -1);
            limit_row(dial, work[p], vehicles * periods_.length(p));
            limit_row(dial, loaded[p], vehicles);
        }
    }
}

/// Berth days: loading lies after the parcel has left the stock, unloading before it enters one.
void FlowProgramme::limit_berths(const std::vector<Leg> &legs) {
    for (std::uint32_t f = 0; f < chain_.facilities.size(); ++f) {
        if (!plan_->transport->berths[f]) continue;
        const double berths = *plan_->transport->berths[f];
        const FacilityProspect &prospect = prospects_.facilities[f];
        Dial *dial = find_dial(LimitSort::berths, f);
        if (dial) dial->size = berths;
        double load = 0, unload = 0;
        std::vector<Terms> work(count()), kept(count());
        for (const Leg &leg : legs) {
            const RoutePlan &route = plan_->transport->routes[leg.route];
            if (route.origin == f) {
                load = std::max(load, leg.load_d * rest_factor(route.load_days, outlook_));
                for (std::size_t p = 0; p < count(); ++p) {
                    for (const auto &[column, one] : leg.loaded[p])
                        work[p].emplace_back(column, one * leg.load_d / leg.parcel_t);
                    // What waits for a berth is still in the stock.
                    limit_row(nullptr, {{leg.waiting[p], 1}, {level_[route.from][p], -1}}, 0);
                }
            }
            if (route.destination != f) continue;
            unload = std::max(unload, leg.unload_d * rest_factor(route.unload_days, outlook_));
            for (std::size_t p = 0; p < count(); ++p)
                for (const auto &[column, one] : leg.brought[p])
                    work[p].emplace_back(column, one * leg.unload_d / leg.parcel_t);
        }
        if (load + unload <= 0) continue;
        std::vector<Row> rows;
        std::optional<Column> ahead_before;
        for (std::size_t p = 0; p < count(); ++p) {
            if (ahead_before) work[p].emplace_back(*ahead_before, 1);
            ahead_before = bounded_column(dial, -berths * unload, berths * load);
            work[p].emplace_back(*ahead_before, -1);
            rows.push_back(limit_row(dial, work[p], berths * total(prospect.berths, p)));
        }
        spare(rows, dial, berths * prospect.spare_open_d);
    }
}

/// Slots: the first vehicle need not wait for one, and a slower pace holds from the slot after the next.
void FlowProgramme::limit_passages(const std::vector<Leg> &legs) {
    for (std::uint32_t c = 0; c < chain_.passages.size(); ++c) {
        const auto &slots = chain_.passages[c].slots;
        if (!slots) continue;
        const PassageProspect &prospect = prospects_.passages[c];
        Dial *dial = find_dial(LimitSort::passage, c);
        const Profile told = Profile::of(*slots, chain_.time.start), left = told * prospect.slots;
        if (dial) dial->size = mean_size(told);
        std::vector<Terms> vehicles(count());
        for (const Leg &leg : legs)
            for (std::size_t w = 0; w < leg.passing.size(); ++w)
                for (std::size_t k = 0; k < leg.passing[w].size(); ++k)
                    if (plan_->transport->routes[leg.route].ways[w].stretches[k].passage == c)
                        for (std::size_t p = 0; p < count(); ++p)
                            vehicles[p].emplace_back(leg.passing[w][k][p], 1 / leg.parcel_t);
        std::vector<Row> rows;
        std::optional<Column> early_before;
        for (std::size_t p = 0; p < count() && !vehicles[p].empty(); ++p) {
            if (early_before) vehicles[p].emplace_back(*early_before, 1);
            early_before = programme_.add_column(0, 1);
            vehicles[p].emplace_back(*early_before, -1);
            rows.push_back(
                limit_row(dial, vehicles[p], total(left, p), left.falls(periods_.begin(p), periods_.end(p))));
        }
        spare(rows, dial, prospect.spare_d * told.greatest(0, for_ever));
    }
}

} // namespace midstream
