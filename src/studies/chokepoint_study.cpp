// Chokepoints over replications.
// SPDX-License-Identifier: Apache-2.0
#include "studies/chokepoint_study.h"

#include "chokepoints/active_share.h"
#include "chokepoints/prices.h"
#include "chokepoints/root_limit.h"

#include <algorithm>

namespace midstream {

namespace {

/// A guess below a thousandth of what is measured is not worth a run.
constexpr double least_promise = 1e-4;

/// Short by less than this share of the demand is not short.
constexpr double tolerance = 1e-3;

/// A gain below this share of what is measured is none.
constexpr double least_gain = 1e-4;

/// A gain below this share of what is measured does not make a limit one of those that bind together.
constexpr double matters = 1e-3;

/// Replications after which a limit that gives nothing is left.
constexpr int screened = 5;

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
    return point.relief_tpy && point.relief_tpy->low > 0 && point.relief_tpy->mean > least_gain * measured_tpy.mean;
}

LimitSet ChokepointResult::named() const {
    if (joint_tpy && joint_tpy->low > 0 && joint_tpy->mean > least_gain * measured_tpy.mean) return joint;
    if (ranked.empty() || !gains(ranked.front())) return {};
    return {ranked.front().limit};
}

ChokepointStudy::ChokepointStudy(std::shared_ptr<const Plan> plan, Measure measure)
    : plan_{std::move(plan)}, measure_{std::move(measure)}, gauge_{plan_, measure_},
      years_{counted_years(plan_->chain->time)}, waterfall_{plan_, measure_, years_} {
    const std::size_t limits = gauge_.limits().size();
    share_.resize(limits);
    lost_.resize(limits);
    promise_.resize(limits);
    const CauseNumbers &causes = plan_->ledger->causes;
    limits_of_cause_.resize(causes.size());
    for (std::uint32_t i = 0; i < limits; ++i)
        for (const std::uint32_t cause : causes_of(gauge_.limits()[i], causes)) limits_of_cause_[cause].push_back(i);
    active_.resize(limits);
    sole_.resize(limits);
    shifting_.resize(limits);
    priced_.resize(limits);
}

void ChokepointStudy::heed(const Bound &bound) {
    LimitPlaces places;
    for (std::size_t i = 0; i < gauge_.limits().size(); ++i) places.add(gauge_.limits()[i], i);
    for (const Promise &promise : bound.promises)
        if (const auto i = places.find(promise.limit)) priced_[*i] = promise.tenth_tpy;
    joint_ = bound.joint.limits;
    knows_bound_ = bound.expected_t_per_year.has_value();
}

void ChokepointStudy::take(const Result &result) {
    measured_tpy_.push_back(measured_t(measure_, result) / years_);
    wanted_tpy_.push_back(wanted_t(measure_, result) / years_);
    std::vector<double> lost(gauge_.limits().size(), 0.0);
    for (const RootLoss &part : waterfall_.take(result))
        for (const std::uint32_t i : limits_of_cause_[part.cause]) lost[i] += part.lost_t;
    for (std::size_t i = 0; i < lost.size(); ++i) lost_[i].add(lost[i]);
    const auto pressures = gauge_.read(result);
    for (std::size_t i = 0; i < pressures.size(); ++i) {
        share_[i].add(pressures[i].share_of_time);
        promise_[i].add(pressures[i].promise_t / years_);
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
    int worth = 0;
    for (std::size_t i = 0; i < promise_.size(); ++i) worth += promise_[i].mean() > least || priced_[i] > least;
    return std::min(most, worth);
}

ChokepointResult ChokepointStudy::finish(int most, const RunsSpec &runs, const StudyOptions &options) {
    ChokepointResult found;
    found.measure = measure_;
    found.measured_tpy = interval95(measured_tpy_);
    found.wanted_tpy = interval95(wanted_tpy_);
    found.waterfall = waterfall_.finish();
    auto &ranked = found.ranked;
    for (std::size_t i = 0; i < gauge_.limits().size(); ++i) {
        Chokepoint &point = ranked.emplace_back();
        point.limit = gauge_.limits()[i];
        point.share_of_time = share_of(share_[i]).value_or(Interval{});
        point.active_share = share_of(active_[i]);
        point.sole_share = share_of(sole_[i]);
        point.shifting_share = share_of(shifting_[i]);
        point.lost_tpy = interval_of(lost_[i]);
        point.promise_tpy = std::max(promise_[i].mean(), priced_[i]);
    }
    rank_by_promise(ranked, most);

    if (static_cast<int>(measured_tpy_.size()) < runs.replications) return found;
    if (!found.short_of_demand()) return found; // more of anything would find no buyer
    const int tries = count_to_try(most);
    std::vector<LimitSet> candidates;
    for (int i = 0; i < tries; ++i) candidates.push_back({ranked[static_cast<std::size_t>(i)].limit});
    int asked = 0;
    const auto runner = [&](const Case &raised, int first, int count) -> std::optional<std::vector<double>> {
        std::vector<double> measures;
        RunsSpec some = runs;
        some.replications = count;
        StudyOptions inner;
        inner.threads = options.threads;
        inner.stop = options.stop;
        inner.first = first;
        run_replications(build(raised), some, inner,
                         [&](Result &&result) { measures.push_back(measured_t(measure_, result) / years_); });
        if (options.progress) options.progress(++asked, 0);
        return measures;
    };
    auto reliefs = find_relief(*plan_->chain, candidates, measured_tpy_, runner, {screened, least_gain, 0});
    for (std::size_t i = 0; i < reliefs.size(); ++i) {
        ranked[i].relief_tpy = reliefs[i].per_tenth;
        ranked[i].step_tpy = reliefs[i].step;
        ranked[i].things = reliefs[i].things;
        ranked[i].replications = reliefs[i].replications;
        ranked[i].tried = std::move(reliefs[i].words);
    }
    const double least = found.measured_tpy.mean * least_promise;
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Chokepoint &a, const Chokepoint &b) {
        const int x = place_of(found, a, least), y = place_of(found, b, least);
        if (x != y) return x < y;
        return a.relief_tpy && b.relief_tpy && a.relief_tpy->mean > b.relief_tpy->mean;
    });
    if (reliefs.size() < candidates.size()) return found; // told to stop
    const bool alone = !ranked.empty() && found.gains(ranked.front()) &&
                       ranked.front().relief_tpy->mean > matters * found.measured_tpy.mean;
    if (alone) {
        find_together(found, runner);
    } else if (joint_.size() > 1 && tries > 0) {
        found.joint = joint_;
        found.joint_tpy = joint_relief(joint_, runner);
    }
    if (LimitSet named = found.named(); knows_bound_ && !named.empty()) {
        BoundProblem problem(*plan_->chain, measure_, Outlook::expected);
        problem.keep_stocks(true);
        found.next = find_next(problem, named);
    }
    return found;
}

/// Half of what is tried are those that the bound says give the most, the others those under the greatest pressure.
void ChokepointStudy::rank_by_promise(std::vector<Chokepoint> &ranked, int most) const {
    std::vector<std::size_t> order(ranked.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto by = [&](const auto &value) {
        return [&value](std::size_t a, std::size_t b) { return value(a) > value(b); };
    };
    const auto priced = [&](std::size_t i) { return priced_[i]; };
    const auto promised = [&](std::size_t i) { return ranked[i].promise_tpy; };
    std::stable_sort(order.begin(), order.end(), by(priced));
    const auto first = std::find_if(order.begin(), order.end(), [&](std::size_t i) { return priced_[i] <= 0; });
    const auto half = std::min(first - order.begin(), static_cast<std::ptrdiff_t>(most - most / 2));
    std::sort(order.begin() + half, order.end()); // the order of the case, where promises are equal
    std::stable_sort(order.begin() + half, order.end(), by(promised));
    std::vector<Chokepoint> sorted;
    for (const std::size_t i : order) sorted.push_back(std::move(ranked[i]));
    ranked = std::move(sorted);
}

std::optional<Interval> ChokepointStudy::joint_relief(const LimitSet &limits, const MeasureRunner &runner) const {
    const std::vector<LimitSet> sets{limits};
    const auto reliefs = find_relief(*plan_->chain, sets, measured_tpy_, runner, {screened, least_gain, 0});
    if (reliefs.empty()) return {};
    return reliefs.front().step;
}

void ChokepointStudy::find_together(ChokepointResult &found, const MeasureRunner &runner) const {
    LimitSet together;
    for (Chokepoint &point : found.ranked) {
        // One vehicle more of two is not a tenth more: what it gives with others cannot be scaled to one.
        if (together.size() == most_together || !found.gains(point) || point.things > 0) break;
        if (point.relief_tpy->mean < matters * found.measured_tpy.mean) break;
        together.push_back(point.limit);
        if (together.size() == 1) continue;
        point.together_tpy = joint_relief(together, runner);
        if (!point.together_tpy) break;
    }
}

} // namespace midstream
