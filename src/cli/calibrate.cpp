// `midstream calibrate CASE`: values chosen so that the case fits observed years, then scored on others.
// SPDX-License-Identifier: Apache-2.0
#include "report/calibrate.h"
#include "cli/case_input.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "reader/write_case.h"
#include "report/replay.h"
#include "report/run_folder.h"

#include <charconv>

#include <fmt/format.h>

namespace midstream {

namespace {

/// A stop from outside, on its way up through the optimiser.
struct Interrupted {};

std::pair<double, std::string> number_and_unit(const std::string &text, const std::string &field) {
    double value = 0;
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || (stop != end && *stop != ' '))
        throw UsageError{fmt::format(
            "'{}' is no bound for '{}'; write a number, a space and its unit, such as 600 kt/y", text, field)};
    return {value, stop == end ? "" : std::string{stop + 1, end}};
}

Choice choice_of(const VarySpec &vary) {
    const auto [from, unit] = number_and_unit(vary.from, vary.field);
    const auto [to, other] = number_and_unit(vary.to, vary.field);
    if (unit != other)
        throw UsageError{
            fmt::format("the bounds of '{}' are in '{}' and in '{}'; write both in one unit", vary.field, unit, other)};
    if (!(from < to))
        throw UsageError{fmt::format("the bounds of '{}' are {} and {}; write the smaller one first", vary.field,
                                     vary.from, vary.to)};
    return {vary.field, from, to, unit};
}

/// "PATH=FROM..TO"
VarySpec vary_of(const std::string &words) {
    const std::size_t equals = words.find('='), dots = words.find("..", equals == words.npos ? 0 : equals);
    if (equals == words.npos || equals == 0 || dots == words.npos)
        throw UsageError{fmt::format("'{}' says nothing for --vary; write PATH=FROM..TO, such as "
                                     "'facilities.works.capacity.concentrate=600 kt/y..900 kt/y'",
                                     words)};
    return {words.substr(0, equals), words.substr(equals + 1, dots - equals - 1), words.substr(dots + 2), ""};
}

/// Key by key, so that an overlay can hold it: lists have no place there.
std::vector<std::string> keys_of_path(const std::string &field, const Case &chain) {
    std::vector<std::string> keys;
    std::string_view rest = field;
    const auto take = [&](std::size_t length) {
        keys.emplace_back(rest.substr(0, length));
        rest.remove_prefix(std::min(rest.size(), length + 1));
    };
    take(std::min(rest.find('.'), rest.size()));
    std::vector<std::string> names;
    if (keys[0] == "facilities")
        for (const auto &spec : chain.facilities) names.push_back(spec.name);
    else if (keys[0] == "materials")
        for (const auto &spec : chain.materials) names.push_back(spec.name);
    else if (keys[0] == "fleets")
        for (const auto &spec : chain.fleets) names.push_back(spec.name);
    else if (keys[0] == "passages")
        for (const auto &spec : chain.passages) names.push_back(spec.name);
    std::size_t length = 0;
    for (const std::string &name : names)
        if (rest.starts_with(name + ".")) length = std::max(length, name.size());
    if (length == 0)
        throw UsageError{fmt::format("'{}' is no field that can be chosen; write one of a facility, material, fleet or "
                                     "passage of the case, such as facilities.works.capacity.concentrate",
                                     field)};
    take(length);
    while (!rest.empty()) take(std::min(rest.find('.'), rest.size()));
    return keys;
}

CaseArguments with_values(CaseArguments source, const std::vector<Choice> &choices, const std::vector<double> &values) {
    for (std::size_t i = 0; i < choices.size(); ++i)
        source.sets.push_back(choices[i].field + "=" + choice_text(choices[i], values[i]));
    return source;
}

} // namespace

int calibrate_command(const Arguments &arguments) {
    const Stopwatch watch;
    const CaseInput input = read_input(arguments.chain, arguments);
    const auto years = years_asked(arguments, *input.chain);
    const Years fit = years.first, score = years.second;
    std::vector<VarySpec> vary = input.chain->calibrate.vary;
    if (!arguments.vary.empty()) vary.clear();
    for (const std::string &words : arguments.vary) vary.push_back(vary_of(words));
    if (vary.empty())
        throw UsageError{"nothing may be chosen; name a value by --vary 'PATH=FROM..TO', or in the case under "
                         "`calibrate: {vary: [...]}`"};
    std::vector<Choice> choices;
    std::vector<std::vector<std::string>> paths;
    for (const VarySpec &spec : vary) {
        choices.push_back(choice_of(spec));
        paths.push_back(keys_of_path(spec.field, *input.chain));
    }
    const std::filesystem::path folder = arguments.out
                                             ? std::filesystem::path{*arguments.out}
                                             : std::filesystem::path{"outputs"} / (input.chain->name + "-calibrate");
    if (const auto refusal = find_refusal(folder)) throw UsageError{*refusal};
    Provenance provenance = provenance_of(arguments, input);
    provenance.command = "calibrate";

    const std::atomic<bool> &interrupted = watch_interrupts();
    Progress progress{!arguments.quiet};
    StudyOptions options;
    options.threads = arguments.threads;
    options.stop = &interrupted;
    Arguments silent = arguments;
    silent.quiet = true; // the case has been warned of above
    // While it is fitted the case ends with the fit years: what lies behind them is not even run.
    CaseArguments fitted = arguments.chain;
    if (fit.last < Years{}.last && year_of(input.chain->time.end - Duration{1}) > fit.last)
        fitted.sets.push_back(fmt::format("time.end={}-01-01", fit.last + 1));
    const int most_tries = arguments.tries > 0 ? arguments.tries : 60 * static_cast<int>(choices.size());
    int tries = 0;
    const auto run = [&](const std::vector<double> &values) {
        const CaseInput tried = read_input(with_values(fitted, choices, values), silent);
        const ReplayResult result = replay(build(tried.chain), tried.chain->runs, fit, score, options);
        if (interrupted) throw Interrupted{};
        progress.show("trying values", ++tries, most_tries);
        const Misfit misfit = misfit_of(result, tried.chain->calibrate.on);
        if (misfit.values == 0)
            throw UsageError{fmt::format("no observed value lies in the years to fit, {}", years_words(fit))};
        return misfit;
    };
    try {
        const CalibrateResult result = calibrate(choices, most_tries, run);
        std::vector<double> values;
        for (const ChosenValue &chosen : result.chosen) values.push_back(chosen.value);
        const CaseInput best = read_input(with_values(arguments.chain, choices, values), silent);
        const ReplayResult scored = replay(build(best.chain), best.chain->runs, fit, score, options);
        if (interrupted) throw Interrupted{};
        progress.clear();
        provenance.threads = threads_of(options);
        provenance.done = scored.done;
        provenance.wall_seconds = watch.seconds();
        const Calibrated calibrated{result, scored, paths};
        const auto files = replay_files(scored, provenance, case_text(*best.chain), &calibrated);
        write_run_folder(folder, files);
        if (arguments.json)
            say(files.front().text);
        else if (!arguments.quiet)
            say(fmt::format("{}\n{}\ntables: {}\n", calibrate_text(calibrated), replay_text(scored),
                            folder.generic_string()));
    } catch (const Interrupted &) {
        progress.clear();
        complain("midstream: interrupted; nothing was chosen, and nothing was written\n");
        return ExitCode::interrupted_by_user;
    }
    return ExitCode::done;
}

} // namespace midstream
