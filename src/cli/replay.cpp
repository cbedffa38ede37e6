// `midstream replay CASE`: simulated beside observed, scored.
// SPDX-License-Identifier: Apache-2.0
#include "report/replay.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "reader/write_case.h"

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
    Session session{arguments, "replay"};
    const CaseInput input = read_input(arguments.chain, arguments);
    const auto &chain = input.chain;
    if (chain->observed.empty())
        throw UsageError{fmt::format("'{}' has nothing to be held against; give it `observed` series (see midstream "
                                     "describe observed)",
                                     arguments.chain.file)};
    const auto [fit, score] = years_asked(arguments, *chain);
    session.open(input, chain->name + "-replay");

    session.show("replaying");
    const Stopwatch run_watch;
    const ReplayResult result = replay(build(chain), chain->runs, fit, score, session.options);
    session.provenance.run_seconds = run_watch.seconds();
    if (session.is_stopped()) return session.give_up("; a replay is of all its replications, so nothing was written");
    session.close_books(result.done);
    session.give(replay_files(result, session.provenance, case_text(*chain)), replay_text(result), tables_alone);
    return ExitCode::done;
}

} // namespace midstream
