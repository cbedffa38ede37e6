// The question of `midstream size`, held against the case.
// SPDX-License-Identifier: Apache-2.0
#include "cli/size_question.h"

#include "cli/size_asked.h"
#include "cli/size_rule.h"
#include "cli/size_scope.h"
#include "reader/case_places.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// A question, whole where nothing is wrong with it.
struct ReadQuestion {
    SizeQuestion question;
    std::vector<SizeProblem> problems;
};

ReadQuestion read_question(const Arguments &arguments, const Case &chain, const SizeAsked &asked) {
    ReadQuestion read;
    read.problems = asked.misfits;
    read_size_scope(arguments, chain, asked, read.question, read.problems);
    read_size_rule(arguments, chain, asked, read.question, read.problems);
    return read;
}

/// Those that stand in the case, with their lines.
std::vector<Problem> placed(const std::vector<SizeProblem> &found, const Arguments &arguments) {
    const auto stands_in_case = [](const SizeProblem &problem) { return !problem.at.empty(); };
    if (std::none_of(found.begin(), found.end(), stands_in_case)) return {};
    const CasePlaces places{arguments.chain.file, read_options(arguments.chain)};
    std::vector<Problem> problems;
    for (const SizeProblem &problem : found) {
        if (!stands_in_case(problem)) continue;
        std::vector<std::string> steps{"size"};
        steps.insert(steps.end(), problem.at.begin(), problem.at.end());
        problems.push_back(places.problem(steps, problem.text));
    }
    sort_by_place(problems);
    return problems;
}

/// All of them: those of the command line first, told of the program as a UsageError is, each once.
std::vector<Problem> told(const std::vector<SizeProblem> &found, const Arguments &arguments) {
    std::vector<Problem> problems;
    for (const SizeProblem &problem : found) {
        const Problem typed{"midstream", 0, 0, "", problem.text};
        if (problem.at.empty() && std::find(problems.begin(), problems.end(), typed) == problems.end())
            problems.push_back(typed);
    }
    for (Problem &problem : placed(found, arguments)) problems.push_back(std::move(problem));
    return problems;
}

/// What is asked, as it would be typed beside the case.
std::vector<std::string> words_of(const Arguments &arguments, const SizeAsked &asked, const SizeQuestion &question) {
    std::vector<std::string> words;
    const auto tell = [&](const char *option, const std::string &value) {
        words.emplace_back(option);
        words.push_back(value);
    };
    for (std::size_t i = 0; i < question.axes.size(); ++i) {
        const Choice &choice = question.axes[i].choice;
        tell("--vary",
             fmt::format("{}={}..{}", choice.field, choice_text(choice, choice.from), choice_text(choice, choice.to)));
        if (const std::string &cost = asked.spec.vary[i].cost; !cost.empty()) tell("--cost", choice.field + "=" + cost);
    }
    for (const std::string &option : arguments.options) tell("--option", option);
    for (std::size_t i = 0; i < asked.spec.options.size(); ++i)
        if (asked.typed.count({"options", std::to_string(i + 1), "cost"}) > 0)
            tell("--cost", asked.spec.options[i].name + "=" + asked.spec.options[i].cost);
    if (!question.target_text.empty()) tell("--target", question.target_text);
    if (question.rule.in_share) tell("--in", fmt::format("{:.6g} %", 100 * *question.rule.in_share));
    tell("--confidence", fmt::format("{:.6g} %", 100 * question.rule.confidence));
    if (!asked.spec.indifference.empty()) tell("--indifference", asked.spec.indifference);
    if (arguments.steps > 0) tell("--steps", std::to_string(arguments.steps));
    if (arguments.relief != Arguments{}.relief) tell("--relief", std::to_string(arguments.relief));
    if (arguments.replications) tell("--replications", std::to_string(*arguments.replications));
    return words;
}

} // namespace

SizeQuestion size_question(const Arguments &arguments, const CaseInput &input) {
    const SizeAsked asked = size_asked(arguments, *input.chain);
    auto [question, problems] = read_question(arguments, *input.chain, asked);
    if (!problems.empty()) throw CaseError{told(problems, arguments)};
    std::vector<std::string> paths;
    for (const Axis &axis : question.axes) paths.push_back(axis.choice.field);
    if (!paths.empty()) tell_replaced(arguments, paths);
    question.words = words_of(arguments, asked, question);
    return std::move(question);
}

std::vector<Problem> find_size_problems(const Arguments &arguments, const Case &chain) {
    if (chain.size.empty()) return {};
    const SizeAsked asked = size_asked(arguments, chain);
    return placed(read_question(arguments, chain, asked).problems, arguments);
}

std::vector<Problem> find_size_warnings(const Arguments &arguments, const Case &chain) {
    const SizeAsked asked{chain.size, {}, {}, false};
    std::vector<SizeProblem> left_out;
    if (chain.size.vary.empty() && chain.size.options.empty())
        asked.tell(left_out, {"vary"},
                   "nothing is to be sized; `midstream size` needs a value here, ways to build under `options`, or "
                   "either on the command line");
    if (chain.size.target.empty() && chain.size.options.empty())
        asked.tell(left_out, {"target"},
                   "no target is set; `midstream size` needs one here, such as `delivered cathode >= 1.1 Mt/y`, or by "
                   "--target");
    std::vector<Problem> warnings = placed(left_out, arguments);
    std::vector<std::string> paths;
    for (const SizeVarySpec &vary : chain.size.vary) paths.push_back(vary.field);
    if (paths.empty()) return warnings;
    for (Problem &problem : replaced_at(arguments, paths)) warnings.push_back(std::move(problem));
    return warnings;
}

} // namespace midstream
