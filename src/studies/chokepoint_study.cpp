// Chokepoints over replications.
// SPDX-License-Identifier: Apache-2.0
#include "studies/chokepoint_study.h"

#include "chokepoints/active_share.h"

#include <algorithm>
#include <span>

namespace midstream {

namespace {

/// A guess below a thousandth of what is measured is not worth a run.
constexpr double least_promise = 1e-4;

/// Short by less than this share of the demand is not short.
constexpr double tolerance = 1e-3;

/// A gain below this share of what is measured is none.
constexpr double noise = 1e-4;

/// A gain below this share of what is measured does not make a limit one of those that bind together.
constexpr double matters = 1e-3;

/// How many limits are raised together.
constexpr std::size_t most_together = 3;

double years_of(std::int64_t time_us) { return days_of(Duration{time_us}) / days_per_year; }

/// A share of time with the ends of its interval kept below one; empty where nothing was told.
std::optional<Interval> share_of(const Tally &tally) {
    if (tally.count() == 0) return {};
    Interval share = interval_of(tally);
    share.high = std::max(share.mean, std::min(share.high, 1.0));
    return share;
}

/// Those that help come first, then the promising that were not tried, then those that were tried in vain.
int place_of(const ChokepointResult &found, const Chokepoint &point, double least_tpy) {
    if (found.gains(point)) return 0;
    if (!point.relief_tpy) return point.promise_tpy > least_tpy ? 1 : 3;
    return 2;
}

} // namespace

bool ChokepointResult::short_of_demand() const {
    return measure.made || measured_tpy.mean < wanted_tpy.mean * (1 - tolerance);
}

bool ChokepointResult::gains(const Chokepoint &point) const {
    return point.relief_tpy && point.relief_tpy->low > 0 && point.relief_tpy->mean > noise * measured_tpy.mean;
}

ChokepointStudy::ChokepointStudy(std::shared_ptr<const Plan> plan, Measure measure)
    : plan_{std::move(plan)}, measure_{std::move(measure)}, gauge_{plan_, measure_},
      years_{days_of(plan_->chain->time.end - warmup_end(plan_->chain->time)) / days_per_year} {
    const std::size_t limits = gauge_.limits().size();
    share_.resize(limits);
    lost_.resize(limits);
    promise_.resize(limits);
    knows_loss_.resize(limits);
    active_.resize(limits);
    sole_.resize(limits);
    shifting_.resize(limits);
}

void ChokepointStudy::take(const Result &result) {
    measured_tpy_.push_back(measured_t(measure_, result) / years_);
    wanted_tpy_.push_back(wanted_t(measure_, result) / years_);
    const auto pressures = gauge_.read(result);
    for (std::size_t i = 0; i < pressures.size(); ++i) {
        share_[i].add(pressures[i].share_of_time);
        promise_[i].add(pressures[i].promise_t / years_);
        knows_loss_[i] = pressures[i].lost_t.has_value();
        lost_[i].add(pressures[i].lost_t.value_or(0) / years_);
        const ActiveTime *time = find_active_time(result, gauge_.limits()[i]);
        if (!time) continue;
        active_[i].add(years_of(time->active_us) / years_);
        sole_[i].add(years_of(time->sole_us) / years_);
        shifting_[i].add(years_of(time->shifting_us) / years_);
    }
}

int ChokepointStudy::count_to_try(int most) const {
    if (most >= static_cast<int>(promise_.size())) return static_cast<int>(promise_.size());
    const double least = interval95(measured_tpy_).mean * least_promise;
    const auto worth =
        std::count_if(promise_.begin(), promise_.end(), [&](const Tally &t) { return t.mean() > least; });
    return std::min(most, static_cast<int>(worth));
}

ChokepointResult ChokepointStudy::finish(int most, const RunsSpec &runs, const StudyOptions &options) {
    ChokepointResult found{measure_, interval95(measured_tpy_), interval95(wanted_tpy_), {}};
    auto &ranked = found.ranked;
    for (std::size_t i = 0; i < gauge_.limits().size(); ++i) {
        Chokepoint &point = ranked.emplace_back();
        point.limit = gauge_.limits()[i];
        point.share_of_time = share_of(share_[i]).value_or(Interval{});
        point.active_share = share_of(active_[i]);
        point.sole_share = share_of(sole_[i]);
        point.shifting_share = share_of(shifting_[i]);
        if (knows_loss_[i]) point.lost_tpy = interval_of(lost_[i]);
        point.promise_tpy = promise_[i].mean();
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Chokepoint &a, const Chokepoint &b) { return a.promise_tpy > b.promise_tpy; });

    if (static_cast<int>(measured_tpy_.size()) < runs.replications) return found;
    if (!found.short_of_demand()) return found; // more of anything would find no buyer
    const int tries = count_to_try(most);
    std::vector<Limit> candidates;
    for (int i = 0; i < tries; ++i) candidates.push_back(ranked[static_cast<std::size_t>(i)].limit);
    int studies = 0;
    const auto runner = [&](const Case &raised) -> std::optional<std::vector<double>> {
        std::vector<double> measures;
        StudyOptions inner{options.threads, {}, options.stop, {}};
        if (options.progress)
            inner.progress = [&](int done, int of) {
                options.progress(studies * of + done, std::max(tries, studies + 1) * of);
            };
        run_replications(build(raised), runs, inner,
                         [&](Result &&result) { measures.push_back(measured_t(measure_, result) / years_); });
        ++studies;
        return measures;
    };
    auto reliefs = find_relief(*plan_->chain, candidates, measured_tpy_, runner);
    for (std::size_t i = 0; i < reliefs.size(); ++i) {
        ranked[i].relief_tpy = reliefs[i].per_tenth;
        ranked[i].tried = std::move(reliefs[i].words);
    }
    const double least = found.measured_tpy.mean * least_promise;
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Chokepoint &a, const Chokepoint &b) {
        const int x = place_of(found, a, least), y = place_of(found, b, least);
        if (x != y) return x < y;
        return a.relief_tpy && b.relief_tpy && a.relief_tpy->mean > b.relief_tpy->mean;
    });
    if (reliefs.size() == candidates.size()) find_together(found, runner);
    return found;
}

void ChokepointStudy::find_together(ChokepointResult &found, const MeasureRunner &runner) const {
    std::vector<Limit> together;
    for (Chokepoint &point : found.ranked) {
        // One vehicle more of two is not a tenth more: what it gives with others cannot be scaled to one.
        const bool is_whole = point.tried.find("scaled") != point.tried.npos;
        if (together.size() == most_together || !found.gains(point) || is_whole) break;
        if (point.relief_tpy->mean < matters * found.measured_tpy.mean) break;
        together.push_back(point.limit);
        if (together.size() == 1) continue;
        point.together_tpy = find_joint_relief(*plan_->chain, together, measured_tpy_, runner);
        if (!point.together_tpy) break;
    }
}

} // namespace midstream
