// Help texts, and answers to misspelt words.
// SPDX-License-Identifier: Apache-2.0
#include "cli/usage.h"

#include "units/nearest.h"

#include <fmt/format.h>

namespace midstream {

namespace {

struct CommandText {
    std::string name;
    const char *about;
    const char *examples;
};

const std::vector<CommandText> &texts() {
    static const std::vector<CommandText> all{
        {"check", "Reads a case and tells every mistake and warning, each with its line and remedy.",
         "  midstream check valley.yaml\n"
         "  midstream check valley.yaml --with tariff.yaml      with an overlay laid over it\n"
         "  midstream check valley.yaml --json                  for editors\n"},
        {"run", "Runs a case: what reaches the customer, what caps it, and tables of everything.",
         "  midstream run valley.yaml\n"
         "  midstream run valley.yaml --out outputs/trial --replications 100\n"
         "  midstream run valley.yaml --set 'facilities.valley smelter.capacity.concentrate=1.2 Mt/y'\n"
         "  midstream run us-copper.yaml --measure 'cathode made in USA'\n"
         "  midstream run valley.yaml --json                    the summary for programs\n"},
        {"chokepoints",
         "Runs a case and tells what caps it: every limit tried, and the ladder of those that bind next.",
         "  midstream chokepoints valley.yaml\n"
         "  midstream chokepoints valley.yaml --all               every limit is tried\n"
         "  midstream chokepoints valley.yaml --ladder 5          what binds after what, and at which size\n"},
        {"compare", "Runs two cases on the same luck and tells the differences.",
         "  midstream compare before.yaml after.yaml\n"
         "  midstream compare valley.yaml --set 'facilities.valley smelter.capacity.concentrate=1.2 Mt/y'\n"
         "  midstream compare valley.yaml --with tariff.yaml --out outputs/tariff\n"},
        {"replay", "Runs a case over its recorded years and tells how near it comes to what was observed.",
         "  midstream replay us-copper-history.yaml\n"
         "  midstream replay us-copper-history.yaml --score 2013..2019\n"
         "  midstream replay us-copper-history.yaml --with calibrated.yaml --out outputs/trial\n"},
        {"calibrate", "Chooses values of a case within bounds so that it fits observed years, and scores it on others.",
         "  midstream calibrate history.yaml --fit 2000..2012 --score 2013..2019\n"
         "  midstream calibrate history.yaml --vary 'facilities.works.capacity.concentrate=600 kt/y..900 kt/y'\n"},
        {"size",
         "Finds the smallest size that meets a target (or the largest, of what falls), a pair, or the best option.",
         "  midstream size valley.yaml --vary 'facilities.valley smelter.capacity.concentrate=0.6:1.4 Mt/y' \\\n"
         "      --target 'delivered cathode >= 225 kt/y' --confidence 95 %\n"
         "  midstream size valley.yaml --vary 'fleets.valley trains.vehicles=1:8' --target 'delivered cathode >= 230 "
         "kt/y' "
         "\\\n"
         "      --in '90 % of runs'                               in so many runs, instead of on average\n"
         "  midstream size valley.yaml --vary 'facilities.valley smelter.capacity.concentrate=0.6:1.4 Mt/y' \\\n"
         "      --target 'utilisation of valley smelter >= 85 %'  the largest that is used so far\n"
         "  midstream size valley.yaml --option 'four trains: fleets.valley trains.vehicles=4' \\\n"
         "      --option 'second smelter: second-smelter.yaml'    the one that gives the most\n"
         "  midstream size valley.yaml                          what the case asks under `size:`\n"},
        {"study",
         "Runs a case in many scenarios; results gather in one SQLite file, and a stop or a kill loses nothing done.",
         "  midstream study policies.yaml\n"
         "  midstream study policies.yaml --status              what is missing, from the outputs\n"
         "  midstream study policies.yaml --shard 2/8           one of eight parts, each on a machine of its own\n"
         "  midstream describe study                            how to write one\n"},
        {"merge", "Joins what the shards of a study have run, and writes its tables.",
         "  midstream merge policies.yaml                       of the shards in its folder\n"
         "  midstream merge policies.yaml far/shard-2-of-8.sqlite\n"},
        {"describe", "Explains the language of cases: a kind, a section, a law of chance.",
         "  midstream describe                                  what can be described\n"
         "  midstream describe smelter\n"
         "  midstream describe routes\n"
         "  midstream describe units                            every unit that can be written\n"},
        {"schema", "Prints the JSON Schema of cases, or of studies, for editors.",
         "  midstream schema > case.json\n"
         "  midstream schema study > study.json\n"},
        {"version", "Prints the version and how it was built.", "  midstream version\n"},
    };
    return all;
}

std::string meant(std::string_view typed, const std::vector<std::string> &known) {
    const auto nearest = nearest_name(typed, known);
    return nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "";
}

std::string joined(const std::vector<std::string> &words) {
    std::string text;
    for (const std::string &word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

} // namespace

const std::vector<std::string> &command_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const CommandText &text : texts()) all.push_back(text.name);
        return all;
    }();
    return names;
}

std::string_view about_command(std::string_view command) {
    for (const CommandText &text : texts())
        if (text.name == command) return text.about;
    return "";
}

std::string_view examples_of(std::string_view command) {
    for (const CommandText &text : texts())
        if (text.name == command) return text.examples;
    return "  midstream check valley.yaml        every mistake, with its line and remedy\n"
           "  midstream run valley.yaml          the answer, and tables in outputs/valley/\n"
           "  midstream chokepoints valley.yaml --ladder 3   what caps it, and what caps it next\n"
           "  midstream describe smelter         what a smelter's fields mean\n"
           "  midstream run --help               options and examples of a command\n";
}

std::string unknown_command(std::string_view typed) {
    return fmt::format("'{}' is not a command of midstream{}; commands are {}", typed, meant(typed, command_names()),
                       joined(command_names()));
}

std::string unknown_option(std::string_view typed, std::string_view command, const std::vector<std::string> &known) {
    const std::string_view name = typed.substr(0, typed.find('='));
    return fmt::format("'{}' is not an option of `midstream {}`{}; options are {}", name, command, meant(name, known),
                       joined(known));
}

} // namespace midstream
