// The measure of a case: which markets or makers count, and what they had.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/measure.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace midstream {

std::vector<MaterialId> products_of(const FacilitySpec &facility) {
    std::vector<MaterialId> products;
    if (const auto *mine = std::get_if<MineSpec>(&facility.behaviour)) products.push_back(mine->makes);
    if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour))
        for (const auto &[material, yield] : plant->makes) products.push_back(material);
    return products;
}

double mean_tpd(const Steps<TonnesPerDay> &rate, const TimeSpec &time) {
    const SimTime from = std::min(time.start + round_days(time.warmup.value()), time.end);
    double total = 0;
    SimTime since = from;
    while (since < time.end) {
        const SimTime until = rate.next_change(since, time.end);
        total += rate.at(since).value() * days_of(until - since);
        since = until;
    }
    return from < time.end ? total / days_of(time.end - from) : rate.at(from).value();
}

namespace {

struct Wanted {
    FacilityId at;
    MaterialId material;
};

double content(const Case &chain, MaterialId material) {
    if (chain.elements.empty()) return 1;
    const Fraction *part = find_in(chain.materials[material.index].assay, ElementId{0});
    return part ? part->value() : 0;
}

/// The market and material with the greatest demand of the first element; of plain tonnes where nobody wants it.
std::optional<Wanted> most_wanted(const Case &chain) {
    std::optional<Wanted> most;
    for (const bool by_metal : {true, false}) {
        double most_tpd = 0;
        for (std::uint32_t f = 0; f < chain.facilities.size(); ++f)
            if (const auto *market = std::get_if<MarketSpec>(&chain.facilities[f].behaviour))
                for (const auto &[material, demand] : market->takes) {
                    const double tpd = mean_tpd(demand, chain.time) * (by_metal ? content(chain, material) : 1.0);
                    if (tpd <= most_tpd) continue;
                    most_tpd = tpd;
                    most = Wanted{FacilityId{f}, material};
                }
        if (most) return most;
    }
    return most;
}

bool takes(const FacilitySpec &facility, MaterialId material) {
    const auto *market = std::get_if<MarketSpec>(&facility.behaviour);
    return market && find_in(market->takes, material);
}

bool makes(const FacilitySpec &facility, MaterialId material) {
    const auto products = products_of(facility);
    return std::find(products.begin(), products.end(), material) != products.end();
}

} // namespace

std::variant<Measure, std::string> find_measure(const Case &chain, const MeasureSpec &spec) {
    MeasureSpec full = spec;
    if (full.made && full.delivered) return "a measure is of what is `made` or of what is `delivered`, not of both";
    if (full.empty()) {
        if (const auto most = most_wanted(chain)) {
            full.at = most->at;
            full.delivered = most->material;
        } else {
            for (std::uint32_t f = 0; f < chain.facilities.size(); ++f)
                if (const auto products = products_of(chain.facilities[f]); !products.empty()) {
                    full.at = FacilityId{f};
                    full.made = products.front();
                }
        }
    }
    if (!full.made && !full.delivered)
        return "a measure needs a material: `delivered: cathode` or `made: cathode`, then `at:` or `in:`";

    Measure measure;
    measure.made = full.made.has_value();
    measure.material = measure.made ? *full.made : *full.delivered;
    measure.words =
        fmt::format("{} {}", chain.materials[measure.material.index].name, measure.made ? "made" : "delivered");
    if (full.at) measure.words += " at " + chain.facilities[full.at->index].name;
    if (!full.in.empty()) measure.words += " in " + full.in;
    bool any = false;
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f) {
        const FacilitySpec &facility = chain.facilities[f];
        const bool has_it = measure.made ? makes(facility, measure.material) : takes(facility, measure.material);
        const bool counts =
            has_it && (!full.at || full.at->index == f) && (full.in.empty() || facility.country == full.in);
        measure.counts.push_back(counts);
        any = any || counts;
    }
    if (!any)
        return fmt::format("the measure '{}' counts nothing: no {} of this case {} it{}", measure.words,
                           measure.made ? "mine or plant" : "market", measure.made ? "makes" : "takes",
                           full.at || !full.in.empty() ? " there" : "");
    return measure;
}

double measured_t(const Measure &measure, const Result &result) {
    double total = 0;
    if (measure.made) {
        for (const MadeTotals &made : result.made)
            if (!made.taken && made.material == measure.material && measure.counts[made.at.index]) total += made.mass_t;
    } else {
        for (const MarketTotals &market : result.markets)
            if (market.material == measure.material && measure.counts[market.market.index]) total += market.delivered_t;
    }
    return total;
}

double wanted_t(const Measure &measure, const Result &result) {
    double total = 0;
    if (!measure.made)
        for (const MarketTotals &market : result.markets)
            if (market.material == measure.material && measure.counts[market.market.index]) total += market.demand_t;
    return total;
}

} // namespace midstream
