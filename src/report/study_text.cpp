// The answer of a study in words.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"
#include "report/study_report.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t most_scenarios = 20; ///< of scenarios; of more the best and the worst are told
constexpr std::size_t most_effects = 8;

const std::string &name_of(const SweepResult &result, const ScenarioResult &one) {
    return result.head.scenarios[one.scenario].name;
}

std::vector<const ScenarioResult *> by_measure(const SweepResult &result) {
    std::vector<const ScenarioResult *> order;
    for (const ScenarioResult &one : result.scenarios) order.push_back(&one);
    std::stable_sort(order.begin(), order.end(), [](const ScenarioResult *a, const ScenarioResult *b) {
        return a->measure_tpy.mean > b->measure_tpy.mean;
    });
    return order;
}

std::string row_text(const SweepResult &result, const ScenarioResult &one, std::size_t width) {
    const std::string row = fmt::format("{}  {}", left(name_of(result, one), width), rate_words(one.measure_tpy));
    return one.change_tpy ? fmt::format("{}  {}\n", left(row, width + 28), gain_words(*one.change_tpy)) : row + "\n";
}

/// Whether the runs of two scenarios, pair by pair, leave open which gives more.
bool are_equal(const ScenarioResult &a, const ScenarioResult &b) {
    std::vector<double> differences;
    for (std::size_t r = 0; r < std::min(a.measured_tpy.size(), b.measured_tpy.size()); ++r) {
        const double difference = a.measured_tpy[r] - b.measured_tpy[r];
        differences.push_back(std::abs(difference) > 1e-9 * std::abs(a.measured_tpy[r]) ? difference : 0.0);
    }
    const Interval interval = interval95(differences);
    return interval.low <= 0 && interval.high >= 0;
}

/// " and 3 more that cannot be told from it", of a scenario that others equal.
std::string equals_text(const SweepResult &result, const ScenarioResult &one) {
    const auto equals =
        std::count_if(result.scenarios.begin(), result.scenarios.end(), [&](const ScenarioResult &other) {
            return other.scenario != one.scenario && are_equal(one, other);
        });
    return equals == 0 ? "" : fmt::format(" and {} more that cannot be told from it", equals);
}

/// A factor whose values do not meet those of the others evenly, with the others taken out.
std::string fit_text(const FactorEffect &effect, const FactorFit &fit) {
    const std::string what = fit.is_line ? fmt::format("one {} more", effect.unit.empty() ? "of it" : effect.unit)
                                         : fmt::format("{} in place of {}", effect.most_at, effect.least_at);
    if (!fit.gain_tpy && !fit.same_as.empty())
        return fmt::format("{}: goes with {} in all {} scenarios, so that its part cannot be told", effect.factor,
                           fit.same_as, effect.scenarios);
    if (!fit.gain_tpy)
        return fmt::format("{}: {} scenarios are too few to tell its part from that of the others", effect.factor,
                           effect.scenarios);
    if (fit.gain_tpy->low <= 0 && fit.gain_tpy->high >= 0)
        return fmt::format("{}: cannot be told from chance in {} scenarios ({} for {})", effect.factor,
                           effect.scenarios, gain_words(*fit.gain_tpy), what);
    return fmt::format("{}: {} for {} (least squares over {} scenarios, beside the other factors)", effect.factor,
                       gain_words(*fit.gain_tpy), what, effect.scenarios);
}

/// A factor with many numbers by its trend, any other by its levels.
std::string effect_text(const FactorEffect &effect) {
    constexpr std::size_t most_levels = 8;
    if (effect.most_tpy - effect.least_tpy <= 1e-9 * std::abs(effect.most_tpy))
        return effect.factor + ": makes no difference";
    if (effect.fit) return fit_text(effect, *effect.fit);
    if (effect.slope && effect.levels > most_levels)
        return fmt::format("{}: {} for one {} more (straight line through {} scenarios, rank correlation {:.2f})",
                           effect.factor, gain_words(*effect.slope), effect.unit.empty() ? "of it" : effect.unit,
                           effect.scenarios, *effect.rank_correlation);
    return fmt::format("{}: {} at {}, {} at {}", effect.factor, rate_words(effect.least_tpy), effect.least_at,
                       rate_words(effect.most_tpy), effect.most_at);
}

} // namespace

std::string study_sentence(const SweepResult &result) {
    if (result.scenarios.empty()) return "Nothing has been run yet.";
    if (result.done < result.wanted)
        return fmt::format("{} of {} runs are there; which scenario gives the most is not known yet.", result.done,
                           result.wanted);
    const auto order = by_measure(result);
    const ScenarioResult &best = *order.front(), &worst = *order.back();
    if (order.size() == 1)
        return fmt::format("{}: {} in '{}'.", capitalised(result.head.measure), rate_words(best.measure_tpy),
                           name_of(result, best));
    if (best.measure_tpy.mean - worst.measure_tpy.mean <= 1e-9 * std::abs(best.measure_tpy.mean))
        return fmt::format("{}: {} in every scenario; nothing that was varied matters to it.",
                           capitalised(result.head.measure), rate_words(best.measure_tpy));
    const auto with_change = [&](const ScenarioResult &one) {
        return fmt::format("{} in '{}'{}{}", rate_words(one.measure_tpy), name_of(result, one),
                           equals_text(result, one),
                           one.change_tpy ? fmt::format(", {} against '{}'", gain_words(*one.change_tpy),
                                                        result.head.scenarios.front().name)
                                          : "");
    };
    if (are_equal(best, worst))
        return fmt::format(
            "{}: from {} in '{}' to {} in '{}', which these runs cannot tell apart; more replications may.",
            capitalised(result.head.measure), rate_words(worst.measure_tpy), name_of(result, worst),
            rate_words(best.measure_tpy), name_of(result, best));
    return fmt::format("{}: most is {}; least is {}.", capitalised(result.head.measure), with_change(best),
                       with_change(worst));
}

std::string study_text(const SweepResult &result) {
    const StudyHead &head = result.head;
    std::string text = wrapped(fmt::format("{}: {} scenario{} of {}, {} replication{} each, seed {}",
                                           head.title.empty() ? head.name : head.title, head.scenarios.size(),
                                           head.scenarios.size() == 1 ? "" : "s", head.case_file, head.replications,
                                           head.replications == 1 ? "" : "s", head.seed)) +
                       "\n\n" + wrapped(study_sentence(result)) + "\n";
    if (const std::string times = times_sentence(result); !times.empty()) text += wrapped(times) + "\n";
    text += "\n";
    auto order = by_measure(result);
    std::size_t left_out = 0;
    if (order.size() > most_scenarios) {
        left_out = order.size() - most_scenarios;
        order.erase(order.begin() + most_scenarios / 2, order.end() - most_scenarios / 2);
    } else {
        order.clear();
        for (const ScenarioResult &one : result.scenarios) order.push_back(&one);
    }
    std::size_t width = 8;
    for (const ScenarioResult *one : order)
        width = std::max(width, std::min<std::size_t>(56, columns_of(name_of(result, *one))));
    text +=
        fmt::format("{}  {}  {}\n", left("scenario", width), left("measure", 26),
                    head.scenarios.size() > 1 ? fmt::format("change against '{}'", head.scenarios.front().name) : "");
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (left_out > 0 && i == most_scenarios / 2) text += fmt::format("({} more in scenarios.csv)\n", left_out);
        text += row_text(result, *order[i], width);
    }
    const bool is_fitted = std::any_of(result.effects.begin(), result.effects.end(),
                                       [](const FactorEffect &effect) { return effect.fit.has_value(); });
    if (!result.effects.empty())
        text += is_fitted ? "\nBy factor (in brackets: 95 % intervals over scenarios):\n"
                          : "\nBy factor, means over its scenarios:\n";
    for (std::size_t i = 0; i < result.effects.size() && i < most_effects; ++i)
        text += "  " + wrapped(effect_text(result.effects[i]), 98, 4) + "\n";
    if (head.replications > 1)
        text += fmt::format("\n(In brackets{}: 95 % intervals over replications; changes are paired, run by run.)\n",
                            is_fitted ? " behind scenarios" : "");
    if (result.tally.shared > 0) {
        const auto run = static_cast<double>(result.tally.events), shared = static_cast<double>(result.tally.shared);
        text += wrapped(fmt::format(
                    "Scenarios that share their past ran it once: that spared {} of the events, some {} of {} of "
                    "processor time.",
                    share_words(shared / (run + shared)), seconds_words(result.tally.seconds * shared / run),
                    seconds_words(result.tally.seconds * (1 + shared / run)))) +
                "\n";
    }
    return text;
}

} // namespace midstream
