// From a study's file to scenarios that have been read and can run.
// SPDX-License-Identifier: Apache-2.0
#include "cli/study_input.h"

#include "cli/case_input.h"
#include "cli/study_problems.h"
#include "cli/terminal.h"
#include "reader/case_error.h"
#include "reader/shared_past.h"
#include "reader/write_case.h"
#include "report/sha256.h"
#include "studies/in_order.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// What is kept of a scenario once it has been read.
struct Known {
    std::string hash;
    TimeSpec time;
    CasePast past;
    std::vector<Problem> problems;
};

/// What is wrong with the measure, at its place in the study where it stands there.
Problem measure_problem(const ReadStudy &study, const std::string &text) {
    const Place place = study.measure_place.value_or(Place{});
    return {study.inputs.front().generic_string(), place.line, place.column, "measure", text};
}

Known look_at(const StudyInput &input, std::size_t number) {
    Known known;
    const std::string &name = input.study.scenarios[number].name;
    try {
        const Case chain = input.read(number);
        measure_in(chain, input.measure, name);
        known.hash = sha256(case_text(without_words(chain)));
        known.time = chain.time;
        known.past = {sha256(past_text(chain)), dated_disruptions(chain)};
    } catch (const CaseError &error) {
        known.problems = error.problems();
    } catch (const UsageError &error) {
        known.problems.push_back(measure_problem(input.study, error.text));
    }
    return known;
}

/// The case with what all scenarios set.
ReadCase read_base(const ReadStudy &study) {
    try {
        return read_case(study.chain, read_options(study, {}));
    } catch (const CaseError &error) {
        std::vector<Problem> problems = error.problems();
        for (Problem &problem : problems) problem = study.placed(std::move(problem), {});
        throw CaseError{std::move(problems), error.messages().warnings};
    }
}

} // namespace

Measure measure_in(const Case &chain, const std::string &words, const std::string &scenario) {
    auto spec = parse_measure(chain, words);
    if (const auto *problem = std::get_if<std::string>(&spec))
        throw UsageError{fmt::format("scenario '{}' has no '{}': {}", scenario, words, *problem)};
    return value_or_refuse(find_measure(chain, std::get<MeasureSpec>(spec)));
}

Case StudyInput::read(std::size_t scenario) const {
    Case chain = read_case(study.chain, read_options(study, study.scenarios[scenario])).value;
    chain.runs = runs;
    return chain;
}

StudyInput read_study_input(const Arguments &arguments, const StudyOptions &options) {
    StudyInput input;
    input.study = read_study(arguments.chain.file);
    const StudySpec &spec = input.study.spec;
    ReadCase base = read_base(input.study);
    if (!arguments.quiet)
        for (const Problem &warning : base.warnings)
            complain(coloured(warning_text(warning) + "\n", stderr_is_terminal()));
    refuse_found_warmup(base.value);
    if (base.value.runs.until && !arguments.quiet && !arguments.replications && !spec.runs.replications)
        complain(fmt::format("midstream: warning: `until` is for single runs; every scenario runs {} times (`runs: "
                             "{{replications: N}}` in the study)\n",
                             base.value.runs.replications));
    input.files = input.study.inputs;
    input.files.insert(input.files.end(), base.inputs.begin(), base.inputs.end());
    for (const Scenario &scenario : input.study.scenarios)
        for (const std::string &overlay : scenario.overlays)
            if (std::find(input.files.begin(), input.files.end(), overlay) == input.files.end())
                input.files.emplace_back(overlay);
    input.runs.seed = arguments.seed.value_or(spec.runs.seed.value_or(base.value.runs.seed));
    input.runs.replications =
        arguments.replications.value_or(spec.runs.replications.value_or(base.value.runs.replications));
    base.value.runs = input.runs;
    if (spec.measure.empty())
        input.measure = value_or_refuse(find_measure(base.value, base.value.measure)).words;
    else
        try {
            input.measure = measure_in(base.value, spec.measure, "base").words;
        } catch (const UsageError &error) {
            throw CaseError{{measure_problem(input.study, error.text)}};
        }
    input.base = std::make_shared<const Case>(std::move(base.value));

    std::vector<CasePast> pasts;
    StudyProblems problems{input.study};
    StudyHead &head = input.head;
    InOrder<Known> work{input.study.scenarios.size(), threads_of(options)};
    work.stop = options.stop;
    work.progress = options.progress;
    work.make = [&](std::size_t number) -> std::optional<Known> { return look_at(input, number); };
    work.take = [&](Known &&known) {
        problems.add(known.problems, head.hashes.size());
        head.hashes.push_back(std::move(known.hash));
        head.times.push_back(std::move(known.time));
        pasts.push_back(std::move(known.past));
    };
    input.stopped = work.run() < static_cast<int>(input.study.scenarios.size());
    if (input.stopped) return input;
    if (!problems.empty()) throw problems.error();
    head.name = input.study.name;
    head.title = spec.title;
    head.case_file = input.study.chain;
    head.measure = input.measure;
    head.seed = input.runs.seed;
    head.replications = input.runs.replications;
    head.keep = spec.keep.empty() ? std::vector{Keep::markets, Keep::facilities} : spec.keep;
    std::sort(head.keep.begin(), head.keep.end());
    head.keep.erase(std::unique(head.keep.begin(), head.keep.end()), head.keep.end());
    head.has_base = input.study.has_base;
    head.scenarios = input.study.scenarios;
    input.families = find_families(pasts, spec.fork == YesNo::yes);
    return input;
}

} // namespace midstream
