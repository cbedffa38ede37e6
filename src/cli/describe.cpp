// `midstream describe TOPIC`: the manual of the language.
// SPDX-License-Identifier: Apache-2.0
#include "reader/describe.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace midstream {

int describe_command(const Arguments &arguments) {
    if (arguments.topic.empty()) {
        std::string text = "What can be described (midstream describe TOPIC):\n";
        std::size_t column = 100;
        for (const std::string &topic : describe_topics()) {
            const bool fits = column + 2 + topic.size() <= 100;
            text += fits ? ", " + topic : (text.back() == '\n' ? "  " : ",\n  ") + topic;
            column = fits ? column + 2 + topic.size() : 2 + topic.size();
        }
        say(text + "\n");
        return ExitCode::done;
    }
    if (const auto text = find_description(arguments.topic)) {
        say(*text);
        return ExitCode::done;
    }
    std::string problem = describe(arguments.topic);
    if (problem.empty() || problem.back() != '\n') problem += '\n';
    complain(coloured("midstream: error: " + problem, stderr_is_terminal()));
    return ExitCode::wrong_input;
}

} // namespace midstream
