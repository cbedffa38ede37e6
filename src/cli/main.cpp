// The program `midstream`: a command line in, an exit code out; what goes wrong is told here.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/terminal.h"
#include "model/world.h"
#include "reader/case_error.h"
#include "report/run_folder.h"

#include <exception>
#include <new>

namespace {

using namespace midstream;

int run_program(int count, const char *const *words) {
    const Arguments arguments = parse_arguments(count, words);
    switch (arguments.command) {
    case Arguments::Command::help:
        say(arguments.help);
        return count < 2 ? ExitCode::wrong_input : ExitCode::done;
    case Arguments::Command::version:
        return version_command();
    case Arguments::Command::check:
        return check_command(arguments);
    case Arguments::Command::run:
    case Arguments::Command::chokepoints:
        return run_command(arguments);
    case Arguments::Command::compare:
        return compare_command(arguments);
    case Arguments::Command::replay:
        return replay_command(arguments);
    case Arguments::Command::calibrate:
        return calibrate_command(arguments);
    case Arguments::Command::size:
        return size_command(arguments);
    case Arguments::Command::study:
    case Arguments::Command::merge:
        return study_command(arguments);
    case Arguments::Command::describe:
        return describe_command(arguments);
    case Arguments::Command::schema:
        return schema_command(arguments);
    }
    return ExitCode::model_failed;
}

void complain_of(const std::string &text) {
    complain(coloured("midstream: error: " + text + "\n", stderr_is_terminal()));
}

} // namespace

int main(int count, char **words) {
    try {
        return run_program(count, words);
    } catch (const UsageError &error) {
        complain_of(error.text);
        return ExitCode::wrong_input;
    } catch (const CaseError &error) {
        for (const Problem &problem : error.problems())
            complain(coloured(error_text(problem) + "\n", stderr_is_terminal()));
        return ExitCode::wrong_input;
    } catch (const WriteError &error) {
        complain_of(error.what());
        return ExitCode::wrong_input;
    } catch (const ModelError &error) {
        complain_of("the model failed: " + std::string{error.what()} +
                    "\nThis is a fault of midstream, not of the case; no results were written.");
        return ExitCode::model_failed;
    } catch (const std::bad_alloc &) {
        complain_of("out of memory");
        return ExitCode::model_failed;
    } catch (const std::exception &error) {
        complain_of(error.what());
        return ExitCode::model_failed;
    }
}
