// `midstream study STUDY` and `midstream merge STUDY`: a case in many scenarios, whose results gather in one file.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/study_input.h"
#include "cli/study_words.h"
#include "cli/terminal.h"
#include "report/run_folder.h"
#include "report/study_folder.h"
#include "report/study_report.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iterator>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

struct Shard {
    int number = 1, of = 1; ///< number from 1
};

Shard shard_of(const std::optional<std::string> &words) {
    Shard shard;
    if (!words) return shard;
    const char *const end = words->data() + words->size();
    const auto first = std::from_chars(words->data(), end, shard.number);
    const bool has_slash = first.ec == std::errc{} && first.ptr != end && *first.ptr == '/';
    const auto second = has_slash ? std::from_chars(first.ptr + 1, end, shard.of) : first;
    if (!has_slash || second.ec != std::errc{} || second.ptr != end || shard.number < 1 || shard.number > shard.of ||
        shard.of > most_shards)
        throw UsageError{fmt::format("'{}' is no shard; write which of how many, such as --shard 2/8", *words)};
    return shard;
}

/// Families and replications of this shard: what it runs together.
template <class Visit> void for_pieces(const StudyInput &input, const Shard &shard, Visit visit) {
    int number = 0;
    for (std::size_t f = 0; f < input.families.size(); ++f)
        for (int r = 0; r < input.runs.replications; ++r)
            if (number++ % shard.of == shard.number - 1) visit(f, r);
}

/// Pieces of this shard whose runs are missing.
std::vector<SweepPiece> missing_pieces(const StudyInput &input, const StudyStore &store, const Shard &shard) {
    std::vector<SweepPiece> pieces;
    for_pieces(input, shard, [&](std::size_t f, int r) {
        SweepPiece piece{f, r, {}};
        for (std::size_t b = 0; b < input.families[f].branches.size(); ++b)
            if (!store.has(input.families[f].branches[b].scenario, r)) piece.branches.push_back(b);
        if (!piece.branches.empty()) pieces.push_back(std::move(piece));
    });
    return pieces;
}

/// Runs what is missing; each run is in the file for good within about a second of its end.
SweepTally run_missing(const StudyInput &input, StudyStore &store, const Shard &shard, const StudyOptions &options) {
    constexpr std::chrono::milliseconds between{500};
    const CasesOf cases_of = [&](const Family &family) {
        std::vector<Case> cases;
        for (const Branch &branch : family.branches) cases.push_back(input.read(branch.scenario));
        return cases;
    };
    auto saved = std::chrono::steady_clock::now();
    std::shared_ptr<const Case> chain; // of the run before; held, so that no other case can take its place in memory
    Measure measure;
    const SweepTally tally = run_sweep(
        input.families, missing_pieces(input, store, shard), input.runs.seed, cases_of, options, [&](SweepRun &&run) {
            if (run.chain != chain) {
                chain = run.chain;
                measure = measure_in(*chain, input.measure, input.study.scenarios[run.scenario].name);
            }
            store.add(run, measured_t(measure, run.result) / run.years, wanted_t(measure, run.result) / run.years);
            if (std::chrono::steady_clock::now() - saved < between) return;
            store.commit();
            saved = std::chrono::steady_clock::now();
        });
    store.commit();
    return tally;
}

Provenance provenance_of(const Arguments &arguments, const StudyInput &input) {
    Provenance provenance;
    provenance.command = "study";
    provenance.started = now_text();
    provenance.case_file = arguments.chain.file;
    provenance.seed = input.runs.seed;
    provenance.replications = input.runs.replications;
    provenance.inputs = hashes_of(input.files);
    provenance.measure = input.measure;
    return provenance;
}

/// What the same command without --status would look at, and see to.
StudyPart part_of(const StudyInput &input, const std::filesystem::path &folder, const Shard &shard) {
    StudyPart part;
    part.files = result_files(folder);
    const auto replications = static_cast<std::size_t>(input.runs.replications);
    part.runs.assign(input.head.scenarios.size() * replications, false);
    for_pieces(input, shard, [&](std::size_t f, int r) {
        for (const Branch &branch : input.families[f].branches)
            part.runs[branch.scenario * replications + static_cast<std::size_t>(r)] = true;
    });
    if (shard.of == 1) return part;
    part.name = fmt::format("shard {} of {}", shard.number, shard.of);
    const std::string own = std::filesystem::path{shard_name(shard.number, shard.of)}.stem().string() + ".";
    std::erase_if(part.files,
                  [&](const std::filesystem::path &file) { return !file.filename().string().starts_with(own); });
    return part;
}

/// Of how many shards all results are; 0 where they are no shards alone, or shards of different numbers.
int common_shards(const std::vector<std::filesystem::path> &files) {
    const int of = files.empty() ? 0 : shards_of(files.front());
    const auto is_other = [&](const std::filesystem::path &file) { return shards_of(file) != of; };
    return std::any_of(files.begin(), files.end(), is_other) ? 0 : of;
}

/// What runs the missing of a study that is run in shards: each of those that lack some.
std::string lacking_shards(const Arguments &arguments, const StudyInput &input, const StudyStatus &status, int of) {
    constexpr std::size_t most_named = 20;
    const auto replications = static_cast<std::size_t>(input.runs.replications);
    std::set<int> lacking;
    int piece = 0;
    for_pieces(input, {}, [&](std::size_t f, int r) {
        const int number = piece++ % of + 1;
        for (const Branch &branch : input.families[f].branches)
            if (status.lacks[branch.scenario * replications + static_cast<std::size_t>(r)]) lacking.insert(number);
    });
    const std::string command = study_words(arguments, "study");
    if (lacking.size() == 1) return fmt::format("{} --shard {}/{}", command, *lacking.begin(), of);
    const bool are_many = lacking.size() > most_named;
    const std::vector<int> named(lacking.begin(), are_many ? std::next(lacking.begin(), most_named) : lacking.end());
    return fmt::format("{} --shard K/{}, K being {}{}", command, of, fmt::join(named, ", "), are_many ? " ..." : "");
}

/// Whether shards hold runs of the study that its own results lack. `missing`: runs that neither has.
bool has_unjoined(const StudyInput &input, StudyPart part, std::size_t missing) {
    return std::erase_if(part.files, [](const auto &file) { return shards_of(file) > 0; }) > 0 &&
           find_status(part, input.head).missing > missing;
}

int tell_status(const Arguments &arguments, const StudyInput &input, const std::filesystem::path &folder,
                const StudyPart &part) {
    const StudyStatus status = find_status(part, input.head);
    const bool is_whole = part.name.empty();
    const int of = is_whole ? common_shards(part.files) : 0;
    StatusCommands commands{study_words(arguments, "study"), "", ""};
    if (of > 0 || (is_whole && has_unjoined(input, part, status.missing)))
        commands.merge = study_words(arguments, "merge");
    if (is_whole && !std::filesystem::exists(folder / "study.json")) commands.tables = commands.run;
    if (of > 0 && status.missing > 0) commands.run = lacking_shards(arguments, input, status, of);
    if (arguments.json)
        say(status_json(status, input.head));
    else
        say(status_text(status, input.head, commands));
    return status.missing == 0 ? ExitCode::done : ExitCode::target_missed;
}

void take_over(StudyStore &store, const std::filesystem::path &other) {
    store.take_over(other);
    if (const std::size_t strangers = store.strangers_in(other); strangers > 0)
        complain(
            fmt::format("midstream: {} holds {} runs of a case that the study does not ask for as it stands: case or "
                        "study was edited since. They are left out; run that part again, or undo the change\n",
                        other.generic_string(), strangers));
}

/// Writes tables and page, tells the answer.
void tell_results(const Arguments &arguments, const StudyInput &input, StudyStore &store,
                  const std::filesystem::path &folder, Provenance provenance, const SweepTally &tally) {
    SweepResult result = read_results(store, input.head, input.study.factors, input.study.grid);
    result.tally = tally;
    provenance.done = static_cast<int>(result.done / input.head.scenarios.size());
    const auto files = study_files(result, store, *input.base, provenance);
    write_into_folder(folder, files);
    write_study_provenance(folder, provenance);
    if (arguments.json)
        say(files.front().text);
    else if (!arguments.quiet)
        say(fmt::format("{0}\npage: {1}/report.html\nresults: {1}/results.sqlite\ntables: {1}\n", study_text(result),
                        folder.generic_string()));
}

} // namespace

int study_command(const Arguments &arguments) {
    Session session{arguments, "study"};
    const bool merges = arguments.command == Arguments::Command::merge;
    const Shard shard = shard_of(arguments.shard);
    session.show("reading scenarios");
    const StudyInput input = read_study_input(arguments, session.options);
    session.progress.clear();
    if (input.stopped) return session.give_up(" while scenarios were read; nothing was run");
    const std::filesystem::path folder = folder_of(arguments, input.study.name);
    if (arguments.status) return tell_status(arguments, input, folder, part_of(input, folder, shard));
    if (const auto refusal = find_study_refusal(folder)) throw UsageError{*refusal};
    if (merges && result_files(folder).empty() && arguments.files.empty())
        throw UsageError{
            fmt::format("there are no results in '{}' to merge; run the shards first, or name their files: "
                        "{} FILES...",
                        folder.generic_string(), study_words(arguments, "merge"))};
    Provenance provenance = provenance_of(arguments, input);
    provenance.read_seconds = session.watch().seconds();
    provenance.threads = threads_of(session.options);
    make_study_folder(folder, provenance);
    const bool is_shard = shard.of > 1;
    const auto file = folder / (is_shard ? shard_name(shard.number, shard.of) : results_name);
    const FileLock lock{file};
    StudyStore store{file, input.head};
    if (!store.set_aside().empty()) complain("midstream: " + store.set_aside() + "\n");
    if (!is_shard)
        for (const auto &other : shard_files(folder)) take_over(store, other);
    for (const std::string &other : arguments.files) take_over(store, other);

    SweepTally tally;
    if (!missing_pieces(input, store, shard).empty()) remove_told(folder);
    if (!merges) {
        session.show("runs");
        tally = run_missing(input, store, shard, session.options);
        session.progress.clear();
    }
    provenance.run_seconds = tally.seconds;
    provenance.wall_seconds = session.watch().seconds();
    const std::size_t left = missing_pieces(input, store, shard).size();
    if (session.is_stopped() && left > 0)
        return session.give_up(fmt::format("; {} of {} runs are done and kept. The same command goes on from there",
                                           store.done(), store.wanted()));
    store.tidy();
    if (is_shard) {
        if (!arguments.quiet)
            say(fmt::format("shard {} of {}: its {} runs are in {}\nonce all shards are done: {}\n", shard.number,
                            shard.of, store.done(), file.generic_string(), study_words(arguments, "merge")));
        return ExitCode::done;
    }
    tell_results(arguments, input, store, folder, provenance, tally);
    if (left == 0) return ExitCode::done;
    complain(fmt::format("midstream: {} of {} runs are missing; `{} --status` tells which, and without --status "
                         "runs them\n",
                         store.wanted() - store.done(), store.wanted(), study_words(arguments, "study")));
    return ExitCode::target_missed;
}

} // namespace midstream
