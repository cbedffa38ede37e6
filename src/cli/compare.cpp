// `midstream compare CASE OTHER`: two cases under the same luck.
// SPDX-License-Identifier: Apache-2.0
#include "report/compare.h"
#include "cli/case_input.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "report/run_folder.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

int compare_command(const Arguments &arguments) {
    const Stopwatch watch;
    if (!arguments.other && arguments.chain.overlays.empty() && arguments.chain.sets.empty())
        throw UsageError{"`midstream compare` needs a second case, or --with or --set to change the first: midstream "
                         "compare before.yaml after.yaml"};
    const CaseInput before = read_input({arguments.chain.file, {}, {}}, arguments);
    CaseArguments changed = arguments.chain;
    changed.file = arguments.other.value_or(arguments.chain.file);
    const CaseInput after = read_input(changed, arguments);
    if (before.measure.words != after.measure.words)
        throw UsageError{
            fmt::format("the cases measure different things, '{}' and '{}'; name one that both have, such as "
                        "--measure '{}'",
                        before.measure.words, after.measure.words, before.measure.words)};
    const RunsSpec runs = before.chain->runs;
    if (runs.replications < 2) throw UsageError{"a comparison needs at least 2 replications"};
    if (arguments.out)
        if (const auto refusal = find_refusal(*arguments.out)) throw UsageError{*refusal};
    Provenance provenance = provenance_of(arguments, before);
    provenance.command = "compare";
    provenance.other_file = arguments.other.value_or("");
    for (const auto &input : hashes_of(after.files))
        if (std::find(provenance.inputs.begin(), provenance.inputs.end(), input) == provenance.inputs.end())
            provenance.inputs.push_back(input);

    const std::atomic<bool> &interrupted = watch_interrupts();
    Progress progress{!arguments.quiet};
    StudyOptions options;
    options.threads = arguments.threads;
    options.stop = &interrupted;
    options.progress = [&](int done, int of) { progress.show("comparing", done, of); };
    const CompareResult result = compare({build(before.chain), before.measure}, {build(after.chain), after.measure},
                                         runs, arguments.relief, options);
    progress.clear();
    if (result.stopped) {
        complain("midstream: interrupted; nothing to compare yet, and nothing was written\n");
        return ExitCode::interrupted_by_user;
    }
    provenance.threads = threads_of(options);
    provenance.done = result.before.study.done;
    provenance.interrupted = interrupted;
    provenance.wall_seconds = watch.seconds();
    const auto files = compare_files(result, provenance);
    if (arguments.out) write_run_folder(*arguments.out, files);
    if (arguments.json)
        say(files.front().text);
    else if (!arguments.quiet)
        say(compare_text(result) +
            (arguments.out ? fmt::format("\npage: {0}/report.html\ntables: {0}\n", *arguments.out) : ""));
    return interrupted ? ExitCode::interrupted_by_user : ExitCode::done;
}

} // namespace midstream
