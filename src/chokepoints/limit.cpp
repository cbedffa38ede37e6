// Finding the limits of a case, and raising one.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/limit.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr double tenth = 0.1;

template <class Q> void scale(Steps<Q> &steps) {
    steps.first *= 1 + tenth;
    for (auto &[date, value] : steps.changes) value *= 1 + tenth;
}

void quicken(ChargeSpec &charge) { charge.lasts.law = charge.lasts.law.scaled(1 / (1 + tenth)); }

/// One more, or a tenth more where that is more than one.
int more_of(int count) { return std::max(1, static_cast<int>(std::lround(tenth * count))); }

void raise_facility(FacilitySpec &facility) {
    if (auto *mine = std::get_if<MineSpec>(&facility.behaviour)) {
        scale(mine->rate);
        if (mine->charge) quicken(*mine->charge);
    }
    if (auto *plant = std::get_if<PlantSpec>(&facility.behaviour)) {
        for (auto &[material, rate] : plant->capacity) scale(rate);
        if (plant->charge) quicken(*plant->charge);
    }
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
    return limits;
}

Raised raise(const Case &chain, const Limit &limit) {
    Raised raised{chain, tenth, "+10 %"};
    const auto add = [&](int &count, std::string_view what) {
        const int more = more_of(count);
        raised.by = static_cast<double>(more) / count;
        raised.words = fmt::format("+{} {}{} of {}", more, what, more == 1 ? "" : "s", count);
        count += more;
    };
    switch (limit.sort) {
    case LimitSort::mine:
    case LimitSort::plant:
        raise_facility(raised.chain.facilities[limit.index]);
        break;
    case LimitSort::fleet:
        add(raised.chain.fleets[limit.index].vehicles, "vehicle");
        break;
    case LimitSort::passage:
        scale(*raised.chain.passages[limit.index].slots);
        break;
    case LimitSort::route:
        scale(*raised.chain.routes[limit.index].limit);
        break;
    case LimitSort::berths:
        add(*raised.chain.facilities[limit.index].berths, "berth");
        break;
    }
    return raised;
}

} // namespace midstream
