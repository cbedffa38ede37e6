// What changed between two cases, for programs.
// SPDX-License-Identifier: Apache-2.0
#include "report/compare.h"
#include "report/csv.h"
#include "report/json.h"
#include "report/page.h"
#include "report/version.h"

namespace midstream {

namespace {

std::string compare_csv(const CompareResult &result) {
    CsvTable table;
    const auto row = [&](std::string_view what, std::string_view name, std::string_view material, const Paired &pair) {
        table.text("what", what).text("name", name).text("material", material);
        table.interval("before_t_per_year", pair.before).interval("after_t_per_year", pair.after);
        table.interval("change_t_per_year", pair.change).end_row();
    };
    row("measure", result.before.chokepoints.measure.words, "", result.measured_tpy);
    for (const MarketChange &market : result.markets)
        row("market", market.market, market.material, market.delivered_tpy);
    for (const FacilityChange &facility : result.facilities)
        row(!facility.before  ? "new facility"
            : !facility.after ? "facility gone"
                              : "facility",
            facility.name, facility.basis, facility.throughput_tpy);
    return table.str();
}

void write_side(JsonWriter &json, std::string_view key, const Side &side) {
    json.open('{', key).text("case", side.study.chain->name);
    json.open('[', "chokepoints");
    for (const Chokepoint &point : side.chokepoints.ranked) {
        if (!point.relief_tpy) continue;
        json.open('{').text("at", point.limit.at).text("limit", point.limit.limit);
        json.number("share_of_time", point.share_of_time.mean);
        json.interval("relief_t_per_10_percent", *point.relief_tpy).close();
    }
    json.close().close();
}

std::string compare_json(const CompareResult &result) {
    JsonWriter json;
    json.open('{').text("version", version()).count("seed", result.before.study.runs.seed);
    json.count("replications", static_cast<std::uint64_t>(result.before.study.done));
    json.open('{', "measure").text("words", result.before.chokepoints.measure.words);
    json.interval("before_t_per_year", result.measured_tpy.before);
    json.interval("after_t_per_year", result.measured_tpy.after);
    json.interval("change_t_per_year", result.measured_tpy.change).close();
    write_side(json, "before", result.before);
    write_side(json, "after", result.after);
    json.close();
    return json.str();
}

} // namespace

std::vector<RunFile> compare_files(const CompareResult &result, const Provenance &provenance) {
    const std::vector<std::string> names{"compare.json", "compare.csv", page_name, "run.json"};
    std::vector<RunFile> files{{"compare.json", compare_json(result)}, {"compare.csv", compare_csv(result)}};
    files.push_back({page_name, page_of_compare(result, provenance, names)});
    files.push_back({"run.json", run_json(provenance, names)});
    return files;
}

} // namespace midstream
