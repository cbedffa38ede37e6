// What a page tells first: the answer, the limits and the bound.
// SPDX-License-Identifier: Apache-2.0
#include "report/page_blocks.h"

#include "des/calendar.h"
#include "report/answer.h"
#include "report/tables.h"
#include "report/verdict.h"
#include "report/version.h"

namespace midstream {

namespace {

constexpr std::size_t most_ranked = 60;
constexpr std::size_t most_delivered = 60;

/// A name as tables have it, and its two halves.
void write_limits(JsonWriter &json, std::string_view key, const LimitSet &limits) {
    json.open('[', key);
    for (const Limit &limit : limits) json.open('{').text("at", limit.at).text("limit", limit.limit).close();
    json.close();
}

void write_next(JsonWriter &json, const NextLimit &next, const std::string &words) {
    if (words.empty()) return;
    json.open('{', "next").text("words", words);
    json.rounded("raised_by", next.takes_over_at, 5).flag("still_binds", next.still_binds);
    write_limits(json, "after", next.first);
    write_limits(json, "limits", next.next);
    json.close();
}

} // namespace

void write_short(JsonWriter &json, std::string_view key, double value) { json.rounded(key, value, 5); }

void write_band(JsonWriter &json, std::string_view key, const Interval &value) {
    json.open('[', key);
    for (const double number : {value.mean, value.low, value.high}) json.rounded("", number, 7);
    json.close();
}

void write_head(JsonWriter &json, std::string_view command, const Case &chain, int done, const RunsSpec &runs) {
    json.count("page", 1).text("command", command).text("case", chain.name);
    json.text("title", chain.title.empty() ? chain.name : chain.title);
    if (!chain.note.empty()) json.text("note", chain.note);
    json.open('{', "horizon").text("start", print_date(chain.time.start)).text("end", print_date(chain.time.end));
    json.text("warmup_end", print_date(warmup_end(chain.time))).close();
    json.count("replications", static_cast<std::uint64_t>(done)).text("seed", std::to_string(runs.seed));
    if (!chain.elements.empty()) json.text("element", chain.elements.front());
}

void write_verdict(JsonWriter &json, std::string_view key, const ChokepointResult &found) {
    const Verdict verdict = verdict_of(found);
    json.open('{', key).text("sort", words_of(Verdict::Sort{})[static_cast<std::size_t>(verdict.sort)]);
    LimitSet limits;
    if (verdict.sort == Verdict::Sort::joint) limits = found.joint;
    for (const std::size_t place : verdict.points) limits.push_back(found.ranked[place].limit);
    write_limits(json, "limits", limits);
    if (verdict.gives) write_band(json, "gives", *verdict.gives);
    json.close();
}

void write_page_chokepoints(JsonWriter &json, std::string_view key, const StudyResult &study,
                            const ChokepointResult &chokepoints, const PageChoice &choice) {
    json.open('[', key);
    std::uint64_t rank = 0;
    const std::vector<std::string> views = view_words(views_of(study, chokepoints));
    for (const Chokepoint &point : chokepoints.ranked) {
        if (++rank > most_ranked) break;
        json.open('{').count("rank", rank).text("at", point.limit.at).text("limit", point.limit.limit);
        const auto sort = point.limit.sort;
        if (sort == LimitSort::mine || sort == LimitSort::plant || sort == LimitSort::berths)
            json.count("facility", choice.node_of(point.limit.index));
        if (sort == LimitSort::mine || sort == LimitSort::plant)
            json.rounded("running", study.facilities[point.limit.index].time_share[0].mean, 5);
        write_band(json, "share_of_time", point.share_of_time);
        if (point.active_share) write_short(json, "active", point.active_share->mean);
        if (point.sole_share) write_short(json, "sole", point.sole_share->mean);
        if (point.shifting_share) write_short(json, "shifting", point.shifting_share->mean);
        write_band(json, "lost", point.lost_tpy);
        if (point.relief_tpy) write_band(json, "relief", *point.relief_tpy);
        if (point.together_tpy) write_band(json, "together", *point.together_tpy);
        if (!point.tried.empty()) json.text("tried", point.tried);
        if (point.things > 0) {
            json.count("things", static_cast<std::uint64_t>(point.things));
            write_band(json, "step", *point.step_tpy);
        }
        if (!views[rank - 1].empty()) json.text("view", views[rank - 1]);
        json.flag("gains", chokepoints.gains(point)).close();
    }
    json.close();
    if (chokepoints.ranked.size() > most_ranked)
        json.count(std::string{key} + "_left_out", chokepoints.ranked.size() - most_ranked);
}

void write_answer(JsonWriter &json, const StudyResult &study, const ChokepointResult &chokepoints,
                  const PageChoice &choice) {
    json.open('{', "answer").text("headline", headline(study, chokepoints));
    json.text("measure", chokepoints.measure.words).flag("made", chokepoints.measure.made);
    json.flag("short_of_demand", chokepoints.short_of_demand());
    write_band(json, "measured", chokepoints.measured_tpy);
    if (chokepoints.wanted_tpy.mean > 0) json.rounded("demand", chokepoints.wanted_tpy.mean, 7);
    if (const std::string words = views_disagree(views_of(study, chokepoints)); !words.empty())
        json.text("views", words);
    json.close();
    write_verdict(json, "verdict", chokepoints);
    write_next(json, chokepoints.next, next_sentence(chokepoints));
    json.open('[', "delivered");
    std::size_t count = 0;
    for (const MarketStudy &market : study.markets) {
        if (count++ == most_delivered) break;
        json.open('{').text("market", study.chain->facilities[market.market.index].name);
        json.text("material", study.chain->materials[market.material.index].name);
        json.flag("measured", !chokepoints.measure.made && chokepoints.measure.counts[market.market.index] &&
                                  chokepoints.measure.material == market.material);
        write_band(json, "delivered", market.delivered_tpy);
        json.rounded("demand", market.demand_tpy.mean, 7);
        write_band(json, "shortfall", market.shortfall_tpy);
        json.close();
    }
    json.close();
    if (study.markets.size() > most_delivered) json.count("delivered_left_out", study.markets.size() - most_delivered);
    write_page_chokepoints(json, "chokepoints", study, chokepoints, choice);
}

void write_page_bound(JsonWriter &json, const ChokepointResult &chokepoints, const Bound &bound) {
    const std::string words = bound_sentence(chokepoints, bound);
    if (words.empty()) return;
    json.open('{', "bound").text("words", words);
    if (bound.t_per_year) json.rounded("certain", *bound.t_per_year, 7);
    if (bound.expected_t_per_year) {
        json.rounded("expected", *bound.expected_t_per_year, 7);
        if (bound.from_stock_tpy > 0) json.rounded("from_stock", bound.from_stock_tpy, 7);
    }
    json.close();
}

void write_page_ladder(JsonWriter &json, const LadderResult &ladder) {
    if (ladder.rungs.empty()) return;
    json.open('{', "ladder").count("replications", static_cast<std::uint64_t>(ladder.replications));
    json.rounded("base", ladder.base_tpy, 7);
    if (ladder.bound_tpy) json.rounded("bound", *ladder.bound_tpy, 7);
    constexpr std::string_view ends[] = {"rungs", "demand", "nothing", "stopped"};
    json.text("end", ends[static_cast<std::size_t>(ladder.end)]);
    if (const std::string words = end_sentence(ladder); !words.empty()) json.text("end_words", words);
    json.open('[', "rungs");
    for (const Rung &rung : ladder.rungs) {
        json.open('{').text("at", places_of(rung.limits)).text("limit", sorts_of(rung.limits));
        json.rounded("size", rung.size.value, 7).text("unit", rung.size.unit);
        json.rounded("lets_go_at", rung.size.value * (1 + rung.let_go_at), 7).flag("still_binds", rung.still_binds);
        write_band(json, "relief", rung.relief_tpy);
        write_band(json, "gained", rung.gained_tpy);
        json.rounded("measure", rung.measured_tpy, 7);
        if (rung.bound_tpy) json.rounded("bound", *rung.bound_tpy, 7);
        if (rung.limits.size() > 1) json.count("together", rung.limits.size());
        json.close();
    }
    json.close().close();
}

} // namespace midstream
