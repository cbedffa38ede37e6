// From a study's file to the scenarios it asks for.
// SPDX-License-Identifier: Apache-2.0
#include "reader/study_file.h"

#include "reader/include.h"
#include "reader/read_values.h"
#include "reader/set_path.h"
#include "reader/study_design.h"
#include "reader/study_draft.h"
#include "reader/study_table.h"

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr const char *version_key = "midstream study";

/// False for what is no study at all.
bool check_version(Reading &reading, const Node &root) {
    const Node *version = root.find(version_key);
    const Place top{root.place.file, 1, 1};
    if (!version && root.find("midstream"))
        return reading.refuse(top, "this is a case, not a study: a study is a file of its own that names it by `case:` "
                                   "(midstream describe study)");
    if (!version)
        reading.refuse(top, "'midstream study' is missing; write `midstream study: 1` in the first line");
    else if (version->text != "1")
        reading.refuse(version->place, fmt::format("found {}; this program reads version 1", name_of(*version)));
    return true;
}

/// What holds for all scenarios, and the base.
void read_common(StudyDraft &draft) {
    ReadStudy &study = draft.study;
    study.has_base = study.spec.base == YesNo::yes;
    if (study.has_base) draft.add({"base", {}, {}, {}, {}}, draft.root.place);
    if (const Node *measure = draft.root.find("measure")) study.measure_place = measure->place;
    for (std::size_t i = 0; i < study.spec.set.size(); ++i) {
        study.common_places.push_back(study_item(draft.root, "set", i).place);
        draft.refuse_luck(study.spec.set[i], study.common_places.back());
    }
    draft.overlays_of(study.spec.with, draft.root);
    if (!study.spec.chain.empty()) study.chain = draft.path_of(study.spec.chain);
}

void add_listed(StudyDraft &draft) {
    const Reading::Step step{draft.reading, "scenarios"};
    for (std::size_t i = 0; i < draft.study.spec.scenarios.size(); ++i) {
        const ScenarioSpec &spec = draft.study.spec.scenarios[i];
        const Node &node = study_item(draft.root, "scenarios", i);
        Scenario scenario{spec.name, draft.overlays_of(spec.with, node), spec.set, {}, {}};
        for (std::size_t s = 0; s < spec.set.size(); ++s)
            scenario.set_places.push_back(draft.number_of(study_item(node, "set", s).place));
        draft.add(std::move(scenario), node.place);
    }
}

void read_draft(StudyDraft &draft) {
    if (!check_version(draft.reading, draft.root)) return;
    MapReader map{draft.reading, draft.root};
    map.allow(version_key);
    map.read(draft.study.spec);
    map.finish();
    read_common(draft);
    add_listed(draft);
    add_grid(draft);
    add_table(draft);
    add_samples(draft);
    const std::size_t bases = draft.study.has_base ? 1 : 0;
    if (draft.study.scenarios.size() == bases && draft.reading.messages.problems.empty())
        draft.reading.refuse(draft.root.place, "the study has no scenario of its own; write `scenarios`, `grid`, "
                                               "`table` or `samples` with something in them");
}

} // namespace

Problem ReadStudy::placed(Problem problem, const Scenario &scenario) const {
    if (const auto overlay = overlay_places.find(problem.file); problem.line == 0 && overlay != overlay_places.end()) {
        const Place &place = overlay->second;
        return {place.file->name, place.line, place.column, "with",
                fmt::format("'{}': {}", problem.file, problem.text)};
    }
    const auto look = [&](const std::vector<std::string> &sets, const auto &place_of) {
        for (std::size_t i = 0; i < sets.size(); ++i) {
            if (problem.file != set_name(sets[i])) continue;
            const Place &place = place_of(i);
            problem.file = place.file->name;
            problem.line = place.line;
            problem.column = place.column;
            return true;
        }
        return false;
    };
    if (!look(spec.set, [&](std::size_t i) -> const Place & { return common_places[i]; }))
        look(scenario.sets, [&](std::size_t i) -> const Place & { return places[scenario.set_places[i]]; });
    return problem;
}

ReadStudy read_study(const std::filesystem::path &file) {
    Reading reading;
    const auto root = FileLoader{reading}.load(file);
    ReadStudy study;
    if (root) {
        StudyDraft draft{reading, *root};
        read_draft(draft);
        study = std::move(draft.study);
    }
    std::vector<std::string> order;
    for (const auto &input : reading.inputs) order.push_back(input.generic_string());
    sort_by_place(reading.messages.problems, order);
    if (!reading.messages.problems.empty())
        throw CaseError{std::move(reading.messages.problems), std::move(reading.messages.warnings)};
    study.name = file.stem().string();
    study.inputs = std::move(reading.inputs);
    return study;
}

} // namespace midstream
