// Reading what changes on dates.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_steps.h"

#include "des/calendar.h"
#include "reader/read_cells.h"
#include "reader/read_words.h"
#include "reader/text_bytes.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

constexpr std::string_view csv_example = "{csv: output.csv, date: year, value: mined_kt, unit: kt/y}";

bool read_entries(Reading &reading, const Node &map, std::vector<DatedText> &out) {
    for (const Entry &entry : map.entries) {
        if (is_note(entry.key)) continue;
        const Reading::Step step{reading, entry.key};
        const auto date = parse_date(entry.key);
        if (const auto *problem = std::get_if<std::string>(&date)) return reading.refuse(entry.place, *problem);
        out.push_back({std::get<SimTime>(date), entry.value, entry.key});
        if (out.size() > 1 && out[out.size() - 2].date >= out.back().date)
            return reading.refuse(entry.place, fmt::format("{} does not come after {}; write the dates in rising order",
                                                           entry.key, print_date(out[out.size() - 2].date)));
    }
    return true;
}

/// The columns and texts of `where`.
struct Condition {
    std::size_t column;
    std::string text;
};

struct SeriesRequest {
    const Table *table = nullptr;
    std::size_t date = 0;
    std::size_t value = 0;
    std::string unit;
    std::vector<Condition> where;
    double scale = 1;
};

std::optional<SeriesRequest> read_request(Reading &reading, const Node &node) {
    if (!refuse_unknown_keys(reading, node, {"csv", "date", "value", "unit", "where", "scale"})) return {};
    for (const std::string_view key : {"date", "value", "unit"})
        if (!node.find(key)) {
            reading.refuse(node.place, fmt::format("'{}' is missing; write it like {}", key, csv_example));
            return {};
        }
    SeriesRequest request;
    request.table = read_table_of(reading, *node.find("csv"));
    if (!request.table) return {};
    const auto date = read_column(reading, *request.table, *node.find("date"));
    const auto value = read_column(reading, *request.table, *node.find("value"));
    if (!date || !value || !read_text(reading, *node.find("unit"), request.unit)) return {};
    request.date = *date;
    request.value = *value;
    if (const Node *scale = node.find("scale")) {
        const Reading::Step step{reading, "scale"};
        if (!read_plain_number(reading, *scale, Field{"scale", "", false, 0.0}, request.scale)) return {};
    }
    if (const Node *where = node.find("where")) {
        const Reading::Step step{reading, "where"};
        if (!where->is_map()) {
            refuse_shape(reading, *where, "a map of columns and the text that counts, such as {mine: Morenci}");
            return {};
        }
        for (const Entry &entry : where->entries) {
            Node column;
            column.kind = Node::Kind::scalar;
            column.text = entry.key;
            column.place = entry.place;
            const auto at = read_column(reading, *request.table, column);
            std::string text;
            if (!at || !read_text(reading, entry.value, text)) return {};
            request.where.push_back({*at, std::move(text)});
        }
    }
    return request;
}

bool read_rows(Reading &reading, const SeriesRequest &request, EmptyCell empty_cell, std::vector<DatedText> &out) {
    const auto file = std::make_shared<SourceFile>(SourceFile{request.table->name, {}});
    for (const auto &row : request.table->rows) {
        const auto fits = [&](const Condition &condition) { return row[condition.column].text == condition.text; };
        if (!std::all_of(request.where.begin(), request.where.end(), fits)) continue;
        if (empty_cell == EmptyCell::gap && row[request.value].text.empty()) continue;
        const Cell &cell = row[request.date];
        const auto date = parse_date(cell.text);
        if (const auto *problem = std::get_if<std::string>(&date))
            return reading.refuse({file, cell.line, cell.column},
                                  cell.text.empty() ? "the cell is empty; write a date" : *problem);
        auto value = read_cell(reading, file, row[request.value], request.unit);
        if (!value) return false;
        out.push_back({std::get<SimTime>(date), std::move(*value), cell.text});
    }
    std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.date < b.date; });
    for (std::size_t i = 1; i < out.size(); ++i)
        if (out[i - 1].date == out[i].date)
            return reading.refuse(out[i].value.place,
                                  fmt::format("a second row for {}, first in line {}; choose rows by `where`",
                                              print_date(out[i].date), out[i - 1].value.place.line));
    return true;
}

bool read_csv(Reading &reading, const Node &node, EmptyCell empty_cell, DatedTexts &out) {
    const auto request = read_request(reading, node);
    if (!request || !read_rows(reading, *request, empty_cell, out.rows)) return false;
    out.scale = request->scale;
    if (!out.rows.empty()) return true;
    return reading.refuse(node.place, fmt::format("no row of '{}' fits; look at `where`", request->table->name));
}

} // namespace

bool is_dated(const Node &node) { return node.is_map() || node.is_list(); }

std::optional<DatedTexts> read_dated(Reading &reading, const Node &node, EmptyCell empty_cell) {
    DatedTexts dated;
    if (node.is_map() && node.find("csv")) {
        if (!read_csv(reading, node, empty_cell, dated)) return {};
        return dated;
    }
    if (node.is_map()) {
        if (!read_entries(reading, node, dated.rows)) return {};
    } else {
        for (const Node &item : node.items) {
            if (!item.is_map()) {
                refuse_shape(reading, item, "a date and its value, such as {2025-01-01: 900 kt/y}");
                return {};
            }
            if (!read_entries(reading, item, dated.rows)) return {};
        }
    }
    if (!dated.rows.empty()) return dated;
    reading.refuse(node.place, fmt::format("there are no dates here; write {{2025-01-01: ...}} or {}", csv_example));
    return {};
}

void warn_of_late_start(Reading &reading, const Node &node, SimTime first) {
    reading.warn(node.place, fmt::format("the first value is of {}, after the run begins on {}; until then it holds 0",
                                         print_date(first), print_date(*reading.start)));
}

} // namespace midstream
