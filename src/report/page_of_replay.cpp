// The page of `replay` and `calibrate`: observed beside simulated, the scores, what ruled each year, the values chosen.
// SPDX-License-Identifier: Apache-2.0
#include "report/page.h"
#include "report/page_blocks.h"

#include "des/calendar.h"

#include <algorithm>
#include <limits>

namespace midstream {

namespace {

/// Told as null.
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// What an amount is of: of years it is told as a rate, of years and months in one by the day.
std::string_view unit_of(const ReplaySeries &series) {
    if (series.is_level()) return "t";
    const PeriodKind kind = series.points.front().kind;
    if (series.mixes_periods()) return "t/d";
    constexpr std::string_view units[] = {"t/d", "t/month", "t/y"};
    return units[static_cast<std::size_t>(kind)];
}

template <class Value>
void write_numbers(JsonWriter &json, std::string_view key, const ReplaySeries &series, Value &&value) {
    json.open('[', key);
    const bool by_day = !series.is_level() && series.mixes_periods();
    for (const ReplayPoint &point : series.points) json.rounded("", value(point) / (by_day ? point.days() : 1), 7);
    json.close();
}

void write_observed(JsonWriter &json, const ReplaySeries &series) {
    json.open('{').text("name", series.spec->name).text("unit", unit_of(series));
    if (!series.spec->source.empty()) json.text("source", series.spec->source);
    json.open('[', "start");
    for (const ReplayPoint &point : series.points) json.text("", print_date(point.from));
    const ReplayPoint &last = series.points.back();
    json.close().text("end", print_date(last.until()));
    json.open('[', "set");
    for (const ReplayPoint &point : series.points)
        json.text("", point.scores ? "score" : point.fits ? "fit" : "neither");
    json.close();
    write_numbers(json, "observed", series, [](const ReplayPoint &point) { return point.observed_t.value_or(none); });
    write_numbers(json, "simulated", series, [](const ReplayPoint &point) { return point.simulated.mean; });
    write_numbers(json, "low", series, [](const ReplayPoint &point) { return std::max(0.0, point.simulated.low95); });
    write_numbers(json, "high", series, [](const ReplayPoint &point) { return point.simulated.high95; });
    if (!series.limits.empty()) {
        json.open('[', "limits");
        for (const YearLimits &year : series.limits) {
            json.open('{').count("year", static_cast<std::uint64_t>(year.year));
            write_short(json, "made", year.made);
            write_short(json, "feed", year.feed);
            write_short(json, "room", year.room);
            write_short(json, "own_stops", year.own_stops);
            json.text("ruled_by", year.ruled_by).close();
        }
        json.close();
    }
    json.close();
}

void write_score(JsonWriter &json, std::string_view series, std::string_view window, std::string_view set,
                 const Scores &scores, const std::array<std::optional<Contest>, baseline_count> &against) {
    if (scores.count == 0) return;
    json.open('{').text("series", series).text("window", window).text("set", set);
    json.count("periods", static_cast<std::uint64_t>(scores.count));
    json.rounded("mape", scores.mape, 7).rounded("bias", scores.bias, 7).rounded("coverage", scores.within95, 7);
    json.open('[', "baselines");
    for (std::size_t b = 0; b < baseline_count; ++b) {
        if (!against[b]) continue;
        json.open('{').text("name", words_of(Baseline{})[b]);
        json.count("periods", static_cast<std::uint64_t>(against[b]->count));
        json.rounded("mape", against[b]->baseline_mape, 7).rounded("model_mape", against[b]->model_mape, 7);
        json.rounded("skill", against[b]->skill, 7).close();
    }
    json.close().close();
}

void write_replay(JsonWriter &json, const ReplayResult &result, std::string_view words) {
    json.open('{', "replay").text("words", words);
    json.open('{', "years").text("fit", years_words(result.fit)).text("score", years_words(result.score)).close();
    json.open('[', "series");
    for (const ReplaySeries &series : result.series)
        if (!series.points.empty()) write_observed(json, series);
    json.close().open('[', "scores");
    const auto both = [&](std::string_view name, const Scores &fit, const Scores &score,
                          const std::array<std::optional<Contest>, baseline_count> &against) {
        write_score(json, name, years_words(result.score), "score", score, against);
        write_score(json, name, years_words(result.fit), "fit", fit, {});
    };
    for (const ReplaySeries &series : result.series) both(series.spec->name, series.fit, series.score, series.against);
    if (result.series.size() > 1) both("all series", result.fit_overall, result.score_overall, {});
    json.close().close();
}

void write_chosen(JsonWriter &json, const Calibrated &calibrated) {
    const CalibrateResult &found = calibrated.result;
    json.open('{', "calibration").rounded("misfit", found.misfit, 7).rounded("middle_misfit", found.middle_misfit, 7);
    json.text("by", words_of(FitBy{})[static_cast<std::size_t>(found.by)]);
    json.count("values", static_cast<std::uint64_t>(found.values));
    json.count("tries", static_cast<std::uint64_t>(found.tries)).open('[', "chosen");
    for (const ChosenValue &chosen : found.chosen) {
        json.open('{').text("field", chosen.choice.field).text("unit", chosen.choice.unit);
        json.rounded("value", chosen.value, 6).rounded("from", chosen.choice.from, 6);
        json.rounded("to", chosen.choice.to, 6).rounded("low", chosen.low, 6).rounded("high", chosen.high, 6);
        json.flag("reaches_from", chosen.reaches_from).flag("reaches_to", chosen.reaches_to).close();
    }
    json.close().close();
}

} // namespace

std::string page_of_replay(const ReplayResult &result, const Provenance &provenance,
                           const std::vector<std::string> &files, const std::string &case_yaml,
                           const Calibrated *calibrated) {
    std::string words = replay_sentence(result);
    if (calibrated) words = fitted_sentence(*calibrated) + " " + words;
    JsonWriter json{JsonWriter::Layout::compact};
    json.open('{');
    write_head(json, provenance.command, *result.chain, result.done, result.runs);
    write_replay(json, result, words);
    if (calibrated) write_chosen(json, *calibrated);
    write_provenance(json, *result.chain, provenance, files, case_yaml);
    json.close();
    const std::string &title = result.chain->title.empty() ? result.chain->name : result.chain->title;
    return page_html(title, words, json.str());
}

} // namespace midstream
