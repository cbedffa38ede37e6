// Disruptions over the days of a case.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/prospects.h"

#include "chokepoints/chances.h"
#include "chokepoints/own_stops.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

class Calendar {
  public:
    Calendar(const Plan &plan, Outlook outlook) : plan_{plan}, outlook_{outlook} {}

    Prospects run() {
        const Case &chain = *plan_.chain;
        for (std::uint32_t f = 0; f < chain.facilities.size(); ++f)
            found_.facilities.push_back(own_stops(plan_, f, outlook_, found_.turns_d));
        found_.routes.resize(chain.routes.size());
        found_.passages.resize(chain.passages.size());
        for (std::size_t d = 0; d < chain.disruptions.size(); ++d) {
            const DisruptionSpec &spec = chain.disruptions[d];
            note_turns(spec);
            for (const std::uint32_t f : plan_.targets[d].facilities) strike_facility(spec, found_.facilities[f]);
            for (const std::uint32_t r : plan_.targets[d].routes) strike_route(spec, found_.routes[r]);
            for (const std::uint32_t p : plan_.targets[d].passages) strike_passage(spec, p);
        }
        for (FacilityProspect &facility : found_.facilities) {
            facility.berths = facility.open;
            facility.berths.set(0, facility.opened_d, 1);
        }
        return std::move(found_);
    }

  private:
    double day_of(SimTime date) const { return days_of(date - plan_.chain->time.start); }

    void note_turns(const DisruptionSpec &spec) {
        if (!spec.on || spec.what == Disturbance::tariff) return;
        found_.turns_d.push_back(day_of(*spec.on));
        if (!spec.lasts) return;
        const double longest = greatest_of(spec.lasts->law);
        found_.turns_d.push_back(day_of(*spec.on) + (std::isfinite(longest) ? longest : mean(spec.lasts->law)));
    }

    /// Leaves a share of a limit while the disruption lasts. What is certain is the least harm and the greatest good.
    void strike(const DisruptionSpec &spec, double left, Profile &profile, double *spare_d) const {
        if (spec.every && outlook_ == Outlook::certain) {
            if (left > 1) profile.scale(0, for_ever, left);
        } else if (spec.every) {
            profile.scale(0, for_ever, 1 - share_down(spec.every->law, spec.lasts->law) * (1 - left));
            if (spare_d) *spare_d += missed_days(spec.every->law, spec.lasts->law) * std::abs(1 - left);
        } else if (!spec.lasts) {
            profile.scale(day_of(*spec.on), for_ever, left);
        } else if (outlook_ == Outlook::certain) {
            const double lasts = left < 1 ? least_of(spec.lasts->law) : greatest_of(spec.lasts->law);
            profile.scale(day_of(*spec.on), day_of(*spec.on) + lasts, left);
        } else {
            lapse(profile, day_of(*spec.on), typical_of(spec.lasts->law), left);
        }
    }

    /// The least that may be left of a recovery at any moment.
    void strike_low(const DisruptionSpec &spec, double left, Profile &profile) const {
        if (outlook_ == Outlook::expected) return strike(spec, left, profile, nullptr);
        if (spec.every) return profile.scale(0, for_ever, left);
        const double lasts = spec.lasts ? greatest_of(spec.lasts->law) : for_ever;
        profile.scale(day_of(*spec.on), day_of(*spec.on) + lasts, left);
    }

    void stop(const DisruptionSpec &spec, FacilityProspect &facility) const {
        strike(spec, 0, facility.open, &facility.spare_open_d);
        strike(spec, 0, facility.works, &facility.spare_works_d);
        strike(spec, 0, facility.pace, nullptr);
        if (outlook_ == Outlook::expected) facility.spare_works_d += facility.overlap_d * (spec.every ? 0 : 1);
    }

    void strike_facility(const DisruptionSpec &spec, FacilityProspect &facility) const {
        const double left = spec.to ? spec.to->value() : 0.0;
        switch (spec.what) {
        case Disturbance::outage:
        case Disturbance::strike:
        case Disturbance::permanent_closure:
            stop(spec, facility);
            break;
        case Disturbance::derating:
            strike(spec, left, facility.pace, &facility.spare_works_d);
            break;
        case Disturbance::demand_shock:
            strike(spec, left, facility.demand, &facility.spare_demand_d);
            break;
        case Disturbance::recovery_loss:
            strike(spec, left, facility.recovery_high, nullptr);
            strike_low(spec, left, facility.recovery_low);
            break;
        case Disturbance::new_capacity: {
            Profile once_more; // 2 while it is there
            strike(spec, 2, once_more, &facility.spare_works_d);
            for (std::size_t i = 0; i < once_more.pieces().size(); ++i) {
                const auto &[from, value] = once_more.pieces()[i];
                const double until = i + 1 < once_more.pieces().size() ? once_more.pieces()[i + 1].first : for_ever;
                facility.adds.add(from, until, (value - 1) * (spec.adds ? spec.adds->value() : 0.0));
            }
            break;
        }
        default:
            break; // of routes and passages
        }
    }

    void strike_route(const DisruptionSpec &spec, RouteProspect &route) const {
        if (spec.what == Disturbance::slower_transit)
            strike(spec, spec.to ? std::max(1e-3, spec.to->value()) : 1.0, route.speed, &route.spare_d);
        else if (spec.what != Disturbance::tariff && spec.what != Disturbance::quota)
            strike(spec, 0, route.open, &route.spare_d);
        note_cargo(spec, route);
    }

    void strike_passage(const DisruptionSpec &spec, std::uint32_t p) {
        const double left = spec.what == Disturbance::passage_closure && spec.to ? spec.to->value() : 0.0;
        strike(spec, left, found_.passages[p].slots, &found_.passages[p].spare_d);
        for (std::uint32_t r = 0; r < found_.routes.size(); ++r)
            for (const Way &way : plan_.transport->routes[r].ways)
                for (const Way::Stretch &stretch : way.stretches)
                    if (stretch.passage == p) note_cargo(spec, found_.routes[r]);
    }

    static void note_cargo(const DisruptionSpec &spec, RouteProspect &route) {
        route.may_divert = route.may_divert || spec.cargo == CargoPolicy::divert;
        route.may_return = route.may_return || spec.cargo == CargoPolicy::give_back;
    }

    const Plan &plan_;
    Outlook outlook_;
    Prospects found_;
};

} // namespace

Prospects find_prospects(const Plan &plan, Outlook outlook) { return Calendar{plan, outlook}.run(); }

} // namespace midstream
