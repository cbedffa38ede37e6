// `midstream run CASE` and `midstream chokepoints CASE`: replications, the answer on stdout, tables in a folder.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/bound.h"
#include "cli/case_input.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "reader/write_case.h"
#include "report/answer.h"
#include "report/run_folder.h"
#include "report/summary.h"
#include "studies/half_width.h"
#include "studies/ladder_study.h"

#include <limits>

#include <fmt/format.h>

namespace midstream {

namespace {

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

/// Whose average a run goes on for.
Measure find_until_measure(const Case &chain, const Measure &measure) {
    const std::string &of = chain.runs.until->of;
    if (of == "measure") return measure;
    MeasureSpec spec;
    if (of == "delivered" || of == "made") {
        if ((of == "made") == measure.made) return measure;
        (of == "made" ? spec.made : spec.delivered) = measure.material;
    } else {
        spec = value_or_refuse(parse_measure(chain, of));
    }
    return value_or_refuse(find_measure(chain, spec));
}

/// The check of every run: no replication may give more than the bound. Empty where none does.
std::string above_bound(const std::vector<double> &measured_tpy, const Bound &bound) {
    constexpr double rounding = 1e-6;
    for (std::size_t i = 0; i < measured_tpy.size(); ++i)
        if (bound.t_per_year && measured_tpy[i] > *bound.t_per_year * (1 + rounding) + rounding)
            return fmt::format(
                "midstream: error: replication {} gave {:.9g} t/y, more than the bound of {:.9g} t/y. This is "
                "a fault of midstream, not of the case; the results were written all the same.\n",
                i, measured_tpy[i], *bound.t_per_year);
    return "";
}

} // namespace

int run_command(const Arguments &arguments) {
    const bool is_run = arguments.command == Arguments::Command::run;
    const Stopwatch watch;
    CaseInput input = read_input(arguments.chain, arguments);
    const auto &chain = input.chain;
    const std::filesystem::path folder =
        arguments.out ? std::filesystem::path{*arguments.out} : std::filesystem::path{"outputs"} / chain->name;
    if (const auto refusal = find_refusal(folder)) throw UsageError{*refusal};
    Provenance provenance = provenance_of(arguments, input);
    provenance.command = is_run ? "run" : "chokepoints";
    const Measure &measure = input.measure;
    RunsSpec runs = chain->runs;
    std::optional<HalfWidth> half_width;
    std::optional<Measure> watched;
    if (runs.until) {
        watched = find_until_measure(*chain, measure);
        half_width.emplace(*runs.until);
        runs.replications = runs.until->at_most;
    }
    provenance.read_seconds = watch.seconds();

    const std::atomic<bool> &interrupted = watch_interrupts();
    Progress progress{!arguments.quiet};
    StudyOptions options;
    options.threads = arguments.threads;
    options.stop = &interrupted;
    options.progress = [&](int done, int of) { progress.show("finding the warm-up", done, of); };
    const Stopwatch run_watch;
    const auto found_warmup = settle_warmup(input, options);
    if (interrupted) {
        progress.clear();
        complain("midstream: interrupted while the warm-up was sought; nothing was written\n");
        return ExitCode::interrupted_by_user;
    }
    const auto plan = build(chain);
    ChokepointStudy chokepoint_study{plan, measure};
    options.progress = [&](int done, int of) { progress.show("replications", done, of); };
    options.each = [&](const Result &result) { chokepoint_study.take(result); };
    const double years = counted_years(chain->time);
    if (half_width)
        options.enough = [&](const Result &result) { return half_width->take(measured_t(*watched, result) / years); };
    StudyResult study = run_study(plan, runs, options);
    provenance.run_seconds = run_watch.seconds();
    study.found_warmup = found_warmup;
    if (half_width) {
        study.until = {watched->words, runs.until->half_width.value(), half_width->share(), half_width->is_reached()};
        if (half_width->is_reached()) study.runs.replications = study.done;
    }
    const bool is_whole = study.done == study.runs.replications;
    runs.replications = study.done;
    const Stopwatch relief_watch;
    options.progress = [&](int done, int of) { progress.show("trying limits", done, of); };
    options.each = {};
    options.enough = {};
    const int relief = arguments.all ? std::numeric_limits<int>::max() : arguments.relief;
    const Bound bound = find_bound(*chain, measure);
    chokepoint_study.heed(bound);
    const ChokepointResult chokepoints = chokepoint_study.finish(relief, is_whole ? runs : study.runs, options);
    LadderResult ladder;
    if (arguments.ladder > 0 && !interrupted) {
        options.progress = [&](int done, int of) { progress.show("climbing", done, of); };
        ladder = climb_ladder(*chain, measure, {arguments.ladder, arguments.all}, runs, options);
    }
    provenance.relief_seconds = relief_watch.seconds();
    progress.clear();

    const bool was_interrupted = interrupted;
    if (was_interrupted) complain(interruption(study, is_whole));
    if (was_interrupted && !is_whole && study.done < 2) return ExitCode::interrupted_by_user;
    provenance.threads = threads_of(options);
    provenance.done = study.done;
    provenance.replications = study.runs.replications;
    provenance.interrupted = was_interrupted;
    provenance.wall_seconds = watch.seconds();
    const auto files = run_files({study, chokepoints, bound, ladder, provenance, case_text(*chain)});
    write_run_folder(folder, files);
    if (arguments.json)
        say(files.front().text);
    else if (!arguments.quiet)
        say(fmt::format("{0}\npage: {1}/report.html\ntables: {1}\n",
                        is_run ? answer_text(study, chokepoints, bound)
                               : chokepoint_text(study, chokepoints, bound, ladder),
                        folder.generic_string()));
    if (const auto fault = above_bound(chokepoint_study.measured_tpy(), bound); !fault.empty()) {
        complain(fault);
        return ExitCode::model_failed;
    }
    return was_interrupted ? ExitCode::interrupted_by_user : ExitCode::done;
}

} // namespace midstream
