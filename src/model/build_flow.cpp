// Stocks, streams and works of a case.
// SPDX-License-Identifier: Apache-2.0
#include "model/builder.h"

#include "flow/flow.h"

#include <algorithm>
#include <numeric>

namespace midstream {

const Holding *Builder::find_holding(std::uint32_t facility, MaterialId material) const {
    for (std::uint32_t i = holdings_first[facility]; i < holdings_first[facility + 1]; ++i)
        if (holdings[i].material == material) return &holdings[i];
    return nullptr;
}

std::vector<double> Builder::assay_of(MaterialId material) const {
    std::vector<double> assay(chain.elements.size(), 0.0);
    for (const auto &[element, fraction] : chain.materials[material.index].assay)
        assay[element.index] = fraction.value();
    return assay;
}

/// One stock for each material that a facility makes, takes, stores, or that a route brings or fetches.
void Builder::add_stocks() {
    flow.elements = static_cast<std::uint32_t>(chain.elements.size());
    std::vector<std::vector<MaterialId>> held(chain.facilities.size());
    const auto meet = [&](std::size_t f, MaterialId m) {
        if (std::find(held[f].begin(), held[f].end(), m) == held[f].end()) held[f].push_back(m);
    };
    for (std::size_t f = 0; f < chain.facilities.size(); ++f) {
        const FacilitySpec &facility = chain.facilities[f];
        if (const auto *mine = std::get_if<MineSpec>(&facility.behaviour)) meet(f, mine->makes);
        if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour)) {
            for (const auto &[m, ratio] : plant->takes) meet(f, m);
            for (const auto &[m, yield] : plant->makes) meet(f, m);
        }
        if (const auto *market = std::get_if<MarketSpec>(&facility.behaviour))
            for (const auto &[m, rate] : market->takes) meet(f, m);
        for (const auto &[m, storage] : facility.storage) meet(f, m);
    }
    for (const RouteSpec &route : chain.routes) {
        meet(route.from.index, route.carries);
        meet(route.to.index, route.carries);
    }
    holdings_first.push_back(0);
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f) {
        for (const MaterialId m : held[f]) {
            StockPlan stock;
            stock.assay = assay_of(m);
            if (const auto *mine = std::get_if<MineSpec>(&chain.facilities[f].behaviour); mine && mine->makes == m)
                for (const auto &[element, grade] : mine->grade)
                    stock.assay[element.index] = grade.at(chain.time.start).value();
            if (const StorageSpec *storage = find_in(chain.facilities[f].storage, m)) {
                if (storage->capacity) stock.capacity_t = storage->capacity->value();
                stock.initial_t = storage->initial.value();
            }
            holdings.push_back({f, m, flow.add_stock(std::move(stock)), std::nullopt});
        }
        holdings_first.push_back(static_cast<std::uint32_t>(holdings.size()));
    }
}

void Builder::add_facilities() {
    works.elements = flow.elements;
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f) {
        const FacilitySpec &spec = chain.facilities[f];
        FacilityPlan plan;
        plan.spec = &spec;
        plan.ramp = ramp_pieces(spec.outage.ramp_up);
        for (std::uint32_t i = holdings_first[f]; i < holdings_first[f + 1]; ++i)
            plan.stocks.push_back(holdings[i].stock);
        if (const auto *mine = std::get_if<MineSpec>(&spec.behaviour)) add_mine(f, *mine, plan);
        if (const auto *plant = std::get_if<PlantSpec>(&spec.behaviour)) add_plant(f, *plant, plan);
        if (const auto *market = std::get_if<MarketSpec>(&spec.behaviour)) add_market(f, *market, plan);
        if (const auto *stockpile = std::get_if<StockpileSpec>(&spec.behaviour)) add_stockpile(f, *stockpile, plan);
        if (!plan.stream && !plan.charge && plan.demands.empty())
            for (const std::uint32_t s : plan.stocks) add_interest(f, s, 1, false, plan);
        works.facilities.push_back(std::move(plan));
    }
    // Release rules look at markets, which may come after the reserve in the file.
    for (FacilityPlan &plan : works.facilities)
        for (ReleasePlan &rule : plan.releases) {
            if (!rule.spec->shortage_at) continue;
            rule.demand = works.facilities[rule.spec->shortage_at->index].demands.front();
            const std::uint32_t stock = works.demands[*rule.demand].stock;
            const auto f = static_cast<std::uint32_t>(&plan - works.facilities.data());
            rule.watch = add_watch(stock);
            works.interests.push_back({f, stock, rule.watch, 1, false});
        }
}

/// A facility in charges reacts to each of its ends, in their order.
void Builder::list_ends() {
    for (FacilityPlan &plan : works.facilities) {
        works.ends_first.push_back(static_cast<std::uint32_t>(works.ends.size()));
        if (plan.stream)
            plan.ends = static_cast<std::uint32_t>(flow.streams[*plan.stream].draws.size() +
                                                   flow.streams[*plan.stream].fills.size());
        else if (plan.charge)
            plan.ends = static_cast<std::uint32_t>(plan.charge->in.size() + plan.charge->out.size());
        for (std::uint32_t end = 0; end < plan.ends; ++end) {
            ChargeEnd &told = works.ends.emplace_back();
            if (!plan.charge) continue;
            const InterestPlan &interest = works.interests[plan.interests[end]];
            told.stock = interest.stock;
            told.watch = interest.watch;
            told.amount_t = plan.charge->size_t * interest.coefficient;
            told.enough_t = told.amount_t - Flow::tolerance(told.amount_t);
        }
    }
}

void Builder::add_interest(std::uint32_t f, std::uint32_t stock, double coefficient, bool is_output, FacilityPlan &plan,
                           bool listed) {
    if (listed) plan.interests.push_back(static_cast<std::uint32_t>(works.interests.size()));
    works.interests.push_back({f, stock, add_watch(stock), coefficient, is_output});
}

void Builder::add_mine(std::uint32_t f, const MineSpec &mine, FacilityPlan &plan) {
    const std::uint32_t product = stock_in(f, mine.makes);
    Recipe recipe;
    recipe.makes.push_back({1.0, std::nullopt, 1.0, std::vector<double>(flow.elements, 1.0)});
    if (mine.reserve) {
        StockPlan ground;
        ground.initial_t = ground.capacity_t = mine.reserve->value();
        ground.counts_metal = false;
        plan.ground = flow.add_stock(std::move(ground));
    }
    if (mine.charge) {
        ChargePlan charge;
        charge.size_t = mine.charge->size.value();
        charge.lasts = mine.charge->lasts.law;
        charge.when_full = mine.charge->when_full;
        charge.recipe = recipe;
        charge.out = {product};
        charge.ground = plan.ground;
        charge.source_assay = flow.stocks[product].assay;
        charge.per_line_tpd = charge.size_t / mean(charge.lasts);
        plan.charge = std::move(charge);
        add_interest(f, product, 1, true, plan);
        return;
    }
    StreamPlan stream;
    if (plan.ground) stream.draws.push_back({*plan.ground, 1, 0});
    stream.fills.push_back({product, 1, 0});
    stream.recipe = std::move(recipe);
    plan.basis_end = plan.ground ? 1 : 0;
    plan.stream = flow.add_stream(std::move(stream));
    add_interest(f, product, 1, true, plan);
}

Recipe Builder::recipe_of(const PlantSpec &plant) const {
    Recipe recipe;
    for (const auto &[material, ratio] : plant.takes) recipe.takes.push_back(ratio.value());
    const double first = recipe.takes.front();
    for (double &ratio : recipe.takes) ratio /= first;
    for (std::size_t k = 0; k < plant.makes.size(); ++k) {
        const auto &[material, yield] = plant.makes[k];
        const std::vector<double> assay = assay_of(material);
        Product product;
        product.recovery.assign(flow.elements, 0.0);
        if (k == 0) {
            // An element nobody speaks of stays with the main product if its assay names it; the rest is lost.
            for (std::uint32_t e = 0; e < flow.elements; ++e) {
                if (assay[e] <= 0) continue;
                double elsewhere = 0;
                for (std::size_t j = 1; j < plant.makes.size(); ++j)
                    if (const Fraction *r = find_in(plant.makes[j].second.recovery, ElementId{e}))
                        elsewhere += r->value();
                product.recovery[e] = std::max(0.0, 1 - elsewhere);
            }
            for (const auto &[element, fraction] : plant.recovery) product.recovery[element.index] = fraction.value();
        }
        for (const auto &[element, fraction] : yield.recovery) product.recovery[element.index] = fraction.value();
        if (yield.ratio) {
            product.ratio = yield.ratio->value();
        } else {
            for (std::uint32_t e = 0; e < flow.elements && !product.lead; ++e)
                if (product.recovery[e] > 0 && assay[e] > 0) {
                    product.lead = e;
                    product.lead_fraction = assay[e];
                }
        }
        recipe.makes.push_back(std::move(product));
    }
    return recipe;
}

void Builder::add_plant(std::uint32_t f, const PlantSpec &plant, FacilityPlan &plan) {
    const Recipe recipe = recipe_of(plant);
    plan.lines = plant.lines;
    plan.turndown = plant.turndown.value();
    plan.restart_cover_d = plant.restart_cover ? plant.restart_cover->value() : 1.0;
    StreamPlan stream;
    for (const auto &[material, ratio] : plant.takes) stream.draws.push_back({stock_in(f, material), 1, 0});
    for (const auto &[material, yield] : plant.makes) stream.fills.push_back({stock_in(f, material), 1, 0});

    // What a tonne of the first input makes of everything, at the assays told in the case.
    std::vector<double> feed(flow.elements, 0.0);
    for (std::size_t i = 0; i < plant.takes.size(); ++i) {
        const std::vector<double> assay = flow.stocks[stream.draws[i].stock].assay;
        for (std::uint32_t e = 0; e < flow.elements; ++e) feed[e] += recipe.takes[i] * assay[e];
    }
    std::vector<double> per_unit(recipe.takes);
    for (std::size_t k = 0; k < recipe.makes.size(); ++k) per_unit.push_back(recipe.yield(k, feed, 1.0));

    for (std::size_t i = 0; i < per_unit.size(); ++i) {
        const bool out = i >= plant.takes.size();
        add_interest(f, out ? stream.fills[i - plant.takes.size()].stock : stream.draws[i].stock, per_unit[i], out,
                     plan);
    }
    if (plant.charge) {
        ChargePlan charge;
        charge.size_t = plant.charge->size.value();
        charge.lasts = plant.charge->lasts.law;
        charge.when_full = WhenFull::wait;
        charge.recipe = recipe;
        for (const auto &joint : stream.draws) charge.in.push_back(joint.stock);
        for (const auto &joint : stream.fills) charge.out.push_back(joint.stock);
        charge.per_line_tpd = charge.size_t / mean(charge.lasts);
        for (const std::uint32_t s : charge.out)
            if (std::find(charge.in.begin(), charge.in.end(), s) != charge.in.end()) charge.feeds_itself = true;
        plan.charge = std::move(charge);
        return;
    }
    double tightest = no_limit;
    for (const auto &[material, rate] : plant.capacity) {
        std::uint32_t end = 0;
        for (std::size_t i = 0; i < plant.takes.size(); ++i)
            if (plant.takes[i].first == material) end = static_cast<std::uint32_t>(i);
        const auto meters = static_cast<std::uint32_t>(
            chain.facilities[f].outage.campaign && chain.facilities[f].outage.campaign->tonnes ? 1 : 0);
        for (std::size_t k = 0; k < plant.makes.size(); ++k)
            if (plant.makes[k].first == material) end = static_cast<std::uint32_t>(plant.takes.size() + meters + k);
        plan.capacities.push_back({end, &rate});
        const double here = per_unit[end >= plant.takes.size() ? end - meters : end];
        if (here <= 0) continue;
        const double unit_rate = rate.at(chain.time.start).value() / here;
        if (unit_rate < tightest || tightest == no_limit) {
            tightest = unit_rate;
            plan.basis_end = end;
        }
    }
    if (const auto &campaign = chain.facilities[f].outage.campaign; campaign && campaign->tonnes) {
        StockPlan meter;
        const double here = per_unit[plan.basis_end >= plant.takes.size() ? plan.basis_end - 1 : plan.basis_end];
        meter.initial_t = meter.capacity_t = campaign->tonnes->value() / (here > 0 ? here : 1.0);
        meter.counts_metal = false;
        plan.wear = flow.add_stock(std::move(meter));
        stream.draws.push_back({*plan.wear, 1, 0});
        add_interest(f, *plan.wear, 1, false, plan, false);
    }
    stream.recipe = recipe;
    plan.stream = flow.add_stream(std::move(stream));
}

void Builder::add_market(std::uint32_t f, const MarketSpec &market, FacilityPlan &plan) {
    for (const auto &[material, rate] : market.takes) {
        StreamPlan stream;
        const std::uint32_t stock = stock_in(f, material);
        stream.draws.push_back({stock, 1, 0});
        stream.recipe.takes = {1.0};
        plan.demands.push_back(static_cast<std::uint32_t>(works.demands.size()));
        works.demands.push_back(
            {f, material, stock, flow.add_stream(std::move(stream)), &rate, market.unmet == Unmet::back_ordered});
        add_interest(f, stock, 1, false, plan);
    }
}

void Builder::add_stockpile(std::uint32_t f, const StockpileSpec &stockpile, FacilityPlan &plan) {
    if (!stockpile.reserve) return;
    for (const auto &[material, target] : stockpile.reserve->target) {
        const Holding *holding = find_holding(f, material);
        if (!holding) continue;
        ReserveStock reserve{holding->stock, target.value(), std::nullopt};
        if (stockpile.reserve->draw_limit) {
            StockPlan outlet;
            outlet.assay = assay_of(material);
            outlet.capacity_t = 0;
            for (const RouteSpec &route : chain.routes) {
                if (route.from.index != f || route.carries != material || is_continuous(route.by)) continue;
                const auto parcel = route.parcel  ? route.parcel
                                    : route.fleet ? chain.fleets[route.fleet->index].parcel
                                                  : std::nullopt;
                if (parcel) outlet.capacity_t = std::max(outlet.capacity_t, parcel->value());
            }
            const std::uint32_t out = flow.add_stock(std::move(outlet));
            holdings[static_cast<std::size_t>(holding - holdings.data())].outlet = out;
            StreamPlan gate;
            gate.draws.push_back({reserve.stock, 1, 0});
            gate.fills.push_back({out, 1, 0});
            gate.recipe.takes = {1.0};
            gate.recipe.makes.push_back({1.0, std::nullopt, 1.0, std::vector<double>(flow.elements, 1.0)});
            reserve.gate = flow.add_stream(std::move(gate));
        }
        plan.reserves.push_back(reserve);
    }
    for (const ReleaseSpec &rule : stockpile.reserve->release) plan.releases.push_back({&rule, std::nullopt, 0});
}

/// Watches of one stock side by side.
void Builder::sort_watches() {
    std::vector<std::uint32_t> old_of(watched.size()), new_of(watched.size());
    std::iota(old_of.begin(), old_of.end(), 0u);
    std::stable_sort(old_of.begin(), old_of.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return watched[a] < watched[b]; });
    for (std::uint32_t i = 0; i < old_of.size(); ++i) new_of[old_of[i]] = i;
    std::sort(watched.begin(), watched.end());
    for (InterestPlan &interest : works.interests) interest.watch = new_of[interest.watch];
    for (FacilityPlan &facility : works.facilities)
        for (ReleasePlan &rule : facility.releases)
            if (rule.demand) rule.watch = new_of[rule.watch];
    for (RoutePlan &route : transport.routes) {
        if (route.stream) continue;
        route.from_watch = new_of[route.from_watch];
        route.to_watch = new_of[route.to_watch];
    }
}

std::uint8_t Builder::reactions_of(const FacilityPlan &plan) const {
    std::uint8_t reacts = 0;
    if (plan.wear) reacts |= to_wear;
    if (plan.charge) reacts |= in_charges;
    if (plan.stream && plan.turndown > 0) reacts |= from_rest;
    for (const std::uint32_t d : plan.demands)
        if (works.demands[d].back_ordered) reacts |= to_backlog;
    if (!plan.releases.empty()) reacts |= by_release;
    if (!plan.stream && !plan.charge && plan.demands.empty()) reacts |= as_yard;
    return reacts;
}

/// Who looks when a stock's level changes.
void Builder::list_interests() {
    works.stocks = static_cast<std::uint32_t>(flow.stocks.size());
    for (FacilityPlan &plan : works.facilities) plan.reacts = reactions_of(plan);
    works.reacting_first.assign(flow.stocks.size() + 1, 0);
    const auto each = [&](auto &&take) {
        for (const InterestPlan &interest : works.interests)
            if (works.facilities[interest.facility].reacts) take(interest);
    };
    each([&](const InterestPlan &interest) { ++works.reacting_first[interest.stock + 1]; });
    std::partial_sum(works.reacting_first.begin(), works.reacting_first.end(), works.reacting_first.begin());
    works.reacting.resize(works.reacting_first.back());
    std::vector<std::uint32_t> next(works.reacting_first.begin(), works.reacting_first.end() - 1);
    each([&](const InterestPlan &interest) { works.reacting[next[interest.stock]++] = interest.facility; });
    works.owners.resize(flow.streams.size());
    using Role = StreamOwner::Role;
    for (std::uint32_t f = 0; f < works.facilities.size(); ++f) {
        const FacilityPlan &plan = works.facilities[f];
        if (plan.stream) works.owners[*plan.stream] = {f, Role::steady, plan.turndown > 0, false};
        for (const std::uint32_t d : plan.demands)
            works.owners[works.demands[d].stream] = {f, Role::market, false, works.demands[d].back_ordered};
    }
}

} // namespace midstream
