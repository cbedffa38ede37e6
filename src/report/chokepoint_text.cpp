// What caps the measure: every limit that matters, and the ladder.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"
#include "report/answer.h"
#include "report/tables.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t most_limits = 20;

/// "760 kt/y", "4 vehicles".
std::string size_words(double value, const std::string &unit) {
    return unit == "t/y" ? rate_words(value) : fmt::format("{:.3g} {}", value, unit);
}

std::string limit_table(const ChokepointResult &found) {
    std::vector<const Chokepoint *> rows;
    std::size_t vain = 0;
    for (const Chokepoint &point : found.ranked) {
        const bool matters =
            found.gains(point) || (!point.relief_tpy && point.promise_tpy > 0) || (point.relief_tpy && rows.size() < 3);
        if (matters && rows.size() < most_limits)
            rows.push_back(&point);
        else if (point.relief_tpy && !found.gains(point))
            ++vain;
    }
    if (rows.empty()) return "";
    std::size_t width = 8;
    for (const Chokepoint *point : rows)
        width = std::max(width, std::min<std::size_t>(36, columns_of(name_of(point->limit))));
    std::string text = fmt::format("{}  active  alone    lost to it  10 % more of it gives\n", left("limit", width));
    for (const Chokepoint *point : rows) {
        const std::string gives = point->relief_tpy ? gain_words(*point->relief_tpy) : "not tried";
        text += fmt::format(
            "{}  {}  {}  {}  {}\n", left(name_of(point->limit), width),
            right(share_words(point->active_share ? point->active_share->mean : point->share_of_time.mean), 6),
            right(point->sole_share ? share_words(point->sole_share->mean) : "-", 5),
            right(rate_words(point->lost_tpy.mean), 12),
            point->things > 0 ? fmt::format("{} ({})", gain_words(*point->step_tpy), point->tried) : gives);
    }
    if (vain > 0) text += fmt::format("({} more were tried and give nothing; all in chokepoints.csv)\n", vain);
    return text;
}

std::string ladder_table(const LadderResult &ladder) {
    if (ladder.rungs.empty()) return "";
    std::size_t width = 8;
    for (const Rung &rung : ladder.rungs)
        width = std::max(width, std::min<std::size_t>(32, columns_of(name_of(rung.limits))));
    std::string text = fmt::format(
        "What binds after what ({} replications each; each is raised to where another takes over, and for those below "
        "it well beyond):\n",
        ladder.replications);
    text = wrapped(text.substr(0, text.size() - 1)) + "\n";
    text += fmt::format("rung  {}       size   lets go at  gained          measure   to bound\n", left("limit", width));
    std::size_t number = 0;
    for (const Rung &rung : ladder.rungs) {
        const bool joint = rung.limits.size() > 1;
        const std::string at = joint ? fmt::format("+{:.3g} %", 100 * rung.let_go_at)
                                     : size_words(rung.size.value * (1 + rung.let_go_at), rung.size.unit);
        text += fmt::format(
            "{:>4}  {}  {}  {}  {}  {}  {}\n", ++number, left(name_of(rung.limits), width),
            right(joint ? "together" : size_words(rung.size.value, rung.size.unit), 9),
            right(rung.still_binds ? "> " + at : at, 11), left(gain_words(rung.gained_tpy.mean), 11),
            right(rate_words(rung.measured_tpy), 10),
            right(rung.bound_tpy ? rate_words(std::max(0.0, *rung.bound_tpy - rung.measured_tpy)) : "-", 9));
        if (columns_of(name_of(rung.limits)) > width && joint)
            text += "      " + wrapped("(" + name_of(rung.limits) + ")", 92, 7) + "\n";
    }
    if (std::any_of(ladder.rungs.begin(), ladder.rungs.end(), [](const Rung &rung) { return rung.still_binds; }))
        text += "(>: at four times its size it gives as much as at first; the ladder goes on without it.)\n";
    if (const std::string end = end_sentence(ladder); !end.empty()) text += wrapped(end) + "\n";
    return text;
}

} // namespace

std::string end_sentence(const LadderResult &ladder) {
    switch (ladder.end) {
    case LadderEnd::demand:
        return ladder.demand.empty() ? "Then the demand is met."
                                     : fmt::format("What binds then is demand: {}.", name_of(ladder.demand));
    case LadderEnd::nothing:
        return "Then nothing that was tried gives a thousandth more, alone or together.";
    case LadderEnd::rungs:
    case LadderEnd::stopped:
        break;
    }
    return "";
}

std::string next_sentence(const ChokepointResult &found) {
    const NextLimit &next = found.next;
    if (next.first.empty() || next.takes_over_at <= 0) return "";
    const std::string who = next.first.size() == 1 ? next.first.front().at : "them";
    if (next.still_binds) return fmt::format("By the bound nothing takes over from {} up to four times its size.", who);
    const std::string taker = next.next.empty() ? "no limit that the bound can name" : name_of(next.next);
    return fmt::format("By the bound, after {:+.0f} % of {} what takes over is {}.", 100 * next.takes_over_at, who,
                       taker);
}

std::string chokepoint_text(const StudyResult &study, const ChokepointResult &found, const Bound &bound,
                            const LadderResult &ladder) {
    std::string text = head_text(study, found);
    if (const auto sentence = bound_sentence(found, bound); !sentence.empty()) text += wrapped(sentence) + "\n";
    if (const auto sentence = next_sentence(found); !sentence.empty()) text += wrapped(sentence) + "\n";
    if (const std::string table = limit_table(found); !table.empty()) text += "\n" + table;
    if (const auto words = views_disagree(views_of(study, found)); !words.empty()) text += wrapped(words) + "\n";
    if (const std::string lines = waterfall_text(study, found); !lines.empty()) text += "\n" + lines;
    if (const std::string table = bound_table(bound); !table.empty()) text += "\n" + table;
    if (const std::string table = ladder_table(ladder); !table.empty()) text += "\n" + table;
    return text;
}

} // namespace midstream
