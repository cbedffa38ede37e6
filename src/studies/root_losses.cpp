// Gathering losses by root cause.
// SPDX-License-Identifier: Apache-2.0
#include "studies/root_losses.h"

#include "studies/gather.h"

#include <algorithm>

namespace midstream {
namespace {

/// Of what was wanted: what is smaller is rounding.
constexpr double least_part = 1e-9;

} // namespace

void RootLossTally::add(const std::vector<RootLoss> &lost, double factor) {
    for (const RootLoss &part : lost) {
        const auto at = std::lower_bound(entries_.begin(), entries_.end(), part.cause,
                                         [](const Entry &entry, std::uint32_t cause) { return entry.cause < cause; });
        const bool is_new = at == entries_.end() || at->cause != part.cause;
        Entry &entry = is_new ? *entries_.insert(at, {part.cause, {}}) : *at;
        entry.by_replication.resize(done_ + 1, 0.0);
        entry.by_replication[done_] += part.lost_t * factor;
    }
}

RootLossTable RootLossTally::finish(const CauseNumbers &causes, double whole) const {
    RootLossTable table;
    for (const Entry &entry : entries_) {
        Tally tally;
        for (std::size_t i = 0; i < done_; ++i)
            tally.add(i < entry.by_replication.size() ? entry.by_replication[i] : 0.0);
        table.push_back({causes.at(entry.cause), interval_of(tally)});
    }
    std::erase_if(table, [&](const RootLossStudy &loss) {
        const double mean = loss.lost_tpy.mean;
        return mean <= least_part * whole && mean >= -least_part * whole;
    });
    std::stable_sort(table.begin(), table.end(),
                     [](const RootLossStudy &a, const RootLossStudy &b) { return a.lost_tpy.mean > b.lost_tpy.mean; });
    return table;
}

WaterfallTally::WaterfallTally(std::shared_ptr<const Plan> plan, const Measure &measure, double years)
    : plan_(std::move(plan)), measure_(measure), years_(years) {}

const std::vector<RootLoss> &WaterfallTally::take(const Result &result) {
    double from_t = 0, to_t = 0;
    const bool follows = !result.facility_roots.empty();
    parts_.clear();
    const auto add = [&](const std::vector<RootLoss> &lost, double factor) {
        for (const RootLoss &part : lost) parts_.push_back({part.cause, part.lost_t * factor});
    };
    if (!measure_.made) {
        for (std::size_t m = 0; m < result.markets.size(); ++m) {
            const MarketTotals &market = result.markets[m];
            if (!measure_.counts[market.market.index] || market.material != measure_.material) continue;
            from_t += market.demand_t;
            to_t += market.delivered_t;
            if (follows) add(result.market_roots[m], 1 / years_);
        }
    } else {
        for (const MadeTotals &made : result.made) {
            const std::uint32_t f = made.at.index;
            if (made.taken || made.material != measure_.material || !measure_.counts[f]) continue;
            const FacilityTotals &totals = result.facilities[f];
            // What is shut for good before the run begins is no part of what could be made.
            const auto &closes = plan_->chain->facilities[f].outage.closes;
            if (closes && *closes <= plan_->chain->time.start) continue;
            // One that never ran made nothing to tell its yield by: its basis stands for its product.
            const double per_basis = totals.throughput_t > 0 ? made.mass_t / totals.throughput_t : 1.0;
            from_t += totals.nameplate_t > 0 ? totals.nameplate_t * per_basis : made.mass_t;
            to_t += made.mass_t;
            if (follows) add(result.facility_roots[f], per_basis / years_);
        }
    }
    lost_.add(parts_, 1);
    lost_.end_replication();
    from_tpy_.push_back(from_t / years_);
    to_tpy_.push_back(to_t / years_);
    return parts_;
}

Waterfall WaterfallTally::finish() const {
    const Interval from = interval95(from_tpy_);
    return {from, interval95(to_tpy_), lost_.finish(plan_->ledger->causes, from.mean)};
}

} // namespace midstream
