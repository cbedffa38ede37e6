// Pressure: from the books of a replication to how close each limit was.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/pressure.h"

#include "chokepoints/prices.h"
#include "chokepoints/reach.h"

#include <algorithm>

namespace midstream {

namespace {

template <class Array, class Word> auto at(const Array &array, Word word) {
    return array[static_cast<std::size_t>(word)];
}

bool leads_over(const RoutePlan &route, std::uint32_t passage) {
    for (const Way &way : route.ways)
        for (const Way::Stretch &stretch : way.stretches)
            if (stretch.passage == passage) return true;
    return false;
}

/// A limit that is half used hardly ever holds; one that is used by nine tenths often does.
double weight(double use) { return use * use * use * use; }

} // namespace

PressureGauge::PressureGauge(std::shared_ptr<const Plan> plan, const Measure &measure)
    : plan_{std::move(plan)}, measure_{measure} {
    const Case &chain = *plan_->chain;
    const SimTime from = chain.time.start + round_days(chain.time.warmup.value());
    time_us_ = static_cast<double>((chain.time.end - from).count());
    const Reach reach = find_reach(chain, measure);
    const auto any_route = [&](auto holds) {
        for (std::uint32_t r = 0; r < chain.routes.size(); ++r)
            if (reach.routes[r] && holds(r)) return true;
        return false;
    };
    std::vector<std::vector<std::uint32_t>> into(chain.facilities.size()); // routes within reach
    for (std::uint32_t r = 0; r < chain.routes.size(); ++r)
        if (reach.routes[r]) into[chain.routes[r].to.index].push_back(r);
    for (Limit &limit : find_limits(chain)) {
        const std::uint32_t i = limit.index;
        const auto uses_fleet = [&](std::uint32_t r) { return plan_->transport->routes[r].fleet == i; };
        const auto passes = [&](std::uint32_t r) { return leads_over(plan_->transport->routes[r], i); };
        bool counts = false;
        switch (limit.sort) {
        case LimitSort::mine:
        case LimitSort::plant:
            counts = reach.makers[i];
            break;
        case LimitSort::berths:
            counts = reach.handlers[i] || !into[i].empty();
            break;
        case LimitSort::fleet:
            counts = any_route(uses_fleet);
            break;
        case LimitSort::passage:
            counts = any_route(passes);
            break;
        case LimitSort::route:
            counts = reach.routes[i];
            break;
        case LimitSort::quota:
            for (const std::uint32_t r : plan_->targets[i].routes) counts = counts || reach.routes[r];
            break;
        case LimitSort::demand:
            for (const std::uint32_t r : into[i]) counts = counts || chain.routes[r].carries.index == limit.material;
            break;
        }
        if (counts) limits_.push_back(std::move(limit));
    }
}

std::vector<Pressure> PressureGauge::read(const Result &result) const {
    const Books books = open(result);
    std::vector<Pressure> pressures;
    for (const Limit &limit : limits_) {
        switch (limit.sort) {
        case LimitSort::mine:
        case LimitSort::plant:
            pressures.push_back(of_facility(limit.index, books));
            break;
        case LimitSort::berths:
            pressures.push_back(of_berths(limit.index, books));
            break;
        case LimitSort::fleet:
            pressures.push_back(of_fleet(limit.index, books));
            break;
        case LimitSort::passage:
            pressures.push_back(of_passage(limit.index, books));
            break;
        case LimitSort::route:
            pressures.push_back(of_route(limit.index, books));
            break;
        case LimitSort::quota:
            pressures.push_back(of_quota(limit.index, books));
            break;
        case LimitSort::demand:
            pressures.push_back(of_demand(limit, books));
            break;
        }
    }
    return pressures;
}

PressureGauge::Books PressureGauge::open(const Result &result) const {
    const std::size_t n = plan_->chain->facilities.size();
    Books books{result, std::vector<double>(n), std::vector<double>(n), {}};
    for (const MadeTotals &made : result.made)
        if (!made.taken) books.made_t[made.at.index] += made.element_t.empty() ? made.mass_t : made.element_t.front();
    for (std::uint32_t r = 0; r < result.routes.size(); ++r) {
        const RouteTotals &route = result.routes[r];
        const double moved = route.element_t.empty() ? route.moved_t : route.element_t.front();
        books.moved_t.push_back(moved);
        books.handled_t[plan_->chain->routes[r].from.index] += moved;
        books.handled_t[plan_->chain->routes[r].to.index] += moved;
    }
    return books;
}

Pressure PressureGauge::of_facility(std::uint32_t facility, const Books &books) const {
    const FacilityTotals &totals = books.result.facilities[facility];
    const auto time = [&](Doing doing) { return static_cast<double>(at(totals.time_us, doing)) / time_us_; };
    const double running = time(Doing::running), slowed = time(Doing::slowed);
    Pressure pressure;
    pressure.share_of_time = running + time(Doing::failed) + time(Doing::shutdown);
    if (running > 0) pressure.promise_t = 0.1 * books.made_t[facility] * running / (running + slowed);
    return pressure;
}

Pressure PressureGauge::of_berths(std::uint32_t facility, const Books &books) const {
    const int berths = *plan_->chain->facilities[facility].berths;
    Pressure pressure;
    pressure.share_of_time = static_cast<double>(books.result.facilities[facility].berth_busy_us) / (time_us_ * berths);
    pressure.promise_t = 0.1 * books.handled_t[facility] * weight(pressure.share_of_time);
    return pressure;
}

Pressure PressureGauge::of_fleet(std::uint32_t fleet, const Books &books) const {
    Pressure pressure;
    double moved = 0, lost_metal = 0;
    std::vector<std::uint32_t> origins;
    for (std::uint32_t r = 0; r < books.moved_t.size(); ++r) {
        if (plan_->transport->routes[r].fleet != fleet) continue;
        moved += books.moved_t[r];
        const double waiting = static_cast<double>(books.result.routes[r].vehicle_wait_us) / time_us_;
        pressure.share_of_time = std::max(pressure.share_of_time, waiting);
        const std::uint32_t f = plan_->transport->routes[r].origin;
        if (std::find(origins.begin(), origins.end(), f) != origins.end()) continue;
        origins.push_back(f);
        const FacilityTotals &origin = books.result.facilities[f];
        if (origin.throughput_t > 0)
            lost_metal += at(origin.lost_t, Loss::waiting) * books.made_t[f] / origin.throughput_t;
    }
    pressure.promise_t = std::max(0.1 * moved * pressure.share_of_time, lost_metal);
    return pressure;
}

Pressure PressureGauge::of_passage(std::uint32_t passage, const Books &books) const {
    const auto &slots = *plan_->chain->passages[passage].slots;
    Steps<TonnesPerDay> rate{TonnesPerDay{slots.first.value()}}; // only to average over dates
    for (const auto &[date, value] : slots.changes) rate.changes.emplace_back(date, TonnesPerDay{value.value()});
    const double offered = mean_tpd(rate, plan_->chain->time) * time_us_ / static_cast<double>(ticks_per_day);
    Pressure pressure;
    if (offered > 0)
        pressure.share_of_time = std::min(1.0, static_cast<double>(books.result.passages[passage].transits) / offered);
    double moved = 0;
    for (std::uint32_t r = 0; r < books.moved_t.size(); ++r)
        if (leads_over(plan_->transport->routes[r], passage)) moved += books.moved_t[r];
    pressure.promise_t = 0.1 * moved * weight(pressure.share_of_time);
    return pressure;
}

Pressure PressureGauge::of_route(std::uint32_t route, const Books &books) const {
    const double most_t = mean_tpd(*plan_->chain->routes[route].limit, plan_->chain->time) * time_us_ /
                          static_cast<double>(ticks_per_day);
    Pressure pressure;
    if (most_t > 0) pressure.share_of_time = std::min(1.0, books.result.routes[route].moved_t / most_t);
    pressure.promise_t = 0.1 * books.moved_t[route] * weight(pressure.share_of_time);
    return pressure;
}

/// What its routes carried is taken as even over time.
Pressure PressureGauge::of_quota(std::uint32_t disruption, const Books &books) const {
    const double most_t = quota_tpy(plan_->chain->disruptions[disruption]) / days_per_year * time_us_ /
                          static_cast<double>(ticks_per_day);
    double tonnes = 0, moved = 0;
    for (const std::uint32_t r : plan_->targets[disruption].routes) {
        tonnes += books.result.routes[r].moved_t;
        moved += books.moved_t[r];
    }
    Pressure pressure;
    if (most_t > 0) pressure.share_of_time = std::min(1.0, tonnes / most_t);
    pressure.promise_t = 0.1 * moved * weight(pressure.share_of_time);
    return pressure;
}

/// What is bought besides the measured material stops its makers when it is not taken; of that material itself more is
/// bought only where all that is wanted comes.
Pressure PressureGauge::of_demand(const Limit &limit, const Books &books) const {
    constexpr double all = 0.999;
    Pressure pressure;
    for (const MarketTotals &market : books.result.markets)
        if (market.market.index == limit.index && market.material.index == limit.material && market.demand_t > 0)
            pressure.share_of_time = std::min(1.0, market.delivered_t / market.demand_t);
    const bool own = is_own_demand(limit, measure_);
    double metal = 0;
    for (std::uint32_t r = 0; r < books.moved_t.size(); ++r) {
        const RouteSpec &route = plan_->chain->routes[r];
        if (route.to.index != limit.index || route.carries.index != limit.material) continue;
        const double made = books.made_t[route.from.index];
        metal += own ? books.moved_t[r] : made > 0 ? made : books.handled_t[route.from.index];
    }
    const double part = own ? (pressure.share_of_time > all ? 1.0 : 0.0) : weight(pressure.share_of_time);
    pressure.promise_t = 0.1 * metal * part;
    return pressure;
}

} // namespace midstream
