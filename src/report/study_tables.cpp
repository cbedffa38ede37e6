// The tables of a study.
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"
#include "report/json.h"
#include "report/page.h"
#include "report/study_report.h"
#include "report/version.h"

#include <fmt/format.h>

namespace midstream {

namespace {

const Setting *setting_of(const Scenario &scenario, const std::string &factor) {
    for (const Setting &setting : scenario.settings)
        if (setting.factor == factor) return &setting;
    return nullptr;
}

std::string scenarios_csv(const SweepResult &result) {
    CsvTable table;
    for (const ScenarioResult &one : result.scenarios) {
        const Scenario &scenario = result.head.scenarios[one.scenario];
        table.number("scenario", static_cast<double>(one.scenario)).text("name", scenario.name);
        table.number("replications", static_cast<double>(one.measured_tpy.size()));
        table.interval("measure_t_per_year", one.measure_tpy).number("demand_t_per_year", one.demand_tpy);
        table.interval("change_t_per_year", one.change_tpy);
        for (const std::string &factor : result.factors) {
            const Setting *setting = setting_of(scenario, factor);
            table.text(factor, setting ? setting->value : "");
        }
        table.end_row();
    }
    return table.str();
}

std::string runs_csv(const SweepResult &result, StudyStore &store) {
    CsvTable table;
    Statement ask =
        store.database().prepare("SELECT scenario, replication, measure_t_per_year, demand_t_per_year, events "
                                 "FROM run ORDER BY scenario, replication");
    while (ask.step()) {
        table.number("scenario", static_cast<double>(ask.whole(0)));
        table.text("name", result.head.scenarios[static_cast<std::size_t>(ask.whole(0))].name);
        table.number("replication", static_cast<double>(ask.whole(1))).number("measure_t_per_year", ask.number(2));
        table.number("demand_t_per_year", ask.number(3)).number("events", static_cast<double>(ask.whole(4))).end_row();
    }
    return table.str();
}

std::string factors_csv(const SweepResult &result) {
    CsvTable table;
    table.set_columns({"factor", "unit", "scenarios", "levels", "least_t_per_year", "least_at", "most_t_per_year",
                       "most_at", "slope_t_per_year_per_unit", "rank_correlation", "effect_t_per_year", "effect_low",
                       "effect_high"});
    for (const FactorEffect &effect : result.effects) {
        table.text("factor", effect.factor).text("unit", effect.unit);
        table.number("scenarios", static_cast<double>(effect.scenarios))
            .number("levels", static_cast<double>(effect.levels));
        table.number("least_t_per_year", effect.least_tpy).text("least_at", effect.least_at);
        table.number("most_t_per_year", effect.most_tpy).text("most_at", effect.most_at);
        table.number("slope_t_per_year_per_unit", effect.slope).number("rank_correlation", effect.rank_correlation);
        std::optional<Interval> beside;
        if (effect.fit) beside = effect.fit->gain_tpy;
        const auto part = [&](double Interval::*of) {
            return beside ? std::optional<double>((*beside).*of) : std::nullopt;
        };
        table.number("effect_t_per_year", part(&Interval::mean));
        table.number("effect_low", part(&Interval::low)).number("effect_high", part(&Interval::high));
        table.end_row();
    }
    return table.str();
}

std::string study_json(const SweepResult &result, double wall_seconds) {
    const StudyHead &head = result.head;
    JsonWriter json;
    json.open('{')
        .text("study", head.name)
        .text("case", head.case_file)
        .text("version", version())
        .count("seed", head.seed);
    json.count("replications", static_cast<std::uint64_t>(head.replications)).text("measure", head.measure);
    json.text("answer", study_sentence(result)).count("runs", result.done).count("runs_wanted", result.wanted);
    json.open('[', "scenarios");
    for (const ScenarioResult &one : result.scenarios) {
        const Scenario &scenario = head.scenarios[one.scenario];
        json.open('{').text("name", scenario.name).open('{', "settings");
        for (const Setting &setting : scenario.settings) json.text(setting.factor, setting.value);
        json.close().count("replications", one.measured_tpy.size()).interval("t_per_year", one.measure_tpy);
        if (one.demand_tpy > 0) json.number("demand_t_per_year", one.demand_tpy);
        if (one.change_tpy) json.interval("change_t_per_year", *one.change_tpy);
        json.close();
    }
    json.close().number("wall_seconds", wall_seconds).close();
    return json.str();
}

} // namespace

std::vector<RunFile> study_files(const SweepResult &result, StudyStore &store, const Case &chain,
                                 const Provenance &provenance) {
    std::vector<RunFile> files;
    files.push_back({"study.json", study_json(result, provenance.wall_seconds)});
    files.push_back({"scenarios.csv", scenarios_csv(result)});
    files.push_back({"runs.csv", runs_csv(result, store)});
    if (!result.effects.empty()) files.push_back({"factors.csv", factors_csv(result)});
    std::vector<std::string> shown{store.file().filename().string()};
    for (const RunFile &file : files) shown.push_back(file.name);
    shown.emplace_back(page_name);
    shown.emplace_back("run.json");
    files.push_back({page_name, page_of_study(result, chain, provenance, shown)});
    return files;
}

} // namespace midstream
