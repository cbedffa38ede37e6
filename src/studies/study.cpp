// A study: every number of every replication, walked over in one order.
// SPDX-License-Identifier: Apache-2.0
#include "studies/study.h"

#include "studies/basis.h"
#include "studies/gather.h"
#include "studies/series_study.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

/// Of tonnes that went in and out: what is smaller is rounding.
constexpr double least_tonnes = 1e-13;

/// Tells a replication's totals to the intervals they belong to.
class StudyWalk {
  public:
    StudyWalk(StudyResult &study, Gather &gather) : study_{study}, gather_{gather} {
        time_us_ = static_cast<double>((study.chain->time.end - warmup_end(study.chain->time)).count());
    }

    void walk(const Result &result) {
        fit(study_.facilities, result.facilities, [&](auto &out, const auto &in) { facility(out, in); });
        fit(study_.markets, result.markets, [&](auto &out, const auto &in) { market(out, in); });
        fit(study_.stocks, result.stocks, [&](auto &out, const auto &in) { stock(out, in); });
        fit(study_.made, result.made, [&](auto &out, const auto &in) { made(out, in); });
        fit(study_.routes, result.routes, [&](auto &out, const auto &in) { route(out, in); });
        fit(study_.fleets, result.fleets, [&](auto &out, const auto &in) {
            gather_(out.busy_share, in.busy_share);
            yearly(out.voyages_py, static_cast<double>(in.voyages));
        });
        fit(study_.passages, result.passages, [&](auto &out, const auto &in) { passage(out, in); });
    }

  private:
    template <class Outs, class Ins, class Each> void fit(Outs &outs, const Ins &ins, Each &&each) {
        outs.resize(ins.size());
        for (std::size_t i = 0; i < ins.size(); ++i) each(outs[i], ins[i]);
    }
    void yearly(Interval &out, double total) { gather_(out, total / study_.years); }
    void share(Interval &out, std::int64_t time_us) {
        gather_(out, static_cast<double>(time_us) / time_us_);
        out.high = std::min(out.high, 1.0);
    }
    /// Days for each of a count.
    void days_each(Interval &out, std::int64_t time_us, std::int64_t count) {
        gather_(out, count > 0 ? days_of(Duration{time_us}) / static_cast<double>(count) : 0.0, count > 0);
    }
    void elements(std::vector<Interval> &outs, const std::vector<double> &totals) {
        fit(outs, totals, [&](Interval &out, double total) { yearly(out, total); });
    }

    void facility(FacilityStudy &out, const FacilityTotals &in) {
        yearly(out.throughput_tpy, in.throughput_t);
        yearly(out.nameplate_tpy, in.nameplate_t);
        gather_(out.utilisation, in.nameplate_t > 0 ? in.throughput_t / in.nameplate_t : 0.0);
        for (std::size_t i = 0; i < doing_count; ++i) share(out.time_share[i], in.time_us[i]);
        for (std::size_t i = 0; i < loss_count; ++i)
            yearly(out.lost_tpy[i], std::abs(in.lost_t[i]) > least_tonnes * in.nameplate_t ? in.lost_t[i] : 0.0);
        gather_(out.berths_busy, static_cast<double>(in.berth_busy_us) / time_us_);
        days_each(out.berth_wait_d, in.berth_wait_us, in.vehicles_served);
        yearly(out.vehicles_py, static_cast<double>(in.vehicles_served));
        yearly(out.demurrage_usdpy, in.demurrage_usd);
    }
    void market(MarketStudy &out, const MarketTotals &in) {
        out.market = in.market;
        out.material = in.material;
        yearly(out.demand_tpy, in.demand_t);
        yearly(out.delivered_tpy, in.delivered_t);
        const double short_t = in.demand_t - in.delivered_t;
        yearly(out.shortfall_tpy, short_t > least_tonnes * in.demand_t ? short_t : 0.0);
        gather_(out.backlog_end_t, in.backlog_end_t);
    }
    void stock(StockStudy &out, const StockTotals &in) {
        out.at = in.at;
        out.material = in.material;
        gather_(out.opening_t, in.opening_t);
        gather_(out.closing_t, in.closing_t);
        gather_(out.mean_t, in.mean_t);
        gather_(out.low_t, in.low_t);
        gather_(out.high_t, in.high_t);
        fit(out.opening_e, in.opening_e, gather_);
        fit(out.closing_e, in.closing_e, gather_);
        yearly(out.in_tpy, in.in_t);
        yearly(out.out_tpy, in.out_t);
        share(out.empty_share, in.empty_us);
        share(out.full_share, in.full_us);
    }
    void made(MadeStudy &out, const MadeTotals &in) {
        out.at = in.at;
        out.material = in.material;
        out.taken = in.taken;
        yearly(out.mass_tpy, in.mass_t);
        elements(out.element_tpy, in.element_t);
    }
    void route(RouteStudy &out, const RouteTotals &in) {
        yearly(out.moved_tpy, in.moved_t);
        elements(out.element_tpy, in.element_t);
        yearly(out.parcels_py, static_cast<double>(in.parcels));
        gather_(out.under_way_t, in.under_way_mean_t);
        share(out.vehicle_wait_share, in.vehicle_wait_us);
        gather_(out.door_to_door_d, in.mean_days_door_to_door, in.parcels > 0);
        gather_(out.under_way_open_t, in.under_way_open_t);
        gather_(out.under_way_close_t, in.under_way_close_t);
        fit(out.under_way_open_e, in.under_way_open_e, gather_);
        fit(out.under_way_close_e, in.under_way_close_e, gather_);
        yearly(out.cost_usdpy, in.cost_usd);
    }
    void passage(PassageStudy &out, const PassageTotals &in) {
        yearly(out.transits_py, static_cast<double>(in.transits));
        days_each(out.wait_d, in.wait_us, in.transits);
        share(out.shut_share, in.shut_us);
        gather_(out.longest_queue, static_cast<double>(in.longest_queue));
    }

    StudyResult &study_;
    Gather &gather_;
    double time_us_ = 0;
};

} // namespace

SimTime warmup_end(const TimeSpec &time) { return std::min(time.end, time.start + round_days(time.warmup.value())); }

double counted_years(const TimeSpec &time) { return days_of(time.end - warmup_end(time)) / days_per_year; }

StudyResult run_study(std::shared_ptr<const Plan> plan, const RunsSpec &runs, const StudyOptions &options) {
    StudyResult study;
    study.chain = plan->chain;
    study.runs = runs;
    study.years = counted_years(plan->chain->time);
    study.balance.resize(plan->chain->elements.size());
    Gather gather;
    StudyWalk walk{study, gather};
    SeriesGather series;
    std::vector<RootLossTally> facility_roots(plan->chain->facilities.size()),
        market_roots(plan->works->demands.size());
    const auto add_roots = [&](std::vector<RootLossTally> &tallies, const std::vector<std::vector<RootLoss>> &lost) {
        for (std::size_t i = 0; i < tallies.size(); ++i) {
            tallies[i].add(lost[i], 1 / study.years);
            tallies[i].end_replication();
        }
    };
    Result last;
    StudyOptions following = options;
    following.follow_losses = true;
    study.done = run_replications(plan, runs, following, [&](Result &&result) {
        gather.begin();
        walk.walk(result);
        series.add(result.series);
        add_roots(facility_roots, result.facility_roots);
        add_roots(market_roots, result.market_roots);
        for (std::size_t e = 0; e < result.balance.size(); ++e)
            study.balance[e] = std::max(study.balance[e], result.balance[e]);
        study.mass_balance = std::max(study.mass_balance, result.mass_balance);
        study.events += result.events;
        last = std::move(result);
    });
    if (study.done == 0) return study;
    gather.begin(true);
    walk.walk(last);
    study.series = series.finish();
    for (std::size_t f = 0; f < facility_roots.size(); ++f)
        study.facility_roots.push_back(
            facility_roots[f].finish(plan->ledger->causes, study.facilities[f].nameplate_tpy.mean));
    for (std::size_t m = 0; m < market_roots.size(); ++m)
        study.market_roots.push_back(market_roots[m].finish(plan->ledger->causes, study.markets[m].demand_tpy.mean));
    const auto bases = basis_materials(*plan);
    for (std::size_t f = 0; f < bases.size(); ++f) study.facilities[f].basis = bases[f];
    return study;
}

} // namespace midstream
