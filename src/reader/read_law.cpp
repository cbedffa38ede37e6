// Reading a law of chance from its one-entry map.
// SPDX-License-Identifier: Apache-2.0
#include "reader/laws.h"
#include "reader/read_cells.h"
#include "reader/read_words.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::string_view empirical_example = "{file: repairs.csv, column: days_d, unit: d}";

using ReadNumber = std::function<std::optional<double>(const Node &)>;

/// The nodes of a law's arguments in their order, null where one is not given.
std::optional<std::vector<const Node *>> arguments_of(Reading &reading, const LawForm &form, const Node &node) {
    std::vector<const Node *> given(form.arguments.size(), nullptr);
    const auto refuse = [&](std::string found) {
        reading.refuse(node.place, fmt::format("{}; write it like {}", found, form.example));
        return std::nullopt;
    };
    if (node.is_map()) {
        std::vector<std::string> known;
        for (const LawArgument &argument : form.arguments) known.emplace_back(argument.key);
        if (!refuse_unknown_keys(reading, node, known)) return {};
        for (std::size_t i = 0; i < given.size(); ++i) {
            given[i] = node.find(form.arguments[i].key);
            if (!given[i] && form.arguments[i].required)
                return refuse(fmt::format("'{}' is missing", form.arguments[i].key));
        }
        return given;
    }
    const auto required = std::count_if(form.arguments.begin(), form.arguments.end(),
                                        [](const LawArgument &argument) { return argument.required; });
    const std::size_t count = node.is_list() ? node.items.size() : 1;
    if (count > given.size() || count < static_cast<std::size_t>(required)) return refuse("found " + name_of(node));
    for (std::size_t i = 0; i < count; ++i) given[i] = node.is_list() ? &node.items[i] : &node;
    return given;
}

std::optional<double> read_argument(Reading &reading, const LawArgument &argument, const Node *node,
                                    const ReadNumber &number) {
    if (!node) return absent_argument(argument);
    if (argument.sort == LawArgument::Sort::quantity) return number(*node);
    if (argument.sort == LawArgument::Sort::whole) {
        int whole = 0;
        const Field field{argument.key, argument.meaning, true, 1.0, 1e6};
        if (!read_plain_number(reading, *node, field, whole)) return {};
        return whole;
    }
    double plain = 0;
    const Field field{argument.key, argument.meaning, true, 0.0, 1e6};
    if (!read_plain_number(reading, *node, field, plain)) return {};
    return plain;
}

/// The cells of the column that `{file:, column:, unit:}` names, as texts with their unit.
std::optional<std::vector<Node>> read_seen(Reading &reading, const Node &node) {
    if (!refuse_unknown_keys(reading, node, {"file", "column", "unit"})) return {};
    for (const std::string_view key : {"file", "column", "unit"})
        if (!node.find(key)) {
            reading.refuse(node.place, fmt::format("'{}' is missing; write {}", key, empirical_example));
            return {};
        }
    std::string unit;
    const Table *table = read_table_of(reading, *node.find("file"));
    const auto column = table ? read_column(reading, *table, *node.find("column")) : std::nullopt;
    if (!column || !read_text(reading, *node.find("unit"), unit)) return {};
    const auto file = std::make_shared<SourceFile>(SourceFile{table->name, {}});
    std::vector<Node> cells;
    for (const auto &row : table->rows) {
        auto cell = read_cell(reading, file, row[*column], unit);
        if (!cell) return {};
        cells.push_back(std::move(*cell));
    }
    return cells;
}

std::optional<Distribution> read_empirical(Reading &reading, const Node &node, const ReadNumber &number) {
    std::vector<Node> from_file;
    if (node.is_map()) {
        auto cells = read_seen(reading, node);
        if (!cells) return {};
        from_file = std::move(*cells);
    } else if (!node.is_list()) {
        refuse_shape(reading, node, fmt::format("a list of values, or {}", empirical_example));
        return {};
    }
    std::vector<double> values;
    for (const Node &item : node.is_list() ? node.items : from_file) {
        const auto value = number(item);
        if (!value) return {};
        values.push_back(*value);
    }
    if (values.empty()) {
        reading.refuse(node.place, "there are no values here; give at least one");
        return {};
    }
    return Distribution::empirical(std::move(values));
}

} // namespace

std::optional<Distribution> read_law(Reading &reading, const Node &node, const ReadNumber &number) {
    std::vector<std::string_view> words;
    for (const LawForm &form : law_forms()) words.push_back(form.word);
    words.push_back("empirical");
    if (node.entries.size() != 1) {
        reading.refuse(node.place,
                       fmt::format("found a map of {} entries; write one law, such as {{exponential: 40 d}}",
                                   node.entries.size()));
        return {};
    }
    const Entry &entry = node.entries.front();
    const Reading::Step step{reading, entry.key};
    Node word;
    word.kind = Node::Kind::scalar;
    word.text = entry.key;
    word.place = entry.place;
    const auto at = read_choice(reading, word, words);
    if (!at) return {};
    if (*at == law_forms().size()) return read_empirical(reading, entry.value, number);
    const LawForm &form = law_forms()[*at];
    const auto given = arguments_of(reading, form, entry.value);
    if (!given) return {};
    std::vector<double> values;
    for (std::size_t i = 0; i < given->size(); ++i) {
        const auto value = read_argument(reading, form.arguments[i], (*given)[i], number);
        if (!value) return {};
        values.push_back(*value);
    }
    try {
        return form.make(values);
    } catch (const std::invalid_argument &problem) {
        reading.refuse(entry.value.place, fmt::format("{}; write it like {}", problem.what(), form.example));
        return {};
    }
}

} // namespace midstream
