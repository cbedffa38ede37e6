// Policies in the programme: quotas, and cargo that a disruption sends back or to another buyer.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/chances.h"
#include "chokepoints/programme_legs.h"

#include <algorithm>

namespace midstream {

/// Events of the last instant still happen. What leaves then makes room, and only a charge that stands ready uses room
/// without time; and it arrives then only if its way takes no time.
bool FlowProgramme::last_instant_counts(const std::vector<std::uint32_t> &routes, const std::vector<Leg> &legs) const {
    const bool charges = std::any_of(plan_->works->facilities.begin(), plan_->works->facilities.end(),
                                     [](const FacilityPlan &facility) { return facility.charge.has_value(); });
    return charges || std::any_of(legs.begin(), legs.end(), [&](const Leg &leg) {
               return std::find(routes.begin(), routes.end(), leg.route) != routes.end() &&
                      std::any_of(leg.times.begin(), leg.times.end(),
                                  [](const WayTimes &times) { return times.out_d.back() <= 0; });
           });
}

/// Parcels of a dated quota: its amount for every calendar period that one of ours touches, while it surely holds.
void FlowProgramme::limit_quotas(const std::vector<Leg> &legs) {
    for (std::size_t d = 0; d < chain_.disruptions.size(); ++d) {
        const DisruptionSpec &quota = chain_.disruptions[d];
        if (quota.what != Disturbance::quota || !quota.on || !quota.amount) continue;
        const double from = days_of(*quota.on - chain_.time.start);
        const double until = quota.lasts ? from + least_of(quota.lasts->law) : for_ever;
        const std::vector<std::uint32_t> &routes = plan_->targets[d].routes;
        Dial *dial = find_dial(LimitSort::quota, static_cast<std::uint32_t>(d));
        if (dial) dial->size = quota_tpy(quota);
        const bool last_instant = last_instant_counts(routes, legs);
        for (std::size_t p = 0; p < count(); ++p) {
            if (from > periods_.begin(p) || until < periods_.end(p)) continue;
            Terms sent;
            for (const Leg &leg : legs)
                if (std::find(routes.begin(), routes.end(), leg.route) != routes.end())
                    sent.insert(sent.end(), leg.sent[p].begin(), leg.sent[p].end());
            const int touched = periods_.touched(p, chain_.time.start, quota.per, last_instant);
            if (!sent.empty()) limit_row(dial, sent, quota.amount->value() * touched);
        }
    }
}

/// Cargo under way that a disruption may send back, past the storage's limit, or to another buyer of the same origin.
void FlowProgramme::add_cargo_policies(std::vector<Leg> &legs) {
    const auto each_stretch = [&](const Leg &leg, std::size_t p, const auto &act) {
        for (const auto &way : leg.balance)
            for (const auto &stretch : way) act(stretch[p]);
    };
    for (const Leg &leg : legs) {
        const RoutePlan &route = plan_->transport->routes[leg.route];
        const RouteProspect &prospect = prospects_.routes[leg.route];
        std::optional<Column> back_before;
        for (std::size_t p = 0; p < count() && prospect.may_return; ++p) {
            const Column back = programme_.add_column(0, for_ever), used = programme_.add_column(0, for_ever);
            const Row row = programme_.add_row(0, 0);
            programme_.add(row, {{back, 1}, {used, 1}});
            if (back_before) programme_.add(row, *back_before, -1);
            back_before = back;
            each_stretch(leg, p, [&](Row under_way) {
                const Column turned = programme_.add_column(0, for_ever);
                programme_.add(under_way, turned, 1);
                programme_.add(row, turned, -1);
            });
            move(route.from, p, {{used, 1}}, 1);
        }
        for (const Leg &other : legs) {
            const RoutePlan &there = plan_->transport->routes[other.route];
            if (!prospect.may_divert || there.from != route.from || there.fleet != route.fleet || there.to == route.to)
                continue;
            for (std::size_t p = 0; p < count(); ++p)
                each_stretch(leg, p, [&](Row under_way) {
                    for (const auto &way : other.balance) {
                        const Column turned = programme_.add_column(0, for_ever);
                        programme_.add(under_way, turned, 1);
                        programme_.add(way.back()[p], turned, -1);
                    }
                });
        }
    }
}

} // namespace midstream
