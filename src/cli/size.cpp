// `midstream size CASE`: the smallest or largest size, the cheapest pair of sizes or the best option that meets a target.
// SPDX-License-Identifier: Apache-2.0
#include "report/size.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/size_designs.h"
#include "des/calendar.h"
#include "reader/write_case.h"
#include "report/amounts.h"
#include "report/answer.h"
#include "studies/size_limits.h"
#include "studies/size_options.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

std::string fate_words(Decision decision) {
    switch (decision) {
    case Decision::meets:
        return "picked";
    case Decision::misses:
        return "misses the target";
    case Decision::undecided:
        return "could not be told from the target";
    case Decision::open:
        break;
    }
    return "not needed";
}

void size_axes(Sized &sized, Designs &designs) {
    const SizeRunner run = [&](const std::vector<double> &sizes, int first, int count) {
        return designs.run(designs.source(sizes), first, count);
    };
    SizeResult &result = sized.result;
    result =
        sized.axes.size() == 1 ? find_size(sized.axes[0], sized.rule, run) : find_pair(sized.axes, sized.rule, run);
    if (result.stopped) return;
    if (result.changes_nothing && !result.answer) {
        const double mean = sized.target.found(result.points[result.largest].judged()).mean;
        const bool is_use = sized.target.of == SizeTarget::Of::use;
        throw UsageError{fmt::format("'{}' changes nothing from one end of its range to the other: every run gives the "
                                     "same, on average {:.4g} {}, which misses the target; vary something that caps it "
                                     "(see midstream chokepoints)",
                                     sized.axes[0].choice.field, is_use ? 100 * mean : mean / 1e3,
                                     is_use ? "%" : "kt/y")};
    }
    if (sized.axes.size() == 1) {
        sized.curve = even_curve(sized.axes[0], result);
        sized.falls =
            find_falls(sized.curve, 1 - sized.rule.confidence, sized.rule.zone, result.trend.value_or(Trend::rises));
        // A corner of what rises and falls by chance alone is chance, too.
        if (result.trend || sized.shows_share()) sized.flattening = find_flattening(sized.curve);
    }
    for (const SizePoint &point : sized.curve) {
        const auto chain = designs.read(designs.source(point.values));
        sized.limits.push_back(find_size_limits(*chain, designs.measure_in(*chain)));
    }
}

/// The best of all, or in the order of their costs the first that meets the target.
void pick_option(Sized &sized, const SizeQuestion &question, Designs &designs) {
    const std::size_t count_of_options = question.options.size();
    for (const SizeOption &option : question.options)
        sized.options.push_back({option.name, option.cost, {}, false, false, ""});
    const auto add = [&](std::size_t option, int first, int count) -> std::optional<std::vector<double>> {
        const auto more = designs.run(designs.source(question.options[option]), first, count);
        if (!more) return {};
        std::vector<double> values;
        for (const SizedRun &run : *more) values.push_back(run.judged);
        auto &runs = sized.options[option].found.runs;
        runs.insert(runs.end(), more->begin(), more->end());
        return values;
    };
    if (question.target.is_open) {
        const RankingRule rule{sized.rule.zone, 1 - sized.rule.confidence, sized.rule.first, sized.rule.at_most,
                               sized.rule.batch};
        const Ranking ranking = pick_best(count_of_options, rule, add);
        sized.result.stopped = !ranking.best;
        sized.result.zone = ranking.zone;
        sized.result.equal_runs = equal_runs(ranking, rule);
        for (std::size_t i = 0; i < count_of_options; ++i) {
            SizedOption &option = sized.options[i];
            option.is_picked = ranking.best == i;
            option.is_tie = ranking.best && !option.is_picked &&
                            behind(option.found, sized.options[*ranking.best].found) <= ranking.zone;
            option.fate = option.is_picked ? "picked"
                          : option.is_tie  ? "equal within the zone"
                                           : fmt::format("behind after {} runs", ranking.options[i].dropped_after);
        }
    } else {
        std::vector<std::size_t> order(count_of_options);
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return question.options[a].cost.value_or(0) < question.options[b].cost.value_or(0);
        });
        const OptionTests tests = first_to_meet(order, sized.rule, add);
        for (std::size_t i = 0; i < count_of_options; ++i) {
            sized.options[i].is_picked = tests.first == i;
            sized.options[i].fate = fate_words(tests.decisions[i]);
        }
        sized.result.stopped = tests.stopped;
        sized.result.zone = tests.zone;
        sized.result.equal_runs = tests.equal_runs;
    }
    for (const SizedOption &option : sized.options)
        sized.result.total_runs += static_cast<int>(option.found.runs.size());
}

/// What a stop left: the narrowest that is known.
std::string interruption(const Sized &sized) {
    std::string known = "nothing is known yet";
    const auto words = [&](std::size_t place) {
        return size_words(sized.axes[0], sized.result.points[place].values[0]);
    };
    if (sized.axes.size() == 1 && sized.result.answer)
        known = fmt::format("{} meets the target{}", words(*sized.result.answer),
                            sized.result.short_of ? fmt::format(", {} misses it", words(*sized.result.short_of)) : "");
    else if (sized.axes.size() == 1 && sized.result.short_of)
        known = fmt::format("{} misses the target", words(*sized.result.short_of));
    return fmt::format(" after {} runs; so far {}; nothing was written", sized.result.total_runs, known);
}

/// What was picked; where nothing meets the target what comes nearest.
CaseArguments found_case(const Sized &sized, const SizeQuestion &question, const Designs &designs) {
    if (sized.options.empty()) {
        const SizeResult &result = sized.result;
        return designs.source(result.points[result.answer.value_or(result.best)].values);
    }
    return designs.source(question.options[sized.best_option()]);
}

std::string title_of(const Sized &sized, const Case &chain) {
    const std::string title = chain.title.empty() ? chain.name : chain.title;
    return fmt::format("{}: {} to {}, {} replications of each size at first, seed {}", title,
                       print_date(chain.time.start), print_date(chain.time.end), sized.rule.first, chain.runs.seed);
}

} // namespace

int size_command(const Arguments &arguments) {
    Session session{arguments, "size"};
    const CaseInput input = read_input(arguments.chain, arguments);
    const SizeQuestion question = size_question(arguments, input);
    session.open(input, input.chain->name + "-size");
    session.provenance.options = question.words;

    Designs designs{arguments, question, session.options, session.progress};
    Sized sized;
    sized.target = question.target;
    sized.rule = question.rule;
    sized.axes = question.axes;
    sized.currency = question.currency;
    sized.has_use = UseGauge{*input.chain, question.use_path()}.knows();
    if (question.options.empty())
        size_axes(sized, designs);
    else
        pick_option(sized, question, designs);
    if (sized.result.stopped) return session.give_up(interruption(sized));

    // The case of the size that was found, as `run` tells it.
    const CaseArguments found = found_case(sized, question, designs);
    const auto chain = designs.read(found);
    const Measure measure = designs.measure_in(*chain);
    if (!sized.is_met()) sized.reach = find_size_limits(*chain, measure);
    const auto plan = build(chain);
    ChokepointStudy chokepoint_study{plan, measure};
    session.show("replications of the answer");
    session.options.each = [&](const Result &result) { chokepoint_study.take(result); };
    const StudyResult study = run_study(plan, chain->runs, session.options);
    session.show("trying limits");
    session.options.each = {};
    const Bound bound = find_bound(*chain, measure);
    chokepoint_study.heed(bound);
    const ChokepointResult chokepoints = chokepoint_study.finish(arguments.relief, chain->runs, session.options);
    if (session.is_stopped()) return session.give_up(interruption(sized));
    session.provenance.replications = chain->runs.replications;
    session.close_books(study.done);
    sized.own_runs = study.done;
    const LadderResult no_ladder;
    session.give(run_files({study, chokepoints, bound, no_ladder, session.provenance, case_text(*chain), &sized}),
                 fmt::format("{}\n{}\n", size_text(sized, title_of(sized, *input.chain)),
                             wrapped(told_size_words(sized) + headline(study, chokepoints))),
                 page_and_tables);
    return sized.is_met() ? ExitCode::done : ExitCode::target_missed;
}

} // namespace midstream
