// Ranges of assays, followed from mines and opening stocks through routes and plants.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/assay_ranges.h"

#include <algorithm>

namespace midstream {

Ends ends_of(const Plan &plan, std::uint32_t f) {
    const FacilityPlan &facility = plan.works->facilities[f];
    if (facility.charge) return {facility.charge->in, facility.charge->out, &facility.charge->recipe};
    Ends ends;
    if (!facility.stream) return ends;
    const StreamPlan &stream = plan.flow->streams[*facility.stream];
    ends.recipe = &stream.recipe;
    for (const auto &joint : stream.draws)
        if (joint.stock != facility.ground && joint.stock != facility.wear) ends.in.push_back(joint.stock);
    for (const auto &joint : stream.fills) ends.out.push_back(joint.stock);
    return ends;
}

Range grade_of(const Plan &plan, std::uint32_t f, std::uint32_t element, double from_d, double until_d) {
    const FacilityPlan &facility = plan.works->facilities[f];
    const double told = plan.flow->stocks[ends_of(plan, f).out.front()].assay[element];
    if (facility.charge) return {told, told};
    const auto &mine = std::get<MineSpec>(facility.spec->behaviour);
    const Steps<Fraction> *grade = find_in(mine.grade, ElementId{element});
    if (!grade) return {told, told};
    const Profile over_time = Profile::of(*grade, plan.chain->time.start);
    return {over_time.least(from_d, until_d), over_time.greatest(from_d, until_d)};
}

AssayRanges::AssayRanges(const Plan &plan, const Prospects &prospects)
    : elements_{plan.flow->elements}, ranges_(plan.flow->stocks.size() * elements_), known_(plan.flow->stocks.size()) {
    for (std::uint32_t s = 0; s < plan.flow->stocks.size(); ++s) {
        const StockPlan &stock = plan.flow->stocks[s];
        known_[s] = stock.initial_t > 0;
        for (std::uint32_t e = 0; e < elements_ && e < stock.assay.size(); ++e)
            ranges_[s * elements_ + e] = {stock.assay[e], stock.assay[e]};
    }
    const std::size_t sweeps = plan.chain->facilities.size() + plan.chain->routes.size() + 2;
    for (std::size_t k = 0; k < sweeps; ++k) {
        changed_ = false;
        spread(plan, prospects);
        if (!changed_) return;
    }
    // Round a loop it never settles: of what is in it nothing is known.
    const std::vector<Range> before = ranges_;
    spread(plan, prospects);
    for (std::size_t k = 0; k < sweeps; ++k) {
        for (std::size_t i = 0; i < ranges_.size(); ++i)
            if (ranges_[i] != before[i]) ranges_[i] = {0, for_ever};
        spread(plan, prospects);
    }
}

void AssayRanges::widen(std::uint32_t s, std::uint32_t e, Range with) {
    Range &range = ranges_[s * elements_ + e];
    const Range wider = known_[s] ? Range{std::min(range.low, with.low), std::max(range.high, with.high)} : with;
    changed_ = changed_ || wider != range;
    range = wider;
}

void AssayRanges::spread(const Plan &plan, const Prospects &prospects) {
    const auto fill = [&](std::uint32_t s, const auto &range_of) {
        for (std::uint32_t e = 0; e < elements_; ++e) widen(s, e, range_of(e));
        changed_ = changed_ || !known_[s];
        known_[s] = true;
    };
    for (std::uint32_t f = 0; f < plan.works->facilities.size(); ++f) {
        const FacilityPlan &facility = plan.works->facilities[f];
        const Ends ends = ends_of(plan, f);
        const FacilityProspect &prospect = prospects.facilities[f];
        const Range left{prospect.recovery_low.least(0, for_ever), prospect.recovery_high.greatest(0, for_ever)};
        const bool fed = std::all_of(ends.in.begin(), ends.in.end(), [&](std::uint32_t s) { return known_[s]; });
        for (std::size_t k = 0; k < ends.out.size() && fed; ++k)
            fill(ends.out[k], [&](std::uint32_t e) {
                return ends.in.empty() ? grade_of(plan, f, e, 0, for_ever)
                                       : in_product(*ends.recipe, ends.in, k, e, left);
            });
        for (const ReserveStock &reserve : facility.reserves)
            if (reserve.gate && known_[reserve.stock])
                fill(plan.flow->streams[*reserve.gate].fills.front().stock,
                     [&](std::uint32_t e) { return of(reserve.stock, e); });
    }
    for (const RoutePlan &route : plan.transport->routes)
        if (known_[route.from]) fill(route.to, [&](std::uint32_t e) { return of(route.from, e); });
}

Range AssayRanges::in_feed(const Recipe &recipe, std::span<const std::uint32_t> inputs, std::uint32_t e) const {
    Range sum;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        sum.low += recipe.takes[i] * of(inputs[i], e).low;
        sum.high += recipe.takes[i] * of(inputs[i], e).high;
    }
    return sum;
}

Range AssayRanges::in_product(const Recipe &recipe, std::span<const std::uint32_t> inputs, std::size_t k,
                              std::uint32_t e, Range left) const {
    const Product &product = recipe.makes[k];
    const Range feed = in_feed(recipe, inputs, e);
    const double recovery = product.recovery.empty() ? 0 : product.recovery[e];
    if (recovery <= 0) return {};
    if (!product.lead) {
        if (product.ratio <= 0) return {0, for_ever};
        return {feed.low * recovery * left.low / product.ratio, feed.high * recovery * left.high / product.ratio};
    }
    const Range lead = in_feed(recipe, inputs, *product.lead);
    const double drift = lead.is_point() ? 0 : yield_drift;
    if (e == *product.lead) return {product.lead_fraction / (1 + drift), product.lead_fraction / (1 - drift)};
    const double per_lead = recovery * product.lead_fraction / product.recovery[*product.lead];
    return {lead.high > 0 ? feed.low * per_lead / (lead.high * (1 + drift)) : 0,
            lead.low > 0    ? feed.high * per_lead / (lead.low * (1 - drift))
            : feed.high > 0 ? for_ever
                            : 0};
}

} // namespace midstream
