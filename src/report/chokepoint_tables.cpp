// Tables of chokepoints, of the bound and of the ladder.
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"
#include "report/tables.h"

namespace midstream {

namespace {

std::string joined(const LimitSet &limits, std::string Limit::*word) {
    std::string text;
    for (const Limit &limit : limits) text += (text.empty() ? "" : " + ") + limit.*word;
    return text;
}

} // namespace

std::string places_of(const LimitSet &limits) { return joined(limits, &Limit::at); }
std::string sorts_of(const LimitSet &limits) { return joined(limits, &Limit::limit); }

std::vector<LimitView> views_of(const StudyResult &study, const ChokepointResult &chokepoints) {
    std::vector<LimitView> views;
    for (const Chokepoint &point : chokepoints.ranked) {
        LimitView &view = views.emplace_back();
        view.name = name_of(point.limit);
        view.used = view.active = point.share_of_time.mean;
        if (point.active_share) view.active = point.active_share->mean;
        if (point.sole_share) view.sole = point.sole_share->mean;
        view.lost_tpy = point.lost_tpy.mean;
        if (point.limit.sort == LimitSort::mine || point.limit.sort == LimitSort::plant)
            view.used = study.facilities[point.limit.index].utilisation.mean;
        if (point.limit.sort == LimitSort::fleet) view.used = study.fleets[point.limit.index].busy_share.mean;
        if (point.relief_tpy) view.relief_tpy = chokepoints.gains(point) ? point.relief_tpy->mean : 0.0;
    }
    return views;
}

std::string chokepoints_csv(const StudyResult &study, const ChokepointResult &chokepoints) {
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
                       "tried",
                       "step_t_per_year",
                       "step_t_per_year_low",
                       "step_t_per_year_high",
                       "replications",
                       "views"});
    const std::vector<std::string> words = view_words(views_of(study, chokepoints));
    std::size_t rank = 0;
    for (const Chokepoint &point : chokepoints.ranked) {
        table.number("rank", static_cast<double>(rank + 1)).text("at", point.limit.at).text("limit", point.limit.limit);
        table.interval("share_of_time", point.share_of_time).interval("active_share", point.active_share);
        table.interval("sole_share", point.sole_share).interval("shifting_share", point.shifting_share);
        table.interval("lost_t_per_year", point.lost_tpy);
        table.interval("relief_t_per_10_percent", point.relief_tpy);
        table.interval("with_those_above_t_per_year", point.together_tpy).text("tried", point.tried);
        table.interval("step_t_per_year", point.step_tpy);
        table.number("replications", point.relief_tpy ? std::optional<double>{point.replications} : std::nullopt);
        table.text("views", words[rank++]).end_row();
    }
    return table.str();
}

std::string bound_csv(const Bound &bound) {
    CsvTable table;
    table.set_columns(
        {"at", "limit", "size", "unit", "more_t_per_year_per_unit", "less_t_per_year_per_unit", "holds_to"});
    for (const BoundLimit &limit : bound.binding) {
        table.text("at", limit.limit.at)
            .text("limit", limit.limit.limit)
            .number("size", limit.size)
            .text("unit", limit.unit);
        table.number("more_t_per_year_per_unit", limit.more).number("less_t_per_year_per_unit", limit.less);
        table.number("holds_to", limit.holds_to).end_row();
    }
    return table.str();
}

std::string ladder_csv(const LadderResult &ladder) {
    CsvTable table;
    double number = 0;
    for (const Rung &rung : ladder.rungs) {
        table.number("rung", ++number).text("at", places_of(rung.limits)).text("limit", sorts_of(rung.limits));
        table.number("size", rung.size.value).text("unit", rung.size.unit);
        table.number("lets_go_at", rung.size.value * (1 + rung.let_go_at));
        table.text("still_binds", rung.still_binds ? "yes" : "no");
        table.interval("relief_t_per_10_percent", rung.relief_tpy).interval("gained_t_per_year", rung.gained_tpy);
        table.number("measure_t_per_year", rung.measured_tpy).number("bound_t_per_year", rung.bound_tpy);
        table.number("gap_t_per_year",
                     rung.bound_tpy ? std::optional{*rung.bound_tpy - rung.measured_tpy} : std::nullopt);
        table.end_row();
    }
    return table.str();
}

} // namespace midstream
