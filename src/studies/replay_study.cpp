// A case run over its recorded years, laid beside what was observed.
// SPDX-License-Identifier: Apache-2.0
#include "studies/replay_study.h"

#include "des/calendar.h"
#include "model/driver_periods.h"
#include "studies/replay_samples.h"
#include "studies/study.h"
#include "units/text.h"

#include <algorithm>

namespace midstream {

namespace {

/// Tonnes that one of the unit is in a period of so many days; 0 where the unit is no mass and no rate.
double tonnes_in(const std::string &unit, double days) {
    if (const auto mass = parse_quantity<Tonnes>("1 " + unit); std::holds_alternative<Tonnes>(mass))
        return std::get<Tonnes>(mass).value();
    if (const auto rate = parse_quantity<TonnesPerDay>("1 " + unit); std::holds_alternative<TonnesPerDay>(rate))
        return std::get<TonnesPerDay>(rate).value() * days;
    return 0;
}

constexpr double dust = 1e-9; ///< of a nameplate: what sums leave of nothing

double days_between(SimTime from, SimTime until) { return days_of(until - from); }

class Replay {
  public:
    Replay(const std::shared_ptr<const Plan> &plan, const RunsSpec &runs, const Years &fit, const Years &score)
        : plan_{plan}, chain_{*plan->chain}, from_{warmup_end(chain_.time)} {
        result_.chain = plan->chain;
        result_.runs = runs;
        result_.fit = fit;
        result_.score = score;
    }

    ReplayResult run(const StudyOptions &options) {
        for (const ObservedSpec &spec : chain_.observed) {
            observations_.push_back(observe(chain_, spec));
            result_.series.push_back({&spec, points_of(spec), {}, {}, {}, {}, {}});
        }
        find_marks();
        samples_ = sample(plan_, result_.runs, observations_, marks_, options);
        result_.done = samples_.done;
        if (result_.done == 0) return std::move(result_);
        for (std::size_t s = 0; s < result_.series.size(); ++s) fill(result_.series[s], s);
        result_.fit_overall = overall(&ReplayPoint::fits);
        result_.score_overall = overall(&ReplayPoint::scores);
        return std::move(result_);
    }

  private:
    /// Every period of the series' kind that lies wholly within the run, observed or not.
    std::vector<ReplayPoint> points_of(const ObservedSpec &spec) const {
        std::vector<ReplayPoint> points;
        const auto &rows = spec.values.rows;
        const auto add = [&](const DatedValue &row, bool is_known) {
            if (row.from < from_ || row.until() > chain_.time.end) return;
            ReplayPoint point;
            point.from = row.from;
            point.kind = row.kind;
            if (is_known)
                point.observed_t = row.value * tonnes_in(spec.values.unit, days_between(row.from, row.until()));
            point.fits = result_.fit.hold(year_of(row.from));
            point.scores = result_.score.hold(year_of(row.from));
            points.push_back(point);
        };
        SimTime next = from_;
        const auto add_gap = [&](PeriodKind kind, SimTime until) {
            SimTime at = periods_later(next, kind, 0);
            if (at < next) at = periods_later(next, kind, 1);
            for (; periods_later(at, kind, 1) <= until; at = periods_later(at, kind, 1)) add({at, kind, 0}, false);
        };
        for (const DatedValue &row : rows) {
            add_gap(row.kind, std::min(row.from, chain_.time.end));
            add(row, true);
            next = std::max(next, row.until());
        }
        if (!rows.empty()) add_gap(rows.back().kind, chain_.time.end);
        return points;
    }

    void find_marks() {
        for (const ReplaySeries &series : result_.series)
            for (const ReplayPoint &point : series.points) {
                marks_.push_back(point.from);
                marks_.push_back(point.until());
            }
        for (SimTime year = start_of_year(from_); year <= chain_.time.end; year = next_year(year))
            if (year >= from_) marks_.push_back(year);
        std::sort(marks_.begin(), marks_.end());
        marks_.erase(std::unique(marks_.begin(), marks_.end()), marks_.end());
    }
    std::size_t mark(SimTime when) const {
        return static_cast<std::size_t>(std::lower_bound(marks_.begin(), marks_.end(), when) - marks_.begin());
    }

    void fill(ReplaySeries &series, std::size_t number) {
        const auto &facilities = observations_[number].at;
        const bool at_facilities = observations_[number].what == Observation::What::made ||
                                   observations_[number].what == Observation::What::taken;
        for (ReplayPoint &point : series.points) {
            const std::size_t from = mark(point.from), until = mark(point.until());
            std::vector<double> values;
            for (const auto &replication : samples_.tonnes)
                values.push_back(observations_[number].what == Observation::What::held
                                     ? replication[number][until]
                                     : replication[number][until] - replication[number][from]);
            point.simulated = band_of(std::move(values), series.spec->error.value());
            if (at_facilities)
                for (const std::uint32_t f : facilities) {
                    const FacilityTotals &a = samples_.mean_totals[from][f], &b = samples_.mean_totals[until][f];
                    const auto closed = static_cast<std::size_t>(Loss::closed);
                    point.capacity_t += b.nameplate_t - a.nameplate_t - (b.lost_t[closed] - a.lost_t[closed]);
                }
        }
        find_driven(series);
        find_baselines(series);
        find_bands_by_misses(series);
        series.fit = scores_of(compared(series, &ReplayPoint::fits));
        series.score = scores_of(compared(series, &ReplayPoint::scores));
        for (std::size_t b = 0; b < baseline_count; ++b) {
            std::vector<Contender> periods;
            for (const ReplayPoint &point : series.points)
                if (point.scores && point.observed_t && point.baseline_t[b])
                    periods.push_back({*point.observed_t, point.simulated.mean, *point.baseline_t[b]});
            series.against[b] = contest_of(periods);
        }
        if (at_facilities) find_limits(series, facilities);
    }

    void find_driven(ReplaySeries &series) const {
        for (const DriverSpec &driver : chain_.drivers) {
            const auto &names = series.spec->explained_by;
            if (!names.empty() && std::find(names.begin(), names.end(), driver.name) == names.end()) continue;
            if (tonnes_in(driver.values.unit, 1) == 0) continue;
            const auto periods = driven_periods(driver, chain_.time.start, chain_.time.end);
            for (ReplayPoint &point : series.points)
                for (const DrivenPeriod &period : std::get<std::vector<DrivenPeriod>>(periods)) {
                    const SimTime from = std::max(point.from, period.from);
                    const SimTime until = std::min(point.until(), period.until);
                    if (from < until)
                        point.driven_t += period.value * tonnes_in(driver.values.unit, period.length_d()) *
                                          days_between(from, until) / period.length_d();
                }
        }
    }

    /// Where years, months and days stand in one series they are compared by the day; amounts of one kind as they are.
    void find_baselines(ReplaySeries &series) const {
        const auto at = [](Baseline baseline) { return static_cast<std::size_t>(baseline); };
        const bool by_day = series.mixes_periods();
        const auto days_driven = [&](const ReplayPoint &point) { return by_day ? point.days() : 1; };
        const auto days_told = [&](const ReplayPoint &point) { return series.is_level() ? 1 : days_driven(point); };
        double utilisation = 0, days = 0;
        std::vector<std::pair<double, double>> known;
        for (const ReplayPoint &point : series.points) {
            if (!point.fits || !point.observed_t) continue;
            known.emplace_back(point.driven_t / days_driven(point), *point.observed_t / days_told(point));
            if (point.capacity_t <= 0) continue;
            const double weight = days_driven(point);
            utilisation += *point.observed_t / point.capacity_t * weight;
            days += weight;
        }
        const auto line = line_through(known);
        for (ReplayPoint &point : series.points) {
            point.baseline_t[at(Baseline::last_value)] = value_before(*series.spec, point);
            if (days > 0) point.baseline_t[at(Baseline::utilisation)] = utilisation / days * point.capacity_t;
            if (line)
                point.baseline_t[at(Baseline::line)] =
                    (line->a + line->b * point.driven_t / days_driven(point)) * days_told(point);
        }
    }

    static std::optional<double> value_before(const ObservedSpec &spec, const ReplayPoint &point) {
        std::optional<double> before;
        for (const DatedValue &row : spec.values.rows) {
            if (row.until() > point.from) continue;
            const double days = days_between(row.from, row.until());
            before = row.value * tonnes_in(spec.values.unit, days);
            if (!spec.held && row.kind != point.kind) *before *= point.days() / days;
        }
        return before;
    }

    /// What it missed in the years to fit says how far to trust it in others.
    static void find_bands_by_misses(ReplaySeries &series) {
        std::vector<double> misses;
        for (const ReplayPoint &point : series.points)
            if (point.fits && point.observed_t && point.simulated.mean > 0)
                misses.push_back(*point.observed_t / point.simulated.mean - 1);
        for (ReplayPoint &point : series.points) point.by_misses = band_by_misses(point.simulated, misses);
    }

    static std::vector<Compared> compared(const ReplaySeries &series, bool ReplayPoint::*counts) {
        std::vector<Compared> all;
        for (const ReplayPoint &point : series.points)
            if (point.*counts && point.observed_t)
                all.push_back({*point.observed_t, point.baseline_t[0], point.simulated, point.by_misses});
        return all;
    }
    Scores overall(bool ReplayPoint::*counts) const {
        std::vector<std::vector<Compared>> all;
        for (const ReplaySeries &series : result_.series) all.push_back(compared(series, counts));
        return relative_scores_of(all);
    }

    /// Mines are what drives: only plants can be held up by something else.
    void find_limits(ReplaySeries &series, std::vector<std::uint32_t> facilities) const {
        std::erase_if(facilities, [&](std::uint32_t f) {
            return !std::holds_alternative<PlantSpec>(chain_.facilities[f].behaviour);
        });
        series.limits = limits_of(facilities);
        for (const std::uint32_t f : facilities) series.plants.push_back({chain_.facilities[f].name, limits_of({f})});
    }

    /// In each whole year in which something of theirs stood open.
    std::vector<YearLimits> limits_of(const std::vector<std::uint32_t> &facilities) const {
        std::vector<YearLimits> years;
        for (SimTime year = start_of_year(from_); next_year(year) <= chain_.time.end; year = next_year(year)) {
            if (year < from_) continue;
            const std::size_t from = mark(year), until = mark(next_year(year));
            double nameplate = 0, made = 0;
            std::array<double, loss_count> lost{};
            for (const std::uint32_t f : facilities) {
                const FacilityTotals &a = samples_.mean_totals[from][f], &b = samples_.mean_totals[until][f];
                nameplate += b.nameplate_t - a.nameplate_t;
                made += b.throughput_t - a.throughput_t;
                for (std::size_t i = 0; i < loss_count; ++i) lost[i] += b.lost_t[i] - a.lost_t[i];
            }
            const auto of = [&](Loss loss) { return lost[static_cast<std::size_t>(loss)]; };
            const double in_place = nameplate - of(Loss::closed);
            if (in_place <= dust * nameplate) continue;
            const auto share = [&](double tonnes) { return tonnes < dust * nameplate ? 0 : tonnes / in_place; };
            YearLimits limits{year_of(year),
                              share(made),
                              share(of(Loss::starved)),
                              share(of(Loss::blocked) + of(Loss::waiting)),
                              share(of(Loss::failures) + of(Loss::shutdowns) + of(Loss::ramp_up) +
                                    of(Loss::disruption) + of(Loss::pace)),
                              ""};
            limits.ruled_by = ruler(limits);
            years.push_back(limits);
        }
        return years;
    }

    /// What more of would have given more: feed or room, where want of it took a twentieth of the nameplate in place.
    static std::string ruler(const YearLimits &limits) {
        if (std::max(limits.feed, limits.room) < 0.05) return "the plants";
        return limits.feed >= limits.room ? "feed" : "room";
    }

    const std::shared_ptr<const Plan> &plan_;
    const Case &chain_;
    const SimTime from_; ///< end of the warm-up
    std::vector<Observation> observations_;
    std::vector<SimTime> marks_;
    ReplaySamples samples_;
    ReplayResult result_;
};

} // namespace

bool ReplaySeries::mixes_periods() const {
    return std::any_of(points.begin(), points.end(),
                       [&](const ReplayPoint &point) { return point.kind != points.front().kind; });
}

ReplayResult replay(std::shared_ptr<const Plan> plan, const RunsSpec &runs, const Years &fit, const Years &score,
                    const StudyOptions &options) {
    return Replay{plan, runs, fit, score}.run(options);
}

std::pair<Years, Years> years_of_case(const Case &chain) {
    const int first = year_of(warmup_end(chain.time)), last = year_of(chain.time.end - Duration{1});
    const int middle = first + (last - first) / 2;
    std::pair<Years, Years> years{{first, middle}, {middle + 1, 9999}};
    if (const auto fit = parse_years(chain.calibrate.fit)) years = {*fit, {fit->last + 1, 9999}};
    if (const auto score = parse_years(chain.calibrate.score)) {
        years.second = *score;
        if (chain.calibrate.fit.empty()) years.first = {0, score->first - 1};
    }
    return years;
}

} // namespace midstream
