// The question of `midstream size`.
// SPDX-License-Identifier: Apache-2.0
#include "cli/size_question.h"

#include "cli/size_costs.h"
#include "cli/size_rule.h"
#include "cli/vary.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr int usual_steps = 128; ///< of a range
constexpr int columns = 8;       ///< of the first of two
constexpr int rows = 64;         ///< of the second
constexpr int most_whole = 1000; ///< steps that are tried one by one

class QuestionReader {
  public:
    QuestionReader(const Arguments &arguments, const CaseInput &input)
        : arguments_{arguments}, input_{input}, spec_{input.chain->size} {}

    SizeQuestion read() {
        if (arguments_.vary.empty() && arguments_.options.empty()) {
            vary_ = spec_.vary;
            read_options_of_case();
        }
        for (const std::string &words : arguments_.vary) {
            const VarySpec typed = vary_of(words);
            vary_.push_back({typed.field, typed.from, typed.to, "", ""});
        }
        for (const std::string &words : arguments_.options) question_.options.push_back(option_of(words));
        if (vary_.empty() && question_.options.empty())
            throw UsageError{"nothing is to be sized; name a value by --vary 'PATH=FROM:TO', ways to build by --option "
                             "'NAME: PATH=VALUE, ...', or either in the case under `size:`"};
        if (!vary_.empty() && !question_.options.empty())
            throw UsageError{"values to vary and options to pick from were both given; ask for one of them at a time"};
        if (vary_.size() > 2)
            throw UsageError{fmt::format("{} values are to be varied at once; at most two can be, so set the others by "
                                         "--set",
                                         vary_.size())};
        for (std::size_t i = 0; i < question_.options.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (question_.options[i].name == question_.options[j].name)
                    throw UsageError{
                        fmt::format("two options are called '{}'; give each its own name", question_.options[i].name)};
        if (question_.options.size() == 1) throw UsageError{"one option alone is no choice; give at least two"};
        std::vector<std::string> paths;
        for (const SizeVarySpec &vary : vary_) {
            refuse_driven(vary.field, *input_.chain);
            read_axis(vary);
            paths.push_back(vary.field);
        }
        if (!paths.empty()) tell_replaced(arguments_, paths);
        read_costs();
        read_size_rule(arguments_, input_, question_);
        tell_words();
        return std::move(question_);
    }

  private:
    void read_options_of_case() {
        const auto folder = std::filesystem::path{arguments_.chain.file}.parent_path();
        for (const SizeOptionSpec &spec : spec_.options) {
            SizeOption option{spec.name, spec.set, {}, {}};
            for (const std::string &file : spec.with) option.overlays.push_back((folder / file).string());
            if (!spec.cost.empty()) add_cost(option, spec.cost);
            question_.options.push_back(std::move(option));
        }
    }

    /// "name: PATH=VALUE, FILE.yaml"
    static SizeOption option_of(const std::string &words) {
        const auto colon = words.find(": ");
        SizeOption option{words.substr(0, colon), {}, {}, {}};
        if (colon == words.npos || colon == 0)
            throw UsageError{fmt::format("'{}' is no option; write 'NAME: PATH=VALUE, PATH=VALUE', or an overlay as "
                                         "'NAME: FILE.yaml'",
                                         words)};
        std::size_t from = colon + 2;
        while (from < words.size()) {
            // A value may hold commas: a part begins where another assignment or file does.
            std::size_t to = words.find(", ", from);
            while (to != words.npos && !begins_part(words.substr(to + 2))) to = words.find(", ", to + 2);
            const std::string part = words.substr(from, to == words.npos ? to : to - from);
            (part.find('=') == part.npos ? option.overlays : option.sets).push_back(part);
            from = to == words.npos ? words.size() : to + 2;
        }
        return option;
    }
    static bool begins_part(const std::string &text) {
        const std::string part = text.substr(0, text.find(", "));
        return part.ends_with(".yaml") || part.find('=') != part.npos;
    }

    void read_axis(const SizeVarySpec &vary) {
        Axis axis;
        axis.choice = choice_of({vary.field, vary.from, vary.to, ""});
        for (const Axis &other : question_.axes)
            if (other.choice.field == vary.field)
                throw UsageError{fmt::format("'{}' is to be varied twice; name it once", vary.field)};
        can_read(axis.choice, axis.choice.to, true);
        can_read(axis.choice, axis.choice.from, true);
        if (can_read(with_set(vary.field + "=no quantity")))
            throw UsageError{
                fmt::format("'{}' holds words and no quantity, so it has no size; vary a field that holds a "
                            "number, such as 'facilities.works.capacity.concentrate'",
                            vary.field)};
        const double range = axis.choice.to - axis.choice.from;
        axis.is_whole = axis.choice.unit.empty() && std::floor(axis.choice.from) == axis.choice.from &&
                        std::floor(axis.choice.to) == axis.choice.to &&
                        !can_read(axis.choice, axis.choice.from + 0.5, false);
        if (axis.is_whole && range > most_whole)
            throw UsageError{
                fmt::format("'{}' goes by whole ones, and {} of them are too many to try; choose a range of "
                            "at most {}",
                            vary.field, range, most_whole)};
        const int fine = arguments_.steps > 0 ? arguments_.steps : vary_.size() == 1 ? usual_steps : rows;
        axis.steps = axis.is_whole                                 ? static_cast<int>(range)
                     : vary_.size() == 2 && question_.axes.empty() ? columns
                                                                   : fine;
        question_.axes.push_back(std::move(axis));
    }

    CaseArguments with_set(const std::string &set) const {
        CaseArguments source = arguments_.chain;
        source.sets.push_back(set);
        return source;
    }

    /// Whether the case can be read with a value; as it must, its own errors go up.
    bool can_read(const Choice &choice, double value, bool must) const {
        try {
            return can_read(with_values(arguments_.chain, {choice}, {value}), must);
        } catch (const CaseError &error) {
            throw told_of_vary(error, arguments_, choice, value, "size.vary");
        }
    }
    bool can_read(const CaseArguments &source, bool must = false) const {
        Arguments silent = arguments_;
        silent.quiet = true;
        try {
            read_input(source, silent);
        } catch (const CaseError &) {
            if (must) throw;
            return false;
        }
        return true;
    }

    void add_cost(SizeOption &option, const std::string &text) {
        const Cost cost = cost_amount(text, option.name);
        option.cost = cost.amount;
        same_currency(cost);
    }
    void same_currency(const Cost &cost) {
        if (!question_.currency.empty() && question_.currency != cost.currency)
            throw UsageError{fmt::format("costs are told in '{}' and in '{}'; write all in one currency",
                                         question_.currency, cost.currency)};
        question_.currency = cost.currency;
    }

    void read_costs() {
        std::vector<std::string> costs(question_.axes.size());
        for (std::size_t i = 0; i < costs.size(); ++i) costs[i] = vary_[i].cost;
        for (const std::string &words : arguments_.costs) {
            const auto equals = words.find('=');
            const std::string of = words.substr(0, equals);
            if (equals == words.npos)
                throw UsageError{
                    fmt::format("'{}' says nothing for --cost; write 'PATH=900 USD per t/y', or of an option "
                                "'NAME=250 M USD'",
                                words)};
            bool is_known = false;
            for (std::size_t i = 0; i < costs.size(); ++i)
                if (question_.axes[i].choice.field == of) {
                    costs[i] = words.substr(equals + 1);
                    is_known = true;
                }
            for (SizeOption &option : question_.options)
                if (option.name == of) {
                    add_cost(option, words.substr(equals + 1));
                    is_known = true;
                }
            if (!is_known)
                throw UsageError{fmt::format("--cost: '{}' is neither varied nor an option; write it as it stands in "
                                             "--vary or --option",
                                             of)};
        }
        for (std::size_t i = 0; i < costs.size(); ++i) {
            if (costs[i].empty()) {
                if (costs.size() == 1) return;
                throw UsageError{
                    fmt::format("two values are varied, so their costs decide: say what '{0}' costs, such as "
                                "--cost '{0}=900 USD per {1}'",
                                question_.axes[i].choice.field,
                                question_.axes[i].choice.unit.empty() ? "vehicle" : question_.axes[i].choice.unit)};
            }
            const Cost cost = cost_of_unit(costs[i], question_.axes[i].choice);
            same_currency(cost);
            question_.axes[i].cost = cost.amount;
        }
        for (const SizeOption &option : question_.options)
            if (!question_.currency.empty() && !option.cost)
                throw UsageError{fmt::format("some options have a cost, and '{}' has none; give it one", option.name)};
    }

    void tell_words() {
        const auto tell = [&](const char *option, const std::string &value) {
            question_.words.emplace_back(option);
            question_.words.push_back(value);
        };
        for (std::size_t i = 0; i < question_.axes.size(); ++i) {
            const Choice &choice = question_.axes[i].choice;
            tell("--vary", fmt::format("{}={}..{}", choice.field, choice_text(choice, choice.from),
                                       choice_text(choice, choice.to)));
            if (!vary_[i].cost.empty()) tell("--cost", choice.field + "=" + vary_[i].cost);
        }
        for (const std::string &words : arguments_.options) tell("--option", words);
        for (const std::string &words : arguments_.costs) tell("--cost", words);
        if (!question_.target_text.empty()) tell("--target", question_.target_text);
        if (question_.rule.in_share) tell("--in", fmt::format("{:.6g} %", 100 * *question_.rule.in_share));
        tell("--confidence", fmt::format("{:.6g} %", 100 * question_.rule.confidence));
        if (const std::string zone = arguments_.indifference.value_or(spec_.indifference); !zone.empty())
            tell("--indifference", zone);
        if (arguments_.steps > 0) tell("--steps", std::to_string(arguments_.steps));
        if (arguments_.relief != Arguments{}.relief) tell("--relief", std::to_string(arguments_.relief));
        if (arguments_.replications) tell("--replications", std::to_string(*arguments_.replications));
    }

    const Arguments &arguments_;
    const CaseInput &input_;
    const SizeSpec &spec_;
    std::vector<SizeVarySpec> vary_;
    SizeQuestion question_;
};

} // namespace

SizeQuestion size_question(const Arguments &arguments, const CaseInput &input) {
    return QuestionReader{arguments, input}.read();
}

} // namespace midstream
