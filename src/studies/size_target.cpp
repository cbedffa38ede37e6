// The target of a size study.
// SPDX-License-Identifier: Apache-2.0
#include "studies/size_target.h"

#include "studies/study.h"
#include "units/nearest.h"
#include "units/text.h"

#include <optional>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::string_view form = "write it as `delivered cathode >= 1.1 Mt/y`, `cathode made in USA >= 900 kt/y`, "
                                  "`shortfall of cathode at CITY <= 5 kt/y` or `utilisation of PLANT >= 85 %`";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool take_word(std::string_view &text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

/// The markets that take a material.
std::vector<std::uint32_t> takers_of(const Case &chain, std::string_view material) {
    std::vector<std::uint32_t> takers;
    for (std::uint32_t f = 0; f < chain.facilities.size(); ++f)
        if (const auto *market = std::get_if<MarketSpec>(&chain.facilities[f].behaviour))
            for (const auto &[taken, demand] : market->takes)
                if (chain.materials[taken.index].name == material) takers.push_back(f);
    return takers;
}

/// "cathode" or "cathode at city" of what is delivered.
std::variant<MeasureSpec, std::string> parse_delivered(const Case &chain, std::string_view text) {
    for (const std::string_view place : {" at ", " in "})
        if (const auto at = text.find(place); at != text.npos)
            return parse_measure(chain, fmt::format("{} delivered{}", text.substr(0, at), text.substr(at)));
    auto spec = parse_measure(chain, fmt::format("{} delivered", text));
    auto *found = std::get_if<MeasureSpec>(&spec);
    if (!found) return spec;
    if (chain.measure.delivered && chain.materials[chain.measure.delivered->index].name == text) return chain.measure;
    const auto takers = takers_of(chain, text);
    if (takers.size() == 1) found->at = FacilityId{takers.front()};
    if (takers.size() < 2) return spec;
    std::string names;
    for (const std::uint32_t taker : takers) names += (names.empty() ? "" : ", ") + chain.facilities[taker].name;
    return fmt::format("'{}' is delivered at {}; say which, such as `{} delivered at {}`", text, names, text,
                       chain.facilities[takers.front()].name);
}

/// Whose use a target means: a mine or a plant by its nameplate, a fleet, or berths.
std::optional<std::string> parse_use(const Case &chain, std::string_view name, SizeTarget &target) {
    target.use_words = name;
    const bool asks_berths = take_word(name, "berths of ");
    std::vector<std::string> known;
    for (const FacilitySpec &facility : chain.facilities) {
        known.push_back(facility.name);
        if (facility.name != name) continue;
        const bool has_nameplate = std::holds_alternative<MineSpec>(facility.behaviour) ||
                                   std::holds_alternative<PlantSpec>(facility.behaviour);
        if ((asks_berths || !has_nameplate) && !facility.berths)
            return fmt::format(
                "'{}' has no {}berths, so no utilisation is known of it; name a mine, a plant, a fleet or "
                "a place with berths",
                name, has_nameplate ? "" : "nameplate and no ");
        target.use_of = fmt::format("facilities.{}.{}", name, has_nameplate && !asks_berths ? "capacity" : "berths");
    }
    for (const FleetSpec &fleet : chain.fleets) {
        known.push_back(fleet.name);
        if (fleet.name != name || asks_berths) continue;
        if (!target.use_of.empty())
            return fmt::format("'{}' is a facility and a fleet; give one of them another name", name);
        target.use_of = fmt::format("fleets.{}.vehicles", name);
    }
    if (!target.use_of.empty()) return {};
    const auto nearest = nearest_name(name, known);
    return fmt::format("'{}' is neither a facility nor a fleet of this case{}", name,
                       nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "");
}

/// A share that leaves something to be met.
std::optional<std::string> parse_share(std::string_view amount, SizeTarget &target) {
    const auto share = parse_quantity<Fraction>(amount);
    if (const auto *problem = std::get_if<TextProblem>(&share))
        return fmt::format("found {} as the utilisation of a target; write {}", problem->found, problem->wanted);
    target.amount = std::get<Fraction>(share).value();
    if (target.amount > 0 && target.amount <= 1 && !(target.is_most && target.amount == 1)) return {};
    return std::string{
        "a utilisation lies between 0 and 100 %, and one of all sizes or of none is no target; write such "
        "as 85 %"};
}

} // namespace

std::string SizeTarget::words() const {
    if (of == Of::use) return "utilisation of " + use_words;
    return of == Of::shortfall ? "shortfall of " + measure.words : measure.words;
}

std::variant<SizeTarget, std::string> parse_target(const Case &chain, std::string_view text) {
    const auto more = text.find(">="), less = text.find("<=");
    if (more == text.npos && less == text.npos)
        return fmt::format("'{}' is no target: it has neither `>=` nor `<=`; {}", text, form);
    const auto cut = std::min(more, less);
    std::string_view what = trimmed(text.substr(0, cut));
    const std::string_view amount = trimmed(text.substr(cut + 2));
    SizeTarget target;
    target.is_most = cut == less;
    if (what.starts_with("utilization of "))
        return fmt::format("'{}' is written utilisation: `utilisation{}`", what.substr(0, 11),
                           trimmed(text).substr(11));
    if (take_word(what, "utilisation of ")) {
        target.of = SizeTarget::Of::use;
        if (auto problem = parse_use(chain, what, target)) return *std::move(problem);
        if (auto problem = parse_share(amount, target)) return *std::move(problem);
        auto measure = find_measure(chain, chain.measure);
        if (const auto *problem = std::get_if<std::string>(&measure)) return *problem;
        target.measure = std::get<Measure>(std::move(measure));
        return target;
    }
    if (take_word(what, "shortfall of ")) target.of = SizeTarget::Of::shortfall;
    const bool is_shortfall = target.of == SizeTarget::Of::shortfall;
    if (is_shortfall != target.is_most)
        return is_shortfall ? fmt::format("a shortfall is to be no more than its target; {}", form)
                            : fmt::format("tonnes are to be no less than their target: write `>=`, or {}", form);
    const auto rate = parse_quantity<TonnesPerDay>(amount);
    if (const auto *problem = std::get_if<TextProblem>(&rate))
        return fmt::format("found {} as the amount of a target; write {}", problem->found, problem->wanted);
    target.amount = std::get<TonnesPerDay>(rate).value() * days_per_year;
    if (target.amount < 0 || (target.amount == 0 && !is_shortfall))
        return fmt::format("the target '{}' is met by nothing at all; write an amount above 0", text);
    const bool is_delivered = take_word(what, "delivered ") || is_shortfall;
    const auto spec = is_delivered ? parse_delivered(chain, what) : parse_measure(chain, what);
    if (const auto *problem = std::get_if<std::string>(&spec)) return *problem;
    auto measure = find_measure(chain, std::get<MeasureSpec>(spec));
    if (const auto *problem = std::get_if<std::string>(&measure)) return *problem;
    target.measure = std::get<Measure>(std::move(measure));
    return target;
}

UseGauge::UseGauge(const Case &chain, std::string_view path) {
    std::size_t longest = 0;
    const auto look = [&](std::string_view section, const auto &specs, Sort sort) {
        if (!path.starts_with(section)) return;
        const std::string_view rest = path.substr(section.size());
        for (std::size_t i = 0; i < specs.size(); ++i)
            if (rest.starts_with(specs[i].name + ".") && specs[i].name.size() > longest) {
                longest = specs[i].name.size();
                index_ = i;
                sort_ = rest.substr(longest) == ".berths" ? Sort::berths : sort;
            }
    };
    look("facilities.", chain.facilities, Sort::facility);
    look("fleets.", chain.fleets, Sort::fleet);
}

double UseGauge::of(const Case &chain, const Result &result) const {
    if (sort_ == Sort::fleet) return result.fleets[index_].busy_share;
    if (sort_ == Sort::nothing) return 0;
    const FacilityTotals &facility = result.facilities[index_];
    if (sort_ == Sort::facility) return facility.nameplate_t > 0 ? facility.throughput_t / facility.nameplate_t : 0.0;
    const int berths = chain.facilities[index_].berths.value_or(0);
    const double time_us = static_cast<double>((chain.time.end - warmup_end(chain.time)).count());
    return berths > 0 ? static_cast<double>(facility.berth_busy_us) / (berths * time_us) : 0.0;
}

std::array<double, loss_count> UseGauge::lost(const Result &result) const {
    if (sort_ != Sort::facility || result.facilities[index_].nameplate_t <= 0) return {};
    std::array<double, loss_count> shares = result.facilities[index_].lost_t;
    for (double &share : shares) share /= result.facilities[index_].nameplate_t;
    return shares;
}

} // namespace midstream
