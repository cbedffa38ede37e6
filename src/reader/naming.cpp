// Names for the entries of a case that were given none.
// SPDX-License-Identifier: Apache-2.0
#include "reader/naming.h"

#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

/// Keeps the names that were written and makes the others unlike all of them.
template <class Spec, class Suggest>
void name_all(Reading &reading, const Draft &draft, std::string_view section, std::vector<Spec> &specs,
              Suggest suggest) {
    std::map<std::string, std::size_t> taken;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (specs[i].name.empty()) continue;
        const auto [at, is_new] = taken.emplace(specs[i].name, i);
        if (!is_new)
            Pointer{reading, draft, section, i}.refuse(
                {"name"}, fmt::format("the name '{}' stands here again, first for item {}; give each its own",
                                      specs[i].name, at->second + 1));
    }
    std::map<std::string, int> last;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (!specs[i].name.empty()) continue;
        const std::string plain = suggest(i);
        std::string name = plain;
        int &number = last.try_emplace(plain, 1).first->second;
        while (!taken.emplace(name, i).second) name = fmt::format("{} ({})", plain, ++number);
        specs[i].name = name;
    }
}

} // namespace

void name_routes(Reading &reading, Draft &draft) {
    Case &c = draft.value;
    name_all(reading, draft, "routes", c.routes, [&](std::size_t i) -> std::string {
        if (!draft.routes[i]) return fmt::format("route {}", i + 1);
        return fmt::format("{} -> {}", c.facilities[c.routes[i].from.index].name,
                           c.facilities[c.routes[i].to.index].name);
    });
}

void name_disruptions(Reading &reading, Draft &draft) {
    Case &c = draft.value;
    name_all(reading, draft, "disruptions", c.disruptions, [&](std::size_t i) -> std::string {
        const DisruptionSpec &disruption = c.disruptions[i];
        if (!draft.disruptions[i]) return fmt::format("disruption {}", i + 1);
        const Selector &at = disruption.at;
        std::vector<std::string> whom;
        for (const auto *words : {&at.names, &at.kinds, &at.countries, &at.owners, &at.tags})
            whom.insert(whom.end(), words->begin(), words->end());
        for (const MaterialId material : at.materials) whom.push_back(c.materials[material.index].name);
        for (const std::string &country : at.from_countries) whom.push_back("from " + country);
        for (const std::string &country : at.to_countries) whom.push_back("to " + country);
        return fmt::format("{} at {}", words_of(disruption.what)[static_cast<std::size_t>(disruption.what)],
                           fmt::join(whom, ", "));
    });
}

} // namespace midstream
