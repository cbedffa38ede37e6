// What `midstream calibrate` may choose.
// SPDX-License-Identifier: Apache-2.0
#include "cli/choices.h"

#include "cli/commands.h"
#include "reader/case_error.h"
#include "reader/laws.h"
#include "reader/set_path.h"

#include <fmt/format.h>

namespace midstream {

namespace {

/// An overlay replaces a law of chance whole: it cannot hold one of its numbers without the others.
void refuse_part_of_law(const Choice &choice) {
    for (const LawForm &form : law_forms())
        if (form.arguments.size() > 1 && choice.field.find(fmt::format(".{}.", form.word)) != std::string::npos)
            throw UsageError{
                fmt::format("'{}' is one number of a law that has more, and an overlay replaces a law "
                            "whole; write a law of one number in the case, such as `{{exponential: 7 d}}`, "
                            "and choose that",
                            choice.field)};
}

/// What is wrong with a case into which a bound was put, told of who asked for it in place of the `--set` that put it
/// there.
CaseError told_of_vary(const CaseError &error, const Arguments &arguments, const Choice &choice, double bound) {
    const std::string value = choice_text(choice, bound), set = set_name(choice.field + "=" + value);
    const std::string said =
        arguments.vary.empty() ? fmt::format("calibrate.vary of {}, {} = {}", arguments.chain.file, choice.field, value)
                               : fmt::format("--vary '{}={}..{}'", choice.field, choice_text(choice, choice.from),
                                             choice_text(choice, choice.to));
    std::vector<Problem> problems = error.problems();
    for (Problem &problem : problems)
        if (problem.file == set) problem.file = said;
    return CaseError{std::move(problems), error.messages().warnings};
}

/// Reads the case with one bound: what is wrong with it is told before anything is run, and of the choice.
void check_bound(const Arguments &arguments, const Choice &choice, double bound) {
    Arguments silent = arguments;
    silent.quiet = true;
    try {
        read_input(with_values(arguments.chain, {choice}, {bound}), silent);
    } catch (const CaseError &error) {
        throw told_of_vary(error, arguments, choice, bound);
    }
}

} // namespace

Choices choices_asked(const Arguments &arguments, const Case &chain) {
    std::vector<VarySpec> vary = chain.calibrate.vary;
    if (!arguments.vary.empty()) vary.clear();
    for (const std::string &words : arguments.vary) vary.push_back(vary_of(words));
    if (vary.empty())
        throw UsageError{"nothing may be chosen; name a value by --vary 'PATH=FROM..TO', or in the case under "
                         "`calibrate: {vary: [...]}`"};
    Choices asked;
    for (const VarySpec &spec : vary) {
        const Choice choice = choice_of(spec);
        refuse_driven(choice.field, chain);
        refuse_part_of_law(choice);
        asked.paths.push_back(keys_of_path(spec.field, chain));
        for (const double bound : {choice.from, choice.to}) check_bound(arguments, choice, bound);
        asked.choices.push_back(choice);
    }
    return asked;
}

} // namespace midstream
