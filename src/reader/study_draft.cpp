// A study while it is read.
// SPDX-License-Identifier: Apache-2.0
#include "reader/study_draft.h"

#include "reader/amount.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

std::string StudyDraft::path_of(const std::string &name) const {
    return (root.place.file->folder / name).lexically_normal().generic_string();
}

std::vector<std::string> StudyDraft::overlays_of(const std::vector<std::string> &names, const Node &map) {
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < names.size(); ++i) {
        paths.push_back(path_of(names[i]));
        study.overlay_places.emplace(paths.back(), study_item(map, "with", i).place);
    }
    return paths;
}

std::uint32_t StudyDraft::number_of(const Place &place) {
    study.places.push_back(place);
    return static_cast<std::uint32_t>(study.places.size() - 1);
}

void StudyDraft::refuse_luck(const std::string &set, const Place &place) {
    if (set.starts_with("runs."))
        reading.refuse(place, fmt::format("'{}': all scenarios run under the same luck and as often; write `runs` in "
                                          "the study, not in a scenario",
                                          set));
}

void StudyDraft::note_factor(const std::string &name, const std::string &field, const Place &place) {
    if (std::find(scenario_columns.begin(), scenario_columns.end(), name) != scenario_columns.end() &&
        told_columns_.insert(name).second)
        reading.refuse(place, fmt::format("a factor cannot be called '{}': every table of scenarios has a column of "
                                          "that name; give it another `name`",
                                          name));
    const auto [known, is_new] = field_of_.emplace(name, field);
    if (!is_new && known->second != field && told_columns_.insert(name).second)
        reading.refuse(place, fmt::format("two factors are called '{}'; give each its own `name`", name));
    if (std::find(study.factors.begin(), study.factors.end(), name) == study.factors.end())
        study.factors.push_back(name);
}

void StudyDraft::add(Scenario scenario, const Place &place) {
    if (study.scenarios.size() == most_scenarios) {
        if (!told_many_) reading.refuse(place, "more than a million scenarios; make the study smaller");
        told_many_ = true;
        return;
    }
    for (const std::string &set : scenario.sets) refuse_luck(set, place);
    if (scenario.name.empty())
        reading.refuse(place, "this scenario has no name; give it one");
    else if (!names_.insert(scenario.name).second)
        reading.refuse(place, fmt::format("there is a scenario '{}' already; each needs a name of its own{}",
                                          scenario.name, scenario.name == "base" ? " (or write `base: no`)" : ""));
    study.scenarios.push_back(std::move(scenario));
}

const Node &study_item(const Node &map, const char *key, std::size_t number) {
    const Node *list = map.find(key);
    if (!list) return map;
    return list->is_list() && number < list->items.size() ? list->items[number] : *list;
}

void set_value(Scenario &scenario, const std::string &field, const std::string &factor, const std::string &value,
               std::uint32_t place) {
    scenario.sets.push_back(field + "=" + value);
    scenario.set_places.push_back(place);
    const auto amount = find_amount(value);
    scenario.settings.push_back(
        {factor, value, amount ? std::optional{amount->number} : std::nullopt, amount ? amount->unit : ""});
}

} // namespace midstream
