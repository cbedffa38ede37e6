// A size study for programs and for the page.
// SPDX-License-Identifier: Apache-2.0
#include "report/size.h"

#include "report/csv.h"
#include "report/page_blocks.h"
#include "report/version.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace midstream {

namespace {

constexpr std::array<std::string_view, 4> decisions{"curve only", "meets", "misses", "undecided"};

std::string_view word_of(const SizePoint &point) { return decisions[static_cast<std::size_t>(point.decision)]; }

std::optional<std::size_t> place_in_curve(const Sized &sized, const SizePoint &point) {
    for (std::size_t i = 0; i < sized.curve.size(); ++i)
        if (sized.curve[i].at == point.at) return i;
    return {};
}

void write_point(JsonWriter &json, const Sized &sized, const SizePoint &point) {
    json.open('[', "sizes");
    for (const double value : point.values) json.number("", value);
    json.close().interval("t_per_year", point.interval(&SizedRun::measured_tpy));
    if (sized.rule.in_share) json.interval("share_of_runs", sized.share(point));
    if (sized.has_use) json.interval("utilisation", point.interval(&SizedRun::use));
    if (point.runs.front().wanted_tpy > 0) json.interval("shortfall_t_per_year", point.shortfall_tpy());
    json.text("decision", word_of(point)).count("runs", point.runs.size());
    if (!sized.currency.empty()) json.number("cost", cost_of(sized.axes, point));
}

/// An option and what it gave.
void write_option(JsonWriter &json, const Sized &sized, const SizedOption &option) {
    json.text("name", option.name);
    if (option.cost) json.number("cost", *option.cost);
    if (!option.found.runs.empty()) {
        json.interval("t_per_year", option.found.interval(&SizedRun::measured_tpy));
        if (sized.rule.in_share) json.interval("share_of_runs", sized.share(option.found));
        if (sized.has_use) json.interval("utilisation", option.found.interval(&SizedRun::use));
    }
    json.count("runs", option.found.runs.size());
}

void write_best_reachable(JsonWriter &json, const Sized &sized) {
    json.open('{', "best_reachable");
    if (sized.options.empty())
        write_point(json, sized, sized.nearest());
    else
        write_option(json, sized, sized.options[sized.best_option()]);
    json.close();
    if (const std::string limit = held_down_by(sized); !limit.empty()) json.text("held_down_by", limit);
    const auto lost = lost_of_nameplate(sized);
    if (lost.empty()) return;
    json.open('{', "lost_of_nameplate");
    for (const auto &[cause, share] : lost) json.number(words_of(Loss{})[static_cast<std::size_t>(cause)], share);
    json.close();
}

void write_target(JsonWriter &json, const Sized &sized) {
    const SizeRule &rule = sized.rule;
    const bool is_use = sized.target.of == SizeTarget::Of::use;
    json.open('{', "target").text("measure", sized.target.words());
    if (!sized.target.is_open) {
        json.text("relation", sized.target.is_most ? "<=" : ">=");
        json.number(is_use ? "utilisation" : "t_per_year", sized.target.amount);
        if (rule.in_share)
            json.number("in_share_of_runs", *rule.in_share).number("share_indifference", rule.share_zone);
    }
    if (!rule.in_share) {
        json.number(is_use ? "indifference" : "indifference_t_per_year", sized.result.zone);
        json.number(is_use ? "indifference_wanted" : "indifference_wanted_t_per_year", rule.zone);
    }
    json.number("confidence", rule.confidence).close();
}

} // namespace

std::string size_csv(const Sized &sized) {
    CsvTable table;
    if (!sized.options.empty()) {
        for (const SizedOption &option : sized.options) {
            table.text("option", option.name).number("cost", option.cost);
            const SizePoint &found = option.found;
            const bool was_run = !found.runs.empty();
            table.interval("t_per_year",
                           was_run ? std::optional{found.interval(&SizedRun::measured_tpy)} : std::nullopt);
            table.interval("share_of_runs",
                           was_run && sized.rule.in_share ? std::optional{sized.share(found)} : std::nullopt);
            table.interval("utilisation",
                           was_run && sized.has_use ? std::optional{found.interval(&SizedRun::use)} : std::nullopt);
            table.number("runs", static_cast<double>(found.runs.size())).text("fate", option.fate);
            table.text("currency", sized.currency).end_row();
        }
        return table.str();
    }
    for (const SizePoint &point : sized.result.points) {
        const auto place = place_in_curve(sized, point);
        const bool has_demand = point.runs.front().wanted_tpy > 0;
        const bool is_pair = sized.axes.size() > 1;
        table.number("size", point.values[0]).text("unit", sized.axes[0].choice.unit);
        table.number("second_size", is_pair ? std::optional{point.values[1]} : std::nullopt);
        table.text("second_unit", is_pair ? sized.axes[1].choice.unit : "");
        table.number("cost", sized.currency.empty() ? std::nullopt : std::optional{cost_of(sized.axes, point)});
        table.interval("t_per_year", point.interval(&SizedRun::measured_tpy));
        table.interval("share_of_runs", sized.rule.in_share ? std::optional{sized.share(point)} : std::nullopt);
        table.interval("utilisation", sized.has_use ? std::optional{point.interval(&SizedRun::use)} : std::nullopt);
        table.interval("shortfall_t_per_year", has_demand ? std::optional{point.shortfall_tpy()} : std::nullopt);
        table.text("decision", word_of(point)).number("runs", static_cast<double>(point.runs.size()));
        const bool knows_limits = place && *place < sized.limits.size();
        table.text("capped_by", knows_limits ? limit_words(sized, *place) : "");
        table.number("bound_t_per_year", knows_limits ? sized.limits[*place].bound_tpy : std::nullopt);
        table.text("currency", sized.currency).end_row();
    }
    return table.str();
}

std::string size_json(const Sized &sized, const std::string &case_name, std::uint64_t seed) {
    const SizeResult &result = sized.result;
    JsonWriter json;
    json.open('{').text("case", case_name).text("version", version()).count("seed", seed);
    write_target(json, sized);
    json.flag("met", sized.is_met()).text("answer_in_words", size_sentence(sized));
    if (!sized.currency.empty()) json.text("currency", sized.currency);
    json.open('[', "vary");
    for (const Axis &axis : sized.axes) {
        json.open('{').text("field", axis.choice.field).text("unit", axis.choice.unit);
        json.number("from", axis.choice.from).number("to", axis.choice.to);
        json.number("step", (axis.choice.to - axis.choice.from) / axis.steps);
        if (!sized.currency.empty()) json.number("cost_of_a_unit", axis.cost);
        json.close();
    }
    json.close();
    const auto write = [&](std::string_view key, const std::optional<std::size_t> &place) {
        if (!place) return;
        json.open('{', key);
        write_point(json, sized, result.points[*place]);
        json.close();
    };
    if (result.is_near) json.flag("counts_as_either", true);
    if (result.trend) json.text("sought", result.trend == Trend::falls ? "largest" : "smallest");
    write("answer", result.answer);
    write("falls_short", result.short_of);
    if (!sized.is_met()) write_best_reachable(json, sized);
    if (sized.flattening) {
        const Flattening &flat = *sized.flattening;
        json.open('{', "flattens").number("at", flat.at).flag("gradual", flat.is_gradual);
        json.number("falls_from", flat.falls_from);
        json.number("share_of_first_slope", flat.slope_beyond / flat.first_slope);
        json.text("capped_by", limit_words(sized, flat.beyond)).text("new_limit", new_limit(sized)).close();
    }
    json.open('[', "falls");
    for (const Fall &fall : sized.falls) {
        json.open('{').number("from", sized.curve[fall.from].values[0]).number("to", sized.curve[fall.to].values[0]);
        json.interval(sized.target.of == SizeTarget::Of::use ? "change_of_utilisation" : "change_t_per_year",
                      sized.target.found(fall.change));
        json.close();
    }
    json.close().open('[', "options");
    for (const SizedOption &option : sized.options) {
        json.open('{');
        write_option(json, sized, option);
        json.flag("picked", option.is_picked).text("fate", option.fate).close();
    }
    json.close().open('{', "runs").count("all", static_cast<std::uint64_t>(result.total_runs));
    json.count("search", static_cast<std::uint64_t>(result.test_runs));
    json.count("equal_allocation", static_cast<std::uint64_t>(result.equal_runs));
    json.count("run_of_answer", static_cast<std::uint64_t>(sized.own_runs)).close().close();
    return json.str();
}

void write_page_size(JsonWriter &json, const Sized &sized) {
    json.open('{', "size").text("words", size_sentence(sized));
    if (sized.shows_share())
        json.text("share_of", sized.rule.in_share ? "runs that meet the target" : sized.target.words());
    if (!sized.currency.empty()) json.text("currency", sized.currency);
    if (!sized.options.empty()) {
        json.text("what", "option").text("unit", "").open('[', "curve").close().open('[', "options");
        for (const SizedOption &option : sized.options) {
            json.open('{').text("name", option.name);
            if (option.cost) json.rounded("cost", *option.cost, 7);
            if (!option.found.runs.empty()) {
                write_band(json, "t_per_year", option.found.interval(&SizedRun::measured_tpy));
                if (sized.shows_share()) write_band(json, "share", sized.share(option.found));
            }
            json.count("runs", option.found.runs.size()).text("fate", option.fate).close();
        }
        json.close().close();
        return;
    }
    const bool is_pair = sized.axes.size() > 1;
    json.text("what", short_path(sized.axes[0].choice.field)).text("unit", sized.axes[0].choice.unit);
    json.open('[', "curve");
    for (std::size_t i = 0; i < sized.result.points.size() && !is_pair; ++i) {
        const SizePoint &point = sized.result.points[i];
        json.open('{').rounded("size", point.values[0], 10);
        write_band(json, "t_per_year", point.interval(&SizedRun::measured_tpy));
        if (sized.shows_share()) write_band(json, "share", sized.share(point));
        if (sized.has_use) write_short(json, "utilisation", point.interval(&SizedRun::use).mean);
        if (point.runs.front().wanted_tpy > 0) write_short(json, "shortfall", point.shortfall_tpy().mean);
        json.count("runs", point.runs.size());
        if (point.decision != Decision::open) json.text("decision", word_of(point));
        if (const auto place = place_in_curve(sized, point); place && *place < sized.limits.size())
            json.text("capped_by", limit_words(sized, *place));
        json.close();
    }
    json.close();
    if (is_pair) {
        json.text("second", short_path(sized.axes[1].choice.field)).text("second_unit", sized.axes[1].choice.unit);
        json.open('[', "pairs");
        for (const std::size_t place : sized.result.frontier) {
            const SizePoint &point = sized.result.points[place];
            json.open('{').rounded("size", point.values[0], 10).rounded("second", point.values[1], 10);
            json.rounded("cost", cost_of(sized.axes, point), 7);
            write_band(json, "t_per_year", point.interval(&SizedRun::measured_tpy));
            json.flag("is_answer", place == sized.result.answer).close();
        }
        json.close();
    }
    if (sized.rule.in_share)
        json.rounded("target", *sized.rule.in_share, 7);
    else if (sized.target.of != SizeTarget::Of::shortfall && !sized.target.is_open)
        json.rounded("target", sized.target.amount, 7);
    if (sized.result.answer && !is_pair)
        json.rounded("answer", sized.result.points[*sized.result.answer].values[0], 10);
    if (sized.flattening && !sized.flattening->is_gradual) json.rounded("flattens_at", sized.flattening->at, 4);
    if (const std::string why = flattening_sentence(sized); !why.empty()) json.text("why", why);
    json.close();
}

} // namespace midstream
