// Scenarios that share their past.
// SPDX-License-Identifier: Apache-2.0
#include "studies/family.h"

#include <algorithm>
#include <map>

namespace midstream {

namespace {

/// A disruption that never comes, for a place in the list that holds none before the end.
DisruptionSpec void_disruption(const Case &chain) {
    DisruptionSpec none;
    none.on = chain.time.end + std::chrono::days{1};
    return none;
}

void find_leaving(Family &family, std::span<const CasePast> scenarios) {
    struct Seen {
        std::string text;
        std::size_t count = 0;
        bool differs = false;
    };
    std::map<std::size_t, Seen> places;
    for (const Branch &branch : family.branches)
        for (const DatedDisruption &dated : scenarios[branch.scenario].dated) {
            Seen &seen = places[dated.place];
            if (seen.count++ == 0)
                seen.text = dated.text;
            else if (seen.text != dated.text)
                seen.differs = true;
        }
    for (const auto &[place, seen] : places)
        if (seen.differs || seen.count < family.branches.size()) family.places.push_back(place);
    for (Branch &branch : family.branches) {
        branch.leaves = SimTime::max();
        for (const DatedDisruption &dated : scenarios[branch.scenario].dated)
            if (std::binary_search(family.places.begin(), family.places.end(), dated.place))
                branch.leaves = std::min(branch.leaves, dated.on);
    }
    std::stable_sort(family.branches.begin(), family.branches.end(),
                     [](const Branch &a, const Branch &b) { return a.leaves < b.leaves; });
}

} // namespace

std::vector<Family> find_families(std::span<const CasePast> scenarios, bool may_share) {
    std::vector<Family> families;
    std::map<std::string, std::size_t> open; // by past: the family that takes one more
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const auto found = may_share ? open.find(scenarios[s].past) : open.end();
        if (found != open.end() && families[found->second].branches.size() < most_branches) {
            families[found->second].branches.push_back({s, {}});
            continue;
        }
        if (may_share) open[scenarios[s].past] = families.size();
        families.push_back({{{s, {}}}, {}, 0});
    }
    for (Family &family : families) {
        if (family.branches.size() < 2) continue;
        for (const Branch &branch : family.branches)
            for (const DatedDisruption &dated : scenarios[branch.scenario].dated)
                family.disruptions = std::max(family.disruptions, dated.place + 1);
        find_leaving(family, scenarios);
    }
    return families;
}

FamilyPlan build_family(const Family &family, std::vector<Case> cases) {
    FamilyPlan plan;
    if (cases.size() == 1) {
        plan.branches.push_back(build(cases.front()));
        return plan;
    }
    std::size_t longest = family.disruptions;
    for (const Case &chain : cases) longest = std::max(longest, chain.disruptions.size());
    for (Case &chain : cases) chain.disruptions.resize(longest, void_disruption(chain));
    Case trunk = cases.front();
    for (const std::size_t place : family.places) trunk.disruptions[place] = void_disruption(trunk);
    plan.trunk = build(trunk);
    for (const Case &chain : cases) plan.branches.push_back(build(chain));
    return plan;
}

} // namespace midstream
