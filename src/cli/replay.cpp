// `midstream replay CASE`: simulated beside observed, scored.
// SPDX-License-Identifier: Apache-2.0
#include "report/replay.h"
#include "cli/case_input.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "reader/write_case.h"
#include "report/run_folder.h"

#include <fmt/format.h>

namespace midstream {

std::pair<Years, Years> years_asked(const Arguments &arguments, const Case &chain) {
    auto years = years_of_case(chain);
    for (const auto &[option, text, out] :
         {std::tuple{"--fit", &arguments.fit, &years.first}, std::tuple{"--score", &arguments.score, &years.second}}) {
        if (!*text) continue;
        const auto parsed = parse_years(**text);
        if (!parsed)
            throw UsageError{
                fmt::format("'{}' are no years for {}; write 2000..2012, 2013.., ..2012 or 2013", **text, option)};
        *out = *parsed;
    }
    if (arguments.fit && !arguments.score && chain.calibrate.score.empty())
        years.second = {years.first.last + 1, Years{}.last};
    if (arguments.score && !arguments.fit && chain.calibrate.fit.empty()) years.first = {0, years.second.first - 1};
    if (years.first.overlaps(years.second))
        throw UsageError{fmt::format("the years to fit, {}, and to score, {}, overlap; what was fitted on cannot be "
                                     "scored: {}",
                                     years_words(years.first), years_words(years.second),
                                     arguments.fit && arguments.score ? "write years that do not share any, such as "
                                                                        "--fit 2000..2012 --score 2013..2019"
                                                                      : "give both --fit and --score")};
    return years;
}

int replay_command(const Arguments &arguments) {
    const Stopwatch watch;
    const CaseInput input = read_input(arguments.chain, arguments);
    const auto &chain = input.chain;
    if (chain->observed.empty())
        throw UsageError{fmt::format("'{}' has nothing to be held against; give it `observed` series (see midstream "
                                     "describe observed)",
                                     arguments.chain.file)};
    const auto [fit, score] = years_asked(arguments, *chain);
    const std::filesystem::path folder = arguments.out ? std::filesystem::path{*arguments.out}
                                                       : std::filesystem::path{"outputs"} / (chain->name + "-replay");
    if (const auto refusal = find_refusal(folder)) throw UsageError{*refusal};
    Provenance provenance = provenance_of(arguments, input);
    provenance.command = "replay";
    const auto plan = build(chain);
    provenance.read_seconds = watch.seconds();

    const std::atomic<bool> &interrupted = watch_interrupts();
    Progress progress{!arguments.quiet};
    StudyOptions options;
    options.threads = arguments.threads;
    options.stop = &interrupted;
    options.progress = [&](int done, int of) { progress.show("replaying", done, of); };
    const Stopwatch run_watch;
    const ReplayResult result = replay(plan, chain->runs, fit, score, options);
    provenance.run_seconds = run_watch.seconds();
    progress.clear();
    if (interrupted) {
        complain("midstream: interrupted; a replay is of all its replications, so nothing was written\n");
        return ExitCode::interrupted_by_user;
    }
    provenance.threads = threads_of(options);
    provenance.done = result.done;
    provenance.wall_seconds = watch.seconds();
    const auto files = replay_files(result, provenance, case_text(*chain));
    write_run_folder(folder, files);
    if (arguments.json)
        say(files.front().text);
    else if (!arguments.quiet)
        say(fmt::format("{}\ntables: {}\n", replay_text(result), folder.generic_string()));
    return ExitCode::done;
}

} // namespace midstream
