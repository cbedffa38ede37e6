// The answer of a size study in sentences.
// SPDX-License-Identifier: Apache-2.0
#include "report/size.h"

#include "report/amounts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace midstream {

namespace {

std::string sizes_words(const Sized &sized, const SizePoint &point) {
    std::string words;
    for (std::size_t i = 0; i < sized.axes.size(); ++i) {
        if (i > 0) words += " and ";
        if (sized.axes.size() > 1) words += short_path(sized.axes[i].choice.field) + " ";
        words += size_words(sized.axes[i], point.values[i]);
    }
    return words;
}

/// A difference in the unit of the target.
std::string difference_words(const Sized &sized, double difference) {
    if (sized.target.of == SizeTarget::Of::use) return fmt::format("{:.3g} points", 100 * difference);
    return difference < 10 ? fmt::format("{:.2g} t/y", difference) : rate_words(difference); // never 0 t/y
}

std::string target_words(const Sized &sized) {
    const std::string amount =
        fmt::format("{} of {} {}", sized.target.words(), sized.target.is_most ? "at most" : "at least",
                    sized.target.of == SizeTarget::Of::use ? fmt::format("{:.4g} %", 100 * sized.target.amount)
                                                           : rate_words(sized.target.amount));
    return sized.rule.in_share ? fmt::format("{} in {} of the runs", amount, share_words(*sized.rule.in_share))
                               : amount;
}

std::string promise_words(const Sized &sized) {
    const std::string zone = sized.rule.in_share ? fmt::format("{:.3g} points", 100 * sized.rule.share_zone)
                                                 : difference_words(sized, sized.result.zone);
    std::string words =
        fmt::format("with {} confidence, what is within {} of {}", share_words(sized.rule.confidence), zone,
                    sized.target.is_open ? "another counting as equal" : "the target counting as either");
    if (!sized.rule.in_share && sized.result.zone > 1.001 * sized.rule.zone)
        words += fmt::format(" (for the {} {} more than {} runs of {} might have been needed)",
                             difference_words(sized, sized.rule.zone),
                             sized.rule.is_zone_given ? "asked for" : "that are usual", sized.rule.at_most,
                             sized.options.empty() ? "a size" : "an option");
    return words;
}

std::string undecided_words(const Sized &sized) {
    for (const SizePoint &point : sized.result.points)
        if (point.decision == Decision::undecided)
            return fmt::format(" At {} it could not be told within {} runs.", sizes_words(sized, point),
                               point.runs.size());
    return "";
}

/// Which size was looked for and why.
std::string trend_words(const Sized &sized) {
    if (sized.result.changes_nothing) return " From one end of the range to the other nothing changes.";
    if (!sized.result.trend)
        return " From one end of the range to the other what the target is about neither rises nor falls beyond "
               "chance, so "
               "the smallest was looked for.";
    const bool falls = sized.result.trend == Trend::falls;
    const bool rises_as_told = falls == sized.target.is_most;
    const auto at = [&](std::size_t place) {
        const SizePoint &point = sized.result.points[place];
        const double found = sized.target.found(point.judged()).mean;
        return fmt::format("{} at {}",
                           sized.target.of == SizeTarget::Of::use ? fmt::format("{:.3g} %", 100 * found)
                                                                  : rate_words(found),
                           sizes_words(sized, point));
    };
    return fmt::format(" The {} was looked for, since what the target is about {} with size: {}, {}.",
                       falls ? "largest" : "smallest", rises_as_told ? "rises" : "falls", at(0),
                       at(sized.result.largest));
}

/// How far off the target, which digits alone may not show; nothing of a share of runs.
std::string miss_words(const Sized &sized, const SizePoint &point) {
    if (sized.rule.in_share) return "";
    return fmt::format(", {} off the target",
                       difference_words(sized, std::abs(point.judged().mean - sized.rule.target)));
}

/// What a size costs; nothing where no costs were given.
std::string costs_words(const Sized &sized, const SizePoint &point) {
    return sized.currency.empty() ? "" : " and costs " + cost_words(cost_of(sized.axes, point), sized.currency);
}

/// No size meets the target, and the best misses it by less than the zone.
std::string near_answer(const Sized &sized) {
    const SizePoint &answer = sized.result.points[*sized.result.answer], &best = sized.nearest();
    std::string text = fmt::format("{} of {}, the {} size, misses the target, {}, by so little that it counts as "
                                   "either: it gives {}{}{} ({}).",
                                   sizes_words(sized, answer), short_path(sized.axes[0].choice.field),
                                   sized.result.trend == Trend::falls ? "smallest" : "largest", target_words(sized),
                                   found_words(sized, answer), miss_words(sized, answer), costs_words(sized, answer),
                                   promise_words(sized));
    if (best.at != answer.at)
        text += fmt::format(" At {} it gives the same within that: {}.", sizes_words(sized, best),
                            found_words(sized, best));
    return text;
}

std::string answer_of_one(const Sized &sized) {
    if (sized.result.is_near) return near_answer(sized);
    const SizePoint &answer = sized.result.points[*sized.result.answer];
    const bool falls = sized.result.trend == Trend::falls;
    std::string text =
        fmt::format("{} of {} is the {} size that meets the target, {}: it gives {}{}", sizes_words(sized, answer),
                    short_path(sized.axes[0].choice.field), falls ? "largest" : "smallest", target_words(sized),
                    found_words(sized, answer), costs_words(sized, answer));
    if (sized.result.short_of) {
        const SizePoint &beyond = sized.result.points[*sized.result.short_of];
        text += fmt::format("; {} {} with {}", sizes_words(sized, beyond),
                            sized.target.is_most ? "misses it" : "falls short", found_words(sized, beyond));
        text += miss_words(sized, beyond);
    } else if (falls && answer.at[0] == sized.axes[0].steps) {
        text += "; it is the largest of the range, so a larger one may do";
    } else if (!falls && answer.at[0] == 0) {
        text += answer.values[0] == 0 ? "; nothing new is needed"
                                      : "; it is the smallest of the range, so a smaller one may do";
    }
    return text + fmt::format(" ({}).", promise_words(sized)) + undecided_words(sized) + trend_words(sized);
}

std::string step_words(const Axis &axis) {
    const std::string step = fmt::format("{:.4g}", (axis.choice.to - axis.choice.from) / axis.steps);
    return axis.choice.unit.empty() ? step : step + " " + axis.choice.unit;
}

std::string answer_of_two(const Sized &sized) {
    const SizePoint &answer = sized.result.points[*sized.result.answer];
    return fmt::format("{} is the cheapest pair found that meets the target, {}: it gives {} and costs {} (each "
                       "pair meets it {}; that no cheaper one lies between the steps, {} of the first and {} of the "
                       "second, is not promised).",
                       sizes_words(sized, answer), target_words(sized), found_words(sized, answer),
                       cost_words(cost_of(sized.axes, answer), sized.currency), promise_words(sized),
                       step_words(sized.axes[0]), step_words(sized.axes[1])) +
           undecided_words(sized);
}

std::string best_reachable(const Sized &sized) {
    const SizeResult &result = sized.result;
    const SizePoint &end = result.points[sized.promising_end()], &best = sized.nearest();
    const std::string which = result.trend == Trend::falls ? "smallest" : "largest";
    if (end.decision == Decision::undecided)
        return fmt::format("Whether the target, {}, can be met could not be told: at the {} size, {}, it gives {}, and "
                           "--at-most keeps "
                           "it from more.",
                           target_words(sized), which, sizes_words(sized, end), found_words(sized, end));
    const bool is_met_elsewhere = best.judged().low >= sized.rule.target && !sized.rule.in_share;
    if (is_met_elsewhere && sized.axes.size() > 1)
        return fmt::format(
            "The largest pair misses the target, {}, that a smaller one meets: {} gives {}, and {} {}. A pair "
            "is looked for where more of either gives more; vary one of the two alone, for which the "
            "largest size that meets a target is found too.",
            target_words(sized), sizes_words(sized, best), found_words(sized, best), sizes_words(sized, end),
            found_words(sized, end));
    if (is_met_elsewhere)
        return fmt::format(
            "Both ends of the range miss the target, {}, that a size between them meets: {} gives {}. What "
            "the target is about neither only rises nor only falls with size, so which sizes meet it "
            "is not searched for; ask again for a range on one side of that.",
            target_words(sized), sizes_words(sized, best), found_words(sized, best));
    const std::string where =
        result.best == sized.promising_end() ? fmt::format("at the {} size, ", which) : "at best, with ";
    std::string text =
        fmt::format("The target, {}, cannot be met: {}{}, it gives {}{} ({}).", target_words(sized), where,
                    sizes_words(sized, best), found_words(sized, best), miss_words(sized, best), promise_words(sized));
    if (result.changes_nothing) text += " From one end of the range to the other nothing changes.";
    if (result.best != result.most && !sized.rule.in_share)
        text +=
            fmt::format(" No size that was run is better by more than that: the most comes at {}, {}.",
                        sizes_words(sized, result.points[result.most]), found_words(sized, result.points[result.most]));
    return text + prevented_words(sized);
}

/// The options that give the most, of which one is picked: a tie is told as one.
std::string answer_of_most(const Sized &sized, const SizedOption &picked) {
    std::string names = fmt::format("'{}'", picked.name), found = found_words(sized, picked.found);
    std::size_t left = 0;
    for (const SizedOption &option : sized.options) left += option.is_tie;
    if (left == 0)
        return fmt::format("'{}' gives the most {}: {} (the best of {} {}).", picked.name, sized.target.words(), found,
                           sized.options.size(), promise_words(sized));
    for (const SizedOption &option : sized.options) {
        if (!option.is_tie) continue;
        names += fmt::format("{} '{}'", --left == 0 ? " and" : ",", option.name);
        found += fmt::format("{} {}", left == 0 ? " and" : ",", found_words(sized, option.found));
    }
    return fmt::format("{} are equal within {} and give the most {}: {} (of {} {}); '{}' is told below.", names,
                       difference_words(sized, sized.result.zone), sized.target.words(), found, sized.options.size(),
                       promise_words(sized), picked.name);
}

std::string answer_of_options(const Sized &sized) {
    for (const SizedOption &option : sized.options) {
        if (!option.is_picked) continue;
        if (sized.target.is_open) return answer_of_most(sized, option);
        return fmt::format("'{}' is {} that meets the target, {}: it gives {} ({}).", option.name,
                           sized.currency.empty() ? "the first option" : "the cheapest option", target_words(sized),
                           found_words(sized, option.found), promise_words(sized));
    }
    const SizedOption &best = sized.options[sized.best_option()];
    return fmt::format("None of the {} options meets the target, {}: the nearest is '{}' with {}{} ({}).",
                       sized.options.size(), target_words(sized), best.name, found_words(sized, best.found),
                       miss_words(sized, best.found), promise_words(sized)) +
           prevented_words(sized);
}

} // namespace

bool Sized::is_met() const {
    if (options.empty()) return result.answer.has_value();
    return std::any_of(options.begin(), options.end(), [](const SizedOption &option) { return option.is_picked; });
}

std::size_t Sized::best_option() const {
    const auto merit = [&](const SizedOption &option) {
        if (option.found.runs.empty()) return -std::numeric_limits<double>::infinity();
        return rule.in_share ? option.found.share_above(rule.target).mean : option.found.judged().mean;
    };
    const auto best = std::max_element(options.begin(), options.end(), [&](const auto &a, const auto &b) {
        if (a.is_picked != b.is_picked) return b.is_picked;
        return merit(a) < merit(b);
    });
    return static_cast<std::size_t>(best - options.begin());
}

std::string size_words(const Axis &axis, double value) { return choice_words(axis.choice, value); }

std::string short_path(const std::string &field) {
    std::string words = field.substr(field.find('.') + 1);
    for (char &c : words)
        if (c == '.') c = ' ';
    return words;
}

std::string cost_words(double cost, const std::string &currency) {
    if (cost >= 1e6) return fmt::format("{:.6g} M {}", cost / 1e6, currency);
    return cost >= 1e3 ? fmt::format("{:.0f} {}", cost, currency) : fmt::format("{:.4g} {}", cost, currency);
}

std::string share_interval_words(const Interval &share) {
    return fmt::format("{:.1f} % [{:.1f}, {:.1f}]", 100 * share.mean, 100 * share.low, 100 * share.high);
}

std::string found_words(const Sized &sized, const SizePoint &point) {
    if (sized.rule.in_share) {
        const Interval share = sized.share(point);
        const double count = static_cast<double>(point.runs.size());
        return fmt::format("{:.0f} of {} runs, {}", share.mean * count, point.runs.size(), share_interval_words(share));
    }
    const Interval found = sized.target.found(point.judged());
    return sized.target.of == SizeTarget::Of::use ? share_interval_words(found) : rate_words(found);
}

std::string size_sentence(const Sized &sized) {
    if (!sized.options.empty()) return answer_of_options(sized);
    if (!sized.is_met()) return best_reachable(sized);
    return sized.axes.size() == 1 ? answer_of_one(sized) : answer_of_two(sized);
}

std::string against_sentence(const Sized &sized) {
    if (sized.falls.empty()) return "";
    const bool falls = sized.result.trend == Trend::falls;
    std::string places;
    for (const Fall &fall : sized.falls) {
        const double change = sized.target.found(fall.change).mean;
        places += fmt::format("{}from {} to {} it {} by {}", places.empty() ? "" : ", ",
                              size_words(sized.axes[0], sized.curve[fall.from].values[0]),
                              size_words(sized.axes[0], sized.curve[fall.to].values[0]), change < 0 ? "falls" : "rises",
                              difference_words(sized, std::abs(change)));
    }
    return fmt::format("In places what the target is about goes the other way: {}. The search takes it that more never "
                       "{} it, so a size that it passed over may meet the target too.",
                       places, falls ? "helps" : "hurts");
}

} // namespace midstream
