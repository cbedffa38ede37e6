// The page of `compare`: the second case as a run would show it, and what changed.
// SPDX-License-Identifier: Apache-2.0
#include "report/answer.h"
#include "report/page.h"
#include "report/page_blocks.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

constexpr std::size_t most_changes = 200;

void write_paired(JsonWriter &json, const Paired &pair) {
    write_band(json, "before", pair.before);
    write_band(json, "after", pair.after);
    write_band(json, "change", pair.change);
}

void write_time(JsonWriter &json, std::string_view key, const StudyResult &study,
                const std::optional<std::size_t> &facility) {
    if (!facility) return;
    json.open('{', key);
    for (std::size_t i = 0; i < doing_count; ++i)
        if (const double share = study.facilities[*facility].time_share[i].mean; share > 0)
            json.rounded(words_of(Doing{})[i], share, 6);
    json.close();
}

void write_changes(JsonWriter &json, const CompareResult &result) {
    std::vector<const FacilityChange *> order;
    for (const FacilityChange &facility : result.facilities) order.push_back(&facility);
    std::stable_sort(order.begin(), order.end(), [](const FacilityChange *a, const FacilityChange *b) {
        return std::abs(a->throughput_tpy.change.mean) > std::abs(b->throughput_tpy.change.mean);
    });
    if (order.size() > most_changes) order.resize(most_changes);
    json.open('[', "facilities");
    for (const FacilityChange *facility : order) {
        json.open('{').text("name", facility->name).text("basis", facility->basis);
        if (!facility->before || !facility->after) json.text("only", facility->before ? "before" : "after");
        write_paired(json, facility->throughput_tpy);
        write_time(json, "time_before", result.before.study, facility->before);
        write_time(json, "time_after", result.after.study, facility->after);
        json.close();
    }
    json.close();
}

} // namespace

std::string page_of_compare(const CompareResult &result, const Provenance &provenance,
                            const std::vector<std::string> &files) {
    const StudyResult &study = result.after.study;
    const ChokepointResult &found = result.after.chokepoints;
    const PageChoice choice = choose_facilities(study, found);
    const PageChoice choice_before = choose_facilities(result.before.study, result.before.chokepoints);
    const std::string words = compare_sentence(result);
    JsonWriter json{JsonWriter::Layout::compact};
    json.open('{');
    write_head(json, provenance.command, *study.chain, study.done, study.runs);
    write_answer(json, study, found, choice);
    json.open('{', "compare").text("sentence", words);
    json.text("title_before", result.before.study.chain->title).text("title_after", study.chain->title);
    json.open('{', "measure");
    write_paired(json, result.measured_tpy);
    json.close().open('[', "markets");
    for (const MarketChange &market : result.markets) {
        json.open('{').text("market", market.market).text("material", market.material);
        write_paired(json, market.delivered_tpy);
        json.close();
    }
    json.close();
    write_changes(json, result);
    write_verdict(json, "verdict_before", result.before.chokepoints);
    write_page_chokepoints(json, "chokepoints_before", result.before.study, result.before.chokepoints, choice_before);
    write_market_series(json, "series_before", result.before.study);
    json.close();
    if (!found.waterfall.steps.empty()) write_page_waterfall(json, *study.chain, found.measure, found.waterfall);
    write_chain(json, study, choice);
    write_page_series(json, study, choice);
    write_provenance(json, *study.chain, provenance, files, {});
    json.close();
    const std::string &title = study.chain->title.empty() ? study.chain->name : study.chain->title;
    return page_html(title, words, json.str());
}

} // namespace midstream
