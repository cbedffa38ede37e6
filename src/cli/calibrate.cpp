// `midstream calibrate CASE`: values chosen so that the case fits observed years, then scored on others.
// SPDX-License-Identifier: Apache-2.0
#include "report/calibrate.h"
#include "cli/case_input.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "cli/vary.h"
#include "reader/write_case.h"
#include "report/replay.h"
#include "report/run_folder.h"

#include <fmt/format.h>

namespace midstream {

namespace {

/// A stop from outside, on its way up through the optimiser.
struct Interrupted {};

} // namespace

int calibrate_command(const Arguments &arguments) {
    const Stopwatch watch;
    const CaseInput input = read_input(arguments.chain, arguments);
    const auto years = years_asked(arguments, *input.chain);
    const Years fit = years.first, score = years.second;
    std::vector<VarySpec> vary = input.chain->calibrate.vary;
    if (!arguments.vary.empty()) vary.clear();
    for (const std::string &words : arguments.vary) vary.push_back(vary_of(words));
    if (vary.empty())
        throw UsageError{"nothing may be chosen; name a value by --vary 'PATH=FROM..TO', or in the case under "
                         "`calibrate: {vary: [...]}`"};
    std::vector<Choice> choices;
    std::vector<std::vector<std::string>> paths;
    for (const VarySpec &spec : vary) {
        choices.push_back(choice_of(spec));
        paths.push_back(keys_of_path(spec.field, *input.chain));
    }
    const std::filesystem::path folder = arguments.out
                                             ? std::filesystem::path{*arguments.out}
                                             : std::filesystem::path{"outputs"} / (input.chain->name + "-calibrate");
    if (const auto refusal = find_refusal(folder)) throw UsageError{*refusal};
    Provenance provenance = provenance_of(arguments, input);
    provenance.command = "calibrate";

    const std::atomic<bool> &interrupted = watch_interrupts();
    Progress progress{!arguments.quiet};
    StudyOptions options;
    options.threads = arguments.threads;
    options.stop = &interrupted;
    Arguments silent = arguments;
    silent.quiet = true; // the case has been warned of above
    // While it is fitted the case ends with the fit years: what lies behind them is not even run.
    CaseArguments fitted = arguments.chain;
    if (fit.last < Years{}.last && year_of(input.chain->time.end - Duration{1}) > fit.last)
        fitted.sets.push_back(fmt::format("time.end={}-01-01", fit.last + 1));
    const int most_tries = arguments.tries > 0 ? arguments.tries : 60 * static_cast<int>(choices.size());
    int tries = 0;
    const auto run = [&](const std::vector<double> &values) {
        const CaseInput tried = read_input(with_values(fitted, choices, values), silent);
        const ReplayResult result = replay(build(tried.chain), tried.chain->runs, fit, score, options);
        if (interrupted) throw Interrupted{};
        progress.show("trying values", ++tries, most_tries);
        const Misfit misfit = misfit_of(result, tried.chain->calibrate.on);
        if (misfit.values == 0)
            throw UsageError{fmt::format("no observed value lies in the years to fit, {}", years_words(fit))};
        return misfit;
    };
    try {
        const CalibrateResult result = calibrate(choices, most_tries, run);
        std::vector<double> values;
        for (const ChosenValue &chosen : result.chosen) values.push_back(chosen.value);
        const CaseInput best = read_input(with_values(arguments.chain, choices, values), silent);
        const ReplayResult scored = replay(build(best.chain), best.chain->runs, fit, score, options);
        if (interrupted) throw Interrupted{};
        progress.clear();
        provenance.threads = threads_of(options);
        provenance.done = scored.done;
        provenance.wall_seconds = watch.seconds();
        const Calibrated calibrated{result, scored, paths};
        const auto files = replay_files(scored, provenance, case_text(*best.chain), &calibrated);
        write_run_folder(folder, files);
        if (arguments.json)
            say(files.front().text);
        else if (!arguments.quiet)
            say(fmt::format("{}\n{}\ntables: {}\n", calibrate_text(calibrated), replay_text(scored),
                            folder.generic_string()));
    } catch (const Interrupted &) {
        progress.clear();
        complain("midstream: interrupted; nothing was chosen, and nothing was written\n");
        return ExitCode::interrupted_by_user;
    }
    return ExitCode::done;
}

} // namespace midstream
