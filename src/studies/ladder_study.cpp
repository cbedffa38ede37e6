// A ladder climbed by replications.
// SPDX-License-Identifier: Apache-2.0
#include "studies/ladder_study.h"

#include "chokepoints/pressure.h"
#include "chokepoints/prices.h"
#include "studies/study.h"

#include <algorithm>

namespace midstream {

namespace {

/// How many limits are tried on each rung.
constexpr std::size_t most_candidates = 8;
/// Differences under the same luck need few replications.
constexpr int few_replications = 5;
/// A guess, or a shortfall, below this share of what is measured is none.
constexpr double least_share = 1e-4;

SteadyPrices price_all(const Case &chain, const Measure &measure) {
    BoundProblem problem(chain, measure, Outlook::expected);
    return price_steadily(problem);
}

std::optional<double> bound_of(const Case &chain, const Measure &measure, bool steady) {
    BoundProblem problem(chain, measure, Outlook::expected);
    problem.keep_stocks(steady);
    return problem.solve();
}

class Climber {
  public:
    Climber(const Measure &measure, bool all, const RunsSpec &runs, const StudyOptions &options)
        : measure_{measure}, all_{all}, runs_{runs}, options_{options} {
        runs_.replications = std::min(runs.replications, few_replications);
        options_.each = {};
        options_.progress = {};
    }
    int replications() const { return runs_.replications; }
    bool stopped() const { return stopped_; }

    std::optional<std::vector<double>> measures(const Case &chain, int first, int count) {
        std::vector<double> found;
        run(build(chain), first, count,
            [&](const Result &result) { found.push_back(measured_t(measure_, result) / counted_years(chain.time)); });
        if (stopped_) return {};
        return found;
    }

    std::optional<Footing> look(const Case &chain) {
        const auto plan = build(chain);
        const PressureGauge gauge{plan, measure_};
        Footing footing;
        std::vector<double> promise(gauge.limits().size(), 0.0);
        double measured = 0, wanted = 0;
        run(plan, 0, runs_.replications, [&](const Result &result) {
            const auto pressures = gauge.read(result);
            for (std::size_t i = 0; i < pressures.size(); ++i)
                promise[i] += pressures[i].promise_t / counted_years(chain.time) / runs_.replications;
            footing.measures.push_back(measured_t(measure_, result) / counted_years(chain.time));
            measured += footing.measures.back() / runs_.replications;
            wanted += wanted_t(measure_, result) / counted_years(chain.time) / runs_.replications;
        });
        if (stopped_) return {};
        footing.is_met = !measure_.made && measured >= wanted * (1 - least_share);
        if (!footing.is_met) choose(footing, gauge, std::move(promise), least_share * measured, chain);
        return footing;
    }

  private:
    template <class Take> void run(const std::shared_ptr<const Plan> &plan, int first, int count, Take take) {
        RunsSpec some = runs_;
        some.replications = count;
        options_.first = first;
        const int done = run_replications(plan, some, options_, [&](Result &&result) { take(result); });
        stopped_ = stopped_ || done < count;
    }

    /// By what the bound says, and for half of the places at most; then by pressure.
    void choose(Footing &footing, const PressureGauge &gauge, std::vector<double> promise, double least,
                const Case &chain) const {
        SteadyPrices prices = price_all(chain, measure_);
        footing.joint = std::move(prices.joint.limits);
        const std::vector<Limit> &limits = gauge.limits();
        std::vector<double> priced(limits.size(), 0.0);
        for (std::size_t i = 0; i < limits.size(); ++i)
            for (const auto &[limit, tenth] : prices.promises)
                if (limit.is(limits[i])) priced[i] = tenth;
        const auto take = [&](const std::vector<double> &value, std::size_t most) {
            std::vector<std::size_t> order(limits.size());
            for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
            std::stable_sort(order.begin(), order.end(),
                             [&](std::size_t a, std::size_t b) { return value[a] > value[b]; });
            for (const std::size_t i : order) {
                if (footing.candidates.size() >= most || (value[i] <= least && !all_)) break;
                const bool known = std::any_of(footing.candidates.begin(), footing.candidates.end(),
                                               [&](const LimitSet &set) { return set.front().is(limits[i]); });
                if (!known && !is_own_demand(limits[i], measure_)) footing.candidates.push_back({limits[i]});
            }
        };
        take(priced, all_ ? limits.size() : most_candidates / 2);
        take(promise, all_ ? limits.size() : most_candidates);
        for (std::size_t i = 0; i < limits.size(); ++i)
            if (is_own_demand(limits[i], measure_) && (priced[i] > least || promise[i] > least))
                footing.demands.push_back({limits[i]});
    }

    const Measure &measure_;
    bool all_;
    RunsSpec runs_;
    StudyOptions options_;
    bool stopped_ = false;
};

} // namespace

LadderResult climb_ladder(const Case &chain, const Measure &measure, const LadderSpec &spec, const RunsSpec &runs,
                          const StudyOptions &options) {
    Climber climber{measure, spec.all, runs, options};
    LadderResult result;
    result.replications = climber.replications();
    int asked = 0;
    const auto tell = [&] {
        if (options.progress) options.progress(++asked, 0);
    };
    LadderWork work;
    work.measures = [&](const Case &raised, int first, int count) {
        tell();
        return climber.measures(raised, first, count);
    };
    work.look = [&](const Case &now) {
        auto footing = climber.look(now);
        if (footing && result.base_tpy == 0) result.base_tpy = interval95(footing->measures).mean;
        tell();
        return footing;
    };
    work.bound = [&](const Case &raised) { return bound_of(raised, measure, false); };
    work.hint = [&](const Case &now, const LimitSet &limits) {
        BoundProblem problem(now, measure, Outlook::expected);
        problem.keep_stocks(true);
        return find_corner(problem, limits);
    };
    static_cast<Ladder &>(result) = climb(chain, spec.rungs, work);
    if (!result.rungs.empty()) result.bound_tpy = bound_of(chain, measure, false);
    result.stopped = climber.stopped();
    return result;
}

Ladder climb_bound(const Case &chain, const Measure &measure, int rungs) {
    LadderWork work;
    work.measures = [&](const Case &raised, int, int) -> std::optional<std::vector<double>> {
        if (const auto bound = bound_of(raised, measure, true)) return std::vector{*bound};
        return {};
    };
    work.look = [&](const Case &now) -> std::optional<Footing> {
        SteadyPrices prices = price_all(now, measure);
        if (!prices.level_tpy) return {};
        Footing footing;
        footing.measures = {*prices.level_tpy};
        footing.joint = std::move(prices.joint.limits);
        for (const auto &[limit, tenth] : prices.promises)
            (is_own_demand(limit, measure) ? footing.demands : footing.candidates).push_back({limit});
        return footing;
    };
    return climb(chain, rungs, work);
}

} // namespace midstream
