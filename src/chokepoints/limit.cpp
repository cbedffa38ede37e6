// Finding the limits of a case, and raising one.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/limit.h"

#include "chokepoints/measure.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

template <class Q> void scale(Steps<Q> &steps, double factor) {
    steps.first *= factor;
    for (auto &[date, value] : steps.changes) value *= factor;
}

void quicken(ChargeSpec &charge, double factor) { charge.lasts.law = charge.lasts.law.scaled(1 / factor); }

/// A share of a count, at least one.
int more_of(int count, double by) { return std::max(1, static_cast<int>(std::lround(by * count))); }

void raise_facility(FacilitySpec &facility, double factor) {
    if (auto *mine = std::get_if<MineSpec>(&facility.behaviour)) {
        scale(mine->rate, factor);
        if (mine->charge) quicken(*mine->charge, factor);
    }
    if (auto *plant = std::get_if<PlantSpec>(&facility.behaviour)) {
        for (auto &[material, rate] : plant->capacity) scale(rate, factor);
        if (plant->charge) quicken(*plant->charge, factor);
        plant->turndown = Fraction{plant->turndown.value() / factor}; // its least rate stays the same tonnes
    }
}

LimitSize a_year(const Steps<TonnesPerDay> &rate, const TimeSpec &time) {
    return {mean_tpd(rate, time) * days_per_year, "t/y"};
}

LimitSize charges_a_year(const ChargeSpec &charge, int lines) {
    const double days = mean(charge.lasts.law);
    return {days > 0 ? lines * days_per_year / days : 0, "charges/y"};
}

Limit limit_of_mine(std::uint32_t f, const FacilitySpec &facility, const MineSpec &mine) {
    return {LimitSort::mine, f, facility.name, mine.charge ? "charges" : "rate"};
}

} // namespace

std::vector<Limit> find_limits(const Case &chain) {
    std::vector<Limit> limits;
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f) {
        const FacilitySpec &facility = chain.facilities[f];
        if (const auto *mine = std::get_if<MineSpec>(&facility.behaviour))
            limits.push_back(limit_of_mine(f, facility, *mine));
        if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour))
            if (plant->charge || !plant->capacity.empty())
                limits.push_back({LimitSort::plant, f, facility.name, plant->charge ? "charges" : "capacity"});
        if (facility.berths) limits.push_back({LimitSort::berths, f, facility.name, "berths"});
    }
    for (std::uint32_t k = 0; k < chain.fleets.size(); ++k)
        limits.push_back({LimitSort::fleet, k, chain.fleets[k].name, "vehicles"});
    for (std::uint32_t p = 0; p < chain.passages.size(); ++p)
        if (chain.passages[p].slots) limits.push_back({LimitSort::passage, p, chain.passages[p].name, "slots"});
    for (std::uint32_t r = 0; r < chain.routes.size(); ++r)
        if (chain.routes[r].limit) limits.push_back({LimitSort::route, r, chain.routes[r].name, "limit"});
    for (std::uint32_t d = 0; d < chain.disruptions.size(); ++d)
        if (const DisruptionSpec &quota = chain.disruptions[d];
            quota.what == Disturbance::quota && quota_tpy(quota) > 0)
            limits.push_back({LimitSort::quota, d, quota.name, "quota"});
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f)
        if (const auto *market = std::get_if<MarketSpec>(&chain.facilities[f].behaviour))
            for (const auto &[material, rate] : market->takes)
                limits.push_back({LimitSort::demand, f, chain.facilities[f].name,
                                  "demand for " + chain.materials[material.index].name, material.index});
    return limits;
}

double quota_tpy(const DisruptionSpec &quota) {
    const double a_year = quota.per == QuotaPeriod::year ? 1 : quota.per == QuotaPeriod::quarter ? 4 : 12;
    return quota.amount ? quota.amount->value() * a_year : 0.0;
}

LimitSize size_of(const Case &chain, const Limit &limit) {
    switch (limit.sort) {
    case LimitSort::mine: {
        const auto &mine = std::get<MineSpec>(chain.facilities[limit.index].behaviour);
        return mine.charge ? charges_a_year(*mine.charge, 1) : a_year(mine.rate, chain.time);
    }
    case LimitSort::plant: {
        const auto &plant = std::get<PlantSpec>(chain.facilities[limit.index].behaviour);
        return plant.charge ? charges_a_year(*plant.charge, plant.lines)
                            : a_year(plant.capacity.front().second, chain.time);
    }
    case LimitSort::fleet:
        return {static_cast<double>(chain.fleets[limit.index].vehicles), "vehicles"};
    case LimitSort::passage:
        return {chain.passages[limit.index].slots->at(chain.time.start).value(), "slots/d"};
    case LimitSort::route:
        return a_year(*chain.routes[limit.index].limit, chain.time);
    case LimitSort::quota:
        return {quota_tpy(chain.disruptions[limit.index]), "t/y"};
    case LimitSort::demand:
        return a_year(
            *find_in(std::get<MarketSpec>(chain.facilities[limit.index].behaviour).takes, MaterialId{limit.material}),
            chain.time);
    case LimitSort::berths:
        break;
    }
    return {static_cast<double>(*chain.facilities[limit.index].berths), "berths"};
}

Raised raise(const Case &chain, const Limit &limit, double by) {
    Raised raised{chain, by, fmt::format("+{:.3g} %", 100 * by)};
    const auto add = [&](int &count, std::string_view what) {
        const int more = more_of(count, by);
        raised.by = static_cast<double>(more) / count;
        raised.words = fmt::format("+{} {}{} of {}", more, what, more == 1 ? "" : "s", count);
        raised.things = more;
        count += more;
    };
    switch (limit.sort) {
    case LimitSort::mine:
    case LimitSort::plant:
        raise_facility(raised.chain.facilities[limit.index], 1 + by);
        break;
    case LimitSort::fleet:
        add(raised.chain.fleets[limit.index].vehicles, "vehicle");
        break;
    case LimitSort::passage:
        scale(*raised.chain.passages[limit.index].slots, 1 + by);
        break;
    case LimitSort::route:
        scale(*raised.chain.routes[limit.index].limit, 1 + by);
        break;
    case LimitSort::berths:
        add(*raised.chain.facilities[limit.index].berths, "berth");
        break;
    case LimitSort::quota:
        *raised.chain.disruptions[limit.index].amount *= 1 + by;
        break;
    case LimitSort::demand:
        for (auto &[material, rate] : std::get<MarketSpec>(raised.chain.facilities[limit.index].behaviour).takes)
            if (material.index == limit.material) scale(rate, 1 + by);
        break;
    }
    return raised;
}

Raised raise(const Case &chain, std::span<const Limit> limits, double by) {
    if (limits.size() == 1) return raise(chain, limits.front(), by);
    Raised together{chain, by, ""};
    for (const Limit &limit : limits) {
        Raised raised = raise(together.chain, limit, by);
        together.chain = std::move(raised.chain);
        together.words += (together.words.empty() ? "" : ", ") + raised.words;
    }
    return together;
}

LimitSize size_of(const Case &chain, std::span<const Limit> limits) {
    if (limits.size() == 1) return size_of(chain, limits.front());
    return {1, "times"};
}

} // namespace midstream
