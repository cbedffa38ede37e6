// `midstream calibrate CASE`: values chosen so that the case fits observed years, then scored on others.
// SPDX-License-Identifier: Apache-2.0
#include "report/calibrate.h"
#include "cli/choices.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "reader/write_case.h"
#include "report/replay.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// A stop from outside, on its way up through the optimiser.
struct Interrupted {};

/// Whether anything was observed in the years to fit, of what is fitted on.
void refuse_unobserved(const Case &chain, const Years &fit) {
    const auto &on = chain.calibrate.on;
    for (const ObservedSpec &spec : chain.observed) {
        if (!on.empty() && std::find(on.begin(), on.end(), spec.name) == on.end()) continue;
        for (const DatedValue &row : spec.values.rows)
            if (fit.hold(year_of(row.from)) && row.value > 0 && row.from >= warmup_end(chain.time) &&
                row.until() <= chain.time.end)
                return;
    }
    throw UsageError{fmt::format("nothing above 0 was observed in the years to fit, {}, within the run; write years "
                                 "that have values, such as --fit 2000..2012",
                                 years_words(fit))};
}

} // namespace

int calibrate_command(const Arguments &arguments) {
    Session session{arguments, "calibrate"};
    const CaseInput input = read_input(arguments.chain, arguments);
    const auto years = years_asked(arguments, *input.chain);
    const Years fit = years.first, score = years.second;
    refuse_unobserved(*input.chain, fit);
    const Choices asked = choices_asked(arguments, *input.chain);
    const std::vector<Choice> &choices = asked.choices;
    session.open(input, input.chain->name + "-calibrate");
    Arguments silent = arguments;
    silent.quiet = true; // the case has been warned of above
    // While it is fitted the case ends with the fit years: what lies behind them is not even run.
    CaseArguments fitted = arguments.chain;
    if (fit.last < Years{}.last && year_of(input.chain->time.end - Duration{1}) > fit.last)
        fitted.sets.push_back(fmt::format("time.end={}-01-01", fit.last + 1));
    const int most_tries = arguments.tries > 0 ? arguments.tries : 60 * static_cast<int>(choices.size());
    const FitBy by = input.chain->calibrate.by;
    int tries = 0;
    const auto run = [&](const std::vector<double> &values) {
        const CaseInput tried = read_input(with_values(fitted, choices, values), silent);
        const ReplayResult result = replay(build(tried.chain), tried.chain->runs, fit, score, session.options);
        if (session.is_stopped()) throw Interrupted{};
        if (++tries <= most_tries) session.progress.show("trying values", tries, most_tries);
        return misfit_of(result, by, tried.chain->calibrate.on);
    };
    try {
        const CalibrateResult result = calibrate(choices, by, most_tries, run);
        std::vector<double> values;
        for (const ChosenValue &chosen : result.chosen) values.push_back(chosen.value);
        const CaseInput best = read_input(with_values(arguments.chain, choices, values), silent);
        const ReplayResult scored = replay(build(best.chain), best.chain->runs, fit, score, session.options);
        if (session.is_stopped()) throw Interrupted{};
        session.close_books(scored.done);
        const Calibrated calibrated{result, scored, asked.paths};
        session.give(replay_files(scored, session.provenance, case_text(*best.chain), &calibrated),
                     fmt::format("{}\n{}", calibrate_text(calibrated), replay_text(scored)), tables_alone);
    } catch (const Interrupted &) {
        return session.give_up("; nothing was chosen, and nothing was written");
    }
    return ExitCode::done;
}

} // namespace midstream
