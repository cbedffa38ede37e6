// Values of a case that a command may choose.
// SPDX-License-Identifier: Apache-2.0
#include "cli/vary.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace midstream {

namespace {

std::string trimmed(std::string text) {
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

} // namespace

Amount amount_of(const std::string &text, const std::string &field) {
    if (auto amount = find_amount(text)) return *std::move(amount);
    throw UsageError{
        fmt::format("'{}' is no amount for '{}'; write a number, a space and its unit, such as 600 kt/y", text, field)};
}

Choice choice_of(const VarySpec &vary) {
    auto [from, unit] = amount_of(vary.from, vary.field);
    auto [to, other] = amount_of(vary.to, vary.field);
    if (unit.empty()) unit = other; // as in 0:1.5 Mt/y
    if (other.empty()) other = unit;
    if (unit != other)
        throw UsageError{
            fmt::format("the bounds of '{}' are in '{}' and in '{}'; write both in one unit", vary.field, unit, other)};
    if (!(from < to))
        throw UsageError{fmt::format("the bounds of '{}' are {} and {}; write the smaller one first", vary.field,
                                     vary.from, vary.to)};
    return {vary.field, from, to, unit};
}

VarySpec vary_of(const std::string &words) {
    const std::size_t equals = words.find('=');
    std::size_t cut = words.npos, behind = cut;
    if (equals != words.npos && equals > 0) {
        const std::size_t dots = words.find("..", equals), colon = words.find(':', equals);
        cut = std::min(dots, colon);
        behind = cut == words.npos ? cut : cut + (cut == dots ? 2 : 1);
    }
    if (cut == words.npos)
        throw UsageError{fmt::format("'{}' says nothing for --vary; write PATH=FROM..TO, such as "
                                     "'facilities.works.capacity.concentrate=600 kt/y..900 kt/y'",
                                     words)};
    return {words.substr(0, equals), trimmed(words.substr(equals + 1, cut - equals - 1)), trimmed(words.substr(behind)),
            ""};
}

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

void refuse_driven(const std::string &field, const Case &chain) {
    for (const DriverSpec &driver : chain.drivers) {
        const bool same =
            field == driver.field || field.starts_with(driver.field + ".") || driver.field.starts_with(field + ".");
        if (same)
            throw UsageError{fmt::format("'{}' is what the driver '{}' tells, so nothing can be chosen there; choose "
                                         "another field, or take the driver out of the case",
                                         field, driver.name)};
    }
}

CaseArguments with_values(CaseArguments source, const std::vector<Choice> &choices, const std::vector<double> &values) {
    for (std::size_t i = 0; i < choices.size(); ++i)
        source.sets.push_back(choices[i].field + "=" + choice_text(choices[i], values[i]));
    return source;
}

} // namespace midstream
