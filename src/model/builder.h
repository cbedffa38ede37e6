// The steps of making a case ready; internal to `build`.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/plan.h"

namespace midstream {

/// What the steps hand to each other.
struct Builder {
    const Case &chain;
    FlowPlan flow;
    WorksPlan works;
    TransportPlan transport;
    std::vector<std::uint32_t> watched;
    std::vector<Holding> holdings;
    std::vector<std::uint32_t> holdings_first; ///< by facility

    std::uint32_t add_watch(std::uint32_t stock) {
        watched.push_back(stock);
        return static_cast<std::uint32_t>(watched.size() - 1);
    }
    const Holding *find_holding(std::uint32_t facility, MaterialId material) const;
    std::uint32_t stock_in(std::uint32_t facility, MaterialId material) const {
        return find_holding(facility, material)->stock;
    }
    std::uint32_t stock_out(std::uint32_t facility, MaterialId material) const {
        const Holding *holding = find_holding(facility, material);
        return holding->outlet.value_or(holding->stock);
    }

    void add_stocks();
    void add_facilities();
    void add_routes();
    void sort_watches();
    void list_interests();
    void list_ends();

  private:
    void add_mine(std::uint32_t facility, const MineSpec &mine, FacilityPlan &plan);
    void add_plant(std::uint32_t facility, const PlantSpec &plant, FacilityPlan &plan);
    void add_market(std::uint32_t facility, const MarketSpec &market, FacilityPlan &plan);
    void add_stockpile(std::uint32_t facility, const StockpileSpec &stockpile, FacilityPlan &plan);
    void add_interest(std::uint32_t facility, std::uint32_t stock, double coefficient, bool is_output,
                      FacilityPlan &plan, bool listed = true);
    void add_stream(const RouteSpec &spec, RoutePlan &route);
    void add_parcels(const RouteSpec &spec, RoutePlan &route);
    std::vector<double> assay_of(MaterialId material) const;
    std::uint8_t reactions_of(const FacilityPlan &plan) const;
    Recipe recipe_of(const PlantSpec &plant) const;
};

} // namespace midstream
