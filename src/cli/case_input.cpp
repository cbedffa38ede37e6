// From the command line to a case ready to run.
// SPDX-License-Identifier: Apache-2.0
#include "cli/case_input.h"

#include "cli/terminal.h"

namespace midstream {

CaseInput read_input(const CaseArguments &source, const Arguments &arguments) {
    ReadOptions options;
    options.overlays.assign(source.overlays.begin(), source.overlays.end());
    options.sets = source.sets;
    ReadCase read = read_case(source.file, options);
    if (!arguments.quiet)
        for (const Problem &warning : read.warnings)
            complain(coloured(warning_text(warning) + "\n", stderr_is_terminal()));
    Case &chain = read.value;
    if (arguments.seed) chain.runs.seed = *arguments.seed;
    if (arguments.replications) chain.runs.replications = *arguments.replications;
    if (arguments.of) chain.measure = value_or_refuse(parse_measure_of(chain, *arguments.of));
    if (arguments.measure) chain.measure = value_or_refuse(parse_measure(chain, *arguments.measure));
    Measure measure = value_or_refuse(find_measure(chain, chain.measure));
    return {std::make_shared<const Case>(std::move(chain)), std::move(measure), std::move(read.inputs)};
}

Provenance provenance_of(const Arguments &arguments, const CaseInput &input) {
    Provenance provenance;
    provenance.started = now_text();
    provenance.case_file = arguments.chain.file;
    provenance.overlays = arguments.chain.overlays;
    provenance.sets = arguments.chain.sets;
    provenance.seed = input.chain->runs.seed;
    provenance.replications = input.chain->runs.replications;
    provenance.inputs = hashes_of(input.files);
    provenance.measure = input.measure.words;
    return provenance;
}

} // namespace midstream
