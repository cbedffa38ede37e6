// What must hold for a case to run, beyond each value by itself.
// SPDX-License-Identifier: Apache-2.0
#include "reader/draft.h"

#include "des/calendar.h"
#include "reader/naming.h"
#include "reader/read_words.h"
#include "units/nearest.h"
#include "units/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t most_facilities = 100'000;
constexpr long long most_vehicles = 1'000'000;
constexpr int most_years = 500;
constexpr double widest_until = 0.5;

void check_warmup_series(const Draft &draft, const Pointer &at) {
    std::vector<std::string> names{"measure"};
    for (const FacilitySpec &facility : draft.value.facilities) names.push_back(facility.name);
    const std::string &name = draft.value.time.warmup_from;
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    const auto nearest = nearest_name(name, names);
    at.refuse({"warmup from"},
              fmt::format("'{}' is no facility of this case{}; write `measure` or a facility whose series settles",
                          name, nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : ""));
}

void check_until(Reading &reading, const Draft &draft) {
    const auto &until = draft.value.runs.until;
    if (!until) return;
    const Pointer at{reading, draft, "runs"};
    if (until->half_width.value() > widest_until)
        at.refuse({"until", "half width"},
                  fmt::format("an average known to {} is not known; write at most {}, such as 1 %",
                              percent_words(until->half_width.value()), percent_words(widest_until)));
    if (until->at_least > until->at_most)
        at.refuse({"until", "at most"},
                  fmt::format("at least {} replications and at most {}; write the larger as `at most`", until->at_least,
                              until->at_most));
}

void check_time(Reading &reading, const Draft &draft) {
    if (!draft.time) return;
    const Pointer at{reading, draft, "time"};
    const TimeSpec &time = draft.value.time;
    const Days horizon{days_of(time.end - time.start)};
    if (time.warmup.value() > 0 && at.has("warmup from"))
        at.refuse({"warmup from"}, "both `warmup` and `warmup from` are given; write one of them");
    else if (!time.warmup_from.empty() && time.warmup_from != "measure")
        check_warmup_series(draft, at);
    if (!at.has("end")) return; // told where drivers were to give it
    if (time.end <= time.start)
        at.refuse({"end"}, fmt::format("the run ends on {}, not after it starts on {}; put the end later",
                                       print_date(time.end), print_date(time.start)));
    else if (horizon.value() > most_years * days_per_year)
        at.refuse({"end"}, fmt::format("the run lasts {:.0f} years; at most {} make sense",
                                       horizon.value() / days_per_year, most_years));
    else if (time.warmup >= horizon)
        at.refuse({"warmup"}, fmt::format("the warm-up of {} leaves nothing of the run; make it shorter",
                                          print_quantity(time.warmup)));
}

void check_sizes(Reading &reading, const Draft &draft) {
    if (draft.value.facilities.size() > most_facilities)
        Pointer{reading, draft, "facilities"}.refuse(
            {}, fmt::format("{} facilities; at most 100,000 can run", draft.value.facilities.size()));
    long long vehicles = 0;
    for (const FleetSpec &fleet : draft.value.fleets) vehicles += fleet.vehicles;
    if (vehicles > most_vehicles)
        Pointer{reading, draft, "fleets"}.refuse(
            {}, fmt::format("{} vehicles in all; at most 1,000,000 can run", vehicles));
}

void check_materials(Reading &reading, const Draft &draft) {
    for (std::size_t i = 0; i < draft.value.materials.size(); ++i) {
        if (!draft.materials[i]) continue;
        double sum = 0;
        for (const auto &[element, fraction] : draft.value.materials[i].assay) sum += fraction.value();
        if (sum > 1 + 1e-9)
            Pointer{reading, draft, "materials", i}.refuse(
                {"assay"}, fmt::format("the assay sums to {}; it must not exceed 100 %", percent_words(sum)));
    }
}

void check_fleets(Reading &reading, const Draft &draft) {
    for (std::size_t i = 0; i < draft.value.fleets.size(); ++i) {
        const FleetSpec &fleet = draft.value.fleets[i];
        const Pointer at{reading, draft, "fleets", i};
        if (draft.fleets[i] && fleet.loading && fleet.load_time)
            at.refuse({"load time"}, "both `loading` and `load time` are given; write one of them");
        if (draft.fleets[i] && fleet.unloading && fleet.unload_time)
            at.refuse({"unload time"}, "both `unloading` and `unload time` are given; write one of them");
    }
}

void check_legs(Reading &reading, const Draft &draft) {
    for (std::size_t i = 0; i < draft.value.network.size(); ++i) {
        const LegSpec &leg = draft.value.network[i];
        if (draft.legs[i] && leg.from == leg.to)
            Pointer{reading, draft, "network", i}.refuse(
                {"to"}, fmt::format("the leg ends where it starts, at '{}'; name another point",
                                    draft.value.points[leg.to.index]));
    }
}

void check_measure(Reading &reading, const Draft &draft) {
    const MeasureSpec &measure = draft.value.measure;
    if (!draft.measure) return;
    const Pointer at{reading, draft, "measure"};
    if (measure.delivered && measure.made)
        at.refuse({"made"}, "both `delivered` and `made` are given; write one of them");
    const bool is_market =
        measure.at && std::holds_alternative<MarketSpec>(draft.value.facilities[measure.at->index].behaviour);
    if (measure.at && draft.facilities[measure.at->index] && is_market != measure.delivered.has_value())
        at.refuse({"at"}, fmt::format("'{}' is {} market; `delivered` counts at markets, `made` at mines and plants",
                                      draft.value.facilities[measure.at->index].name, is_market ? "a" : "no"));
    if (!measure.delivered && !measure.made && !measure.empty())
        at.refuse({}, "what is measured is not said; write `delivered: cathode` or `made: cathode`");
}

} // namespace

void check_case(Reading &reading, Draft &draft) {
    name_routes(reading, draft);
    name_disruptions(reading, draft);
    check_time(reading, draft);
    check_until(reading, draft);
    check_sizes(reading, draft);
    check_measure(reading, draft);
    check_materials(reading, draft);
    check_fleets(reading, draft);
    check_legs(reading, draft);
    check_facilities(reading, draft);
    check_routes(reading, draft);
    check_disruptions(reading, draft);
    check_history(reading, draft);
}

} // namespace midstream
