// What `midstream calibrate` may choose.
// SPDX-License-Identifier: Apache-2.0
#include "cli/choices.h"

#include "cli/commands.h"
#include "reader/case_error.h"
#include "reader/laws.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace midstream {

namespace {

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

/// A driver lays its series over whatever is chosen there.
void refuse_driven(const Choice &choice, const Case &chain) {
    for (const DriverSpec &driver : chain.drivers) {
        const bool same = choice.field == driver.field || choice.field.starts_with(driver.field + ".") ||
                          driver.field.starts_with(choice.field + ".");
        if (same)
            throw UsageError{fmt::format("'{}' is what the driver '{}' tells, so nothing can be chosen there; choose "
                                         "another field, or take the driver out of the case",
                                         choice.field, driver.name)};
    }
}

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

/// Reads the case with one bound: what is wrong with it is told before anything is run, and of the choice.
void check_bound(const Arguments &arguments, const Choice &choice, double bound, bool from_case) {
    Arguments silent = arguments;
    silent.quiet = true;
    try {
        read_input(with_values(arguments.chain, {choice}, {bound}), silent);
    } catch (const CaseError &error) {
        const std::string set = fmt::format("--set '{}={}'", choice.field, choice_text(choice, bound));
        const std::string vary = from_case
                                     ? fmt::format("calibrate.vary of {}, {} = {}", arguments.chain.file, choice.field,
                                                   choice_text(choice, bound))
                                     : fmt::format("--vary '{}={}..{}'", choice.field, choice_text(choice, choice.from),
                                                   choice_text(choice, choice.to));
        std::vector<Problem> problems = error.problems();
        for (Problem &problem : problems)
            if (problem.file == set) problem.file = vary;
        throw CaseError{std::move(problems), error.messages().warnings};
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
        refuse_driven(choice, chain);
        refuse_part_of_law(choice);
        asked.paths.push_back(keys_of_path(spec.field, chain));
        for (const double bound : {choice.from, choice.to})
            check_bound(arguments, choice, bound, arguments.vary.empty());
        asked.choices.push_back(choice);
    }
    return asked;
}

CaseArguments with_values(CaseArguments source, const std::vector<Choice> &choices, const std::vector<double> &values) {
    for (std::size_t i = 0; i < choices.size(); ++i)
        source.sets.push_back(choices[i].field + "=" + choice_text(choices[i], values[i]));
    return source;
}

} // namespace midstream
