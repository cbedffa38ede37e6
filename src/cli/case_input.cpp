// From the command line to a case ready to run.
// SPDX-License-Identifier: Apache-2.0
#include "cli/case_input.h"

#include "cli/terminal.h"

namespace midstream {

void refuse_found_warmup(const Case &chain) {
    if (chain.time.warmup_from.empty()) return;
    throw UsageError{"the case leaves its warm-up to be found (`warmup from`), which `midstream run` and `midstream "
                     "chokepoints` do; for this command give what they tell, such as --set 'time.warmup from=~' --set "
                     "'time.warmup=1 y'"};
}

ReadOptions read_options(const CaseArguments &source) {
    ReadOptions options;
    options.overlays.assign(source.overlays.begin(), source.overlays.end());
    options.sets = source.sets;
    return options;
}

namespace {

void warn_of(const std::vector<Problem> &warnings) {
    for (const Problem &warning : warnings) complain(coloured(warning_text(warning) + "\n", stderr_is_terminal()));
}

} // namespace

std::vector<Problem> replaced_at(const Arguments &arguments, const std::vector<std::string> &paths) {
    ReadOptions options = read_options(arguments.chain);
    options.varied = paths;
    return read_case(arguments.chain.file, options).replaced;
}

void tell_replaced(const Arguments &arguments, const std::vector<std::string> &paths) {
    if (!arguments.quiet) warn_of(replaced_at(arguments, paths));
}

CaseInput read_input(const CaseArguments &source, const Arguments &arguments) {
    ReadCase read = read_case(source.file, read_options(source));
    if (!arguments.quiet) warn_of(read.warnings);
    Case &chain = read.value;
    if (arguments.seed) chain.runs.seed = *arguments.seed;
    if (arguments.replications) {
        chain.runs.replications = *arguments.replications;
        chain.runs.until.reset();
    }
    if (arguments.command != Arguments::Command::run && arguments.command != Arguments::Command::chokepoints)
        refuse_found_warmup(chain);
    if (arguments.of) chain.measure = value_or_refuse(parse_measure_of(chain, *arguments.of));
    if (arguments.measure) chain.measure = value_or_refuse(parse_measure(chain, *arguments.measure));
    Measure measure = value_or_refuse(find_measure(chain, chain.measure));
    return {std::make_shared<const Case>(std::move(chain)), std::move(measure), std::move(read.inputs),
            read.says_replications};
}

std::optional<FoundWarmup> settle_warmup(CaseInput &input, const StudyOptions &options) {
    if (input.chain->time.warmup_from.empty()) return {};
    auto found = find_warmup(*input.chain, input.measure, options);
    if (!found) return {};
    const FoundWarmup warmup = value_or_refuse(std::move(*found));
    Case chain = *input.chain;
    chain.time.warmup = warmup.warmup;
    chain.time.warmup_from.clear();
    input.chain = std::make_shared<const Case>(std::move(chain));
    return warmup;
}

namespace {

/// What was typed beside case, luck and ladder and decides the answer.
std::vector<std::string> deciding_options(const Arguments &arguments) {
    std::vector<std::string> options;
    const auto add = [&](const char *name, const std::optional<std::string> &value) {
        if (value) options.insert(options.end(), {name, *value});
    };
    add("--of", arguments.of);
    add("--measure", arguments.measure);
    if (arguments.relief != Arguments{}.relief) add("--relief", std::to_string(arguments.relief));
    if (arguments.all) options.emplace_back("--all");
    add("--fit", arguments.fit);
    add("--score", arguments.score);
    for (const std::string &vary : arguments.vary) add("--vary", vary);
    if (arguments.tries > 0) add("--tries", std::to_string(arguments.tries));
    return options;
}

} // namespace

Provenance provenance_of(const Arguments &arguments, const CaseInput &input) {
    Provenance provenance;
    provenance.started = now_text();
    provenance.case_file = arguments.chain.file;
    provenance.overlays = arguments.chain.overlays;
    provenance.sets = arguments.chain.sets;
    provenance.options = deciding_options(arguments);
    provenance.seed = input.chain->runs.seed;
    provenance.replications = input.chain->runs.replications;
    provenance.inputs = hashes_of(input.files);
    provenance.measure = input.measure.words;
    return provenance;
}

} // namespace midstream
