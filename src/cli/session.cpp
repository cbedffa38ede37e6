// What every command shares that runs cases for long.
// SPDX-License-Identifier: Apache-2.0
#include "cli/session.h"

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/terminal.h"
#include "report/run_folder.h"

#include <utility>

#include <fmt/format.h>

namespace midstream {

Session::Session(const Arguments &arguments, std::string command)
    : progress{!arguments.quiet}, arguments_{arguments}, stop_{watch_interrupts()} {
    provenance.command = std::move(command);
    options.threads = arguments.threads;
    options.stop = &stop_;
}

std::filesystem::path folder_of(const Arguments &arguments, const std::string &name) {
    return arguments.out ? std::filesystem::path{*arguments.out} : std::filesystem::path{"outputs"} / name;
}

void Session::open(const CaseInput &input, const std::string &name) {
    if (arguments_.out || !name.empty()) folder_ = folder_of(arguments_, name);
    if (!folder_.empty())
        if (const auto refusal = find_refusal(folder_)) throw UsageError{*refusal};
    const std::string command = std::move(provenance.command);
    provenance = provenance_of(arguments_, input);
    provenance.command = command;
    provenance.read_seconds = watch_.seconds();
}

void Session::show(const char *what) {
    options.progress = [this, what](int done, int of) { progress.show(what, done, of); };
}

void Session::close_books(int done) {
    progress.clear();
    provenance.threads = threads_of(options);
    provenance.done = done;
    provenance.interrupted = is_stopped();
    provenance.wall_seconds = watch_.seconds();
}

void Session::give(const std::vector<RunFile> &files, const std::string &words, const char *places) const {
    if (!folder_.empty()) write_run_folder(folder_, files);
    if (arguments_.json)
        say(files.front().text);
    else if (!arguments_.quiet)
        say(words + (folder_.empty() ? "" : "\n" + fmt::format(fmt::runtime(places), folder_.generic_string())));
}

int Session::give_up(const std::string &why) {
    progress.clear();
    complain("midstream: interrupted" + why + "\n");
    return ExitCode::interrupted_by_user;
}

} // namespace midstream
