// The designs of a size study.
// SPDX-License-Identifier: Apache-2.0
#include "cli/size_designs.h"

#include "cli/vary.h"
#include "studies/study.h"

namespace midstream {

Designs::Designs(const Arguments &arguments, const SizeQuestion &question, const StudyOptions &options,
                 Progress &progress)
    : arguments_{arguments}, question_{question}, options_{options}, progress_{progress} {
    arguments_.quiet = true; // the case has been warned of
}

CaseArguments Designs::source(const std::vector<double> &sizes) const {
    std::vector<Choice> choices;
    for (const Axis &axis : question_.axes) choices.push_back(axis.choice);
    return with_values(arguments_.chain, choices, sizes);
}

CaseArguments Designs::source(const SizeOption &option) const {
    CaseArguments chain = arguments_.chain;
    chain.sets.insert(chain.sets.end(), option.sets.begin(), option.sets.end());
    chain.overlays.insert(chain.overlays.end(), option.overlays.begin(), option.overlays.end());
    return chain;
}

std::shared_ptr<const Case> Designs::read(const CaseArguments &source) const {
    return read_input(source, arguments_).chain;
}

std::optional<std::vector<SizedRun>> Designs::run(const CaseArguments &source, int first, int count) {
    if (!plan_ || source.sets != planned_.sets || source.overlays != planned_.overlays) {
        plan_ = build(read(source));
        planned_ = source;
    }
    const Case &chain = *plan_->chain;
    const Measure measure = measure_in(chain);
    const UseGauge gauge{chain, question_.use_path()};
    const double years = counted_years(chain.time);
    std::vector<SizedRun> runs;
    RunsSpec some = chain.runs;
    some.replications = count;
    StudyOptions options = options_;
    options.first = first;
    run_replications(plan_, some, options, [&](Result &&result) {
        const double measured = measured_t(measure, result) / years, wanted = wanted_t(measure, result) / years;
        const double use = gauge.of(chain, result);
        runs.push_back({question_.target.judged(measured, wanted, use), measured, wanted, use, gauge.lost(result)});
    });
    if (static_cast<int>(runs.size()) < count) return {};
    progress_.show("sizing", done_ += count, 0);
    return runs;
}

Measure Designs::measure_in(const Case &chain) const {
    if (question_.target.is_open) return value_or_refuse(find_measure(chain, chain.measure));
    return value_or_refuse(parse_target(chain, question_.target_text)).measure;
}

} // namespace midstream
