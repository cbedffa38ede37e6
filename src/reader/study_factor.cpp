// One factor of a study.
// SPDX-License-Identifier: Apache-2.0
#include "reader/study_factor.h"

#include "reader/amount.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace midstream {

namespace {

std::string amount_text(double number, const std::string &unit) {
    return fmt::format("{:.9g}{}{}", number, unit.empty() ? "" : " ", unit);
}

/// Inverse of a triangular law on 0..1 with its peak at `mode`, at u.
double triangular(double u, double mode) {
    return u < mode ? std::sqrt(u * mode) : 1 - std::sqrt((1 - u) * (1 - mode));
}

/// What lies at u of a range.
double drawn_number(const FactorSpec &factor, double u) {
    const Amount from = *find_amount(factor.from), to = *find_amount(factor.to);
    const auto is_whole = [](double x) { return x == std::floor(x); };
    if (from.unit.empty() && is_whole(from.number) && is_whole(to.number) && factor.most_likely.empty())
        return std::min(to.number, from.number + std::floor(u * (to.number - from.number + 1)));
    const double width = to.number - from.number;
    if (!factor.most_likely.empty()) u = triangular(u, (find_amount(factor.most_likely)->number - from.number) / width);
    return from.number + u * width;
}

bool check_range(Reading &reading, const FactorSpec &factor, const Node &node) {
    const auto from = find_amount(factor.from), to = find_amount(factor.to);
    const auto most_likely = factor.most_likely.empty() ? from : find_amount(factor.most_likely);
    for (const auto &[amount, text] :
         {std::pair{from, factor.from}, {to, factor.to}, {most_likely, factor.most_likely}})
        if (!amount)
            return reading.refuse(node.place, fmt::format("'{}' is no number with a unit, such as 600 kt/y", text));
    if (from->unit != to->unit || from->unit != most_likely->unit)
        return reading.refuse(node.place,
                              fmt::format("'{}' and '{}' have different units; write them in one", factor.from,
                                          from->unit != to->unit ? factor.to : factor.most_likely));
    if (!(from->number < to->number))
        return reading.refuse(node.place, fmt::format("it is drawn from '{}' to '{}'; write the smaller one first",
                                                      factor.from, factor.to));
    if (most_likely->number < from->number || most_likely->number > to->number)
        return reading.refuse(node.place, fmt::format("'{}' lies outside of what may be drawn", factor.most_likely));
    return true;
}

/// Whether a path is the other or leads to what lies in it.
bool are_nested(const std::string &outer, const std::string &inner) {
    return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '.');
}

/// What a factor may change: its field, or those that its options set.
std::set<std::string> fields_of(const FactorSpec &factor) {
    std::set<std::string> fields;
    if (!factor.field.empty()) fields.insert(factor.field);
    for (const ScenarioSpec &option : factor.options)
        for (const std::string &set : option.set) fields.insert(set.substr(0, set.find('=')));
    return fields;
}

} // namespace

std::string label_of(const FactorSpec &factor) { return factor.name.empty() ? factor.field : factor.name; }

std::size_t choices_of(const FactorSpec &factor) {
    return factor.options.empty() ? factor.values.size() : factor.options.size();
}

bool check_factor(Reading &reading, const FactorSpec &factor, const Node &node, bool may_range) {
    const bool ranges = !factor.from.empty() || !factor.to.empty() || !factor.most_likely.empty();
    if (!factor.options.empty()) {
        if (factor.name.empty()) return reading.refuse(node.place, "a factor with options needs a `name`");
        if (!factor.field.empty() || !factor.values.empty() || ranges)
            return reading.refuse(node.place, "`options` are whole changes; they go with a `name` alone");
        return true;
    }
    if (factor.field.empty())
        return reading.refuse(node.place,
                              "this factor changes nothing; write the `field` it is, or `name` and `options`");
    if (!factor.values.empty() && ranges)
        return reading.refuse(node.place, "both `values` and a range are given; write one of them");
    if (!factor.values.empty()) return true;
    if (!may_range) return reading.refuse(node.place, "a factor of a grid needs `values` or `options`");
    if (factor.from.empty() || factor.to.empty())
        return reading.refuse(node.place, "what is drawn needs `from` and `to`, `values`, or `options`");
    return check_range(reading, factor, node);
}

bool check_twins(Reading &reading, const std::vector<FactorSpec> &factors, const Node &node) {
    std::set<std::string> labels, fields, told, changed;
    for (const FactorSpec &factor : factors) {
        const std::string label = label_of(factor);
        const bool is_new = factor.field.empty() || fields.insert(factor.field).second;
        const std::set<std::string> mine = fields_of(factor);
        for (const std::string &field : mine)
            for (const std::string &other : changed) {
                const std::string &inner = std::max(field, other), &outer = std::min(field, other);
                if (!are_nested(outer, inner) || !told.insert(outer).second) continue;
                const std::string by = inner == outer ? "" : fmt::format(" (one of them by '{}')", outer);
                reading.refuse(node.place,
                               fmt::format("two factors change '{}'{}; the later would win every time", inner, by));
            }
        changed.insert(mine.begin(), mine.end());
        const bool is_called_anew = label.empty() || labels.insert(label).second;
        if (!is_called_anew && (is_new || !factor.name.empty()) && told.insert("name " + label).second)
            reading.refuse(node.place, fmt::format("two factors are called '{}'; give each its own `name`", label));
    }
    return told.empty();
}

Factor::Factor(StudyDraft &draft, const FactorSpec &spec, const Node &node) : draft_{draft}, spec_{spec} {
    for (std::size_t i = 0; i < spec.values.size(); ++i)
        places_.push_back({draft.number_of(study_item(node, "values", i).place)});
    for (std::size_t i = 0; i < spec.options.size(); ++i) {
        const Node &option = study_item(node, "options", i);
        places_.emplace_back();
        draft.overlays_of(spec.options[i].with, option);
        for (std::size_t s = 0; s < spec.options[i].set.size(); ++s)
            places_.back().push_back(draft.number_of(study_item(option, "set", s).place));
    }
    if (places_.empty()) places_.push_back({draft.number_of(study_item(node, "from", 0).place)});
}

void Factor::choose(Scenario &scenario, std::size_t choice) const {
    const std::vector<std::uint32_t> &places = places_[choice];
    if (spec_.options.empty())
        return set_value(scenario, spec_.field, label_of(spec_), spec_.values[choice], places.front());
    const ScenarioSpec &option = spec_.options[choice];
    for (const std::string &name : option.with) scenario.overlays.push_back(draft_.path_of(name));
    scenario.sets.insert(scenario.sets.end(), option.set.begin(), option.set.end());
    scenario.set_places.insert(scenario.set_places.end(), places.begin(), places.end());
    scenario.settings.push_back({label_of(spec_), option.name, {}, ""});
}

void Factor::draw(Scenario &scenario, double u) const {
    if (const std::size_t many = choices_of(spec_); many > 0)
        return choose(scenario, std::min(many - 1, static_cast<std::size_t>(u * static_cast<double>(many))));
    set_value(scenario, spec_.field, label_of(spec_),
              amount_text(drawn_number(spec_, u), find_amount(spec_.from)->unit), places_.front().front());
}

} // namespace midstream
