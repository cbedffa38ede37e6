// Two cases under the same luck.
// SPDX-License-Identifier: Apache-2.0
#include "studies/compare_study.h"

#include <map>

namespace midstream {

namespace {

using Values = std::vector<double>; // by replication

/// What one side did, replication by replication, by the names that both cases share.
struct Record {
    Values measured_tpy;
    std::map<std::string, Values> throughput_tpy;                        // by facility
    std::map<std::pair<std::string, std::string>, Values> delivered_tpy; // by market and material
};

class Recorder {
  public:
    Recorder(const Candidate &candidate)
        : chain_{*candidate.plan->chain}, measure_{candidate.measure}, years_{counted_years(chain_.time)} {}

    void take(const Result &result) {
        record_.measured_tpy.push_back(measured_t(measure_, result) / years_);
        for (std::size_t f = 0; f < result.facilities.size(); ++f)
            record_.throughput_tpy[chain_.facilities[f].name].push_back(result.facilities[f].throughput_t / years_);
        for (const MarketTotals &market : result.markets)
            record_
                .delivered_tpy[{chain_.facilities[market.market.index].name,
                                chain_.materials[market.material.index].name}]
                .push_back(market.delivered_t / years_);
    }
    const Record &record() const { return record_; }

  private:
    const Case &chain_;
    const Measure &measure_;
    double years_;
    Record record_;
};

Paired paired(const Values &before, const Values &after) {
    Values change;
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) change.push_back(after[i] - before[i]);
    return {interval95(before), interval95(after), interval95(change)};
}

/// The values of a name, or nothing made in every replication.
template <class Map, class Key> Values values_of(const Map &map, const Key &key, std::size_t replications) {
    const auto found = map.find(key);
    return found == map.end() ? Values(replications, 0.0) : found->second;
}

std::optional<std::size_t> place_of(const Case &chain, const std::string &name) {
    for (std::size_t f = 0; f < chain.facilities.size(); ++f)
        if (chain.facilities[f].name == name) return f;
    return {};
}

std::string basis_of(const StudyResult &study, std::size_t facility) {
    const auto basis = study.facilities[facility].basis;
    return basis ? study.chain->materials[basis->index].name : "any";
}

void list_facilities(CompareResult &result, const Record &before, const Record &after) {
    const Case &first = *result.before.study.chain, &second = *result.after.study.chain;
    const std::size_t n = before.measured_tpy.size();
    const auto add = [&](const std::string &name) {
        FacilityChange change;
        change.name = name;
        change.before = place_of(first, name);
        change.after = place_of(second, name);
        change.basis =
            change.before ? basis_of(result.before.study, *change.before) : basis_of(result.after.study, *change.after);
        change.throughput_tpy =
            paired(values_of(before.throughput_tpy, name, n), values_of(after.throughput_tpy, name, n));
        result.facilities.push_back(std::move(change));
    };
    for (const FacilitySpec &facility : first.facilities) add(facility.name);
    for (const FacilitySpec &facility : second.facilities)
        if (!place_of(first, facility.name)) add(facility.name);
}

void list_markets(CompareResult &result, const Record &before, const Record &after) {
    const std::size_t n = before.measured_tpy.size();
    std::map<std::pair<std::string, std::string>, std::size_t> known;
    const auto add = [&](const StudyResult &study, bool is_after) {
        for (const MarketStudy &market : study.markets) {
            const std::pair key{study.chain->facilities[market.market.index].name,
                                study.chain->materials[market.material.index].name};
            const auto [at, is_new] = known.emplace(key, result.markets.size());
            if (is_new)
                result.markets.push_back(
                    {key.first, key.second,
                     paired(values_of(before.delivered_tpy, key, n), values_of(after.delivered_tpy, key, n))});
            MarketChange &change = result.markets[at->second];
            (is_after ? change.demand_after_tpy : change.demand_before_tpy) = market.demand_tpy.mean;
        }
    };
    add(result.before.study, false);
    add(result.after.study, true);
}

} // namespace

CompareResult compare(const Candidate &before, const Candidate &after, const RunsSpec &runs, int relief,
                      const StudyOptions &options) {
    CompareResult result;
    const auto run_side = [&](const Candidate &candidate, Side &side) {
        Recorder recorder{candidate};
        ChokepointStudy chokepoints{candidate.plan, candidate.measure};
        StudyOptions inner = options;
        inner.each = [&](const Result &replication) {
            recorder.take(replication);
            chokepoints.take(replication);
        };
        side.study = run_study(candidate.plan, runs, inner);
        if (side.study.done < runs.replications) result.stopped = true;
        inner.each = {};
        if (!result.stopped) {
            chokepoints.heed(find_bound(*candidate.plan->chain, candidate.measure));
            side.chokepoints = chokepoints.finish(relief, runs, inner);
        }
        return recorder.record();
    };
    const Record first = run_side(before, result.before);
    if (result.stopped) return result;
    const Record second = run_side(after, result.after);
    if (result.stopped) return result;
    result.measured_tpy = paired(first.measured_tpy, second.measured_tpy);
    list_facilities(result, first, second);
    list_markets(result, first, second);
    return result;
}

} // namespace midstream
