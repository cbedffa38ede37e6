// Following materials upstream from what is measured.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/reach.h"

#include <algorithm>

namespace midstream {

namespace {

class Search {
  public:
    Search(const Case &chain, const Measure &measure)
        : chain_{chain}, materials_{chain.materials.size()}, wanted_(chain.facilities.size() * materials_),
          routes_to_(chain.facilities.size()) {
        const std::size_t n = chain.facilities.size();
        reach_.makers.resize(n);
        reach_.handlers.resize(n);
        for (const RouteSpec &route : chain.routes) routes_to_[route.to.index].push_back(&route);
        for (std::uint32_t f = 0; f < n; ++f)
            if (measure.counts[f]) want(f, measure.material);
    }

    Reach run() {
        while (!open_.empty()) {
            const auto [facility, material] = open_.back();
            open_.pop_back();
            look_upstream(facility, material);
        }
        for (const RouteSpec &route : chain_.routes)
            reach_.routes.push_back(is_wanted(route.to.index, route.carries) || reach_.makers[route.from.index]);
        return std::move(reach_);
    }

  private:
    std::size_t place(std::uint32_t facility, MaterialId material) const {
        return facility * materials_ + material.index;
    }
    bool is_wanted(std::uint32_t facility, MaterialId material) const { return wanted_[place(facility, material)]; }
    void want(std::uint32_t facility, MaterialId material) {
        if (is_wanted(facility, material)) return;
        wanted_[place(facility, material)] = true;
        reach_.handlers[facility] = true;
        open_.emplace_back(facility, material);
    }
    void look_upstream(std::uint32_t facility, MaterialId material) {
        const FacilitySpec &spec = chain_.facilities[facility];
        const auto products = products_of(spec);
        if (std::find(products.begin(), products.end(), material) != products.end()) {
            reach_.makers[facility] = true;
            if (const auto *plant = std::get_if<PlantSpec>(&spec.behaviour))
                for (const auto &[feed, ratio] : plant->takes) want(facility, feed);
        }
        for (const RouteSpec *route : routes_to_[facility])
            if (route->carries == material) want(route->from.index, material);
    }

    const Case &chain_;
    std::size_t materials_;
    std::vector<bool> wanted_; // by facility and material
    std::vector<std::vector<const RouteSpec *>> routes_to_;
    std::vector<std::pair<std::uint32_t, MaterialId>> open_;
    Reach reach_;
};

} // namespace

Reach find_reach(const Case &chain, const Measure &measure) { return Search{chain, measure}.run(); }

} // namespace midstream
