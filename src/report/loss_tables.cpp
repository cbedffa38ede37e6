// Tables of losses and of chokepoints.
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"
#include "report/tables.h"

#include <algorithm>

namespace midstream {

std::string losses_csv(const StudyResult &study) {
    CsvTable table;
    std::vector<std::string> columns{"facility", "basis", "nameplate_t_per_year", "actual_t_per_year"};
    std::vector<std::string> causes;
    for (const std::string_view word : words_of(Loss{})) {
        std::string cause = "lost_" + std::string{word} + "_t_per_year";
        std::replace(cause.begin(), cause.end(), ' ', '_');
        std::replace(cause.begin(), cause.end(), '-', '_');
        causes.push_back(std::move(cause));
    }
    columns.insert(columns.end(), causes.begin(), causes.end());
    columns.emplace_back("unexplained_t_per_year");
    table.set_columns(std::move(columns));
    for (std::size_t f = 0; f < study.facilities.size(); ++f) {
        const FacilityStudy &facility = study.facilities[f];
        if (facility.nameplate_tpy.mean <= 0) continue;
        table.text("facility", study.chain->facilities[f].name).text("basis", basis_of(study, f));
        table.number("nameplate_t_per_year", facility.nameplate_tpy.mean);
        table.number("actual_t_per_year", facility.throughput_tpy.mean);
        double unexplained = facility.nameplate_tpy.mean - facility.throughput_tpy.mean;
        for (std::size_t i = 0; i < loss_count; ++i) {
            table.number(causes[i], facility.lost_tpy[i].mean);
            unexplained -= facility.lost_tpy[i].mean;
        }
        const bool is_rounding =
            unexplained < 1e-9 * facility.nameplate_tpy.mean && unexplained > -1e-9 * facility.nameplate_tpy.mean;
        table.number("unexplained_t_per_year", is_rounding ? 0.0 : unexplained);
        table.end_row();
    }
    return table.str();
}

std::string chokepoints_csv(const ChokepointResult &chokepoints) {
    CsvTable table;
    table.set_columns({"rank",
                       "at",
                       "limit",
                       "share_of_time",
                       "share_of_time_low",
                       "share_of_time_high",
                       "active_share",
                       "active_share_low",
                       "active_share_high",
                       "sole_share",
                       "sole_share_low",
                       "sole_share_high",
                       "shifting_share",
                       "shifting_share_low",
                       "shifting_share_high",
                       "lost_t_per_year",
                       "lost_t_per_year_low",
                       "lost_t_per_year_high",
                       "relief_t_per_10_percent",
                       "relief_t_per_10_percent_low",
                       "relief_t_per_10_percent_high",
                       "with_those_above_t_per_year",
                       "with_those_above_t_per_year_low",
                       "with_those_above_t_per_year_high",
                       "tried"});
    double rank = 0;
    for (const Chokepoint &point : chokepoints.ranked) {
        table.number("rank", ++rank).text("at", point.limit.at).text("limit", point.limit.limit);
        table.interval("share_of_time", point.share_of_time).interval("active_share", point.active_share);
        table.interval("sole_share", point.sole_share).interval("shifting_share", point.shifting_share);
        table.interval("lost_t_per_year", point.lost_tpy);
        table.interval("relief_t_per_10_percent", point.relief_tpy);
        table.interval("with_those_above_t_per_year", point.together_tpy).text("tried", point.tried);
        table.end_row();
    }
    return table.str();
}

std::string bound_csv(const Bound &bound) {
    CsvTable table;
    table.set_columns(
        {"at", "limit", "size", "unit", "more_t_per_year_per_unit", "less_t_per_year_per_unit", "holds_to"});
    for (const BoundLimit &limit : bound.binding) {
        table.text("at", limit.at).text("limit", limit.word).number("size", limit.size).text("unit", limit.unit);
        table.number("more_t_per_year_per_unit", limit.more).number("less_t_per_year_per_unit", limit.less);
        table.number("holds_to", limit.holds_to).end_row();
    }
    return table.str();
}

std::string ladder_csv(const LadderResult &ladder) {
    CsvTable table;
    double number = 0;
    for (const Rung &rung : ladder.rungs) {
        table.number("rung", ++number).text("at", rung.limit.at).text("limit", rung.limit.limit);
        table.number("size", rung.size.value).text("unit", rung.size.unit);
        table.number("lets_go_at", rung.size.value * (1 + rung.let_go_at));
        table.text("still_binds", rung.still_binds ? "yes" : "no");
        table.interval("relief_t_per_10_percent", rung.relief_tpy).interval("gained_t_per_year", rung.gained_tpy);
        table.number("measure_t_per_year", rung.measured_tpy).end_row();
    }
    return table.str();
}

} // namespace midstream
