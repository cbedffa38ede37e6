// What is sized: values within their ranges or ways to build, and what they cost.
// SPDX-License-Identifier: Apache-2.0
#include "cli/size_scope.h"

#include "cli/size_costs.h"
#include "cli/vary.h"
#include "reader/set_path.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr int usual_steps = 128; ///< of a range
constexpr int columns = 8;       ///< of the first of two
constexpr int rows = 64;         ///< of the second
constexpr int most_whole = 1000; ///< steps that are tried one by one

std::string unit_of(const SizeVarySpec &vary) {
    for (const std::string &end : {vary.to, vary.from})
        if (const auto amount = find_amount(end); amount && !amount->unit.empty()) return amount->unit;
    return "vehicle";
}

/// Whether a path leads to how a case is run or asked about, and not to something that is built.
bool is_beside_chain(std::string_view path) {
    const std::string_view section = path.substr(0, path.find_first_of(".="));
    constexpr std::string_view beside[] = {"runs", "time", "size", "calibrate", "observed"};
    return std::find(std::begin(beside), std::end(beside), section) != std::end(beside);
}

class ScopeReader {
  public:
    ScopeReader(const Arguments &arguments, const Case &chain, const SizeAsked &asked, SizeQuestion &question,
                std::vector<SizeProblem> &problems)
        : arguments_{arguments}, chain_{chain}, asked_{asked}, spec_{asked.spec}, question_{question}, problems_{
                                                                                                           problems} {}

    void read() {
        if (spec_.vary.empty() && spec_.options.empty() && !asked_.lacks_scope)
            tell({}, "nothing is to be sized; name a value by --vary 'PATH=FROM:TO', ways to build by --option "
                     "'NAME: PATH=VALUE, ...', or either in the case under `size:`");
        if (!spec_.vary.empty() && !spec_.options.empty())
            tell({"options"}, "values to vary and options to pick from are both given; ask for one of them at a time");
        if (spec_.vary.size() > 2)
            tell({"vary"}, fmt::format("{} values are to be varied at once; at most two can be, so set the others by "
                                       "--set",
                                       spec_.vary.size()));
        if (spec_.options.size() == 1 && !asked_.lacks_scope)
            tell({"options"}, "one option alone is no choice; give at least two");
        for (std::size_t i = 0; i < spec_.vary.size(); ++i) read_axis(i);
        for (std::size_t i = 0; i < spec_.options.size(); ++i) read_option(i);
        check_costs();
    }

  private:
    void tell(SizePlace part, std::string text) { asked_.tell(problems_, std::move(part), std::move(text)); }
    /// False where there is a problem, which is told.
    template <class Work> bool passes(const SizePlace &part, Work work) {
        try {
            work();
            return true;
        } catch (const UsageError &error) {
            tell(part, error.text);
            return false;
        }
    }

    void read_axis(std::size_t i) {
        const SizeVarySpec &vary = spec_.vary[i];
        const auto part = [&](const char *key) { return SizePlace{"vary", std::to_string(i + 1), key}; };
        for (std::size_t other = 0; other < i; ++other)
            if (spec_.vary[other].field == vary.field)
                tell(part("field"), fmt::format("'{}' is to be varied twice; name it once", vary.field));
        if (is_beside_chain(vary.field))
            return tell(part("field"),
                        fmt::format("'{}' is not part of the chain, so it has no size; vary a field of a facility, a "
                                    "route, a fleet or a passage, such as 'facilities.works.capacity.concentrate'",
                                    vary.field));
        bool good = passes(part("field"), [&] { refuse_driven(vary.field, chain_); });
        Axis axis;
        const bool has_from = passes(part("from"), [&] { amount_of(vary.from, vary.field); });
        const bool has_to = passes(part("to"), [&] { amount_of(vary.to, vary.field); });
        if (!has_from || !has_to) return;
        if (!passes(part("from"), [&] { axis.choice = choice_of({vary.field, vary.from, vary.to, ""}); })) return;
        good = reads_at_both_ends(i, axis.choice) && good;
        if (!vary.cost.empty())
            good = passes(part("cost"), [&] { axis.cost = in_currency(cost_of_unit(vary.cost, axis.choice)); }) && good;
        if (!good) return;
        if (can_read(vary.field + "=no quantity"))
            return tell(part("field"),
                        fmt::format("'{}' holds words and no quantity, so it has no size; vary a field that holds a "
                                    "number, such as 'facilities.works.capacity.concentrate'",
                                    vary.field));
        cut(axis, part("to"), i == 0);
        question_.axes.push_back(std::move(axis));
    }

    bool reads_at_both_ends(std::size_t i, const Choice &choice) {
        const auto low = problems_with({choice.field + "=" + choice_text(choice, choice.from)}, {});
        const auto high = problems_with({choice.field + "=" + choice_text(choice, choice.to)}, {});
        const auto has = [](const std::vector<std::string> &texts, const std::string &text) {
            return std::find(texts.begin(), texts.end(), text) != texts.end();
        };
        const bool is_typed = asked_.is_typed({"vary"});
        const std::string said = is_typed
                                     ? fmt::format("--vary '{}={}..{}': ", choice.field,
                                                   choice_text(choice, choice.from), choice_text(choice, choice.to))
                                     : "";
        const auto tell_of = [&](const char *key, const std::string &text) {
            tell({"vary", std::to_string(i + 1), key}, said + text);
        };
        for (const std::string &text : low) tell_of(has(high, text) ? "field" : "from", text);
        for (const std::string &text : high)
            if (!has(low, text)) tell_of("to", text);
        return low.empty() && high.empty();
    }

    /// Into equal steps, or whole numbers.
    void cut(Axis &axis, const SizePlace &part, bool is_first) {
        const Choice &choice = axis.choice;
        const double range = choice.to - choice.from;
        axis.is_whole = choice.unit.empty() && std::floor(choice.from) == choice.from &&
                        std::floor(choice.to) == choice.to &&
                        !can_read(choice.field + "=" + choice_text(choice, choice.from + 0.5));
        if (axis.is_whole && range > most_whole)
            return tell(part,
                        fmt::format("'{}' goes by whole ones, and {} of them are too many to try; choose a range of "
                                    "at most {}",
                                    choice.field, range, most_whole));
        const bool is_pair = spec_.vary.size() == 2;
        const int fine = arguments_.steps > 0 ? arguments_.steps : is_pair ? rows : usual_steps;
        axis.steps = axis.is_whole ? static_cast<int>(range) : is_pair && is_first ? columns : fine;
    }

    void read_option(std::size_t i) {
        const SizeOptionSpec &spec = spec_.options[i];
        const SizePlace part{"options", std::to_string(i + 1)};
        const auto below = [&](const char *key) { return SizePlace{part[0], part[1], key}; };
        for (std::size_t other = 0; other < i; ++other)
            if (spec_.options[other].name == spec.name)
                tell(below("name"), fmt::format("two options are called '{}'; give each its own name", spec.name));
        SizeOption option{spec.name, spec.set, spec.with, {}};
        if (!spec.cost.empty())
            passes(below("cost"), [&] { option.cost = in_currency(cost_amount(spec.cost, spec.name)); });
        const std::string said = asked_.is_typed(part) ? fmt::format("--option '{}': ", spec.name) : "";
        for (const std::string &set : spec.set)
            if (is_beside_chain(set))
                tell(part, fmt::format("{}'{}' is not part of the chain, so it is no way to build; set a field of a "
                                       "facility, a route, a fleet or a passage",
                                       said, set.substr(0, set.find('='))));
        for (const std::string &text : problems_with(spec.set, spec.with)) tell(part, said + text);
        question_.options.push_back(std::move(option));
    }

    double in_currency(const Cost &cost) {
        if (!question_.currency.empty() && question_.currency != cost.currency)
            throw UsageError{fmt::format("costs are told in '{}' and in '{}'; write all in one currency",
                                         question_.currency, cost.currency)};
        question_.currency = cost.currency;
        return cost.amount;
    }

    /// Who lacks a cost where costs decide.
    void check_costs() {
        for (std::size_t i = 0; i < spec_.vary.size() && spec_.vary.size() == 2; ++i)
            if (const SizeVarySpec &vary = spec_.vary[i]; vary.cost.empty())
                tell({"vary", std::to_string(i + 1), "cost"},
                     fmt::format("two values are varied, so their costs decide: say what '{0}' costs, such as `cost: "
                                 "900 USD per {1}`, or --cost '{0}=900 USD per {1}'",
                                 vary.field, unit_of(vary)));
        const auto has_cost = [](const SizeOptionSpec &option) { return !option.cost.empty(); };
        if (std::none_of(spec_.options.begin(), spec_.options.end(), has_cost)) return;
        for (std::size_t i = 0; i < spec_.options.size(); ++i)
            if (!has_cost(spec_.options[i]))
                tell({"options", std::to_string(i + 1), "cost"},
                     fmt::format("some options have a cost, and '{}' has none; give it one", spec_.options[i].name));
    }

    bool can_read(const std::string &set) const { return problems_with({set}, {}).empty(); }

    /// What is wrong with the case so changed; what lies elsewhere than in the change tells its place in words.
    std::vector<std::string> problems_with(const std::vector<std::string> &sets,
                                           const std::vector<std::string> &overlays) const {
        ReadOptions options = read_options(arguments_.chain);
        options.overlays.insert(options.overlays.end(), overlays.begin(), overlays.end());
        options.sets.insert(options.sets.end(), sets.begin(), sets.end());
        std::vector<std::string> texts;
        try {
            read_case(arguments_.chain.file, options);
        } catch (const CaseError &error) {
            for (const Problem &problem : error.problems()) {
                const bool is_own = std::any_of(sets.begin(), sets.end(),
                                                [&](const std::string &set) { return problem.file == set_name(set); });
                texts.push_back(is_own ? problem.text
                                : problem.line == 0
                                    ? fmt::format("'{}': {}", problem.file, problem.text)
                                    : fmt::format("{} ({}, line {})", problem.text, problem.file, problem.line));
            }
        }
        return texts;
    }

    const Arguments &arguments_;
    const Case &chain_;
    const SizeAsked &asked_;
    const SizeSpec &spec_;
    SizeQuestion &question_;
    std::vector<SizeProblem> &problems_;
};

} // namespace

void read_size_scope(const Arguments &arguments, const Case &chain, const SizeAsked &asked, SizeQuestion &question,
                     std::vector<SizeProblem> &problems) {
    ScopeReader{arguments, chain, asked, question, problems}.read();
}

} // namespace midstream
