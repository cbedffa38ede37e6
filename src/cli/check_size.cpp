// What is wrong with the question of size that a case holds.
// SPDX-License-Identifier: Apache-2.0
#include "cli/check_size.h"

#include "cli/size_costs.h"
#include "cli/vary.h"
#include "reader/case_places.h"
#include "reader/set_path.h"
#include "studies/size_target.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

namespace midstream {

namespace {

using Steps = std::vector<std::string>;

class SizeCheck {
  public:
    SizeCheck(const std::filesystem::path &file, const ReadOptions &options, const Case &chain)
        : file_{file}, options_{options}, chain_{chain}, places_{file, options} {}

    std::vector<Problem> run() {
        const SizeSpec &spec = chain_.size;
        if (!spec.vary.empty() && !spec.options.empty())
            tell({"options"}, "values to vary and options to pick from are both given; write one of them");
        if (spec.vary.size() > 2)
            tell({"vary"}, fmt::format("{} values are to be varied at once; at most two can be", spec.vary.size()));
        for (std::size_t i = 0; i < spec.vary.size(); ++i) check_vary(i);
        if (spec.options.size() == 1) tell({"options"}, "one option alone is no choice; give at least two");
        for (std::size_t i = 0; i < spec.options.size(); ++i) check_option(i);
        if (!spec.target.empty()) {
            const auto target = parse_target(chain_, spec.target);
            if (const auto *problem = std::get_if<std::string>(&target)) tell({"target"}, *problem);
        }
        if (spec.in && !(spec.in->value() > 0 && spec.in->value() < 1))
            tell({"in"}, "a share of runs lies between 0 and 100 %, both left out; write such as 95 %");
        return std::move(problems_);
    }

  private:
    void tell(const Steps &below, std::string text) {
        Steps steps{"size"};
        steps.insert(steps.end(), below.begin(), below.end());
        problems_.push_back(places_.problem(steps, std::move(text)));
    }
    /// What the command line would be told, at its place in the case; false where there is a problem.
    template <class Work> bool passes(const Steps &below, Work work) {
        try {
            work();
            return true;
        } catch (const UsageError &error) {
            tell(below, error.text);
            return false;
        }
    }

    void check_vary(std::size_t i) {
        const std::vector<SizeVarySpec> &all = chain_.size.vary;
        const SizeVarySpec &vary = all[i];
        const std::string number = std::to_string(i + 1);
        const Steps field{"vary", number, "field"};
        for (std::size_t other = 0; other < i; ++other)
            if (all[other].field == vary.field)
                tell(field, fmt::format("'{}' is to be varied twice; name it once", vary.field));
        passes(field, [&] { refuse_driven(vary.field, chain_); });
        Choice choice;
        if (!passes({"vary", number, "from"}, [&] { choice = choice_of({vary.field, vary.from, vary.to, ""}); }))
            return;
        const auto low = problems_with({vary.field + "=" + choice_text(choice, choice.from)}, {});
        const auto high = problems_with({vary.field + "=" + choice_text(choice, choice.to)}, {});
        const auto has = [](const std::vector<std::string> &texts, const std::string &text) {
            return std::find(texts.begin(), texts.end(), text) != texts.end();
        };
        for (const std::string &text : low) tell(has(high, text) ? field : Steps{"vary", number, "from"}, text);
        for (const std::string &text : high)
            if (!has(low, text)) tell({"vary", number, "to"}, text);
        if (!vary.cost.empty()) passes({"vary", number, "cost"}, [&] { cost_of_unit(vary.cost, choice); });
    }

    void check_option(std::size_t i) {
        const std::vector<SizeOptionSpec> &all = chain_.size.options;
        const SizeOptionSpec &option = all[i];
        const std::string number = std::to_string(i + 1);
        for (std::size_t other = 0; other < i; ++other)
            if (all[other].name == option.name)
                tell({"options", number, "name"},
                     fmt::format("two options are called '{}'; give each its own name", option.name));
        if (!option.cost.empty()) passes({"options", number, "cost"}, [&] { cost_amount(option.cost, option.name); });
        for (const std::string &text : problems_with(option.set, option.with)) tell({"options", number}, text);
    }

    /// What is wrong with the case so changed; what lies elsewhere than in the change tells its place in words.
    std::vector<std::string> problems_with(const std::vector<std::string> &sets,
                                           const std::vector<std::string> &overlays) const {
        ReadOptions options = options_;
        for (const std::string &overlay : overlays) options.overlays.push_back(file_.parent_path() / overlay);
        options.sets.insert(options.sets.end(), sets.begin(), sets.end());
        std::vector<std::string> texts;
        try {
            read_case(file_, options);
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

    const std::filesystem::path &file_;
    const ReadOptions &options_;
    const Case &chain_;
    const CasePlaces places_;
    std::vector<Problem> problems_;
};

} // namespace

std::vector<Problem> find_size_problems(const std::filesystem::path &file, const ReadOptions &options,
                                        const Case &chain) {
    if (chain.size.empty()) return {};
    auto problems = SizeCheck{file, options, chain}.run();
    sort_by_place(problems);
    return problems;
}

} // namespace midstream
