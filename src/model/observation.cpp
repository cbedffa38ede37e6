// What an observed series is in the model.
// SPDX-License-Identifier: Apache-2.0
#include "model/observation.h"

#include "model/targets.h"

#include <algorithm>

namespace midstream {

namespace {

using What = Observation::What;

template <class Value> bool lists(const By<MaterialId, Value> &materials, MaterialId material) {
    return find_in(materials, material) != nullptr;
}

/// Whether a facility ever does with the material what is observed.
bool does(const FacilitySpec &facility, What what, MaterialId material) {
    if (const auto *mine = std::get_if<MineSpec>(&facility.behaviour))
        return mine->makes == material && (what == What::made || what == What::held);
    if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour)) {
        const bool makes = lists(plant->makes, material), takes = lists(plant->takes, material);
        return what == What::held ? makes || takes : (what == What::made && makes) || (what == What::taken && takes);
    }
    if (const auto *market = std::get_if<MarketSpec>(&facility.behaviour))
        return lists(market->takes, material) && (what == What::delivered || what == What::held);
    return what == What::held; // what a yard holds shows when it runs
}

double share(const Observation &observation, double mass_t, const std::vector<double> &element_t) {
    return observation.element ? element_t[observation.element->index] : mass_t;
}

} // namespace

Observation observe(const Case &chain, const ObservedSpec &observed) {
    Observation out;
    for (const auto &[what, material] :
         {std::pair{What::made, observed.made}, std::pair{What::taken, observed.taken},
          std::pair{What::moved, observed.moved}, std::pair{What::delivered, observed.delivered},
          std::pair{What::held, observed.held}})
        if (material) {
            out.what = what;
            out.material = *material;
        }
    out.element = observed.of;
    if (out.what == What::moved) {
        out.at = select_routes(chain, observed.at);
        std::erase_if(out.at, [&](std::uint32_t r) { return chain.routes[r].carries != out.material; });
    } else {
        out.at = select_facilities(chain, observed.at);
        std::erase_if(out.at, [&](std::uint32_t f) { return !does(chain.facilities[f], out.what, out.material); });
    }
    return out;
}

double tonnes_of(const Observation &observation, const Result &result) {
    const auto is_at = [&](FacilityId facility, MaterialId material) {
        return material == observation.material &&
               std::find(observation.at.begin(), observation.at.end(), facility.index) != observation.at.end();
    };
    double sum_t = 0;
    switch (observation.what) {
    case What::made:
    case What::taken:
        for (const MadeTotals &made : result.made)
            if (made.taken == (observation.what == What::taken) && is_at(made.at, made.material))
                sum_t += share(observation, made.mass_t, made.element_t);
        break;
    case What::moved:
        for (const std::uint32_t r : observation.at)
            sum_t += share(observation, result.routes[r].moved_t, result.routes[r].element_t);
        break;
    case What::delivered:
        for (const MarketTotals &market : result.markets)
            if (is_at(market.market, market.material)) sum_t += market.delivered_t;
        break;
    case What::held:
        for (const StockTotals &stock : result.stocks)
            if (is_at(stock.at, stock.material)) sum_t += share(observation, stock.closing_t, stock.closing_e);
        break;
    }
    return sum_t;
}

} // namespace midstream
