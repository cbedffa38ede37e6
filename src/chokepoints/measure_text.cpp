// The measure as a planner types it: "cathode made in USA".
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/measure.h"

#include "units/nearest.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace midstream {

namespace {

std::vector<std::string> facility_names(const Case &chain) {
    std::vector<std::string> names;
    for (const FacilitySpec &facility : chain.facilities) names.push_back(facility.name);
    return names;
}

std::vector<std::string> countries(const Case &chain) {
    std::vector<std::string> names;
    for (const FacilitySpec &facility : chain.facilities)
        if (!facility.country.empty() && std::find(names.begin(), names.end(), facility.country) == names.end())
            names.push_back(facility.country);
    return names;
}

std::string meant(std::string_view typed, const std::vector<std::string> &known) {
    const auto nearest = nearest_name(typed, known);
    return nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "";
}

std::optional<std::uint32_t> number_of(std::string_view name, const std::vector<std::string> &names) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return {};
    return static_cast<std::uint32_t>(at - names.begin());
}

constexpr const char *form = "write it as `cathode made in USA`, `cathode delivered at CITY` or `anode made at PLANT`";

/// What stands behind "made" or "delivered": nothing, "at" a facility or "in" a country.
std::optional<std::string> parse_place(const Case &chain, std::string_view text, MeasureSpec &spec) {
    if (text.empty()) return {};
    const auto space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    const std::string_view name = space == text.npos ? std::string_view{} : text.substr(space + 1);
    if (name.empty() || (word != "at" && word != "in" && word != "to" && word != "by"))
        return fmt::format("'{}' is not a place of a measure; {}", text, form);
    if (word == "in") {
        const auto known = countries(chain);
        if (!number_of(name, known))
            return fmt::format("no facility of this case has the country '{}'{}", name, meant(name, known));
        spec.in = name;
        return {};
    }
    const auto known = facility_names(chain);
    const auto number = number_of(name, known);
    if (!number) return fmt::format("'{}' is no facility of this case{}", name, meant(name, known));
    spec.at = FacilityId{*number};
    return {};
}

} // namespace

std::variant<MeasureSpec, std::string> parse_measure(const Case &chain, std::string_view text) {
    std::vector<std::string> materials;
    for (const MaterialSpec &material : chain.materials) materials.push_back(material.name);
    for (const std::string_view word : {std::string_view{" made"}, std::string_view{" delivered"}}) {
        const auto at = text.find(word);
        if (at == text.npos) continue;
        std::string_view rest = text.substr(at + word.size());
        if (!rest.empty() && rest.front() != ' ') continue;
        if (!rest.empty()) rest.remove_prefix(1);
        const auto number = number_of(text.substr(0, at), materials);
        if (!number)
            return fmt::format("'{}' is no material of this case{}", text.substr(0, at),
                               meant(text.substr(0, at), materials));
        MeasureSpec spec;
        (word == " made" ? spec.made : spec.delivered) = MaterialId{*number};
        if (const auto problem = parse_place(chain, rest, spec)) return *problem;
        return spec;
    }
    return fmt::format("'{}' is no measure; {}", text, form);
}

std::variant<MeasureSpec, std::string> parse_measure_of(const Case &chain, std::string_view name) {
    auto known = facility_names(chain);
    MeasureSpec spec;
    if (const auto number = number_of(name, known)) {
        const FacilitySpec &facility = chain.facilities[*number];
        spec.at = FacilityId{*number};
        if (const auto *market = std::get_if<MarketSpec>(&facility.behaviour))
            spec.delivered = market->takes.front().first;
        else if (const auto products = products_of(facility); !products.empty())
            spec.made = products.front();
        else
            return fmt::format("'{}' is a {}: it neither makes nor takes; name a market, a mine, a plant or a country",
                               name, facility.kind);
        return spec;
    }
    const auto places = countries(chain);
    if (number_of(name, places)) {
        const auto own = find_measure(chain, chain.measure);
        if (const auto *problem = std::get_if<std::string>(&own)) return *problem;
        spec.made = std::get<Measure>(own).material;
        spec.in = name;
        return spec;
    }
    known.insert(known.end(), places.begin(), places.end());
    return fmt::format("'{}' is neither a facility nor a country of this case{}", name, meant(name, known));
}

} // namespace midstream
