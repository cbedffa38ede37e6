// `midstream compare CASE OTHER`: two cases under the same luck.
// SPDX-License-Identifier: Apache-2.0
#include "report/compare.h"
#include "cli/commands.h"
#include "cli/session.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

int compare_command(const Arguments &arguments) {
    Session session{arguments, "compare"};
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
    session.open(before, "");
    session.provenance.other_file = arguments.other.value_or("");
    auto &inputs = session.provenance.inputs;
    for (const auto &input : hashes_of(after.files))
        if (std::find(inputs.begin(), inputs.end(), input) == inputs.end()) inputs.push_back(input);

    session.show("comparing");
    const CompareResult result = compare({build(before.chain), before.measure}, {build(after.chain), after.measure},
                                         runs, arguments.relief, session.options);
    if (result.stopped) return session.give_up("; nothing to compare yet, and nothing was written");
    session.close_books(result.before.study.done);
    session.give(compare_files(result, session.provenance), compare_text(result), page_and_tables);
    return session.provenance.interrupted ? ExitCode::interrupted_by_user : ExitCode::done;
}

} // namespace midstream
