// What is wrong with the scenarios of a study.
// SPDX-License-Identifier: Apache-2.0
#include "cli/study_problems.h"

#include "reader/set_path.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t most_told = 12;

/// What a text says of any value: with a mark in place of this one.
std::string pattern_of(const std::string &text, const std::string &value) {
    std::string pattern;
    std::size_t from = 0;
    for (auto at = text.find(value); at != text.npos; at = text.find(value, from)) {
        pattern.append(text, from, at - from).push_back('\x01');
        from = at + value.size();
    }
    return pattern.append(text, from);
}

/// Whether other values of a column are refused in the same words.
bool is_of_head(const ReadStudy &study, Scenario scenario, std::size_t set, const TableColumn &column,
                const std::string &text) {
    const std::string cell = scenario.sets[set].substr(column.field.size() + 1);
    for (const char *number : {"0", "1", "1000"}) {
        const std::string value = column.unit.empty() ? number : fmt::format("{} {}", number, column.unit);
        // A cell that has its own unit may be refused for it: then only words that do not depend on it tell of the head.
        const auto words = [&](const std::string &of, const std::string &in) {
            return column.unit.empty() ? of : pattern_of(of, in);
        };
        scenario.sets[set] = column.field + "=" + value;
        bool is_same = false;
        try {
            read_case(study.chain, read_options(study, scenario));
        } catch (const CaseError &error) {
            for (const Problem &problem : error.problems())
                is_same = is_same || (problem.file == set_name(scenario.sets[set]) &&
                                      words(problem.text, value) == words(text, cell));
        }
        if (!is_same) return false;
    }
    return true;
}

/// The words of a cell that could not be read, told of its column.
std::string head_text(const TableColumn &column, const std::string &cell, const std::string &text) {
    if (column.unit.empty() || text.find(cell) == text.npos) return text;
    const auto remedy = text.find("; ");
    return fmt::format("the unit '{}' does not fit '{}'{}", column.unit, column.field,
                       remedy == text.npos ? "" : text.substr(remedy));
}

} // namespace

ReadOptions read_options(const ReadStudy &study, const Scenario &scenario) {
    ReadOptions options;
    const auto folder = std::filesystem::path{study.inputs.front()}.parent_path();
    for (const std::string &overlay : study.spec.with)
        options.overlays.push_back((folder / overlay).lexically_normal());
    options.overlays.insert(options.overlays.end(), scenario.overlays.begin(), scenario.overlays.end());
    options.sets = study.spec.set;
    options.sets_folder = folder;
    options.sets.insert(options.sets.end(), scenario.sets.begin(), scenario.sets.end());
    return options;
}

const TableColumn *StudyProblems::column_of(const Scenario &scenario, std::size_t set) const {
    if (study_.columns.empty() || set >= scenario.set_places.size()) return nullptr;
    if (study_.places[scenario.set_places[set]].file != study_.columns.front().place.file) return nullptr;
    for (const TableColumn &column : study_.columns)
        if (!column.field.empty() && scenario.sets[set].starts_with(column.field + "=")) return &column;
    return nullptr;
}

std::optional<std::size_t> StudyProblems::cell_of(const std::string &raw_file, const Scenario &scenario) const {
    for (std::size_t set = 0; set < scenario.sets.size(); ++set)
        if (raw_file == set_name(scenario.sets[set]) && column_of(scenario, set)) return set;
    return {};
}

void StudyProblems::add(const std::vector<Problem> &problems, std::size_t number) {
    const Scenario &scenario = study_.scenarios[number];
    if (problems.empty())
        for (std::size_t set = 0; set < scenario.sets.size(); ++set)
            if (const TableColumn *column = column_of(scenario, set)) good_.insert(column);
    for (const Problem &problem : problems) gather(found_, {study_.placed(problem, scenario), problem.file, number, 1});
}

/// A problem that many scenarios share is told once, at the first place.
void StudyProblems::gather(std::vector<Found> &found, Found one) {
    const auto same = std::find_if(found.begin(), found.end(), [&](const Found &known) {
        return known.problem.file == one.problem.file && known.problem.path == one.problem.path &&
               known.problem.text == one.problem.text;
    });
    if (same == found.end())
        found.push_back(std::move(one));
    else
        same->scenarios += one.scenarios;
}

std::optional<Problem> StudyProblems::at_head(const Found &found) {
    const Scenario &scenario = study_.scenarios[found.scenario];
    const auto set = cell_of(found.raw_file, scenario);
    const TableColumn *column = set ? column_of(scenario, *set) : nullptr;
    if (!column || good_.count(column) > 0) return {};
    const std::string cell = scenario.sets[*set].substr(column->field.size() + 1);
    const auto [known, is_new] = heads_.try_emplace({column, pattern_of(found.problem.text, cell)}, false);
    if (is_new) known->second = is_of_head(study_, scenario, *set, *column, found.problem.text);
    if (!known->second) return {};
    const Place &place = column->place;
    return Problem{place.file->name, place.line, place.column, found.problem.path,
                   head_text(*column, cell, found.problem.text)};
}

CaseError StudyProblems::error() {
    std::vector<Found> told;
    for (Found one : found_) {
        if (auto head = at_head(one)) {
            one.problem = *std::move(head);
            one.scenarios = 0;
        }
        gather(told, std::move(one));
    }
    const std::string study_file = study_.inputs.front().generic_string();
    std::stable_sort(told.begin(), told.end(), [&](const Found &a, const Found &b) {
        const auto key = [&](const Problem &p) { return std::tuple{p.file != study_file, p.file, p.line, p.column}; };
        return key(a.problem) < key(b.problem);
    });
    std::vector<Problem> problems;
    for (const Found &one : told) {
        const std::string &name = study_.scenarios[one.scenario].name;
        problems.push_back(one.problem);
        if (one.scenarios > 0)
            problems.back().text += one.scenarios == 1
                                        ? fmt::format(" (scenario '{}')", name)
                                        : fmt::format(" (scenario '{}' and {} more)", name, one.scenarios - 1);
        if (problems.size() < most_told || told.size() == most_told) continue;
        problems.back().text += fmt::format(" ... and {} more problems of this sort", told.size() - most_told);
        break;
    }
    return CaseError{std::move(problems)};
}

} // namespace midstream
