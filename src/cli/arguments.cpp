// The command line, by CLI11; its messages are replaced by ours.
// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.h"

#include "cli/usage.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace midstream {

namespace {

/// Help as people read it: usage, what it does, examples, then the options.
class Help : public CLI::Formatter {
  public:
    std::string make_help(const CLI::App *app, std::string, CLI::AppFormatMode) const override {
        const std::string command = app->get_parent() ? app->get_name() : "";
        std::string text = "Usage: midstream " + (command.empty() ? "COMMAND [OPTIONS]" : usage_of(app)) + "\n\n";
        text += app->get_description() + "\n\nExamples:\n" + std::string{examples_of(command)};
        if (command.empty()) {
            text += "\nCommands:\n";
            for (const std::string &name : command_names())
                text += fmt::format("  {:<10} {}\n", name, about_command(name));
            return text + "\nExit codes: 0 done, 1 the model failed, 2 the command line or the case is wrong,\n"
                          "3 a target cannot be met, or a study lacks runs, 130 interrupted.\n";
        }
        std::string options;
        for (const CLI::Option *option : app->get_options())
            options += fmt::format("  {:<22} {}\n", name_of(option), option->get_description());
        return text + "\nOptions:\n" + options;
    }

  private:
    static std::string name_of(const CLI::Option *option) {
        if (option->get_positional()) return option->get_name();
        if (option->get_type_size() == 0) return option->get_name();
        const std::string type = option->get_type_name();
        return option->get_name() + " " + type.substr(0, type.find(':')); // behind it CLI11 tells the range
    }
    static std::string usage_of(const CLI::App *app) {
        std::string text = app->get_name();
        for (const CLI::Option *option : app->get_options())
            if (option->get_positional())
                text += option->get_required() ? " " + option->get_name() : " [" + option->get_name() + "]";
        return text + " [OPTIONS]";
    }
};

template <class T>
CLI::Option *add_value(CLI::App *app, const char *name, T &value, const char *type, const char *about) {
    return app->add_option(name, value, about)->type_name(type);
}

/// An option that may be given again and again, each time with one value: it must not swallow what follows.
void add_list(CLI::App *app, const char *name, std::vector<std::string> &values, const char *type, const char *about) {
    add_value(app, name, values, type, about)->allow_extra_args(false)->take_all();
}

/// CLI11 would wrap a negative number and cut one that is too large.
std::string refuse_seed(const std::string &typed) {
    std::uint64_t seed = 0;
    const char *const end = typed.data() + typed.size();
    const auto [stop, error] = std::from_chars(typed.data(), end, seed);
    if (error == std::errc{} && stop == end && !typed.empty()) return "";
    return fmt::format("'{}' is no whole number for --seed; write one from 0 to {}", typed,
                       std::numeric_limits<std::uint64_t>::max());
}

void add_case(CLI::App *app, CaseArguments &chain) {
    app->add_option("CASE", chain.file, "The case, a YAML file.")->required();
    add_list(app, "--with", chain.overlays, "FILE", "Lays a file over the case; may be repeated.");
    add_list(app, "--set", chain.sets, "PATH=VALUE", "Changes one value; may be repeated.");
}

/// What every command that runs cases understands.
void add_luck(CLI::App *app, Arguments &a, int fewest,
              const char *replications = "How often to run, instead of the case's number.") {
    add_value(app, "--seed", a.seed, "N", "Luck to start from, instead of the case's.")
        ->check(CLI::Validator{refuse_seed, ""});
    add_value(app, "--replications", a.replications, "N", replications)->check(CLI::Range(fewest, 1000000));
    add_value(app, "--threads", a.threads, "N", "Threads; all cores unless given. Results do not depend on it.")
        ->check(CLI::Range(1, 1024));
    app->add_flag("--quiet", a.quiet,
                  "Prints no warnings, no progress and no answer, only errors; with --json the JSON still comes.");
}

void add_runs(CLI::App *app, Arguments &a, int fewest) {
    add_luck(app, a, fewest);
    add_value(app, "--relief", a.relief, "N", "How many limits to try raising by 10 %; 8 unless given, 0 for none.")
        ->check(CLI::Range(0, 1000));
    add_value(app, "--of", a.of, "NAME", "Whose tonnes to explain: a market, a maker or a country.");
    add_value(app, "--measure", a.measure, "WORDS", "The same in words, such as 'cathode made in USA'.")
        ->excludes("--of");
}

void add_run(CLI::App *app, Arguments &a) {
    add_case(app, a.chain);
    add_value(app, "--out", a.out, "DIR", "Folder for the tables; outputs/CASE unless given.");
    add_runs(app, a, 1);
    app->add_flag("--json", a.json, "Prints summary.json instead of the answer.");
}

void add_compare(CLI::App *app, Arguments &a) {
    app->add_option("CASE", a.chain.file, "The case before, a YAML file.")->required();
    app->add_option("OTHER", a.other, "The case after; the first with --with and --set laid over it unless given.");
    add_list(app, "--with", a.chain.overlays, "FILE", "Lays a file over the case after; may be repeated.");
    add_list(app, "--set", a.chain.sets, "PATH=VALUE", "Changes one value of the case after; may be repeated.");
    add_value(app, "--out", a.out, "DIR", "Folder for compare.csv and compare.json; none unless given.");
    add_runs(app, a, 2);
    app->add_flag("--json", a.json, "Prints compare.json instead of the answer.");
}

void add_history(CLI::App *app, Arguments &a) {
    add_case(app, a.chain);
    add_value(app, "--fit", a.fit, "YEARS", "Years that may be looked at, such as 2000..2012, instead of the case's.");
    add_value(app, "--score", a.score, "YEARS", "Years that are scored, such as 2013.., instead of the case's.");
    add_value(app, "--out", a.out, "DIR", "Folder for the tables; outputs/CASE-COMMAND unless given.");
}

void add_replay(CLI::App *app, Arguments &a) {
    add_history(app, a);
    add_luck(app, a, 1);
    app->add_flag("--json", a.json, "Prints replay.json instead of the answer.");
}

void add_calibrate(CLI::App *app, Arguments &a) {
    add_history(app, a);
    add_list(app, "--vary", a.vary, "PATH=FROM..TO", "A value that may be chosen, and its bounds; may be repeated.");
    add_value(
        app, "--tries", a.tries, "N",
        "How many sets of values may be tried; 60 for each value unless given. Telling how well each is known takes "
        "some more runs.")
        ->check(CLI::Range(1, 100000));
    add_luck(app, a, 1);
    app->add_flag("--json", a.json, "Prints calibrate.json instead of the answer.");
}

void add_size(CLI::App *app, Arguments &a) {
    add_case(app, a.chain);
    add_list(app, "--vary", a.vary, "PATH=FROM..TO", "What is sized, and its range; twice for a pair of sizes.");
    add_value(app, "--target", a.target, "WORDS", "What must be met, such as 'delivered cathode >= 1.1 Mt/y'.");
    add_value(app, "--in", a.in_share, "SHARE", "The share of runs that must meet it, such as '90 % of runs'.");
    add_value(app, "--confidence", a.confidence, "SHARE", "How surely the answer is right; 95 % unless given.");
    add_value(app, "--indifference", a.indifference, "AMOUNT",
              "How near the target either decision is right; unless given 0.5 % of it, of a shortfall 0.5 % of the "
              "demand, of a utilisation 0.5 points, of a share of runs 5 points.");
    add_list(app, "--cost", a.costs, "PATH=COST", "What a unit costs ('900 USD per t/y'), or an option.");
    add_list(
        app, "--option", a.options, "WORDS",
        "A way to build: 'name: PATH=VALUE, FILE.yaml'; may be repeated. Without a target the one that gives the most "
        "is picked, with one the cheapest that meets it; without costs the first in the list that does.");
    add_value(app, "--steps", a.steps, "N", "How finely the range is cut; 128 unless given, whole numbers by ones.")
        ->check(CLI::Range(1, 100000));
    add_value(app, "--at-most", a.at_most, "N", "Runs of a size after which its zone is made wider; 1000 unless given.")
        ->check(CLI::Range(10, 1000000));
    add_value(app, "--relief", a.relief, "N", "How many limits to try raising at the answer; 8 unless given.")
        ->check(CLI::Range(0, 1000));
    add_value(app, "--out", a.out, "DIR", "Folder for page and tables; outputs/CASE-size unless given.");
    add_luck(app, a, 5, "Runs that each size begins with, 10 unless given; and runs of the answer.");
    app->add_flag("--json", a.json, "Prints size.json instead of the answer.");
}

void add_study_file(CLI::App *app, Arguments &a) {
    app->add_option("STUDY", a.chain.file, "The study, a YAML file (midstream describe study).")->required();
    add_value(app, "--out", a.out, "DIR", "Folder for results and tables; outputs/STUDY unless given.");
    add_luck(app, a, 1);
    app->add_flag("--json", a.json, "Prints study.json instead of the answer.");
}

void add_study(CLI::App *app, Arguments &a) {
    add_study_file(app, a);
    add_value(app, "--shard", a.shard, "K/N", "Runs the k-th of n parts only, into a file of its own.");
    app->add_flag("--status", a.status, "Tells what has been run and what is missing, and runs nothing.");
}

void add_merge(CLI::App *app, Arguments &a) {
    add_study_file(app, a);
    app->add_option("FILES", a.files, "Result files to take over; those of shards in the folder always are.");
}

/// `--in 90 % of runs` comes as five words: what the share is of belongs to the value of the option. `words` have gone
/// through `with_percents`.
std::vector<std::string> with_runs(const CLI::App &command, const std::vector<std::string> &words) {
    if (!command.get_option_no_throw("--in")) return words;
    std::vector<std::string> joined;
    for (std::size_t i = 0; i < words.size(); ++i) {
        joined.push_back(words[i]);
        const bool is_share = words[i].starts_with("--in=") || (i > 0 && words[i - 1] == "--in");
        if (!is_share || i + 1 == words.size() || words[i + 1] != "of") continue;
        const std::size_t last = i + 2 < words.size() && words[i + 2] == "the" ? i + 3 : i + 2;
        while (i < last && i + 1 < words.size()) joined.back() += " " + words[++i];
    }
    return joined;
}

/// `--confidence 95 %` comes as three words: a lone % belongs to the number before it where that is an option's value.
std::vector<std::string> with_percents(const CLI::App &command, const std::vector<std::string> &words) {
    const auto takes_value = [&](const std::string &word) {
        const CLI::Option *option = word.starts_with("--") ? command.get_option_no_throw(word) : nullptr;
        return option && option->get_type_size() > 0;
    };
    std::vector<std::string> joined;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool may_belong = words[i] == "%" && i > 0 && !words[i - 1].empty() &&
                                std::string_view{"0123456789."}.find(words[i - 1].back()) != std::string_view::npos;
        const bool is_value = may_belong && ((i > 1 && takes_value(words[i - 2])) ||
                                             takes_value(words[i - 1].substr(0, words[i - 1].find('='))));
        if (is_value)
            joined.back() += " %";
        else
            joined.push_back(words[i]);
    }
    return joined;
}

std::vector<std::string> options_of(const CLI::App &app) {
    std::vector<std::string> names;
    for (const CLI::Option *option : app.get_options())
        if (!option->get_positional()) names.push_back(option->get_name());
    return names;
}

/// What CLI11 did not understand.
[[noreturn]] void refuse_rest(const CLI::App &command, const std::vector<std::string> &rest) {
    const auto option = std::find_if(rest.begin(), rest.end(), [](const auto &word) { return word.starts_with("-"); });
    const std::string name = command.get_name();
    if (option != rest.end() && (name == "study" || name == "merge"))
        for (const std::string_view key : {"set", "with"})
            if (*option == fmt::format("--{}", key) || option->starts_with(fmt::format("--{}=", key)))
                throw UsageError{fmt::format("`midstream {0}` takes no --{1}; what all scenarios change stands in the "
                                             "study's file, under `{1}:`",
                                             name, key)};
    if (option != rest.end()) throw UsageError{unknown_option(*option, command.get_name(), options_of(command))};
    throw UsageError{fmt::format("'{}' is one word too many for `midstream {}`; put names with spaces in quotes",
                                 rest.front(), command.get_name())};
}

/// The message of a wrong value or a missing word.
std::string words_of(const CLI::ParseError &error, const CLI::App &command) {
    const std::string what = error.what();
    if (what.starts_with("CASE is required"))
        return fmt::format("`midstream {}` needs a case: midstream {} CASE.yaml", command.get_name(),
                           command.get_name());
    if (what.starts_with("STUDY is required"))
        return fmt::format("`midstream {0}` needs a study: midstream {0} STUDY.yaml", command.get_name());
    if (error.get_name() == "ArgumentMismatch")
        return fmt::format("{} needs a value (see midstream {} --help)", what.substr(0, what.find(':')),
                           command.get_name());
    const std::string own = "--seed: '"; // CLI11 puts the option before what a check of ours says
    if (what.starts_with(own)) return what.substr(own.size() - 1);
    const std::string value = ": Value ", range = " not in range "; // all ranges are of whole numbers
    if (const auto is = what.find(value), not_in = what.find(range); is != what.npos && not_in != what.npos) {
        const std::string typed = what.substr(is + value.size(), not_in - is - value.size());
        if (typed.find_first_not_of("-0123456789") != typed.npos)
            return fmt::format("'{}' is no whole number for {}; write one from {}", typed, what.substr(0, is),
                               what.substr(not_in + range.size()));
    }
    const std::string conversion = "Could not convert: ";
    if (const auto is = what.find(" = "); what.starts_with(conversion) && is != what.npos)
        return fmt::format("'{}' is no whole number for {}", what.substr(is + 3),
                           what.substr(conversion.size(), is - conversion.size()));
    return fmt::format("{} (see midstream {} --help)", what, command.get_name());
}

} // namespace

Arguments parse_arguments(int count, const char *const *words) {
    Arguments a;
    CLI::App app{"Finds what caps the tonnes that reach the customer of a metal supply chain, and by how much.",
                 "midstream"};
    app.formatter(std::make_shared<Help>());
    app.set_help_flag("--help,-h", "Prints this.");
    for (const std::string &name : command_names()) {
        CLI::App *command = app.add_subcommand(name, std::string{about_command(name)});
        command->allow_extras();
        if (name == "check") {
            add_case(command, a.chain);
            command->add_flag("--json", a.json, "Prints problems and warnings as JSON, for editors.");
        }
        if (name == "run" || name == "chokepoints") add_run(command, a);
        if (name == "chokepoints") {
            command->add_flag("--all", a.all, "Tries every limit, not only the most promising.");
            add_value(command, "--ladder", a.ladder, "N",
                      "Climbs N rungs: raises the first limit until it lets go, then the next.")
                ->check(CLI::Range(0, 100));
        }
        if (name == "compare") add_compare(command, a);
        if (name == "replay") add_replay(command, a);
        if (name == "calibrate") add_calibrate(command, a);
        if (name == "size") add_size(command, a);
        if (name == "study") add_study(command, a);
        if (name == "merge") add_merge(command, a);
        if (name == "describe")
            command->add_option("TOPIC", a.topic, "A kind, section or law; without it, all that can be described.");
        if (name == "schema") command->add_option("OF", a.topic, "`case`, as without it, or `study`.");
    }
    if (count < 2) {
        a.help = app.help();
        return a;
    }
    std::string first = words[1];
    if (first == "--version") first = "version";
    const bool is_help = first == "--help" || first == "-h" || first == "help";
    if (is_help) {
        const auto &names = command_names();
        const bool of_one = count > 2 && std::find(names.begin(), names.end(), words[2]) != names.end();
        a.help = of_one ? app.get_subcommand(words[2])->help() : app.help();
        return a;
    }
    const auto &names = command_names();
    if (std::find(names.begin(), names.end(), first) == names.end()) throw UsageError{unknown_command(first)};
    CLI::App *command = app.get_subcommand(first);
    try {
        std::vector<std::string> rest(words + 2, words + count);
        if (std::find(rest.begin(), rest.end(), "--help") != rest.end() ||
            std::find(rest.begin(), rest.end(), "-h") != rest.end()) {
            a.help = command->help();
            return a;
        }
        rest = with_runs(*command, with_percents(*command, rest));
        std::reverse(rest.begin(), rest.end()); // CLI11 takes words from the back
        command->parse(rest);
        if (const auto left_over = command->remaining(); !left_over.empty()) refuse_rest(*command, left_over);
    } catch (const CLI::ParseError &error) {
        if (const auto left_over = command->remaining(); !left_over.empty()) refuse_rest(*command, left_over);
        throw UsageError{words_of(error, *command)};
    }
    using Command = Arguments::Command;
    constexpr Command commands[] = {Command::check,  Command::run,       Command::chokepoints, Command::compare,
                                    Command::replay, Command::calibrate, Command::size,        Command::study,
                                    Command::merge,  Command::describe,  Command::schema,      Command::version};
    a.command = commands[std::find(names.begin(), names.end(), first) - names.begin()];
    return a;
}

} // namespace midstream
