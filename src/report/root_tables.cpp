// Losses by root cause: tables, and the waterfall in words.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"
#include "report/csv.h"
#include "report/tables.h"

#include <fmt/format.h>

namespace midstream {

namespace {

/// Steps told one by one in words; the rest is told as a sum.
constexpr std::size_t steps_in_words = 10;
/// A step below this part of all losses is not told by itself.
constexpr double least_step = 0.01;

void add_rows(CsvTable &table, const StudyResult &study, std::string_view at, std::string_view what,
              std::string_view material, double nameplate_tpy, double actual_tpy, const RootLossTable &roots) {
    const double lost_tpy = nameplate_tpy - actual_tpy;
    for (const RootLossStudy &loss : roots) {
        table.text("at", at).text("what", what).text("material", material);
        table.number("nameplate_or_demand_t_per_year", nameplate_tpy).number("actual_t_per_year", actual_tpy);
        table.text("cause_at", name_of(*study.chain, loss.root)).text("cause", word_of(loss.root));
        table.interval("lost_t_per_year", loss.lost_tpy);
        table.number("share_of_loss", lost_tpy > 0 ? std::optional(loss.lost_tpy.mean / lost_tpy) : std::nullopt);
        table.end_row();
    }
}

} // namespace

std::string_view word_of(const RootCause &root) { return words_of(Cause{})[static_cast<std::size_t>(root.cause)]; }

std::string words_of_root(const Case &chain, const RootCause &root) {
    return fmt::format("{}: {}", name_of(chain, root), word_of(root));
}

std::string losses_csv(const StudyResult &study) {
    CsvTable table;
    table.set_columns({"at", "what", "material", "nameplate_or_demand_t_per_year", "actual_t_per_year", "cause_at",
                       "cause", "lost_t_per_year", "lost_t_per_year_low", "lost_t_per_year_high", "share_of_loss"});
    for (std::size_t f = 0; f < study.facility_roots.size(); ++f) {
        const FacilitySpec &spec = study.chain->facilities[f];
        if (std::holds_alternative<MarketSpec>(spec.behaviour)) continue; // told below, by material
        add_rows(table, study, spec.name, behaviour_of(spec), basis_of(study, f),
                 study.facilities[f].nameplate_tpy.mean, study.facilities[f].throughput_tpy.mean,
                 study.facility_roots[f]);
    }
    for (std::size_t m = 0; m < study.market_roots.size(); ++m) {
        const MarketStudy &market = study.markets[m];
        add_rows(table, study, study.chain->facilities[market.market.index].name, "market",
                 study.chain->materials[market.material.index].name, market.demand_tpy.mean, market.delivered_tpy.mean,
                 study.market_roots[m]);
    }
    return table.str();
}

std::string waterfall_csv(const StudyResult &study, const ChokepointResult &found) {
    const Waterfall &waterfall = found.waterfall;
    CsvTable table;
    table.set_columns({"step", "at", "cause", "t_per_year", "t_per_year_low", "t_per_year_high", "left_t_per_year"});
    double left_tpy = waterfall.from_tpy.mean, step = 0;
    table.number("step", step).text("at", "").text("cause", found.measure.made ? "nameplate" : "demand");
    table.interval("t_per_year", waterfall.from_tpy).number("left_t_per_year", left_tpy).end_row();
    for (const RootLossStudy &loss : waterfall.steps) {
        left_tpy -= loss.lost_tpy.mean;
        table.number("step", ++step).text("at", name_of(*study.chain, loss.root)).text("cause", word_of(loss.root));
        table.interval("t_per_year", Interval{-loss.lost_tpy.mean, -loss.lost_tpy.high, -loss.lost_tpy.low});
        table.number("left_t_per_year", left_tpy).end_row();
    }
    table.number("step", ++step).text("at", "").text("cause", found.measure.made ? "made" : "delivered");
    table.interval("t_per_year", waterfall.to_tpy).number("left_t_per_year", waterfall.to_tpy.mean).end_row();
    return table.str();
}

std::string waterfall_text(const StudyResult &study, const ChokepointResult &found) {
    const Waterfall &waterfall = found.waterfall;
    const double lost_tpy = waterfall.from_tpy.mean - waterfall.to_tpy.mean;
    if (waterfall.from_tpy.mean <= 0 || lost_tpy < 1e-3 * waterfall.from_tpy.mean) return "";
    const std::string from = found.measure.made ? "nameplate" : "demand";
    std::string text =
        fmt::format("From {} to what {}, by root cause:\n", from, found.measure.made ? "is made" : "comes");
    const auto line = [&](std::string_view words, const std::string &amount) {
        text += fmt::format("  {}  {}\n", left(words, 52), amount);
    };
    line(from, right(rate_words(waterfall.from_tpy.mean), 10));
    double rest_tpy = lost_tpy;
    std::size_t told = 0;
    for (const RootLossStudy &loss : waterfall.steps) {
        if (told == steps_in_words || loss.lost_tpy.mean < least_step * lost_tpy) break;
        const std::string low = rate_words(-loss.lost_tpy.high), high = rate_words(-loss.lost_tpy.low);
        line(words_of_root(*study.chain, loss.root),
             right(rate_words(-loss.lost_tpy.mean), 10) + (low != high ? fmt::format("  [{}, {}]", low, high) : ""));
        rest_tpy -= loss.lost_tpy.mean;
        ++told;
    }
    if (const std::size_t more = waterfall.steps.size() - told; more > 0)
        line(fmt::format("{} more cause{} (waterfall.csv)", more, more == 1 ? "" : "s"),
             right(rate_words(-rest_tpy), 10));
    line(found.measure.made ? "made" : "delivered", right(rate_words(waterfall.to_tpy.mean), 10));
    return text;
}

} // namespace midstream
