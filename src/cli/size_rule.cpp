// What a size must meet, and how surely.
// SPDX-License-Identifier: Apache-2.0
#include "cli/size_rule.h"

#include "chokepoints/bound.h"
#include "reader/amount.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr double usual_zone = 0.005;      ///< of the target, of a shortfall's demand; of a utilisation in points
constexpr double usual_share_zone = 0.05; ///< of a share of runs

/// What a share may be, in percent, to tell what a number without a unit was meant as.
struct ShareForm {
    double least_pct, most_pct;
    bool may_be_of_one; ///< 0.95 is meant as 95 %
    const char *usual;  ///< what would do in any case
    const char *or_else = "";
};

constexpr double least_confidence = 0.5, greatest_confidence = 0.9999;
constexpr ShareForm confidence_form{100 * least_confidence, 100 * greatest_confidence, true, "95 %"};
constexpr ShareForm runs_form{0.01, 99.99, true, "90 %"};

/// A number without a unit as a share that would be taken.
std::string as_share(double number, const ShareForm &form) {
    const double pct = form.may_be_of_one && number <= 1 ? 100 * number : number;
    return pct >= form.least_pct && pct <= form.most_pct ? fmt::format("{:.6g} %", pct) : form.usual;
}

/// A share, or what is wrong with it.
std::variant<double, std::string> share_of(const std::string &text, const ShareForm &form) {
    const char *or_else = form.or_else;
    if (const auto amount = find_amount(text)) {
        if (amount->unit.empty())
            return fmt::format("{} has no unit; write it with one, such as {}{}", text, as_share(amount->number, form),
                               or_else);
        if (amount->unit == "%" && !(amount->number >= 0 && amount->number <= 100))
            return fmt::format("{} lies outside of 0 to 100 %", text);
    }
    const auto share = parse_quantity<Fraction>(text);
    if (const auto *problem = std::get_if<TextProblem>(&share))
        return fmt::format("found {}; write {}{}", problem->found, problem->wanted, or_else);
    return std::get<Fraction>(share).value();
}

class RuleReader {
  public:
    RuleReader(const Arguments &arguments, const Case &chain, const SizeAsked &asked, SizeQuestion &question,
               std::vector<SizeProblem> &problems)
        : arguments_{arguments}, chain_{chain}, asked_{asked}, spec_{asked.spec}, question_{question},
          rule_{question.rule}, problems_{problems} {}

    void read() {
        read_confidence();
        if (arguments_.replications) rule_.first = std::max(2, *arguments_.replications);
        rule_.at_most = std::max(arguments_.at_most, rule_.first);
        read_target();
        read_share();
        read_zone();
    }

  private:
    void tell(const char *part, std::string text) { asked_.tell(problems_, {part}, std::move(text)); }
    /// The share that a text says; empty where that is a problem, which is told of the part or its option.
    std::optional<double> share_in(const char *part, const std::string &text, const ShareForm &form) {
        auto share = share_of(text, form);
        const auto *problem = std::get_if<std::string>(&share);
        if (!problem) return std::get<double>(share);
        tell(part, asked_.is_typed({part}) ? fmt::format("--{}: {}", part, *problem) : *problem);
        return {};
    }

    void read_confidence() {
        rule_.confidence = spec_.confidence.value();
        if (arguments_.confidence) {
            const auto share = share_in("confidence", *arguments_.confidence, confidence_form);
            if (!share) return;
            rule_.confidence = *share;
        }
        if (!(rule_.confidence >= least_confidence && rule_.confidence <= greatest_confidence))
            tell("confidence", fmt::format("a confidence of {:.6g} % cannot be promised; write one from 50 % to "
                                           "99.99 %",
                                           100 * rule_.confidence));
    }

    void read_target() {
        if (spec_.target.empty() && spec_.options.empty()) {
            if (asked_.lacks_scope) return; // which may be ways to build, and they need none
            asked_.tell(problems_, {},
                        "no target is set; write --target 'delivered cathode >= 1.1 Mt/y', or `target:` in the case "
                        "under `size:`");
            return;
        }
        if (spec_.target.empty()) {
            if (!question_.currency.empty())
                tell("options", "options with costs need a target to meet: write --target 'delivered cathode >= 1.1 "
                                "Mt/y', or leave the costs out to pick the option that gives the most");
            const auto measure = find_measure(chain_, chain_.measure);
            if (!std::holds_alternative<Measure>(measure)) return; // told of `measure`
            question_.target.measure = std::get<Measure>(measure);
            question_.target.is_open = true;
        } else {
            const auto target = parse_target(chain_, spec_.target);
            if (const auto *problem = std::get_if<std::string>(&target)) return tell("target", *problem);
            question_.target_text = spec_.target;
            question_.target = std::get<SizeTarget>(target);
        }
        is_target_known_ = true;
        if (question_.target.of == SizeTarget::Of::use && spec_.vary.size() > 1)
            tell("target", "a utilisation is no target of two sizes: it falls with one and may rise with the other; "
                           "vary one of them, and set the other by --set");
        if (question_.target.of == SizeTarget::Of::use) refuse_nothing();
        rule_.target = question_.target.least();
    }

    /// A plant of no size has no utilisation: as 0 % it would be a corner that a search takes for an answer.
    void refuse_nothing() {
        if (question_.axes.size() != 1 || question_.axes[0].choice.from != 0) return;
        const Choice &choice = question_.axes[0].choice;
        if (!is_size_of(choice.field, question_.target.use_of)) return;
        asked_.tell(problems_, {"vary", "1", "from"},
                    fmt::format("at {} nothing is there whose utilisation could be held against the target; begin the "
                                "range of '{}' above 0, such as at {}",
                                choice_words(choice, 0), choice.field,
                                choice_words(choice, choice.unit.empty() ? 1 : choice.to / 100)));
    }
    /// Whether a path is the size of what a use is told of, so that 0 there leaves nothing of it.
    bool is_size_of(const std::string &field, const std::string &use) const {
        const std::string whose = use.substr(0, use.rfind('.') + 1);
        if (!field.starts_with(whose)) return false;
        std::string_view key = std::string_view{field}.substr(whose.size());
        if (key.ends_with(".scale")) key.remove_suffix(std::string_view{".scale"}.size());
        const std::string_view unit = std::string_view{use}.substr(whose.size()); // berths, vehicles, or by nameplate
        if (unit != "capacity") return key == unit;
        if (key == "rate" || key == "lines" || key == "charge.size") return true;
        return std::any_of(chain_.materials.begin(), chain_.materials.end(),
                           [&](const MaterialSpec &material) { return key == "capacity." + material.name; });
    }

    void read_share() {
        if (spec_.in) rule_.in_share = spec_.in->value();
        if (arguments_.in_share) {
            std::string share = *arguments_.in_share;
            if (const auto of = share.find(" of "); of != share.npos) {
                if (const std::string whole = share.substr(of + 4); whole != "runs" && whole != "the runs")
                    return tell("in",
                                fmt::format("--in: '{}' is told of {}, and only a share of runs can be asked for; "
                                            "write '{} of runs'",
                                            share, whole, share.substr(0, of)));
                share.erase(of);
            }
            rule_.in_share = share_in("in", share, runs_form);
        }
        if (!rule_.in_share) return;
        if (question_.target.is_open) tell("in", "a share of runs needs a target that they are to meet; write one");
        if (!(*rule_.in_share > 0 && *rule_.in_share < 1))
            tell("in", "a share of runs lies between 0 and 100 %, both left out: no number of runs shows that all will "
                       "do; write such as 95 %");
    }

    void read_zone() {
        const std::string &text = spec_.indifference;
        const bool is_use = is_target_known_ && question_.target.of == SizeTarget::Of::use;
        rule_.share_zone = usual_share_zone;
        rule_.is_zone_given = !text.empty();
        const auto rate = parse_quantity<TonnesPerDay>(text);
        const auto *tpd = std::get_if<TonnesPerDay>(&rate);
        if (rule_.is_zone_given && tpd && !is_use && !rule_.in_share) {
            rule_.zone = tpd->value() * days_per_year;
        } else {
            double share = rule_.in_share ? usual_share_zone : usual_zone;
            if (rule_.is_zone_given) {
                const bool may_be_rate = !is_use && !rule_.in_share;
                const char *const or_else = may_be_rate ? ", or as a rate, such as 2 kt/y" : "";
                const auto given = share_in("indifference", text, {1e-6, 100, false, "0.5 %", or_else});
                if (!given) return;
                share = *given;
            }
            if (rule_.in_share) rule_.share_zone = share;
            rule_.zone = (rule_.in_share ? usual_zone : share) * scale();
        }
        if (!(rule_.zone > 0) || !(rule_.share_zone > 0))
            tell("indifference", "no number of runs tells apart what is equal: write an indifference above 0, such as "
                                 "0.5 % or 2 kt/y");
    }

    /// What a zone is a share of.
    double scale() const {
        const SizeTarget &target = question_.target;
        if (!is_target_known_ || target.of == SizeTarget::Of::use) return 1; // in points
        if (target.is_open) return find_bound(chain_, target.measure).expected_t_per_year.value_or(0);
        if (target.of != SizeTarget::Of::shortfall) return target.amount;
        return demand_tpy(); // a shortfall may be small or nothing
    }
    /// What the markets of the measure want.
    double demand_tpy() const {
        double wanted = 0;
        const Measure &measure = question_.target.measure;
        for (std::size_t f = 0; f < chain_.facilities.size(); ++f)
            if (const auto *market = std::get_if<MarketSpec>(&chain_.facilities[f].behaviour))
                for (const auto &[material, rate] : market->takes)
                    if (measure.counts[f] && material == measure.material)
                        wanted += mean_tpd(rate, chain_.time) * days_per_year;
        return wanted;
    }

    const Arguments &arguments_;
    const Case &chain_;
    const SizeAsked &asked_;
    const SizeSpec &spec_;
    SizeQuestion &question_;
    SizeRule &rule_;
    std::vector<SizeProblem> &problems_;
    bool is_target_known_ = false;
};

} // namespace

void read_size_rule(const Arguments &arguments, const Case &chain, const SizeAsked &asked, SizeQuestion &question,
                    std::vector<SizeProblem> &problems) {
    RuleReader{arguments, chain, asked, question, problems}.read();
}

} // namespace midstream
