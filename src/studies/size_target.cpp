// The target of a size study.
// SPDX-License-Identifier: Apache-2.0
#include "studies/size_target.h"

#include "studies/study.h"
#include "units/text.h"

#include <optional>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::string_view form = "write it as `delivered cathode >= 1.1 Mt/y`, `cathode made in USA >= 900 kt/y` or "
                                  "`shortfall of cathode at CITY <= 5 kt/y`";

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

} // namespace

std::string SizeTarget::words() const { return is_shortfall ? "shortfall of " + measure.words : measure.words; }

std::variant<SizeTarget, std::string> parse_target(const Case &chain, std::string_view text) {
    const auto more = text.find(">="), less = text.find("<=");
    if (more == text.npos && less == text.npos)
        return fmt::format("'{}' is no target: it has neither `>=` nor `<=`; {}", text, form);
    const auto cut = std::min(more, less);
    std::string_view what = trimmed(text.substr(0, cut));
    const std::string_view amount = trimmed(text.substr(cut + 2));
    SizeTarget target;
    target.is_shortfall = take_word(what, "shortfall of ");
    if (target.is_shortfall != (less != text.npos))
        return target.is_shortfall ? fmt::format("a shortfall is to be no more than its target; {}", form)
                                   : fmt::format("tonnes are to be no less than their target: write `>=`, or {}", form);
    const auto rate = parse_quantity<TonnesPerDay>(amount);
    if (const auto *problem = std::get_if<TextProblem>(&rate))
        return fmt::format("found {} as the amount of a target; write {}", problem->found, problem->wanted);
    target.tpy = std::get<TonnesPerDay>(rate).value() * days_per_year;
    if (target.tpy < 0 || (target.tpy == 0 && !target.is_shortfall))
        return fmt::format("the target '{}' is met by nothing at all; write an amount above 0", text);
    const bool is_delivered = take_word(what, "delivered ") || target.is_shortfall;
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

} // namespace midstream
