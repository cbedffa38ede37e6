// How much destinations let come: what a stock may hold together with what is under way to it.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/programme_legs.h"

#include <algorithm>

namespace midstream {

namespace {

/// The greatest demand or use of a stock's owner up to a day [t/d]; infinite where it is not known.
class Use {
  public:
    Use(const Plan &plan, const Prospects &prospects, const AssayRanges &assays)
        : plan_{plan}, prospects_{prospects}, assays_{assays} {}

    double greatest(std::uint32_t facility, std::uint32_t stock, double until_d) const {
        const FacilityPlan &owner = plan_.works->facilities[facility];
        for (const std::uint32_t d : owner.demands)
            if (plan_.works->demands[d].stock == stock) return wanted(facility, plan_.works->demands[d], until_d);
        const Ends ends = ends_of(plan_, facility);
        const auto place = std::find(ends.in.begin(), ends.in.end(), stock);
        if (place == ends.in.end() || owner.charge) return for_ever;
        return nameplate(facility, ends, until_d) *
               ends.recipe->takes[static_cast<std::size_t>(place - ends.in.begin())];
    }

  private:
    Profile profile(const Steps<TonnesPerDay> &rate) const { return Profile::of(rate, plan_.chain->time.start); }

    double wanted(std::uint32_t facility, const DemandPlan &demand, double until_d) const {
        double most = profile(*demand.rate).greatest(0, until_d);
        for (std::size_t d = 0; d < plan_.targets.size(); ++d) {
            const DisruptionSpec &spec = plan_.chain->disruptions[d];
            const auto &struck = plan_.targets[d].facilities;
            if (spec.what == Disturbance::demand_shock && spec.to &&
                std::find(struck.begin(), struck.end(), facility) != struck.end())
                most *= std::max(1.0, spec.to->value());
        }
        return most;
    }

    /// Tonnes of the first input a day at full capacity, at the poorest yields.
    double nameplate(std::uint32_t facility, const Ends &ends, double until_d) const {
        const FacilityPlan &plant = plan_.works->facilities[facility];
        if (prospects_.facilities[facility].adds.greatest(0, for_ever) > 0) return for_ever;
        double most = for_ever;
        for (const CapacityPlan &capacity : plant.capacities) {
            const std::size_t inputs = ends.in.size(), meters = plant.wear ? 1 : 0;
            const double per_unit = capacity.end < inputs ? ends.recipe->takes[capacity.end]
                                                          : least_yield(facility, ends, capacity.end - inputs - meters);
            if (per_unit > 0) most = std::min(most, profile(*capacity.rate).greatest(0, until_d) / per_unit);
        }
        return most;
    }

    double least_yield(std::uint32_t facility, const Ends &ends, std::size_t k) const {
        const Product &product = ends.recipe->makes[k];
        if (!product.lead) return product.ratio;
        return assays_.in_feed(*ends.recipe, ends.in, *product.lead).low * product.recovery[*product.lead] /
               product.lead_fraction * prospects_.facilities[facility].recovery_low.least(0, for_ever) *
               (1 - yield_drift);
    }

    const Plan &plan_;
    const Prospects &prospects_;
    const AssayRanges &assays_;
};

} // namespace

/// The limit that a stock's use grows with.
Dial *FlowProgramme::user_of(std::uint32_t facility, std::uint32_t stock) {
    for (const std::uint32_t d : plan_->works->facilities[facility].demands)
        if (plan_->works->demands[d].stock == stock) return demand_dial(d);
    return find_dial(LimitSort::plant, facility);
}

LinearProgramme::Terms FlowProgramme::on_hand_and_coming(std::uint32_t stock, std::size_t p,
                                                         const std::vector<const Leg *> &coming) const {
    Terms held{{level_[stock][p], 1}};
    for (const Leg *leg : coming) {
        for (const auto &way : leg->under_way)
            for (const auto &stretch : way) held.emplace_back(stretch[p], 1);
        if (!leg->waiting.empty()) held.emplace_back(leg->waiting[p], 1);
    }
    return held;
}

/// A destination is filled up to its storage, to what it asks for, or to its days of cover: of that no more than the
/// greatest so far may be on hand and under way. Where streams bring it, or its owner makes it too, only some of this
/// holds.
void FlowProgramme::limit_room(const std::vector<Leg> &legs) {
    const Use use(*plan_, prospects_, assays_);
    const std::size_t stocks = plan_->flow->stocks.size();
    std::vector<std::vector<const RoutePlan *>> routes_to(stocks);
    for (const RoutePlan &route : plan_->transport->routes)
        if (route.to < stocks) routes_to[route.to].push_back(&route);
    std::vector<std::vector<const Leg *>> legs_to(stocks);
    for (const Leg &leg : legs)
        if (const auto to = plan_->transport->routes[leg.route].to; to < stocks) legs_to[to].push_back(&leg);
    for (const Holding &holding : plan_->holdings) {
        const std::uint32_t s = holding.stock;
        const StockPlan &stock = plan_->flow->stocks[s];
        const AskPlan &ask = plan_->transport->asks[s];
        const std::vector<std::uint32_t> made = ends_of(*plan_, holding.facility).out;
        const bool own = std::find(made.begin(), made.end(), s) != made.end();
        bool by_stream = false;
        double transit_d = 0;
        for (const RoutePlan *route : routes_to[s]) {
            by_stream = by_stream || route->stream;
            if (!route->stream && ask.and_transit) transit_d = std::max(transit_d, route->ways.front().mean_days);
        }
        const bool asks = !own && (!by_stream || ask.by_stream_only);
        const double stated = std::min(stock.capacity_t, asks ? ask.up_to_t.value_or(for_ever) : for_ever);
        Dial *dial = user_of(holding.facility, s);
        for (std::size_t p = 0; p < count(); ++p) {
            const Terms held = on_hand_and_coming(s, p, legs_to[s]);
            if (stated < for_ever && (held.size() > 1 || stated < stock.capacity_t))
                limit_row(nullptr, held, 0, std::max(stated, stock.initial_t));
            if (!asks || !ask.cover_d) continue;
            const double cover = (*ask.cover_d + transit_d) * use.greatest(holding.facility, s, periods_.end(p));
            if (cover >= for_ever) continue;
            const bool scales = cover >= stock.initial_t; // with the demand or the capacity that it covers
            limit_row(dial, held, scales ? cover : 0, scales ? 0 : stock.initial_t);
        }
    }
}

} // namespace midstream
