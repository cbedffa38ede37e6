// `midstream run CASE` and `midstream chokepoints CASE`: replications, the answer on stdout, tables in a folder.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/bound.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "reader/write_case.h"
#include "report/answer.h"
#include "report/summary.h"
#include "studies/half_width.h"
#include "studies/ladder_study.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Behind "interrupted".
std::string interruption(const StudyResult &study) {
    if (study.done == study.runs.replications)
        return " while limits were tried; all replications had finished, and the limits tried so far are in the tables";
    if (study.done < 2)
        return fmt::format(" after {} of {} replications; nothing was written", study.done, study.runs.replications);
    return fmt::format("; results are of the {} of {} replications that had finished", study.done,
                       study.runs.replications);
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

/// Replications until an average is known, where a case asks for that.
class UntilKnown {
  public:
    UntilKnown(const Case &chain, const Measure &measure)
        : spec_{*chain.runs.until}, measure_{find_until_measure(chain, measure)},
          half_width_{spec_}, years_{counted_years(chain.time)} {}

    bool is_known(const Result &result) { return half_width_.take(measured_t(measure_, result) / years_); }
    int at_most() const { return spec_.at_most; }
    void tell(StudyResult &study) const {
        study.until = {measure_.words, spec_.half_width.value(), half_width_.share(), half_width_.is_reached()};
        if (half_width_.is_reached()) study.runs.replications = study.done;
    }
    /// Once the warm-up has been found.
    void count_from(const TimeSpec &time) { years_ = counted_years(time); }

  private:
    UntilSpec spec_;
    Measure measure_;
    HalfWidth half_width_;
    double years_;
};

/// All replications, each of which the study of chokepoints sees too.
StudyResult run_replications_of(Session &session, const std::shared_ptr<const Plan> &plan, UntilKnown *until,
                                ChokepointStudy &chokepoints) {
    RunsSpec runs = plan->chain->runs;
    session.show("replications");
    session.options.each = [&](const Result &result) { chokepoints.take(result); };
    if (until) {
        until->count_from(plan->chain->time);
        runs.replications = until->at_most();
        session.options.enough = [&](const Result &result) { return until->is_known(result); };
    }
    StudyResult study = run_study(plan, runs, session.options);
    if (until) until->tell(study);
    session.options.each = {};
    session.options.enough = {};
    return study;
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
    Session session{arguments, is_run ? "run" : "chokepoints"};
    CaseInput input = read_input(arguments.chain, arguments);
    session.open(input, input.chain->name);
    std::optional<UntilKnown> until;
    if (input.chain->runs.until) until.emplace(*input.chain, input.measure);

    const Stopwatch run_watch;
    session.show("finding the warm-up");
    const auto found_warmup = settle_warmup(input, session.options);
    if (session.is_stopped()) return session.give_up(" while the warm-up was sought; nothing was written");
    const auto plan = build(input.chain);
    ChokepointStudy chokepoint_study{plan, input.measure};
    StudyResult study = run_replications_of(session, plan, until ? &*until : nullptr, chokepoint_study);
    study.found_warmup = found_warmup;
    if (study.until && input.says_replications) study.until->other_commands = input.chain->runs.replications;
    session.provenance.run_seconds = run_watch.seconds();

    const Stopwatch relief_watch;
    session.show("trying limits");
    const Bound bound = find_bound(*input.chain, input.measure);
    chokepoint_study.heed(bound);
    const int relief = arguments.all ? std::numeric_limits<int>::max() : arguments.relief;
    const ChokepointResult chokepoints = chokepoint_study.finish(relief, study.runs, session.options);
    LadderResult ladder;
    if (arguments.ladder > 0 && !session.is_stopped()) {
        session.show("climbing");
        ladder =
            climb_ladder(*input.chain, input.measure, {arguments.ladder, arguments.all}, study.runs, session.options);
    }
    session.provenance.relief_seconds = relief_watch.seconds();
    session.provenance.replications = study.runs.replications;
    session.close_books(study.done);

    const bool was_stopped = session.provenance.interrupted;
    if (was_stopped) session.give_up(interruption(study));
    if (was_stopped && study.done < std::min(2, study.runs.replications)) return ExitCode::interrupted_by_user;
    session.give(run_files({study, chokepoints, bound, ladder, session.provenance, case_text(*input.chain)}),
                 is_run ? answer_text(study, chokepoints, bound) : chokepoint_text(study, chokepoints, bound, ladder),
                 page_and_tables);
    if (const auto fault = above_bound(chokepoint_study.measured_tpy(), bound); !fault.empty()) {
        complain(fault);
        return ExitCode::model_failed;
    }
    return was_stopped ? ExitCode::interrupted_by_user : ExitCode::done;
}

} // namespace midstream
