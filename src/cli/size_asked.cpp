// A question of size in words.
// SPDX-License-Identifier: Apache-2.0
#include "cli/size_asked.h"

#include "cli/vary.h"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

namespace midstream {

namespace {

bool begins_part(const std::string &text) {
    const std::string part = text.substr(0, text.find(", "));
    return part.ends_with(".yaml") || part.find('=') != part.npos;
}

/// "name: PATH=VALUE, FILE.yaml"
SizeOptionSpec option_of(const std::string &words) {
    const auto colon = words.find(": ");
    if (colon == words.npos || colon == 0)
        throw UsageError{fmt::format("'{}' is no option; write 'NAME: PATH=VALUE, PATH=VALUE', or an overlay as "
                                     "'NAME: FILE.yaml'",
                                     words)};
    SizeOptionSpec option;
    option.name = words.substr(0, colon);
    std::size_t from = colon + 2;
    while (from < words.size()) {
        // A value may hold commas: a part begins where another assignment or file does.
        std::size_t to = words.find(", ", from);
        while (to != words.npos && !begins_part(words.substr(to + 2))) to = words.find(", ", to + 2);
        const std::string part = words.substr(from, to == words.npos ? to : to - from);
        (part.find('=') == part.npos ? option.with : option.set).push_back(part);
        from = to == words.npos ? words.size() : to + 2;
    }
    return option;
}

/// "PATH=900 USD per t/y" of what is varied, "NAME=250 M USD" of an option.
void add_cost(SizeAsked &asked, const std::string &words) {
    const auto equals = words.find('=');
    if (equals == words.npos)
        throw UsageError{fmt::format("'{}' says nothing for --cost; write 'PATH=900 USD per t/y', or of an option "
                                     "'NAME=250 M USD'",
                                     words)};
    const std::string of = words.substr(0, equals), cost = words.substr(equals + 1);
    bool is_known = false;
    const auto put = [&](const char *part, std::size_t number, std::string &into) {
        into = cost;
        asked.typed.insert({part, std::to_string(number + 1), "cost"});
        is_known = true;
    };
    for (std::size_t i = 0; i < asked.spec.vary.size(); ++i)
        if (asked.spec.vary[i].field == of) put("vary", i, asked.spec.vary[i].cost);
    for (std::size_t i = 0; i < asked.spec.options.size(); ++i)
        if (asked.spec.options[i].name == of) put("options", i, asked.spec.options[i].cost);
    if (!is_known && !asked.lacks_scope) // else it may be of what was left out
        throw UsageError{fmt::format("--cost: '{}' is neither varied nor an option; write it as it stands in --vary or "
                                     "--option",
                                     of)};
}

} // namespace

bool SizeAsked::is_typed(const SizePlace &part) const {
    for (SizePlace whole = part; !whole.empty(); whole.pop_back())
        if (typed.count(whole) > 0) return true;
    return false;
}

void SizeAsked::tell(std::vector<SizeProblem> &problems, SizePlace part, std::string text) const {
    if (is_typed(part)) part.clear();
    problems.push_back({std::move(part), std::move(text)});
}

SizeAsked size_asked(const Arguments &arguments, const Case &chain) {
    SizeAsked asked{chain.size, {}, {}, false};
    SizeSpec &spec = asked.spec;
    const auto folder = std::filesystem::path{arguments.chain.file}.parent_path();
    for (SizeOptionSpec &option : spec.options)
        for (std::string &file : option.with) file = (folder / file).string();
    if (!arguments.vary.empty() || !arguments.options.empty()) {
        spec.vary.clear();
        spec.options.clear();
        asked.typed = {{"vary"}, {"options"}};
    }
    const auto reads = [&](auto work) {
        try {
            work();
            return true;
        } catch (const UsageError &error) {
            asked.misfits.push_back({{}, error.text});
            return false;
        }
    };
    for (const std::string &words : arguments.vary) {
        const bool good = reads([&] {
            const VarySpec vary = vary_of(words);
            spec.vary.push_back({vary.field, vary.from, vary.to, "", ""});
        });
        if (!good) asked.lacks_scope = true;
    }
    for (const std::string &words : arguments.options)
        if (!reads([&] { spec.options.push_back(option_of(words)); })) asked.lacks_scope = true;
    for (const std::string &words : arguments.costs) reads([&] { add_cost(asked, words); });
    const auto overrule = [&](const char *part, const std::optional<std::string> &words, std::string &into) {
        if (!words) return;
        into = *words;
        asked.typed.insert({part});
    };
    overrule("target", arguments.target, spec.target);
    overrule("indifference", arguments.indifference, spec.indifference);
    if (arguments.in_share) asked.typed.insert({"in"});
    if (arguments.confidence) asked.typed.insert({"confidence"});
    return asked;
}

} // namespace midstream
