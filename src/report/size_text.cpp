// A size study in words.
// SPDX-License-Identifier: Apache-2.0
#include "report/size.h"

#include "chokepoints/relief.h"
#include "report/amounts.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Short by less than this share of the demand is not short.
constexpr double tolerance = 1e-3;

std::string sizes_words(const Sized &sized, const SizePoint &point) {
    std::string words;
    for (std::size_t i = 0; i < sized.axes.size(); ++i) {
        if (i > 0) words += " and ";
        if (sized.axes.size() > 1) words += short_path(sized.axes[i].choice.field) + " ";
        words += size_words(sized.axes[i], point.values[i]);
    }
    return words;
}

std::string amount_words(const Sized &sized) { return rate_words(sized.target.tpy); }

/// "cathode delivered at city: 1.11 Mt/y [1.10, 1.12]" of a point, or its share of runs.
std::string found_words(const Sized &sized, const SizePoint &point) {
    if (sized.rule.in_share) {
        const auto good = std::count_if(point.runs.begin(), point.runs.end(),
                                        [&](const SizedRun &run) { return run.judged >= sized.rule.target; });
        return fmt::format("{} of {} runs", good, point.runs.size());
    }
    const Interval found = point.judged();
    return rate_words(sized.target.is_shortfall ? Interval{-found.mean, -found.high, -found.low} : found);
}

std::string target_words(const Sized &sized) {
    const std::string amount = fmt::format("{} of {} {}", sized.target.words(),
                                           sized.target.is_shortfall ? "at most" : "at least", amount_words(sized));
    return sized.rule.in_share ? fmt::format("{} in {} of the runs", amount, share_words(*sized.rule.in_share))
                               : amount;
}

std::string promise_words(const Sized &sized) {
    const std::string zone =
        sized.rule.in_share ? fmt::format("{:.3g} points", 100 * sized.rule.share_zone) : rate_words(sized.result.zone);
    std::string words = fmt::format("with {} confidence, what is within {} of the target counting as either",
                                    share_words(sized.rule.confidence), zone);
    if (!sized.rule.in_share && sized.result.zone > 1.001 * sized.rule.zone)
        words += fmt::format(" (wider than the {} asked for, since {} runs of a size were not enough)",
                             rate_words(sized.rule.zone), sized.rule.at_most);
    return words;
}

std::string undecided_words(const Sized &sized) {
    for (const SizePoint &point : sized.result.points)
        if (point.decision == Decision::undecided)
            return fmt::format(" At {} it could not be told within {} runs.", sizes_words(sized, point),
                               point.runs.size());
    return "";
}

std::string answer_of_one(const Sized &sized) {
    const SizePoint &answer = sized.result.points[*sized.result.answer];
    std::string text =
        fmt::format("{} of {} is the smallest size that meets the target, {}: it gives {}", sizes_words(sized, answer),
                    short_path(sized.axes[0].choice.field), target_words(sized), found_words(sized, answer));
    if (sized.result.short_of) {
        const SizePoint &below = sized.result.points[*sized.result.short_of];
        text += fmt::format("; {} falls short with {}", sizes_words(sized, below), found_words(sized, below));
        if (!sized.rule.in_share)
            text += fmt::format(", {} off the target", rate_words(std::abs(below.judged().mean - sized.rule.target)));
    } else if (answer.at[0] == 0) {
        text += answer.values[0] == 0 ? "; nothing new is needed"
                                      : "; it is the smallest of the range, so a smaller one may do";
    }
    return text + fmt::format(" ({}).", promise_words(sized)) + undecided_words(sized) +
           (sized.result.changes_nothing ? " From one end of the range to the other nothing changes." : "");
}

std::string cost_words(double cost) { return cost >= 1e3 ? fmt::format("{:.0f}", cost) : fmt::format("{:.4g}", cost); }

std::string step_words(const Axis &axis) {
    return fmt::format("{:.4g} {}", (axis.choice.to - axis.choice.from) / axis.steps, axis.choice.unit);
}

std::string answer_of_two(const Sized &sized) {
    const SizePoint &answer = sized.result.points[*sized.result.answer];
    return fmt::format("{} is the cheapest pair found that meets the target, {}: it gives {} and costs {} {} (each "
                       "pair meets it {}; that no cheaper one lies between the steps, {} of the first and {} of the "
                       "second, is not promised).",
                       sizes_words(sized, answer), target_words(sized), found_words(sized, answer),
                       cost_words(cost_of(sized.axes, answer)), sized.currency, promise_words(sized),
                       step_words(sized.axes[0]), step_words(sized.axes[1])) +
           undecided_words(sized);
}

std::string best_reachable(const Sized &sized) {
    const SizePoint &largest = sized.result.points[sized.result.largest];
    if (largest.decision == Decision::undecided)
        return fmt::format(
            "Whether the target, {}, can be met could not be told: at the largest size, {}, it gives {}, and "
            "--at-most keeps it from more.",
            target_words(sized), sizes_words(sized, largest), found_words(sized, largest));
    const SizePoint &best = sized.result.points[sized.result.best];
    if (best.judged().low >= sized.rule.target && !sized.rule.in_share)
        return fmt::format(
            "Large sizes miss the target, {}, that smaller ones meet: {} gives {}, and {}, the largest, {}. "
            "More of it gives less; what is looked for here is the smallest size that is enough, so ask "
            "for something of which more gives more.",
            target_words(sized), sizes_words(sized, best), found_words(sized, best), sizes_words(sized, largest),
            found_words(sized, largest));
    const std::string where = sized.result.best == sized.result.largest ? "at the largest size, " : "at best, with ";
    std::string text = fmt::format("The target, {}, cannot be met: {}{}, it gives {} ({}).", target_words(sized), where,
                                   sizes_words(sized, best), found_words(sized, best), promise_words(sized));
    if (sized.result.changes_nothing) text += " From one end of the range to the other nothing changes.";
    if (!sized.largest || !sized.largest->bound_tpy || sized.rule.in_share) return text;
    const double bound = *sized.largest->bound_tpy;
    const double wanted =
        sized.target.is_shortfall ? largest.interval(&SizedRun::wanted_tpy).mean - sized.target.tpy : sized.target.tpy;
    const std::string who = sized.largest->next.empty() ? std::string{"demand"} : name_of(sized.largest->next);
    if (sized.largest->hard_tpy && *sized.largest->hard_tpy < wanted)
        return text +
               fmt::format(" No way of running the largest size could: {} is the most even without a failure, {} "
                           "with outages at their mean, and what holds that down is {}.",
                           rate_words(*sized.largest->hard_tpy), rate_words(bound), who);
    if (bound < wanted)
        return text +
               fmt::format(" With outages at their mean {} is the most that the largest size can give, but for luck; "
                           "what holds that down is {}.",
                           rate_words(bound), who);
    return text +
           fmt::format(" The bound of {} would allow it, so what prevents it are chance, waits and the way it is "
                       "run; the bound itself is held by {}.",
                       rate_words(bound), who);
}

std::string answer_of_options(const Sized &sized) {
    for (const SizedOption &option : sized.options) {
        if (!option.is_picked) continue;
        if (sized.target.is_open)
            return fmt::format("'{}' gives the most {}: {} (the best of {} {}).", option.name, sized.target.words(),
                               rate_words(option.measured_tpy), sized.options.size(), promise_words(sized));
        return fmt::format("'{}' is {} that meets the target, {}: it gives {} ({}).", option.name,
                           sized.currency.empty() ? "the first option" : "the cheapest option", target_words(sized),
                           rate_words(option.measured_tpy), promise_words(sized));
    }
    const auto best = std::max_element(sized.options.begin(), sized.options.end(), [](const auto &a, const auto &b) {
        return a.measured_tpy.mean < b.measured_tpy.mean;
    });
    return fmt::format("None of the {} options meets the target, {}: the nearest is '{}' with {} ({}).",
                       sized.options.size(), target_words(sized), best->name, rate_words(best->measured_tpy),
                       promise_words(sized));
}

std::string curve_table(const Sized &sized) {
    if (sized.curve.empty()) return "";
    std::string text = fmt::format("{}  {}{}{}  what caps it then, by the bound\n", right("size", 14),
                                   right("gives", 24), sized.has_use ? "    use" : "", right("shortfall", 12));
    for (std::size_t i = 0; i < sized.curve.size(); ++i) {
        const SizePoint &point = sized.curve[i];
        const double shortfall = point.shortfall_tpy().mean;
        text += fmt::format("{}  {}{}{}  {}\n", right(size_words(sized.axes[0], point.values[0]), 14),
                            right(rate_words(point.interval(&SizedRun::measured_tpy)), 24),
                            sized.has_use ? right(share_words(point.interval(&SizedRun::use).mean), 7) : "",
                            right(point.runs.front().wanted_tpy > 0 ? rate_words(shortfall) : "-", 12),
                            left(limit_words(sized, i), 38));
        while (text.size() > 1 && text[text.size() - 2] == ' ') text.erase(text.size() - 2, 1);
    }
    return text;
}

std::string frontier_table(const Sized &sized) {
    if (sized.result.frontier.empty()) return "";
    std::string text = fmt::format("{}  {}  {}  {}\n", right(short_path(sized.axes[0].choice.field), 34),
                                   right(short_path(sized.axes[1].choice.field), 34), right("cost", 10), "gives");
    for (const std::size_t place : sized.result.frontier) {
        const SizePoint &point = sized.result.points[place];
        text += fmt::format("{}  {}  {}  {}\n", right(size_words(sized.axes[0], point.values[0]), 34),
                            right(size_words(sized.axes[1], point.values[1]), 34),
                            right(cost_words(cost_of(sized.axes, point)), 10), found_words(sized, point));
    }
    return text;
}

std::string option_table(const Sized &sized) {
    if (sized.options.empty()) return "";
    std::size_t width = 6;
    for (const SizedOption &option : sized.options)
        width = std::max(width, std::min<std::size_t>(32, columns_of(option.name)));
    std::string text = fmt::format("{}  {}  {}  runs  what became of it\n", left("option", width), right("cost", 10),
                                   right("gives", 24));
    for (const SizedOption &option : sized.options)
        text += fmt::format("{}  {}  {}  {}  {}\n", left(option.name, width),
                            right(option.cost ? cost_words(*option.cost) : "-", 10),
                            right(option.runs > 0 ? rate_words(option.measured_tpy) : "-", 24),
                            right(std::to_string(option.runs), 4), option.fate);
    return text;
}

std::string falls_sentence(const Sized &sized) {
    std::string text;
    for (const Fall &fall : sized.falls)
        text +=
            fmt::format("{}from {} to {} it falls by {}", text.empty() ? "" : ", ",
                        size_words(sized.axes[0], sized.curve[fall.from].values[0]),
                        size_words(sized.axes[0], sized.curve[fall.to].values[0]), rate_words(-fall.change_tpy.mean));
    if (text.empty()) return "";
    return fmt::format("More of it gives less in places: {}. The search takes it that more never gives less, so a size "
                       "that it passed over may meet the target too.",
                       text);
}

std::string runs_sentence(const Sized &sized) {
    const SizeResult &result = sized.result;
    std::string text = fmt::format("{} runs of the case", result.total_runs);
    if (result.test_runs > 0 && result.test_runs < result.total_runs)
        text += fmt::format(", {} for the search and {} for the curve", result.test_runs,
                            result.total_runs - result.test_runs);
    if (result.equal_runs > 0 && result.equal_runs != result.test_runs)
        text +=
            fmt::format("; with one number of runs for all sizes the search would have taken {}", result.equal_runs);
    return text + ".";
}

} // namespace

bool Sized::is_met() const {
    if (options.empty()) return result.answer.has_value();
    return std::any_of(options.begin(), options.end(), [](const SizedOption &option) { return option.is_picked; });
}

std::string size_words(const Axis &axis, double value) { return choice_text(axis.choice, value); }

std::string short_path(const std::string &field) {
    std::string words = field.substr(field.find('.') + 1);
    for (char &c : words)
        if (c == '.') c = ' ';
    return words;
}

std::string limit_words(const Sized &sized, std::size_t place) {
    const SizePoint &point = sized.curve[place];
    const double wanted = point.interval(&SizedRun::wanted_tpy).mean;
    if (wanted > 0 && point.shortfall_tpy().mean <= tolerance * wanted) return "demand: it is met";
    if (place >= sized.limits.size() || sized.limits[place].next.empty()) return "-";
    return name_of(sized.limits[place].next);
}

std::string size_sentence(const Sized &sized) {
    if (!sized.options.empty()) return answer_of_options(sized);
    if (!sized.is_met()) return best_reachable(sized);
    return sized.axes.size() == 1 ? answer_of_one(sized) : answer_of_two(sized);
}

std::string flattening_limit(const Sized &sized) {
    if (!sized.flattening) return "";
    const std::size_t beyond = sized.flattening->beyond;
    const std::string limit = limit_words(sized, beyond);
    if (limit.starts_with("demand:") || beyond >= sized.limits.size()) return limit;
    for (std::size_t before = beyond; before-- > 0;) // the last size that lies before the corner
        if (sized.curve[before].values[0] <= sized.flattening->at) {
            const auto taken = taken_over(sized.limits[before], sized.limits[beyond]);
            return taken ? name_of({&*taken, 1}) : "";
        }
    return "";
}

std::string flattening_sentence(const Sized &sized) {
    if (!sized.flattening) return "";
    const Flattening &flat = *sized.flattening;
    const std::string limit = flattening_limit(sized);
    const std::string why = limit.starts_with("demand:") ? "demand is met there"
                            : limit.empty()              ? "the bound names no limit that takes over there"
                                                         : "what takes over there, by the bound, is " + limit;
    return fmt::format("The curve flattens at about {}: behind it more size gives {} as much as before; {}.",
                       fmt::format("{:.4g} {}", flat.at, sized.axes[0].choice.unit),
                       share_words(std::max(0.0, flat.slope_beyond / flat.first_slope)), why);
}

std::string size_text(const Sized &sized, const std::string &title) {
    std::string text = title + "\n\n" + wrapped(size_sentence(sized)) + "\n";
    if (const std::string flattens = flattening_sentence(sized); !flattens.empty()) text += wrapped(flattens) + "\n";
    if (const std::string falls = falls_sentence(sized); !falls.empty()) text += wrapped(falls) + "\n";
    text += "\n" + curve_table(sized) + frontier_table(sized) + option_table(sized);
    return text + "\n" + wrapped(runs_sentence(sized)) + "\n";
}

} // namespace midstream
