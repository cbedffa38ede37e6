// A case run over its recorded years: what it simulates beside what was observed, and how good that is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/doing.h"
#include "model/history.h"
#include "model/plan.h"
#include "model/years.h"
#include "studies/replications.h"
#include "studies/scores.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// One period of one series, in tonnes.
struct ReplayPoint {
    SimTime from{};
    PeriodKind kind = PeriodKind::year;
    std::optional<double> observed_t; ///< empty: a gap
    Band simulated;
    std::optional<Band> by_misses; ///< as wide as the model missed in the years to fit
    double capacity_t = 0;         ///< nameplate in place; 0 where there is none
    double driven_t = 0;           ///< sum of the drivers that may explain it; 0 where that cannot be told
    std::array<std::optional<double>, baseline_count> baseline_t{};
    bool fits = false, scores = false;

    SimTime until() const { return periods_later(from, kind, 1); }
    double days() const { return days_of(until() - from); }
};

/// What became of the nameplate of the facilities behind a series in one year, as shares of it.
struct YearLimits {
    int year = 0;
    double made = 0, feed = 0, room = 0, own_stops = 0;
    std::string ruled_by; ///< "feed", "room" or "the plants": their rate and their own stops
};

struct PlantLimits {
    std::string plant;
    std::vector<YearLimits> years;
};

struct ReplaySeries {
    const ObservedSpec *spec = nullptr;
    std::vector<ReplayPoint> points; ///< in time
    Scores fit, score;
    std::array<std::optional<Contest>, baseline_count> against; ///< on the scored periods that both have
    std::vector<YearLimits> limits;                             ///< of all its plants together
    std::vector<PlantLimits> plants;                            ///< of each

    bool is_level() const { return spec->held.has_value(); } ///< else an amount of each period
    bool mixes_periods() const;                              ///< years, months or days in one
};

struct ReplayResult {
    std::shared_ptr<const Case> chain;
    RunsSpec runs;
    int done = 0;
    Years fit, score;
    std::vector<ReplaySeries> series; ///< in the order of `observed`
    Scores fit_overall, score_overall;
};

/// `fit`: periods that baselines (and calibration) may look at; `score`: those that are judged.
ReplayResult replay(std::shared_ptr<const Plan> plan, const RunsSpec &runs, const Years &fit, const Years &score,
                    const StudyOptions &options);

/// The years that a case names, or else the earlier and the later half of those it runs over after the warm-up.
std::pair<Years, Years> years_of_case(const Case &chain);

} // namespace midstream
