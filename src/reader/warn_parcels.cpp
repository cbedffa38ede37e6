// Parcels that never leave because their destination never asks for as much.
// SPDX-License-Identifier: Apache-2.0
#include "model/targets.h"
#include "reader/draft.h"
#include "reader/handling.h"
#include "reader/read_words.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace midstream {

namespace {

/// What a destination would have on hand and under way at most, in the words of the rule that gives it.
struct Wish {
    Tonnes most;
    std::string reason;
};

class ParcelWarnings {
  public:
    ParcelWarnings(Reading &reading, const Draft &draft) : reading_{reading}, draft_{draft}, case_{draft.value} {
        for (const DisruptionSpec &disruption : case_.disruptions)
            if (disruption.what == Disturbance::demand_shock || disruption.what == Disturbance::new_capacity)
                for (const std::uint32_t facility : find_targets(case_, disruption).facilities)
                    growing_.insert(facility);
        for (const PassageSpec &passage : case_.passages)
            if (passage.transit) inside_days_ += passage.transit->mean().value();
    }

    void run() {
        for (std::uint32_t i = 0; i < case_.routes.size(); ++i) {
            const RouteSpec &route = case_.routes[i];
            if (is_continuous(route.by)) continue;
            const FleetSpec *fleet = route.fleet ? &case_.fleets[route.fleet->index] : nullptr;
            const Tonnes parcel = route.parcel ? *route.parcel : fleet->parcel.value();
            const Tonnes least = std::min(route.at_least.value_or(parcel), parcel);
            const auto wish = find_wish(route);
            if (!wish || least.value() <= wish->most.value() * (1 + 1e-9)) continue;
            const Pointer at{reading_, draft_, "routes", i};
            const std::string &name = case_.facilities[route.to.index].name;
            if (wish->most <= Tonnes{0})
                at.warn({"to"}, fmt::format("not a tonne will ever go: '{}' asks for {}", name, wish->reason));
            else
                at.warn({route.at_least ? "at least" : "parcel"},
                        fmt::format("not a tonne will ever go: the smallest parcel is {}, and '{}' asks for {}; make "
                                    "the parcel smaller, or let it ask for more",
                                    print_quantity(least), name, wish->reason));
        }
    }

  private:
    /// As the model asks; empty where nothing but storage bounds it, or where it may come to use more than is known.
    std::optional<Wish> find_wish(const RouteSpec &route) {
        const FacilitySpec &destination = case_.facilities[route.to.index];
        const auto *market = std::get_if<MarketSpec>(&destination.behaviour);
        const AskSpec *ask = find_in(destination.ask, route.carries);
        if (ask && ask->up_to && !ask->cover)
            return Wish{*ask->up_to, fmt::format("{} at most (`up to`)", print_quantity(*ask->up_to))};
        if (!ask)
            if (const auto *pile = std::get_if<StockpileSpec>(&destination.behaviour); pile && pile->reserve)
                if (const Tonnes *target = find_in(pile->reserve->target, route.carries))
                    return Wish{*target, fmt::format("its target of {} at most", print_quantity(*target))};
        std::optional<Days> cover, under_way;
        if (ask)
            cover = ask->cover;
        else if (market) {
            cover = market->cover;
            under_way = Days{transit_days(route)};
        }
        if (!cover || growing_.contains(route.to.index)) return {};
        if (const std::string_view why = why_no_use(destination); !why.empty())
            return Wish{Tonnes{0}, fmt::format("{} of its use, and {}; write `{{up to: ...}}` instead of `cover`",
                                               print_quantity(*cover), why)};
        const auto use = most_used_ever(case_, destination, route.carries);
        if (!use || (under_way && !std::isfinite(under_way->value()))) return {};
        const Tonnes most = *use * (*cover + under_way.value_or(Days{0}));
        const std::string days = under_way ? fmt::format("{} of cover and {} d under way", print_quantity(*cover),
                                                         plain_number(std::round(under_way->value() * 10) / 10))
                                           : fmt::format("{} of cover", print_quantity(*cover));
        return Wish{most, fmt::format("{} at most ({} at {})", rounded(most), days, print_quantity(*use))};
    }

    /// Why no rate of use is known to the model, which then takes it for 0; empty where one is.
    static std::string_view why_no_use(const FacilitySpec &facility) {
        const auto *plant = std::get_if<PlantSpec>(&facility.behaviour);
        if (plant && plant->capacity.empty()) return "without a capacity none is known";
        const bool only_keeps = std::holds_alternative<StockpileSpec>(facility.behaviour) ||
                                std::holds_alternative<PortSpec>(facility.behaviour);
        return only_keeps ? "it uses nothing itself" : "";
    }

    static std::string rounded(Tonnes mass) {
        const double t = std::stod(fmt::format("{:.4g}", mass.value()));
        return print_quantity(Tonnes{t});
    }

    double transit_days(const RouteSpec &route) {
        double inside = 0;
        for (const PassageId passage : route.via)
            if (const auto &transit = case_.passages[passage.index].transit) inside += transit->mean().value();
        const bool is_by_network = !route.transit && !route.distance; // by any of the passages
        return transits_.days_of(route) + (is_by_network ? inside_days_ : inside);
    }

    Reading &reading_;
    const Draft &draft_;
    const Case &case_;
    Transits transits_{case_};
    std::set<std::uint32_t> growing_; // facilities whose use a disruption may raise
    double inside_days_ = 0;          // of all passages
};

} // namespace

void warn_of_parcels(Reading &reading, const Draft &draft) { ParcelWarnings{reading, draft}.run(); }

} // namespace midstream
