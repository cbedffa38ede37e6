// A replay in words: the years of each series, its scores, and who comes nearer, the model or a baseline.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"
#include "report/replay.h"

#include "des/calendar.h"

#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

std::string kt(double tonnes) { return fmt::format("{:.1f}", tonnes / 1000); }
std::string kt_or_gap(const std::optional<double> &tonnes) { return tonnes ? kt(*tonnes) : "-"; }
std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }
std::string signed_percent(double share) { return fmt::format("{:+.1f} %", 100 * share); }

std::string period_lines(const ReplaySeries &series) {
    std::string text =
        fmt::format("  {:<10} {:>9} {:>9} {:>19} {:>8}  {}\n", "kt", "observed", "model", "95 % of runs", "error", "");
    for (const ReplayPoint &point : series.points) {
        const Band &band = point.simulated;
        const bool has_error = point.observed_t && *point.observed_t > 0;
        text += fmt::format("  {:<10} {:>9} {:>9} {:>19} {:>8}  {}\n", print_period(point.from, point.kind),
                            kt_or_gap(point.observed_t), kt(band.mean), kt(band.low95) + " to " + kt(band.high95),
                            has_error ? signed_percent(band.mean / *point.observed_t - 1) : "-",
                            point.scores ? "scored"
                            : point.fits ? "fit"
                                         : "");
    }
    return text;
}

std::string score_line(std::string_view what, const Scores &scores, bool in_tonnes) {
    if (scores.count == 0) return fmt::format("  {}: no period is known, so nothing can be said\n", what);
    std::string text =
        fmt::format("  {}: {} periods, MAPE {}, bias {}, RMSE {}, Theil's U {}, {:.0f} % within the 80 % band, "
                    "{:.0f} % within the 95 %",
                    what, scores.count, percent(scores.mape), signed_percent(scores.bias),
                    in_tonnes ? kt(scores.rmse_t) + " kt" : percent(scores.rmse_t),
                    scores.theil_u ? fmt::format("{:.2f}", *scores.theil_u) : "unknown", 100 * scores.within80,
                    100 * scores.within95);
    if (scores.by_misses95)
        text += fmt::format("; as wide as it missed in the fit years: {:.0f} % and {:.0f} %", 100 * *scores.by_misses80,
                            100 * *scores.by_misses95);
    return text + "\n";
}

std::string contest_line(std::string_view name, const std::optional<Contest> &contest) {
    if (!contest) return fmt::format("  against {}: it cannot be told for this series\n", name);
    return fmt::format("  against {}: {} MAPE to {} of the model over {} periods; skill {:+.2f}: the {} is nearer\n",
                       name, percent(contest->baseline_mape), percent(contest->model_mape), contest->count,
                       contest->skill, contest->skill > 0 ? "model" : "baseline");
}

std::string limit_line(const ReplaySeries &series) {
    std::string words;
    for (std::size_t i = 0; i < series.limits.size(); ++i) {
        std::size_t last = i;
        while (last + 1 < series.limits.size() && series.limits[last + 1].ruled_by == series.limits[i].ruled_by &&
               series.limits[last + 1].year == series.limits[last].year + 1)
            ++last;
        const int first_year = series.limits[i].year, last_year = series.limits[last].year;
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ",
                             first_year == last_year ? std::to_string(first_year)
                                                     : fmt::format("{}-{}", first_year, last_year),
                             series.limits[i].ruled_by);
        i = last;
    }
    return words.empty() ? "" : "  ruled by: " + wrapped(words, 100, 12) + "\n";
}

/// Drivers that ran past their series, by the rule of the case: nothing of it was recorded.
std::string prolonged_words(const Case &chain) {
    std::string words;
    for (const DriverSpec &driver : chain.drivers) {
        const SimTime from = driver.values.rows.front().from, until = driver.values.rows.back().until();
        const std::string_view rule = words_of(Outside{})[static_cast<std::size_t>(driver.outside)];
        const auto add = [&](std::string_view where, SimTime when) {
            words +=
                fmt::format("{}{} {} {} ({})", words.empty() ? "" : ", ", driver.name, where, print_date(when), rule);
        };
        if (from > chain.time.start) add("before", from);
        if (until < chain.time.end) add("from", until);
    }
    return words.empty() ? "" : wrapped("Not recorded but prolonged by the case: " + words + ".") + "\n";
}

} // namespace

std::string years_words(const Years &years) {
    if (years.first == years.last) return std::to_string(years.first);
    if (years.last == Years{}.last) return fmt::format("from {} on", years.first);
    if (years.first == 0) return fmt::format("up to {}", years.last);
    return fmt::format("{} to {}", years.first, years.last);
}

std::string replay_sentence(const ReplayResult &result) {
    const Scores &score = result.score_overall;
    if (score.count == 0)
        return fmt::format("Nothing was observed in the years to score, {}, so how good the model is cannot be told.",
                           years_words(result.score));
    std::string text = fmt::format(
        "On {} observed value{} of the scored years, {}, the model is off by {} on average (bias {}); {:.0f} "
        "% of them lie in its 95 % band{}.",
        score.count, score.count == 1 ? "" : "s", years_words(result.score), percent(score.mape),
        signed_percent(score.bias), 100 * score.within95,
        score.by_misses95
            ? fmt::format(", {:.0f} % in one as wide as it missed in the years to fit", 100 * *score.by_misses95)
            : "");
    std::string contests;
    for (std::size_t b = 0; b < baseline_count; ++b) {
        std::size_t nearer = 0, of = 0;
        for (const ReplaySeries &series : result.series) {
            if (!series.against[b]) continue;
            ++of;
            nearer += series.against[b]->skill > 0;
        }
        if (of > 0)
            contests += fmt::format("{}than the {} in {} of {}", contests.empty() ? "" : ", ", words_of(Baseline{})[b],
                                    nearer, of);
    }
    if (!contests.empty()) text += fmt::format(" It comes nearer {} series.", contests);
    return text;
}

std::string replay_text(const ReplayResult &result) {
    std::string text = wrapped(fmt::format("{}: {} replications. Years that may be looked at: {}. Scored: {}.",
                                           result.chain->title.empty() ? result.chain->name : result.chain->title,
                                           result.done, years_words(result.fit), years_words(result.score))) +
                       "\n";
    text += prolonged_words(*result.chain);
    if (result.fit_overall.count == 0)
        text += wrapped("Nothing was observed in the years that may be looked at, so neither mean utilisation nor a "
                        "line of drivers can be told.") +
                "\n";
    for (const ReplaySeries &series : result.series) {
        text += "\n" + series.spec->name + "\n" + period_lines(series);
        text += wrapped(score_line("scored", series.score, true), 100, 4);
        for (std::size_t b = 0; b < baseline_count; ++b)
            text += contest_line(words_of(Baseline{})[b], series.against[b]);
        text += limit_line(series);
    }
    text += "\nall series\n" + wrapped(score_line("scored", result.score_overall, false), 100, 4);
    return text;
}

} // namespace midstream
