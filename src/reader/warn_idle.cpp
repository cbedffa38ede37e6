// What stands in a case and does nothing, or undoes itself: legal, and hardly meant.
// SPDX-License-Identifier: Apache-2.0
#include "des/calendar.h"
#include "model/targets.h"
#include "reader/draft.h"
#include "reader/handling.h"
#include "units/text.h"

#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace midstream {

namespace {

class IdleWarnings {
  public:
    IdleWarnings(Reading &reading, const Draft &draft) : reading_{reading}, draft_{draft}, case_{draft.value} {
        for (const DisruptionSpec &disruption : case_.disruptions)
            if (disruption.what == Disturbance::new_capacity)
                for (const std::uint32_t facility : find_targets(case_, disruption).facilities) built_.insert(facility);
        for (const RouteSpec &route : case_.routes) {
            touched_.insert(route.from.index);
            touched_.insert(route.to.index);
            for (const PassageId passage : route.via) passed_.insert(passage.index);
        }
        for (const LegSpec &leg : case_.network)
            if (leg.passage) passed_.insert(leg.passage->index);
    }

    void run() {
        for (std::uint32_t i = 0; i < case_.facilities.size(); ++i) {
            const Pointer at{reading_, draft_, "facilities", i};
            const FacilitySpec &facility = case_.facilities[i];
            if (!built_.contains(i))
                std::visit([&](const auto &spec) { warn_of_nothing(spec, at); }, facility.behaviour);
            const bool says_why = !facility.source.empty() || !facility.estimate.empty() || !facility.note.empty();
            if (!says_why) warn_of_span(facility.outage, at); // who writes why knows that it is shut
            warn_of_shutdowns(facility.outage, at);
            const bool only_keeps = std::holds_alternative<StockpileSpec>(facility.behaviour) ||
                                    std::holds_alternative<PortSpec>(facility.behaviour);
            if (only_keeps && !touched_.contains(i)) at.warn({}, "no route starts or ends here");
        }
        for (std::uint32_t i = 0; i < case_.passages.size(); ++i)
            if (!passed_.contains(i))
                Pointer{reading_, draft_, "passages", i}.warn(
                    {}, "nothing goes through; name it in the `via` of a route or as the `passage` of a leg");
        warn_of_twins();
    }

  private:
    bool is_nothing(const Steps<TonnesPerDay> &steps) const {
        return highest(steps, case_.time.end) <= TonnesPerDay{0};
    }
    const std::string &name(MaterialId m) const { return case_.materials[m.index].name; }

    void warn_of_nothing(const MineSpec &mine, const Pointer &at) const {
        if (!mine.charge && is_nothing(mine.rate))
            at.warn({"rate"}, "0 at all times: this mine never delivers a tonne");
    }
    void warn_of_nothing(const PlantSpec &plant, const Pointer &at) const {
        for (const auto &[material, rate] : plant.capacity)
            if (is_nothing(rate)) at.warn({"capacity", name(material)}, "0 at all times: this plant never runs");
    }
    void warn_of_nothing(const MarketSpec &market, const Pointer &at) const {
        for (const auto &[material, demand] : market.takes)
            if (is_nothing(demand))
                at.warn({"takes", name(material)}, fmt::format("0 at all times: nobody ever wants {}", name(material)));
    }
    void warn_of_nothing(const StockpileSpec &, const Pointer &) const {}
    void warn_of_nothing(const PortSpec &, const Pointer &) const {}

    void warn_of_span(const OutageSpec &outage, const Pointer &at) const {
        const TimeSpec &time = case_.time;
        if (outage.closes && *outage.closes <= time.start)
            at.warn({"closes"},
                    fmt::format("this closes before the run starts on {} and never runs", print_date(time.start)));
        if (outage.opens && outage.opens->on >= time.end)
            at.warn({"opens"}, fmt::format("this opens after the run ends on {} and never runs", print_date(time.end)));
    }

    void warn_of_shutdowns(const OutageSpec &outage, const Pointer &at) const {
        for (const ShutdownSpec &shutdown : outage.shutdowns)
            if (shutdown.every && shutdown.lasts.mean() >= *shutdown.every)
                at.warn({"shutdowns"},
                        fmt::format("a shutdown of {} every {} lasts into the next; those that begin while one "
                                    "lasts are passed over",
                                    print_quantity(shutdown.lasts.mean()), print_quantity(*shutdown.every)));
    }

    /// Two routes may well do the same by different fleets; then a person gives them names.
    void warn_of_twins() const {
        using Way = std::tuple<std::uint32_t, std::uint32_t, MaterialId, Mode>;
        std::map<Way, std::uint32_t> first;
        for (std::uint32_t i = 0; i < case_.routes.size(); ++i) {
            const RouteSpec &route = case_.routes[i];
            const auto [twin, is_new] =
                first.emplace(Way{route.from.index, route.to.index, route.carries, route.by}, i);
            const Pointer at{reading_, draft_, "routes", i};
            if (!is_new && !at.has("name"))
                at.warn({}, fmt::format("from, to, carries and by are those of route {} ('{}'); take one out, or give "
                                        "this a `name` if both are meant",
                                        twin->second + 1, case_.routes[twin->second].name));
        }
    }

    Reading &reading_;
    const Draft &draft_;
    const Case &case_;
    std::set<std::uint32_t> built_; // by a disruption: what is 0 at first may grow
    std::set<std::uint32_t> touched_, passed_;
};

} // namespace

void warn_of_idleness(Reading &reading, const Draft &draft) { IdleWarnings{reading, draft}.run(); }

} // namespace midstream
