// The balance at the end of a run: for each element, what was there and what came equals what is there and what went.
// SPDX-License-Identifier: Apache-2.0
#include "model/world.h"

#include <algorithm>

namespace midstream {

void World::audit(Result &result) const {
    const std::uint32_t elements = flow_.plan().elements;
    const FlowPlan &plan = flow_.plan();
    std::vector<double> came(elements, 0.0), is(elements, 0.0);
    for (std::uint32_t s = 0; s < plan.stocks.size(); ++s) {
        if (!plan.stocks[s].counts_metal) continue;
        for (std::uint32_t e = 0; e < elements; ++e) {
            came[e] += plan.stocks[s].initial_t * plan.stocks[s].assay[e];
            is[e] += flow_.metal(s, e);
        }
    }
    for (std::uint32_t t = 0; t < plan.streams.size(); ++t) {
        const StreamPlan &stream = plan.streams[t];
        for (std::uint32_t e = 0; e < elements; ++e) {
            if (stream.recipe.takes.empty()) came[e] += flow_.moved_metal(t, stream.draws.size(), e);
            if (stream.fills.empty()) is[e] += flow_.moved_metal(t, 0, e);
            is[e] += flow_.lost_metal(t, e);
        }
    }
    works_.add_charge_sources(came);
    works_.add_in_charges(is);
    const auto under_way = transport_.under_way_elements();
    for (std::size_t i = 0; i < under_way.size(); ++i) is[i % elements] += under_way[i];
    for (std::uint32_t f = 0; f < plan_->works->facilities.size(); ++f)
        if (const auto lost = works_.charge_lost_e(f); !lost.empty())
            for (std::uint32_t e = 0; e < elements; ++e) is[e] += lost[e];
    for (std::uint32_t d = 0; d < plan_->works->demands.size(); ++d)
        for (std::uint32_t e = 0; e < elements; ++e) is[e] += works_.cleared_e(d)[e];
    for (std::uint32_t e = 0; e < elements; ++e) {
        const double gap = came[e] > is[e] ? came[e] - is[e] : is[e] - came[e];
        result.balance.push_back(came[e] > 0 ? gap / came[e] : gap);
    }

    // Tonnes of each material: levels against what was made, taken and moved; the books of others, not the stocks' own.
    const std::size_t materials = plan_->chain->materials.size();
    std::vector<double> moved(materials, 0.0);
    std::vector<std::int64_t> material_of(plan.stocks.size(), -1);
    for (const Holding &holding : plan_->holdings) {
        material_of[holding.stock] = holding.material.index;
        if (holding.outlet) material_of[*holding.outlet] = holding.material.index;
    }
    std::vector<double> net(materials, 0.0);
    for (std::uint32_t s = 0; s < plan.stocks.size(); ++s)
        if (material_of[s] >= 0)
            net[static_cast<std::size_t>(material_of[s])] += flow_.level(s) - plan.stocks[s].initial_t;
    for (std::uint32_t t = 0; t < plan.streams.size(); ++t) {
        const StreamPlan &stream = plan.streams[t];
        for (std::size_t i = 0; i < stream.draws.size() + stream.fills.size(); ++i) {
            const bool fills = i >= stream.draws.size();
            const std::uint32_t s = fills ? stream.fills[i - stream.draws.size()].stock : stream.draws[i].stock;
            if (material_of[s] < 0) continue;
            const auto m = static_cast<std::size_t>(material_of[s]);
            net[m] -= fills ? flow_.moved(t, i) : -flow_.moved(t, i);
            moved[m] += flow_.moved(t, i);
        }
    }
    for (std::uint32_t f = 0; f < plan_->works->facilities.size(); ++f) {
        const auto &charge = plan_->works->facilities[f].charge;
        if (!charge) continue;
        for (std::size_t i = 0; i < charge->in.size() + charge->out.size(); ++i) {
            const bool out = i >= charge->in.size();
            const std::uint32_t s = out ? charge->out[i - charge->in.size()] : charge->in[i];
            const auto m = static_cast<std::size_t>(material_of[s]);
            net[m] -= out ? works_.charge_moved_t(f)[i] : -works_.charge_moved_t(f)[i];
            moved[m] += works_.charge_moved_t(f)[i];
        }
    }
    for (std::uint32_t d = 0; d < plan_->works->demands.size(); ++d) {
        const DemandPlan &demand = plan_->works->demands[d];
        net[demand.material.index] += works_.delivered(d, flow_) - flow_.moved(demand.stream, 0);
    }
    for (std::uint32_t r = 0; r < plan_->transport->routes.size(); ++r)
        net[plan_->chain->routes[r].carries.index] += transport_.under_way_t(r);
    for (std::size_t m = 0; m < materials; ++m) {
        const double gap = net[m] < 0 ? -net[m] : net[m];
        result.mass_balance = std::max(result.mass_balance, moved[m] > 1 ? gap / moved[m] : gap);
    }
    constexpr double tolerance = 1e-9;
    for (std::uint32_t e = 0; e < elements; ++e)
        if (!(result.balance[e] <= tolerance))
            throw ModelError(plan_->chain->name, now(),
                             plan_->chain->elements[e] + " does not balance: relative residual " +
                                 std::to_string(result.balance[e]));
    if (!(result.mass_balance <= tolerance))
        throw ModelError(plan_->chain->name, now(),
                         "tonnes do not balance: relative residual " + std::to_string(result.mass_balance));
}

} // namespace midstream
