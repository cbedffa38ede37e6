// Mines and plants in the programme.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/chances.h"
#include "chokepoints/flow_programme.h"

#include <algorithm>
#include <cmath>

namespace midstream {

void FlowProgramme::add_works() {
    for (std::uint32_t f = 0; f < chain_.facilities.size(); ++f) {
        const FacilityPlan &facility = plan_->works->facilities[f];
        if (const auto *mine = std::get_if<MineSpec>(&facility.spec->behaviour)) add_mine(f, *mine);
        if (const auto *plant = std::get_if<PlantSpec>(&facility.spec->behaviour)) add_plant(f, *plant);
        for (const std::uint32_t demand : facility.demands) add_market(f, demand);
        add_gates(facility);
    }
}

void FlowProgramme::add_mine(std::uint32_t f, const MineSpec &mine) {
    Turnover &turnover = turnovers_.emplace_back(Turnover{f, ends_of(*plan_, f), {}, {}, {}, !mine.charge});
    Dial *dial = find_dial(LimitSort::mine, f);
    if (mine.charge) {
        add_charges(turnover, dial, 1);
    } else {
        add_steady(turnover);
        const FacilityProspect &prospect = prospects_.facilities[f];
        const Profile rate = Profile::of(mine.rate, chain_.time.start), paced = rate * prospect.pace;
        const Profile added = prospect.adds * prospect.pace;
        std::vector<Row> rows;
        for (std::size_t p = 0; p < count(); ++p)
            rows.push_back(limit_row(dial, turnover.taken[p], total(paced, p), total(added, p)));
        spare(rows, dial, prospect.spare_works_d * (rate.greatest(0, for_ever) + prospect.adds.greatest(0, for_ever)));
        if (dial) dial->size = days_per_year * mean_size(rate);
    }
    for (const Terms &terms : turnover.taken) sources_.emplace_back(terms.front().first, f);
    limit_ground(turnover);
}

void FlowProgramme::limit_ground(const Turnover &turnover) {
    const auto ground = plan_->works->facilities[turnover.facility].ground;
    if (!ground) return;
    Terms all;
    for (const Terms &terms : turnover.taken) all.insert(all.end(), terms.begin(), terms.end());
    limit_row(nullptr, all, 0, plan_->flow->stocks[*ground].initial_t);
}

void FlowProgramme::add_plant(std::uint32_t f, const PlantSpec &plant) {
    Turnover &turnover = turnovers_.emplace_back(Turnover{f, ends_of(*plan_, f), {}, {}, {}, !plant.charge});
    Dial *dial = find_dial(LimitSort::plant, f);
    if (plant.charge) return add_charges(turnover, dial, plant.lines);
    add_steady(turnover);
    for (const CapacityPlan &capacity : plan_->works->facilities[f].capacities)
        limit_capacity(turnover, capacity, dial);
}

/// One column a period: tonnes of the first input, or of what a mine makes.
void FlowProgramme::add_steady(Turnover &turnover) {
    const std::size_t products = turnover.ends.out.size();
    turnover.made.resize(products);
    for (std::size_t p = 0; p < count(); ++p) {
        const bool idle = shut(prospects_.facilities[turnover.facility].pace, p);
        const Column unit = programme_.add_column(0, idle ? 0.0 : for_ever);
        turnover.begun.push_back({{unit, 1}});
        turnover.taken.push_back({{unit, 1}});
        for (std::size_t i = 0; i < turnover.ends.in.size(); ++i)
            move(turnover.ends.in[i], p, {{unit, turnover.ends.recipe->takes[i]}}, -1);
        for (std::size_t k = 0; k < products; ++k) {
            turnover.made[k].push_back(product_of(turnover, k, p, unit));
            move(turnover.ends.out[k], p, turnover.made[k][p], 1);
        }
    }
    const auto products_here = products_of(chain_.facilities[turnover.facility]);
    for (std::size_t k = 0; k < products && measure_.made && measure_.counts[turnover.facility]; ++k)
        if (products_here[k] == measure_.material)
            for (std::size_t p = 0; p < count(); ++p) count_if_measured(p, turnover.made[k][p]);
}

/// Tonnes of a product for a column of the first input. Where the feed may hold more or less of the element that the
/// product follows, the product is a column of its own between the two.
LinearProgramme::Terms FlowProgramme::product_of(const Turnover &turnover, std::size_t k, std::size_t p, Column unit) {
    const Product &product = turnover.ends.recipe->makes[k];
    if (!product.lead) return {{unit, product.ratio}};
    const FacilityProspect &prospect = prospects_.facilities[turnover.facility];
    // A charge knows its products when it begins, maybe in an earlier period.
    const double from = turnover.steady ? periods_.begin(p) : 0, until = periods_.end(p);
    const Range feed = assays_.in_feed(*turnover.ends.recipe, turnover.ends.in, *product.lead);
    const double drift = feed.is_point() || !turnover.steady ? 0 : yield_drift;
    const double recovered = product.recovery[*product.lead] / product.lead_fraction;
    const double low = feed.low * recovered * prospect.recovery_low.least(from, until) * (1 - drift);
    const double high = feed.high * recovered * prospect.recovery_high.greatest(from, until) * (1 + drift);
    if (Range{low, high}.is_point()) return {{unit, high}};
    const Column mass = programme_.add_column(0, for_ever);
    limit_row(nullptr, {{unit, low}, {mass, -1}}, 0);
    if (std::isfinite(high)) limit_row(nullptr, {{mass, 1}, {unit, -high}}, 0);
    return {{mass, 1}};
}

/// Charges go in and come out; between the two they are under way. What comes out has had its time on a line, of which
/// a part may lie before the period.
void FlowProgramme::add_charges(Turnover &turnover, Dial *dial, int lines) {
    const ChargePlan &charge = *plan_->works->facilities[turnover.facility].charge;
    const FacilityProspect &prospect = prospects_.facilities[turnover.facility];
    const bool certain = outlook_ == Outlook::certain;
    const double held = lines * charge.size_t, lasts = certain ? least_of(charge.lasts) : mean(charge.lasts);
    const double rest = certain || lasts <= 0 ? 1.0 : std::max(1.0, mean_rest(charge.lasts) / lasts);
    const bool limited = lasts > 0;
    turnover.made.resize(turnover.ends.out.size());
    std::vector<Row> rows;
    std::optional<Column> inside_before, done_before;
    for (std::size_t p = 0; p < count(); ++p) {
        const Column begun = programme_.add_column(0, shut(prospect.works, p) ? 0.0 : for_ever);
        const Column ended = programme_.add_column(0, for_ever);
        const Column inside = programme_.add_column(0, held);
        const Row line = programme_.add_row(0, 0);
        programme_.add(line, {{inside, 1}, {begun, -1}, {ended, 1}});
        if (inside_before) programme_.add(line, *inside_before, -1);
        inside_before = inside;
        if (limited) { // `done`: below 0, work done in advance for charges that end later
            const Column done = programme_.add_column(-held * rest, p + 1 == count() ? held * (rest - 1) : 0.0);
            Terms work{{ended, 1}, {done, -1}};
            if (done_before) work.emplace_back(*done_before, 1);
            rows.push_back(limit_row(dial, work, held / lasts * total(prospect.works, p)));
            done_before = done;
        }
        turnover.begun.push_back({{begun, 1}});
        turnover.taken.push_back({{ended, 1}});
        for (std::size_t i = 0; i < turnover.ends.in.size(); ++i)
            move(turnover.ends.in[i], p, {{begun, turnover.ends.recipe->takes[i]}}, -1);
        for (std::size_t k = 0; k < turnover.ends.out.size(); ++k) {
            turnover.made[k].push_back(product_of(turnover, k, p, ended));
            move(turnover.ends.out[k], p, turnover.made[k][p], 1);
            if (measure_.made && measure_.counts[turnover.facility] &&
                products_of(chain_.facilities[turnover.facility])[k] == measure_.material)
                count_if_measured(p, turnover.made[k][p]);
        }
    }
    if (limited) spare(rows, dial, prospect.spare_works_d * held / lasts);
    if (dial && mean(charge.lasts) > 0) dial->size = days_per_year * held / mean(charge.lasts);
}

void FlowProgramme::limit_capacity(const Turnover &turnover, const CapacityPlan &capacity, Dial *dial) {
    const FacilityPlan &facility = plan_->works->facilities[turnover.facility];
    const FacilityProspect &prospect = prospects_.facilities[turnover.facility];
    const std::size_t inputs = turnover.ends.in.size(), meters = facility.wear ? 1 : 0;
    const auto flow_at = [&](std::size_t end, std::size_t p) -> Terms {
        if (end < inputs) return {{turnover.taken[p].front().first, turnover.ends.recipe->takes[end]}};
        return turnover.made[end - inputs - meters][p];
    };
    const Profile rate = Profile::of(*capacity.rate, chain_.time.start), paced = rate * prospect.pace;
    if (capacity.end == facility.basis_end && dial) dial->size = days_per_year * mean_size(rate);
    // New capacity is of the basis; what it means for another end is not known where yields change.
    const bool adds = prospect.adds.greatest(0, for_ever) > 0;
    double per_basis = 1.0;
    if (adds && capacity.end != facility.basis_end) {
        const Terms here = flow_at(capacity.end, 0), basis = flow_at(facility.basis_end, 0);
        if (here.front().first != basis.front().first || basis.front().second <= 0) return;
        per_basis = here.front().second / basis.front().second;
    }
    const Profile added = prospect.adds * prospect.pace;
    const auto &campaign = chain_.facilities[turnover.facility].outage.campaign;
    std::vector<Row> rows;
    for (std::size_t p = 0; p < count(); ++p) {
        const double scaled = total(paced, p);
        rows.push_back(limit_row(dial, flow_at(capacity.end, p), scaled, per_basis * total(added, p)));
        if (outlook_ == Outlook::certain || !campaign || !campaign->tonnes) continue;
        // Each tonne wears: it costs its part of a rebuild, in tonnes that could have been made meanwhile.
        const Column unit = turnover.taken[p].front().first;
        const double cost = mean(campaign->reline.law) / plan_->flow->stocks[*facility.wear].initial_t *
                            rate.least(periods_.begin(p), periods_.end(p));
        const Terms own = flow_at(capacity.end, p);
        const double plain = own.front().first == unit ? own.front().second : 0.0;
        programme_.add(rows.back(), unit, cost);
        if (dial) dial->knobs.push_back({Knob::On::coefficient, rows.back(), unit, cost, plain});
    }
    double spare_d = prospect.spare_works_d;
    if (campaign && campaign->tonnes && outlook_ == Outlook::expected) spare_d += mean(campaign->reline.law);
    spare(rows, dial, spare_d * (rate.greatest(0, for_ever) + prospect.adds.greatest(0, for_ever) * per_basis));
}

} // namespace midstream
