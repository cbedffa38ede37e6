// summary.json: its keys are a promise (outputs/README.md).
// SPDX-License-Identifier: Apache-2.0
#include "report/summary.h"

#include "des/calendar.h"
#include "report/json.h"
#include "report/tables.h"
#include "report/version.h"

namespace midstream {

namespace {

void write_markets(JsonWriter &json, const StudyResult &study) {
    json.open('[', "delivered");
    for (const MarketStudy &market : study.markets) {
        json.open('{').text("market", study.chain->facilities[market.market.index].name);
        json.text("material", study.chain->materials[market.material.index].name);
        json.interval("t_per_year", market.delivered_tpy).number("demand_t_per_year", market.demand_tpy.mean);
        json.interval("shortfall_t_per_year", market.shortfall_tpy).close();
    }
    json.close();
}

void write_chokepoints(JsonWriter &json, const ChokepointResult &chokepoints) {
    json.open('[', "chokepoints");
    std::uint64_t rank = 0;
    for (const Chokepoint &point : chokepoints.ranked) {
        json.open('{').count("rank", ++rank).text("at", point.limit.at).text("limit", point.limit.limit);
        json.number("share_of_time", point.share_of_time.mean);
        if (point.active_share) json.number("active_share", point.active_share->mean);
        if (point.sole_share) json.interval("sole_share", *point.sole_share);
        if (point.shifting_share) json.interval("shifting_share", *point.shifting_share);
        json.interval("lost_t_per_year", point.lost_tpy);
        if (point.relief_tpy) json.interval("relief_t_per_10_percent", *point.relief_tpy);
        json.close();
    }
    json.close();
    if (!chokepoints.joint_tpy) return;
    json.open('{', "joint_chokepoint").text("at", places_of(chokepoints.joint));
    json.text("limit", sorts_of(chokepoints.joint)).interval("relief_t_per_10_percent", *chokepoints.joint_tpy).close();
}

void write_waterfall(JsonWriter &json, const StudyResult &study, const ChokepointResult &chokepoints) {
    const Waterfall &waterfall = chokepoints.waterfall;
    json.open('{', "waterfall").text("from", chokepoints.measure.made ? "nameplate" : "demand");
    json.interval("from_t_per_year", waterfall.from_tpy).open('[', "lost");
    for (const RootLossStudy &loss : waterfall.steps) {
        json.open('{').text("at", name_of(*study.chain, loss.root)).text("cause", word_of(loss.root));
        json.interval("t_per_year", loss.lost_tpy).close();
    }
    json.close().interval("to_t_per_year", waterfall.to_tpy).close();
}

void write_facilities(JsonWriter &json, const StudyResult &study) {
    json.open('[', "facilities");
    for (std::size_t f = 0; f < study.facilities.size(); ++f) {
        const FacilityStudy &facility = study.facilities[f];
        json.open('{').text("name", study.chain->facilities[f].name).text("kind", study.chain->facilities[f].kind);
        json.interval("throughput_t_per_year", facility.throughput_tpy);
        if (facility.nameplate_tpy.mean > 0) json.interval("utilisation", facility.utilisation);
        json.open('{', "time_share");
        for (std::size_t i = 0; i < doing_count; ++i) json.number(words_of(Doing{})[i], facility.time_share[i].mean);
        json.close().close();
    }
    json.close();
}

/// A bound that there is not has no key.
void write_bound(JsonWriter &json, const Bound &bound) {
    if (!bound.t_per_year && !bound.expected_t_per_year) return;
    json.open('{', "bound");
    if (bound.t_per_year) json.number("t_per_year", *bound.t_per_year);
    if (bound.expected_t_per_year) {
        json.number("expected_t_per_year", *bound.expected_t_per_year);
        json.number("from_stock_t_per_year", bound.from_stock_tpy);
    }
    if (!bound.trouble.empty()) json.text("trouble", bound.trouble);
    json.open('[', "binding");
    for (const BoundLimit &limit : bound.binding) {
        json.open('{')
            .text("at", limit.limit.at)
            .text("limit", limit.limit.limit)
            .number("size", limit.size)
            .text("unit", limit.unit);
        json.number("relief_t_per_t", limit.more).number("loss_t_per_t", limit.less).number("holds_to", limit.holds_to);
        json.close();
    }
    json.close().close();
}

/// By the bound: at which share of its size what is named lets go, and what binds then.
void write_next(JsonWriter &json, const NextLimit &next) {
    if (next.first.empty() || next.takes_over_at <= 0) return;
    json.open('{', "next").text("after", places_of(next.first)).number("raised_by", next.takes_over_at);
    json.flag("still_binds", next.still_binds);
    if (!next.next.empty()) json.text("at", places_of(next.next)).text("limit", sorts_of(next.next));
    json.close();
}

void write_ladder(JsonWriter &json, const LadderResult &ladder) {
    if (ladder.rungs.empty()) return;
    json.open('[', "ladder");
    std::uint64_t number = 0;
    for (const Rung &rung : ladder.rungs) {
        json.open('{').count("rung", ++number).text("at", places_of(rung.limits));
        json.text("limit", sorts_of(rung.limits));
        json.number("size", rung.size.value).text("unit", rung.size.unit);
        json.number("lets_go_at", rung.size.value * (1 + rung.let_go_at)).flag("still_binds", rung.still_binds);
        json.interval("relief_t_per_10_percent", rung.relief_tpy).interval("gained_t_per_year", rung.gained_tpy);
        json.number("measure_t_per_year", rung.measured_tpy);
        if (rung.bound_tpy) {
            json.number("bound_t_per_year", *rung.bound_tpy);
            json.number("gap_t_per_year", *rung.bound_tpy - rung.measured_tpy);
        }
        json.close();
    }
    json.close();
}

} // namespace

std::string summary_json(const StudyResult &study, const ChokepointResult &chokepoints, const Bound &bound,
                         const LadderResult &ladder, double wall_seconds) {
    JsonWriter json;
    json.open('{').text("case", study.chain->name).text("version", version()).count("seed", study.runs.seed);
    json.count("replications", static_cast<std::uint64_t>(study.done));
    json.open('{', "horizon").text("start", print_date(study.chain->time.start));
    json.text("end", print_date(study.chain->time.end));
    json.text("warmup_end", print_date(warmup_end(study.chain->time))).close();
    if (const auto &found = study.found_warmup) {
        json.open('{', "found_warmup").text("of", found->of).number("days", found->warmup.value());
        json.count("replications", static_cast<std::uint64_t>(found->replications));
        json.count("months", static_cast<std::uint64_t>(found->months));
        json.count("months_left_out", static_cast<std::uint64_t>(found->left_out)).close();
    }
    if (const auto &until = study.until) {
        json.open('{', "until").text("of", until->of).number("half_width_asked", until->asked);
        json.number("half_width", until->share).flag("reached", until->is_reached).close();
    }
    json.open('{', "measure").text("words", chokepoints.measure.words);
    json.interval("t_per_year", chokepoints.measured_tpy);
    if (chokepoints.wanted_tpy.mean > 0) json.number("demand_t_per_year", chokepoints.wanted_tpy.mean);
    json.close();
    write_markets(json, study);
    write_bound(json, bound);
    write_chokepoints(json, chokepoints);
    write_waterfall(json, study, chokepoints);
    write_next(json, chokepoints.next);
    write_ladder(json, ladder);
    write_facilities(json, study);
    json.open('{', "balance");
    for (std::size_t e = 0; e < study.balance.size(); ++e) json.number(study.chain->elements[e], study.balance[e]);
    json.close().count("events", study.events).number("wall_seconds", wall_seconds).close();
    return json.str();
}

} // namespace midstream
