// `midstream check CASE`: every problem and warning of a case.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/measure.h"
#include "cli/commands.h"
#include "cli/size_question.h"
#include "cli/terminal.h"
#include "report/json.h"

#include <fmt/format.h>

namespace midstream {

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    if (count == 0) return fmt::format("no {}", many);
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

void write_list(JsonWriter &json, std::string_view key, const std::vector<Problem> &problems) {
    json.open('[', key);
    for (const Problem &p : problems) {
        json.open('{').text("file", p.file).count("line", static_cast<std::uint64_t>(p.line));
        json.count("column", static_cast<std::uint64_t>(p.column)).text("path", p.path).text("text", p.text).close();
    }
    json.close();
}

std::string contents(const Case &chain) {
    return fmt::format("{}, {}, {}", counted(chain.facilities.size(), "facility", "facilities"),
                       counted(chain.routes.size(), "route", "routes"),
                       counted(chain.materials.size(), "material", "materials"));
}

} // namespace

int check_command(const Arguments &arguments) {
    CaseMessages messages;
    std::string size;
    try {
        ReadCase read = read_case(arguments.chain.file, read_options(arguments.chain));
        messages.warnings = std::move(read.warnings);
        size = contents(read.value);
        const auto measure = find_measure(read.value, read.value.measure);
        if (const auto *problem = std::get_if<std::string>(&measure))
            messages.problems.push_back({arguments.chain.file, 0, 0, "measure", *problem});
        for (Problem &problem : find_size_problems(arguments, read.value))
            messages.problems.push_back(std::move(problem));
        if (read.asks_size)
            for (Problem &warning : find_size_warnings(arguments, read.value))
                messages.warnings.push_back(std::move(warning));
        std::vector<std::string> files;
        for (const auto &file : read.inputs) files.push_back(file.generic_string());
        sort_by_place(messages.problems, files);
        sort_by_place(messages.warnings, files);
    } catch (const CaseError &error) {
        messages = error.messages();
    }
    if (arguments.json) {
        JsonWriter json;
        json.open('{').text("case", arguments.chain.file);
        write_list(json, "problems", messages.problems);
        write_list(json, "warnings", messages.warnings);
        json.close();
        say(json.str());
    } else {
        for (const Problem &p : messages.problems) say(coloured(error_text(p) + "\n", stdout_is_terminal()));
        for (const Problem &p : messages.warnings) say(coloured(warning_text(p) + "\n", stdout_is_terminal()));
        say(fmt::format(
            "{}: {}, {}{}\n", arguments.chain.file, counted(messages.problems.size(), "problem", "problems"),
            counted(messages.warnings.size(), "warning", "warnings"), messages.problems.empty() ? "; " + size : ""));
    }
    return messages.problems.empty() ? ExitCode::done : ExitCode::wrong_input;
}

} // namespace midstream
