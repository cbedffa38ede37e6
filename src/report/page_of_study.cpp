// The page of a study: its scenarios, a map of two factors, how the results are spread.
// SPDX-License-Identifier: Apache-2.0
#include "report/page.h"
#include "report/page_blocks.h"
#include "report/study_report.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t most_compared = 500, most_factors = 6, most_bins = 24, fewest_to_spread = 12,
                      most_market_columns = 24, most_mapped = 60;

void write_columns(JsonWriter &json, const SweepResult &result, std::size_t factors) {
    json.open('[', "columns").open('{').text("label", "Scenario").close();
    for (std::size_t f = 0; f < factors; ++f) json.open('{').text("label", result.factors[f]).close();
    for (const char *label : {"Measure", "from", "to", "Change", "change from", "change to"})
        json.open('{').text("label", label).text("unit", "t/y").close();
    json.close();
}

void write_rows(JsonWriter &json, const SweepResult &result, std::size_t factors) {
    std::vector<const ScenarioResult *> order;
    for (const ScenarioResult &one : result.scenarios) order.push_back(&one);
    std::stable_sort(order.begin(), order.end(), [](const ScenarioResult *a, const ScenarioResult *b) {
        return a->measure_tpy.mean > b->measure_tpy.mean;
    });
    if (order.size() > most_compared) order.resize(most_compared);
    json.open('[', "rows");
    for (const ScenarioResult *one : order) {
        const Scenario &scenario = result.head.scenarios[one->scenario];
        json.open('[').text("", scenario.name);
        for (std::size_t f = 0; f < factors; ++f) {
            const auto at = std::find_if(scenario.settings.begin(), scenario.settings.end(),
                                         [&](const Setting &setting) { return setting.factor == result.factors[f]; });
            json.text("", at == scenario.settings.end() ? "" : at->value);
        }
        for (const double value : {one->measure_tpy.mean, one->measure_tpy.low, one->measure_tpy.high})
            json.rounded("", value, 6);
        const double none = std::nan("");
        const Interval change = one->change_tpy.value_or(Interval{none, none, none});
        for (const double value : {change.mean, change.low, change.high}) json.rounded("", value, 6);
        json.close();
    }
    json.close();
}

/// Of a grid of two factors or more: the first two, averaged over the others.
void write_heat(JsonWriter &json, const SweepResult &result) {
    if (result.grid.size() < 2 || result.factors.size() < 2) return;
    struct Cell {
        double sum = 0, count = 0;
    };
    std::vector<std::string> x, y;
    std::map<std::pair<std::string, std::string>, Cell> cells;
    const auto add = [](std::vector<std::string> &list, const std::string &value) {
        if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
    };
    for (const ScenarioResult &one : result.scenarios) {
        const auto &settings = result.head.scenarios[one.scenario].settings;
        if (settings.size() < 2 || settings[0].factor != result.factors[0] || settings[1].factor != result.factors[1])
            continue;
        add(y, settings[0].value);
        add(x, settings[1].value);
        Cell &cell = cells[{settings[0].value, settings[1].value}];
        cell.sum += one.measure_tpy.mean;
        ++cell.count;
    }
    if (x.size() < 2 || y.size() < 2) return;
    json.open('{', "heat").text("x_label", result.factors[1]).text("y_label", result.factors[0]);
    json.text("label", result.head.measure).text("unit", "t/y");
    for (const auto &[key, names] : {std::pair{"x", x}, std::pair{"y", y}}) {
        json.open('[', key);
        for (const std::string &name : names) json.text("", name);
        json.close();
    }
    json.open('[', "values");
    for (const std::string &row : y) {
        json.open('[');
        for (const std::string &column : x) {
            const auto cell = cells.find({row, column});
            json.rounded("", cell == cells.end() ? std::nan("") : cell->second.sum / cell->second.count, 6);
        }
        json.close();
    }
    json.close().close();
}

/// How much of its demand each market got in each scenario.
void write_markets(JsonWriter &json, const SweepResult &result) {
    if (result.markets.empty() || result.markets.size() > most_market_columns || result.scenarios.size() < 2) return;
    const std::size_t rows = std::min(result.scenarios.size(), most_mapped);
    json.open('{', "markets").text("x_label", "market").text("y_label", "scenario");
    json.text("label",
              rows < result.scenarios.size() ? fmt::format("Demand met, first {} scenarios", rows) : "Demand met");
    json.text("unit", "%").open('[', "x");
    for (const MarketShares &market : result.markets) json.text("", market.market + ", " + market.material);
    json.close().open('[', "y");
    for (std::size_t row = 0; row < rows; ++row)
        json.text("", result.head.scenarios[result.scenarios[row].scenario].name);
    json.close().open('[', "values");
    for (std::size_t row = 0; row < rows; ++row) {
        json.open('[');
        for (const MarketShares &market : result.markets) {
            const auto met = market.met.find(result.scenarios[row].scenario);
            json.rounded("", met == market.met.end() ? std::nan("") : 100 * met->second, 4);
        }
        json.close();
    }
    json.close().close();
}

/// How the means of the scenarios are spread.
void write_distribution(JsonWriter &json, const SweepResult &result) {
    if (result.scenarios.size() < fewest_to_spread) return;
    std::vector<double> means;
    double sum = 0;
    for (const ScenarioResult &one : result.scenarios) {
        means.push_back(one.measure_tpy.mean);
        sum += one.measure_tpy.mean;
    }
    const auto [least, most] = std::minmax_element(means.begin(), means.end());
    const double low = *least, width = *most - low;
    if (width <= 1e-9 * std::abs(*most)) return;
    const auto wanted = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(means.size()))));
    const std::size_t bins = std::clamp<std::size_t>(wanted, 3, most_bins);
    std::vector<std::uint64_t> counts(bins, 0);
    for (const double mean : means)
        ++counts[std::min(bins - 1, static_cast<std::size_t>((mean - low) / width * static_cast<double>(bins)))];
    json.open('{', "distribution").text("label", result.head.measure + ", means of scenarios").text("unit", "t/y");
    json.open('[', "bins");
    for (std::size_t b = 0; b < bins; ++b) {
        const double step = width / static_cast<double>(bins);
        json.open('{').rounded("from", low + step * static_cast<double>(b), 7);
        json.rounded("to", low + step * static_cast<double>(b + 1), 7).count("count", counts[b]).close();
    }
    json.close().rounded("mean", sum / static_cast<double>(means.size()), 7).close();
}

} // namespace

std::string page_of_study(const SweepResult &result, const Case &chain, const Provenance &provenance,
                          const std::vector<std::string> &files) {
    const StudyHead &head = result.head;
    const std::size_t factors = std::min(result.factors.size(), most_factors);
    RunsSpec runs;
    runs.seed = head.seed;
    Case titled = chain;
    titled.name = head.name;
    titled.title = head.title.empty() ? head.name : head.title;
    JsonWriter json{JsonWriter::Layout::compact};
    json.open('{');
    write_head(json, "study", titled, head.replications, runs);
    const std::string times = times_sentence(result);
    json.open('{', "study").text("words", study_sentence(result) + (times.empty() ? "" : " " + times));
    write_columns(json, result, factors);
    write_rows(json, result, factors);
    write_heat(json, result);
    write_markets(json, result);
    write_distribution(json, result);
    json.close();
    write_provenance(json, chain, provenance, files, "");
    json.close();
    return page_html(titled.title, study_sentence(result), json.str());
}

} // namespace midstream
