// What reading a case knows on the way.
// SPDX-License-Identifier: Apache-2.0
#include "reader/reading.h"

#include "units/nearest.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

std::uint32_t NameList::add(const std::string &name) {
    const auto [at, is_new] = numbers_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(name);
    return at->second;
}

std::optional<std::uint32_t> NameList::find(const std::string &name) const {
    const auto at = numbers_.find(name);
    if (at == numbers_.end()) return {};
    return at->second;
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string> &known) {
    const auto nearest = nearest_name(typed, known);
    return nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "";
}

std::string known_names(std::string_view what, std::string_view typed, const std::vector<std::string> &known) {
    constexpr std::size_t few = 6;
    if (what == "kind") return "`describe kinds` lists those there are" + did_you_mean(typed, known);
    if (known.empty()) return fmt::format("the case has none; declare it, or take this out");
    const std::string all = known.size() <= few ? fmt::format("write {}", fmt::join(known, " or "))
                                                : fmt::format("name a {} that the case has", what);
    return all + did_you_mean(typed, known);
}

namespace {

std::size_t size_of(const Node &node) {
    std::size_t size = 1;
    for (const Entry &entry : node.entries) size += size_of(entry.value);
    for (const Node &item : node.items) size += size_of(item);
    return size;
}

} // namespace

bool Reading::may_copy(const Node &tree) {
    constexpr std::size_t most = 4 * most_nodes;
    const bool was_too_much = copied_ > most;
    if (!was_too_much) copied_ += size_of(tree);
    if (copied_ > most && !was_too_much)
        refuse(tree.place,
               "what entries copy from this and others by `like` and kinds is more than 8,000,000 values; copy less");
    return copied_ <= most;
}

bool Reading::refuse(const Place &place, std::string text) {
    messages.problems.push_back({place.file->name, place.line, place.column, path(), std::move(text)});
    return false;
}

void Reading::warn(const Place &place, std::string text) {
    messages.warnings.push_back({place.file->name, place.line, place.column, path(), std::move(text)});
}

bool Reading::has_problem_at(std::string_view here) const {
    return std::any_of(messages.problems.begin(), messages.problems.end(), [&](const Problem &problem) {
        return problem.path.starts_with(here) &&
               (problem.path.size() == here.size() || problem.path[here.size()] == '.');
    });
}

std::string Reading::path() const {
    std::string words;
    for (const std::string &step : path_) words += (words.empty() ? "" : ".") + step;
    return words;
}

} // namespace midstream
