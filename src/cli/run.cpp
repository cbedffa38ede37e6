// `midstream run CASE`: replications, the answer on stdout, tables in a folder.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "reader/read_case.h"
#include "reader/write_case.h"
#include "report/answer.h"
#include "report/run_folder.h"
#include "report/summary.h"

#include <chrono>

#include <fmt/format.h>

namespace midstream {

namespace {

class Watch {
  public:
    double seconds() const {
        return std::chrono::duration<double>{std::chrono::steady_clock::now() - started_}.count();
    }

  private:
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

template <class T> T value_or_refuse(std::variant<T, std::string> value) {
    if (auto *problem = std::get_if<std::string>(&value)) throw UsageError{std::move(*problem)};
    return std::get<T>(std::move(value));
}

/// What the command line changes in a case.
void apply(const Arguments &arguments, Case &chain) {
    if (arguments.seed) chain.runs.seed = *arguments.seed;
    if (arguments.replications) chain.runs.replications = *arguments.replications;
    if (arguments.of) chain.measure = value_or_refuse(parse_measure_of(chain, *arguments.of));
    if (arguments.measure) chain.measure = value_or_refuse(parse_measure(chain, *arguments.measure));
}

ReadCase read(const Arguments &arguments) {
    ReadOptions options;
    options.overlays.assign(arguments.chain.overlays.begin(), arguments.chain.overlays.end());
    options.sets = arguments.chain.sets;
    ReadCase read = read_case(arguments.chain.file, options);
    if (!arguments.quiet)
        for (const Problem &warning : read.warnings)
            complain(coloured(warning_text(warning) + "\n", stderr_is_terminal()));
    apply(arguments, read.value);
    return read;
}

Provenance provenance_of(const Arguments &arguments, const Case &chain, const ReadCase &source) {
    Provenance provenance;
    provenance.started = now_text();
    provenance.case_file = arguments.chain.file;
    provenance.overlays = arguments.chain.overlays;
    provenance.sets = arguments.chain.sets;
    provenance.seed = chain.runs.seed;
    provenance.replications = chain.runs.replications;
    provenance.inputs = hashes_of(source.inputs);
    return provenance;
}

std::string interruption(const StudyResult &study, bool was_whole) {
    if (was_whole)
        return "midstream: interrupted while limits were tried; all replications had finished, and the limits tried so "
               "far are in the tables\n";
    if (study.done < 2)
        return fmt::format("midstream: interrupted after {} of {} replications; nothing was written\n", study.done,
                           study.runs.replications);
    return fmt::format("midstream: interrupted; results are of the {} of {} replications that had finished\n",
                       study.done, study.runs.replications);
}

} // namespace

int run_command(const Arguments &arguments) {
    const Watch watch;
    const ReadCase source = read(arguments);
    const auto chain = std::make_shared<const Case>(source.value);
    const std::filesystem::path folder =
        arguments.out ? std::filesystem::path{*arguments.out} : std::filesystem::path{"outputs"} / chain->name;
    if (const auto refusal = find_refusal(folder)) throw UsageError{*refusal};
    Provenance provenance = provenance_of(arguments, *chain, source);
    const Measure measure = value_or_refuse(find_measure(*chain, chain->measure));
    provenance.measure = measure.words;
    const auto plan = build(chain);
    provenance.read_seconds = watch.seconds();

    const std::atomic<bool> &interrupted = watch_interrupts();
    Progress progress{!arguments.quiet};
    ChokepointStudy chokepoint_study{plan, measure};
    StudyOptions options;
    options.threads = arguments.threads;
    options.stop = &interrupted;
    options.progress = [&](int done, int of) { progress.show("replications", done, of); };
    options.each = [&](const Result &result) { chokepoint_study.take(result); };
    const Watch run_watch;
    const StudyResult study = run_study(plan, chain->runs, options);
    provenance.run_seconds = run_watch.seconds();
    const bool is_whole = study.done == chain->runs.replications;
    const Watch relief_watch;
    options.progress = [&](int done, int of) { progress.show("trying limits", done, of); };
    options.each = {};
    const ChokepointResult chokepoints = chokepoint_study.finish(arguments.relief, chain->runs, options);
    provenance.relief_seconds = relief_watch.seconds();
    progress.clear();

    const bool was_interrupted = interrupted;
    if (was_interrupted) complain(interruption(study, is_whole));
    if (was_interrupted && !is_whole && study.done < 2) return ExitCode::interrupted_by_user;
    provenance.threads = threads_of(options);
    provenance.done = study.done;
    provenance.interrupted = was_interrupted;
    provenance.wall_seconds = watch.seconds();
    const auto files = run_files({study, chokepoints, provenance, case_text(*chain)});
    write_run_folder(folder, files);
    if (arguments.json)
        say(files.front().text);
    else if (!arguments.quiet)
        say(fmt::format("{}\ntables: {}\n", answer_text(study, chokepoints), folder.generic_string()));
    return was_interrupted ? ExitCode::interrupted_by_user : ExitCode::done;
}

} // namespace midstream
