// A replay as tables and for programs.
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"
#include "report/json.h"
#include "report/page.h"
#include "report/replay.h"
#include "report/version.h"

#include "des/calendar.h"

namespace midstream {

namespace {

std::string_view set_of(const ReplayPoint &point) { return point.scores ? "score" : point.fits ? "fit" : "neither"; }

std::string column_of(std::size_t baseline) {
    constexpr std::string_view columns[] = {"last_value_t", "utilisation_t", "line_t"};
    return std::string{columns[baseline]};
}

void write_scores(JsonWriter &json, std::string_view key, const Scores &scores, bool in_tonnes) {
    if (scores.count == 0) return;
    json.open('{', key).count("periods", static_cast<std::uint64_t>(scores.count)).number("mape", scores.mape);
    json.number("bias", scores.bias).number(in_tonnes ? "rmse_t" : "rmse", scores.rmse_t);
    if (scores.theil_u) json.number("theil_u", *scores.theil_u);
    json.number("within80", scores.within80).number("within95", scores.within95);
    if (scores.by_misses95) json.number("by_misses80", *scores.by_misses80).number("by_misses95", *scores.by_misses95);
    json.close();
}

void write_series(JsonWriter &json, const ReplaySeries &series) {
    json.open('{').text("name", series.spec->name).text("source", series.spec->source);
    write_scores(json, "fit", series.fit, true);
    write_scores(json, "score", series.score, true);
    json.open('[', "baselines");
    for (std::size_t b = 0; b < baseline_count; ++b) {
        if (!series.against[b]) continue;
        const Contest &contest = *series.against[b];
        json.open('{').text("baseline", words_of(Baseline{})[b]);
        json.count("periods", static_cast<std::uint64_t>(contest.count)).number("mape", contest.baseline_mape);
        json.number("rmse_t", contest.baseline_rmse_t).number("model_mape", contest.model_mape);
        json.number("model_rmse_t", contest.model_rmse_t).number("skill", contest.skill).close();
    }
    json.close();
    json.open('[', "periods");
    for (const ReplayPoint &point : series.points) {
        json.open('{').text("date", print_period(point.from, point.kind)).text("set", set_of(point));
        if (point.observed_t) json.number("observed_t", *point.observed_t);
        json.number("mean_t", point.simulated.mean).number("low80_t", point.simulated.low80);
        json.number("high80_t", point.simulated.high80).number("low95_t", point.simulated.low95);
        json.number("high95_t", point.simulated.high95);
        if (point.by_misses) {
            json.number("misses_low80_t", point.by_misses->low80).number("misses_high80_t", point.by_misses->high80);
            json.number("misses_low95_t", point.by_misses->low95).number("misses_high95_t", point.by_misses->high95);
        }
        for (std::size_t b = 0; b < baseline_count; ++b)
            if (point.baseline_t[b]) json.number(column_of(b), *point.baseline_t[b]);
        json.close();
    }
    json.close().close();
}

} // namespace

std::string replay_json(const ReplayResult &result) {
    JsonWriter json;
    json.open('{').text("case", result.chain->name).text("version", version()).count("seed", result.runs.seed);
    json.count("replications", static_cast<std::uint64_t>(result.done));
    json.text("fit_years", years_words(result.fit)).text("score_years", years_words(result.score));
    json.open('{', "overall");
    write_scores(json, "fit", result.fit_overall, false);
    write_scores(json, "score", result.score_overall, false);
    json.close().open('[', "series");
    for (const ReplaySeries &series : result.series) write_series(json, series);
    json.close().close();
    return json.str();
}

std::string replay_csv(const ReplayResult &result) {
    CsvTable table;
    table.set_columns({"series", "date", "period", "set", "observed_t", "mean_t", "low80_t", "high80_t", "low95_t",
                       "high95_t", "misses_low80_t", "misses_high80_t", "misses_low95_t", "misses_high95_t",
                       "last_value_t", "utilisation_t", "line_t", "source"});
    for (const ReplaySeries &series : result.series)
        for (const ReplayPoint &point : series.points) {
            table.text("series", series.spec->name).text("date", print_date(point.from));
            table.text("period", word_of(point.kind)).text("set", set_of(point));
            table.number("observed_t", point.observed_t).number("mean_t", point.simulated.mean);
            table.number("low80_t", point.simulated.low80).number("high80_t", point.simulated.high80);
            table.number("low95_t", point.simulated.low95).number("high95_t", point.simulated.high95);
            const auto of_misses = [&](double Band::*end) {
                return point.by_misses ? std::optional{(*point.by_misses).*end} : std::nullopt;
            };
            table.number("misses_low80_t", of_misses(&Band::low80)).number("misses_high80_t", of_misses(&Band::high80));
            table.number("misses_low95_t", of_misses(&Band::low95)).number("misses_high95_t", of_misses(&Band::high95));
            for (std::size_t b = 0; b < baseline_count; ++b) table.number(column_of(b), point.baseline_t[b]);
            table.text("source", series.spec->source).end_row();
        }
    return table.str();
}

std::string scores_csv(const ReplayResult &result) {
    CsvTable table;
    table.set_columns({"series", "set", "what", "periods", "mape", "bias", "rmse_t", "theil_u", "within80", "within95",
                       "by_misses80", "by_misses95", "skill_of_model"});
    const auto row = [&](std::string_view series, std::string_view set, const Scores &scores, bool in_tonnes) {
        if (scores.count == 0) return;
        table.text("series", series).text("set", set).text("what", "model").number("periods", scores.count);
        table.number("mape", scores.mape).number("bias", scores.bias);
        table.number("rmse_t", in_tonnes ? std::optional{scores.rmse_t} : std::nullopt);
        table.number("theil_u", scores.theil_u).number("within80", scores.within80);
        table.number("within95", scores.within95).number("by_misses80", scores.by_misses80);
        table.number("by_misses95", scores.by_misses95).number("skill_of_model", std::nullopt).end_row();
    };
    for (const ReplaySeries &series : result.series) {
        row(series.spec->name, "fit", series.fit, true);
        row(series.spec->name, "score", series.score, true);
        for (std::size_t b = 0; b < baseline_count; ++b) {
            if (!series.against[b]) continue;
            const Contest &contest = *series.against[b];
            table.text("series", series.spec->name).text("set", "score").text("what", words_of(Baseline{})[b]);
            table.number("periods", contest.count).number("mape", contest.baseline_mape).number("bias", std::nullopt);
            table.number("rmse_t", contest.baseline_rmse_t).number("theil_u", std::nullopt);
            for (const std::string_view band : {"within80", "within95", "by_misses80", "by_misses95"})
                table.number(band, std::nullopt);
            table.number("skill_of_model", contest.skill).end_row();
        }
    }
    row("all", "fit", result.fit_overall, false);
    row("all", "score", result.score_overall, false);
    return table.str();
}

std::string limits_csv(const ReplayResult &result) {
    CsvTable table;
    table.set_columns(
        {"series", "plant", "year", "made", "lost_for_feed", "lost_for_room", "lost_to_own_stops", "ruled_by"});
    const auto rows = [&](const ReplaySeries &series, std::string_view plant, const std::vector<YearLimits> &years) {
        for (const YearLimits &year : years) {
            table.text("series", series.spec->name).text("plant", plant).number("year", year.year);
            table.number("made", year.made).number("lost_for_feed", year.feed).number("lost_for_room", year.room);
            table.number("lost_to_own_stops", year.own_stops).text("ruled_by", year.ruled_by).end_row();
        }
    };
    for (const ReplaySeries &series : result.series) {
        rows(series, "all", series.limits);
        for (const PlantLimits &plant : series.plants) rows(series, plant.plant, plant.years);
    }
    return table.str();
}

std::vector<RunFile> replay_files(const ReplayResult &result, const Provenance &provenance, std::string case_yaml,
                                  const Calibrated *calibrated) {
    std::vector<RunFile> files;
    if (calibrated) {
        files.push_back({"calibrate.json", calibrate_json(*calibrated)});
        files.push_back({"calibrated.yaml", calibrated_yaml(*calibrated)});
    }
    files.push_back({"replay.json", replay_json(result)});
    files.push_back({"replay.csv", replay_csv(result)});
    files.push_back({"scores.csv", scores_csv(result)});
    files.push_back({"limits.csv", limits_csv(result)});
    files.push_back({"replay.svg", replay_svg(result)});
    files.push_back({"case.yaml", std::move(case_yaml)});
    std::vector<std::string> names;
    for (const RunFile &file : files) names.push_back(file.name);
    names.emplace_back(page_name);
    names.emplace_back("run.json");
    std::string page = page_of_replay(result, provenance, names, files.back().text, calibrated);
    files.push_back({page_name, std::move(page)});
    files.push_back({"run.json", run_json(provenance, names)});
    return files;
}

} // namespace midstream
