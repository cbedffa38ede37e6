// Limits of a case that could be raised: what a planner would build, buy or negotiate more of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace midstream {

enum class LimitSort { mine, plant, fleet, passage, route, berths, quota, demand };

struct Limit {
    LimitSort sort = LimitSort::plant;
    std::uint32_t index = 0; ///< of the facility, fleet, passage, route or disruption
    std::string at;          ///< its name
    std::string
        limit; ///< "rate", "capacity", "charges", "vehicles", "slots", "limit", "berths", "quota", "demand for X"
    std::uint32_t material = 0; ///< of a demand

    bool is(const Limit &other) const {
        return sort == other.sort && index == other.index && material == other.material;
    }
};

/// Places in a list, by limit.
class LimitPlaces {
  public:
    void add(const Limit &limit, std::size_t place) { places_.emplace(key(limit), place); }
    std::optional<std::size_t> find(const Limit &limit) const {
        const auto at = places_.find(key(limit));
        return at == places_.end() ? std::nullopt : std::optional{at->second};
    }

  private:
    static std::tuple<LimitSort, std::uint32_t, std::uint32_t> key(const Limit &limit) {
        return {limit.sort, limit.index, limit.material};
    }
    std::map<std::tuple<LimitSort, std::uint32_t, std::uint32_t>, std::size_t> places_;
};

/// All of them, in the order of the case: facilities, fleets, passages, routes, quotas, demands.
std::vector<Limit> find_limits(const Case &chain);

/// How large a limit is: the mean of a rate after the warm-up, or a count.
struct LimitSize {
    double value = 0;
    std::string unit; ///< "t/y", "vehicles", "slots/d", "berths", "charges/y"; "times" of several limits
};
LimitSize size_of(const Case &chain, const Limit &limit);

/// A case with one limit raised by a share of it; vehicles and berths by whole ones, at least one.
struct Raised {
    Case chain;
    double by = 0.1;   ///< share of the limit
    std::string words; ///< "+10 %", "+1 vehicle of 4"
    int things = 0;    ///< vehicles or berths more; 0: a rate, which scales
};
Raised raise(const Case &chain, const Limit &limit, double by = 0.1);

/// Limits that are raised together, each as alone. `by` is the share that was asked for, unless there is but one of them.
Raised raise(const Case &chain, std::span<const Limit> limits, double by = 0.1);
/// Of a single limit its size, of several 1 "times".
LimitSize size_of(const Case &chain, std::span<const Limit> limits);

/// Tonnes of a quota in a year.
double quota_tpy(const DisruptionSpec &quota);

} // namespace midstream
