// A ladder climbed by replications.
// SPDX-License-Identifier: Apache-2.0
#include "studies/ladder_study.h"

#include "chokepoints/pressure.h"

#include <algorithm>

namespace midstream {

namespace {

/// How many limits are tried on each rung.
constexpr std::size_t most_candidates = 8;
/// Differences under the same luck need few replications.
constexpr int most_replications = 5;
/// A guess, or a shortfall, below this share of what is measured is none.
constexpr double least_promise = 1e-4;

class Climber {
  public:
    Climber(const Measure &measure, const RunsSpec &runs, const StudyOptions &options)
        : measure_{measure}, runs_{runs}, options_{options} {
        runs_.replications = std::min(runs.replications, most_replications);
        options_.each = {};
        options_.progress = {};
    }
    int replications() const { return runs_.replications; }
    bool stopped() const { return stopped_; }

    std::optional<std::vector<double>> measures(const Case &chain) {
        std::vector<double> found;
        run(build(chain), [&](const Result &result) { found.push_back(measured_t(measure_, result) / years(chain)); });
        if (stopped_) return {};
        return found;
    }
    std::vector<Limit> candidates(const Case &chain) {
        const auto plan = build(chain);
        const PressureGauge gauge{plan, measure_};
        std::vector<double> promise(gauge.limits().size(), 0.0);
        double measured = 0, wanted = 0;
        run(plan, [&](const Result &result) {
            const auto pressures = gauge.read(result);
            for (std::size_t i = 0; i < pressures.size(); ++i) promise[i] += pressures[i].promise_t;
            measured += measured_t(measure_, result);
            wanted += wanted_t(measure_, result);
        });
        if (!measure_.made && measured >= wanted * (1 - least_promise)) return {};
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < promise.size(); ++i)
            if (promise[i] > least_promise * measured) order.push_back(i);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return promise[a] > promise[b]; });
        if (order.size() > most_candidates) order.resize(most_candidates);
        std::vector<Limit> limits;
        for (const std::size_t i : order) limits.push_back(gauge.limits()[i]);
        return limits;
    }

  private:
    static double years(const Case &chain) {
        return days_of(chain.time.end - chain.time.start - round_days(chain.time.warmup.value())) / days_per_year;
    }
    template <class Take> void run(const std::shared_ptr<const Plan> &plan, Take take) {
        const int done = run_replications(plan, runs_, options_, [&](Result &&result) { take(result); });
        stopped_ = stopped_ || done < runs_.replications;
    }

    const Measure &measure_;
    RunsSpec runs_;
    StudyOptions options_;
    bool stopped_ = false;
};

} // namespace

LadderResult climb_ladder(const Case &chain, const Measure &measure, int rungs, const RunsSpec &runs,
                          const StudyOptions &options) {
    Climber climber{measure, runs, options};
    LadderResult result;
    result.replications = climber.replications();
    int asked = 0;
    const LadderWork work{[&](const Case &raised) {
                              auto found = climber.measures(raised);
                              if (found && asked++ == 0)
                                  for (const double value : *found)
                                      result.base_tpy += value / static_cast<double>(found->size());
                              if (options.progress) options.progress(asked, 0);
                              return found;
                          },
                          [&](const Case &now) { return climber.candidates(now); }};
    result.rungs = climb(chain, rungs, work);
    result.stopped = climber.stopped();
    return result;
}

} // namespace midstream
