// The basis of each facility, from its spec and the place that building gave it.
// SPDX-License-Identifier: Apache-2.0
#include "studies/basis.h"

namespace midstream {

namespace {

std::optional<MaterialId> basis_of(const PlantSpec &plant, const FacilityPlan &built) {
    const std::size_t in = plant.takes.size();
    if (built.basis_end < in) return plant.takes[built.basis_end].first;
    const std::size_t product = built.basis_end - in - (built.wear ? 1 : 0);
    if (product < plant.makes.size()) return plant.makes[product].first;
    return {};
}

} // namespace

std::vector<std::optional<MaterialId>> basis_materials(const Plan &plan) {
    std::vector<std::optional<MaterialId>> bases;
    for (std::size_t f = 0; f < plan.chain->facilities.size(); ++f) {
        std::optional<MaterialId> &basis = bases.emplace_back();
        const Behaviour &behaviour = plan.chain->facilities[f].behaviour;
        if (const auto *mine = std::get_if<MineSpec>(&behaviour)) basis = mine->makes;
        if (const auto *market = std::get_if<MarketSpec>(&behaviour); market && !market->takes.empty())
            basis = market->takes.front().first;
        if (const auto *plant = std::get_if<PlantSpec>(&behaviour)) basis = basis_of(*plant, plan.works->facilities[f]);
    }
    return bases;
}

} // namespace midstream
