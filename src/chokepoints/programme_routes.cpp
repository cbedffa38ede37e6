// Routes in the programme: streams, and parcels with what is under way.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/chances.h"
#include "chokepoints/programme_legs.h"

#include <algorithm>
#include <cmath>

namespace midstream {

double duration_of(const Distribution &law, Outlook outlook) {
    return outlook == Outlook::certain ? least_of(law) : std::max(0.0, mean(law));
}

double rest_factor(const Distribution &law, Outlook outlook) {
    const double lasts = duration_of(law, outlook);
    return outlook == Outlook::certain || lasts <= 0 ? 1.0 : std::max(1.0, mean_rest(law) / lasts);
}

/// A voyage that is under way when a slower time begins has sailed a part of its way faster: what counts is the greatest
/// speed since the voyage can have begun.
WayTimes times_of(const RoutePlan &route, const Way &way, const TransportPlan &transport, const Profile &speed,
                  const Periods &periods, Outlook outlook) {
    const double handling = duration_of(route.load_days, outlook) + duration_of(route.unload_days, outlook);
    const double sails = duration_of(way.days, outlook);
    const double home = route.return_days ? duration_of(*route.return_days, outlook) : sails;
    double inside = 0;
    for (const Way::Stretch &stretch : way.stretches)
        if (stretch.passage)
            if (const auto &law = transport.passages[*stretch.passage].inside_days)
                inside += duration_of(*law, outlook);
    const double slowest = speed.least(0, periods.cuts_d.back());
    const double longest = handling + inside + (sails + home) / std::max(1e-3, slowest);
    WayTimes times;
    for (std::size_t p = 0; p < periods.count(); ++p) {
        const double fastest = speed.greatest(std::max(0.0, periods.begin(p) - longest), periods.end(p));
        times.out_d.push_back(handling + inside + sails / fastest);
        times.cycle_d.push_back(times.out_d.back() + home / fastest);
    }
    return times;
}

void FlowProgramme::add_routes() {
    std::vector<Leg> legs;
    for (std::uint32_t r = 0; r < chain_.routes.size(); ++r) {
        if (plan_->transport->routes[r].stream)
            add_stream(r);
        else
            legs.push_back(add_parcels(r));
    }
    add_cargo_policies(legs);
    limit_fleets(legs);
    limit_berths(legs);
    limit_passages(legs);
    limit_quotas(legs);
    limit_room(legs);
    for (Leg &leg : legs) {
        const RoutePlan &route = plan_->transport->routes[leg.route];
        Carry carry{route.from, route.to, std::move(leg.loaded), std::move(leg.brought), OverTime(count()), true};
        for (const auto &way : leg.under_way)
            for (const auto &stretch : way)
                for (std::size_t p = 0; p < count(); ++p) carry.under_way[p].emplace_back(stretch[p], 1);
        carries_.push_back(std::move(carry));
    }
}

void FlowProgramme::add_stream(std::uint32_t r) {
    const RoutePlan &route = plan_->transport->routes[r];
    const Profile open = prospects_.routes[r].open * prospects_.facilities[route.origin].berths *
                         prospects_.facilities[route.destination].berths;
    Carry carry{route.from, route.to, {}, {}, {}, false};
    for (std::size_t p = 0; p < count(); ++p) {
        carry.out.push_back({{programme_.add_column(0, shut(open, p) ? 0.0 : for_ever), 1}});
        move(route.from, p, carry.out[p], -1);
        move(route.to, p, carry.out[p], 1);
    }
    carry.in = carry.out;
    limit_route(r, carry.out, 0);
    for (std::uint32_t d = 0; d < chain_.disruptions.size(); ++d) {
        const DisruptionSpec &quota = chain_.disruptions[d];
        const auto &targets = plan_->targets[d].routes;
        if (quota.what != Disturbance::quota || !quota.on || !quota.amount ||
            std::find(targets.begin(), targets.end(), r) == targets.end())
            continue;
        // A stream has its even part of a quota at every moment.
        const double days = quota.per == QuotaPeriod::year      ? days_per_year
                            : quota.per == QuotaPeriod::quarter ? days_per_year / 4
                                                                : days_per_year / 12;
        const double tpd = quota.amount->value() / days / static_cast<double>(targets.size());
        const double from = days_of(*quota.on - chain_.time.start);
        const double until = quota.lasts ? from + duration_of(quota.lasts->law, Outlook::certain) : for_ever;
        for (std::size_t p = 0; p < count(); ++p)
            if (from <= periods_.begin(p) && until >= periods_.end(p))
                limit_row(find_dial(LimitSort::quota, d), carry.out[p], tpd * periods_.length(p));
    }
    carries_.push_back(std::move(carry));
}

/// A parcel is sent when route and both ends are open, loads at once or when a berth is free, and is under way until it
/// is brought, which takes any time from none on.
FlowProgramme::Leg FlowProgramme::add_parcels(std::uint32_t r) {
    const RoutePlan &route = plan_->transport->routes[r];
    const Profile open = prospects_.routes[r].open * prospects_.facilities[route.origin].berths *
                         prospects_.facilities[route.destination].berths;
    Leg leg;
    leg.route = r;
    leg.parcel_t = route.parcel_t;
    leg.load_d = duration_of(route.load_days, outlook_);
    leg.unload_d = duration_of(route.unload_days, outlook_);
    leg.loaded.resize(count());
    leg.brought.resize(count());
    for (std::uint32_t w = 0; w < route.ways.size(); ++w) add_way(leg, w);
    for (std::size_t p = 0; p < count(); ++p) {
        move(route.from, p, leg.loaded[p], -1);
        move(route.to, p, leg.brought[p], 1);
    }
    leg.sent = leg.loaded;
    if (plan_->transport->berths[route.origin]) // some may wait for a berth, though the route be shut meanwhile
        for (std::size_t p = 0; p < count(); ++p) {
            leg.waiting.push_back(programme_.add_column(0, for_ever));
            leg.sent[p].emplace_back(leg.waiting[p], 1);
            if (p > 0) leg.sent[p].emplace_back(leg.waiting[p - 1], -1);
            programme_.add(programme_.add_row(0, for_ever), leg.sent[p]);
        }
    for (std::size_t p = 0; p < count(); ++p)
        if (shut(open, p)) limit_row(nullptr, leg.sent[p], 0);
    limit_route(r, leg.sent, leg.parcel_t);
    return leg;
}

void FlowProgramme::add_way(Leg &leg, std::uint32_t w) {
    const RoutePlan &route = plan_->transport->routes[leg.route];
    const Way &way = route.ways[w];
    leg.times.push_back(
        times_of(route, way, *plan_->transport, prospects_.routes[leg.route].speed, periods_, outlook_));
    auto &under_way = leg.under_way.emplace_back(way.stretches.size());
    auto &balance = leg.balance.emplace_back(way.stretches.size());
    auto &passing = leg.passing.emplace_back(way.stretches.size());
    auto &brought = leg.brought_by_way.emplace_back();
    for (std::size_t p = 0; p < count(); ++p) {
        Column come = programme_.add_column(0, for_ever);
        leg.loaded[p].emplace_back(come, 1);
        for (std::size_t k = 0; k < way.stretches.size(); ++k) {
            const auto passage = way.stretches[k].passage;
            const bool closed = passage && shut(prospects_.passages[*passage].slots, p);
            const Column gone = programme_.add_column(0, closed ? 0.0 : for_ever);
            const Row row = programme_.add_row(0, 0);
            under_way[k].push_back(programme_.add_column(0, for_ever));
            programme_.add(row, {{under_way[k][p], 1}, {come, -1}, {gone, 1}});
            if (p > 0) programme_.add(row, under_way[k][p - 1], -1);
            balance[k].push_back(row);
            if (passage) passing[k].push_back(gone);
            come = gone;
        }
        brought.push_back({{come, 1}});
        leg.brought[p].emplace_back(come, 1);
    }
}

} // namespace midstream
