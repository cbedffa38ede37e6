// What a size must meet, and how surely.
// SPDX-License-Identifier: Apache-2.0
#include "cli/size_rule.h"

#include "chokepoints/bound.h"
#include "reader/amount.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr double usual_zone = 0.005;      ///< of the target, of a shortfall's demand; of a utilisation in points
constexpr double usual_share_zone = 0.05; ///< of a share of runs

double share_of(const std::string &text, const char *option, const char *or_else = "") {
    if (const auto amount = find_amount(text)) {
        if (amount->unit.empty())
            throw UsageError{
                fmt::format("{}: {} has no unit; write it with one, such as {} %{}", option, text, text, or_else)};
        if (amount->unit == "%" && !(amount->number >= 0 && amount->number <= 100))
            throw UsageError{fmt::format("{}: {} lies outside of 0 to 100 %", option, text)};
    }
    const auto share = parse_quantity<Fraction>(text);
    if (const auto *problem = std::get_if<TextProblem>(&share))
        throw UsageError{fmt::format("{}: found {}; write {}", option, problem->found, problem->wanted)};
    return std::get<Fraction>(share).value();
}

class RuleReader {
  public:
    RuleReader(const Arguments &arguments, const CaseInput &input, SizeQuestion &question)
        : arguments_{arguments}, input_{input}, spec_{input.chain->size}, question_{question} {}

    void read_target() {
        SizeRule &rule = question_.rule;
        const std::string text = arguments_.target.value_or(spec_.target);
        rule.confidence =
            arguments_.confidence ? share_of(*arguments_.confidence, "--confidence") : spec_.confidence.value();
        if (!(rule.confidence >= 0.5 && rule.confidence <= 0.9999))
            throw UsageError{fmt::format("a confidence of {:.6g} % cannot be promised; write one from 50 % to 99.99 %",
                                         100 * rule.confidence)};
        if (arguments_.replications) rule.first = std::max(2, *arguments_.replications);
        rule.at_most = std::max(arguments_.at_most, rule.first);
        if (text.empty()) {
            if (question_.options.empty())
                throw UsageError{
                    "no target is set; write --target 'delivered cathode >= 1.1 Mt/y', or `target:` in the "
                    "case under `size:`"};
            if (!question_.currency.empty())
                throw UsageError{"options with costs need a target to meet: write --target 'delivered cathode >= 1.1 "
                                 "Mt/y', or leave the costs out to pick the option that gives the most"};
            question_.target.measure = input_.measure;
            question_.target.is_open = true;
        } else {
            question_.target_text = text;
            question_.target = value_or_refuse(parse_target(*input_.chain, text));
        }
        if (question_.target.of == SizeTarget::Of::use && question_.axes.size() > 1)
            throw UsageError{
                "a utilisation is no target of two sizes: it falls with one and may rise with the other; vary "
                "one of them, and set the other by --set"};
        rule.target = question_.target.least();
        read_share();
        read_zone();
    }

  private:
    void read_share() {
        SizeRule &rule = question_.rule;
        if (spec_.in) rule.in_share = spec_.in->value();
        if (arguments_.in_share) {
            std::string share = *arguments_.in_share;
            if (const auto of = share.find(" of "); of != share.npos) {
                if (const std::string whole = share.substr(of + 4); whole != "runs" && whole != "the runs")
                    throw UsageError{fmt::format("--in: '{}' is told of {}, and only a share of runs can be asked for; "
                                                 "write '{} of runs'",
                                                 share, whole, share.substr(0, of))};
                share.erase(of);
            }
            rule.in_share = share_of(share, "--in");
        }
        if (!rule.in_share) return;
        if (question_.target.is_open) throw UsageError{"--in needs a --target that the runs are to meet"};
        if (!(*rule.in_share > 0 && *rule.in_share < 1))
            throw UsageError{
                "a share of runs lies between 0 and 100 %, both left out: no number of runs shows that all "
                "will do; write such as 95 %"};
    }

    void read_zone() {
        SizeRule &rule = question_.rule;
        rule.share_zone = usual_share_zone;
        const std::string text = arguments_.indifference.value_or(spec_.indifference);
        double scale = question_.target.amount;
        if (question_.target.is_open) {
            const auto bound = find_bound(*input_.chain, question_.target.measure).expected_t_per_year;
            scale = bound.value_or(0);
        } else if (question_.target.of == SizeTarget::Of::shortfall) {
            scale = 0; // a shortfall may be small or nothing: its zone is one of the demand
            for (const auto &[at, material] : demands()) scale += at;
        }
        const bool is_use = question_.target.of == SizeTarget::Of::use;
        if (is_use) scale = 1; // in points
        rule.zone = usual_zone * scale;
        rule.is_zone_given = !text.empty();
        if (rule.is_zone_given) {
            const auto rate = parse_quantity<TonnesPerDay>(text);
            if (rule.in_share)
                rule.share_zone = share_of(text, "--indifference");
            else if (const auto *tpd = std::get_if<TonnesPerDay>(&rate); tpd && !is_use)
                rule.zone = tpd->value() * days_per_year;
            else
                rule.zone = share_of(text, "--indifference", is_use ? "" : ", or as a rate, such as 2 kt/y") * scale;
        }
        if (!(rule.zone > 0) || !(rule.share_zone > 0))
            throw UsageError{
                "no number of runs tells apart what is equal: write an --indifference above 0, such as 0.5 % "
                "or 2 kt/y"};
    }

    /// What the markets of the measure want [t/y].
    std::vector<std::pair<double, MaterialId>> demands() const {
        std::vector<std::pair<double, MaterialId>> wanted;
        const Measure &measure = question_.target.measure;
        for (std::size_t f = 0; f < input_.chain->facilities.size(); ++f)
            if (const auto *market = std::get_if<MarketSpec>(&input_.chain->facilities[f].behaviour))
                for (const auto &[material, rate] : market->takes)
                    if (measure.counts[f] && material == measure.material)
                        wanted.emplace_back(mean_tpd(rate, input_.chain->time) * days_per_year, material);
        return wanted;
    }

    const Arguments &arguments_;
    const CaseInput &input_;
    const SizeSpec &spec_;
    SizeQuestion &question_;
};

} // namespace

void read_size_rule(const Arguments &arguments, const CaseInput &input, SizeQuestion &question) {
    RuleReader{arguments, input, question}.read_target();
}

} // namespace midstream
