// What sizes and options cost.
// SPDX-License-Identifier: Apache-2.0
#include "cli/size_costs.h"

#include "cli/vary.h"
#include "units/text.h"

#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace midstream {

namespace {

/// How many of one unit another is: 1e6 for Mt/y in t/y.
template <class... Q> std::optional<double> times_of(const std::string &unit, const std::string &in) {
    std::optional<double> times;
    const auto look = [&]<class One>(One *) {
        const auto a = parse_quantity<One>("1 " + unit), b = parse_quantity<One>("1 " + in);
        if (std::holds_alternative<One>(a) && std::holds_alternative<One>(b) && !times)
            times = std::get<One>(a) / std::get<One>(b);
    };
    (look(static_cast<Q *>(nullptr)), ...);
    return times;
}

/// "M USD" are a million of USD.
Cost plain(double amount, std::string currency) {
    constexpr std::pair<std::string_view, double> thousands[] = {{"k ", 1e3}, {"M ", 1e6}, {"bn ", 1e9}};
    for (const auto &[letter, times] : thousands)
        if (currency.starts_with(letter)) return {amount * times, currency.substr(letter.size())};
    return {amount, std::move(currency)};
}

} // namespace

Cost cost_amount(const std::string &text, const std::string &of) {
    try {
        const Amount found = amount_of(text, of);
        Cost cost = plain(found.number, found.unit);
        if (!cost.currency.empty() && cost.amount >= 0) return cost;
    } catch (const UsageError &) {
    }
    throw UsageError{fmt::format("'{}' is no cost of '{}'; write an amount and a currency, such as 900 USD", text, of)};
}

Cost cost_of_unit(const std::string &text, const Choice &choice) {
    const auto per = text.find(" per ");
    if (per == text.npos)
        throw UsageError{fmt::format("'{}' is no cost of a unit of '{}'; write it as 900 USD per {}", text,
                                     choice.field, choice.unit.empty() ? "vehicle" : choice.unit)};
    Cost cost = cost_amount(text.substr(0, per), choice.field);
    const std::string unit = text.substr(per + 5);
    if (choice.unit.empty() || unit == choice.unit) return cost;
    const auto times = times_of<TonnesPerDay, Tonnes, Days, Fraction, Kilometres, DollarsPerTonne>(choice.unit, unit);
    if (!times)
        throw UsageError{fmt::format("'{}' is varied in {}, and its cost is told per '{}'; write it per {}",
                                     choice.field, choice.unit, unit, choice.unit)};
    cost.amount *= *times;
    return cost;
}

} // namespace midstream
