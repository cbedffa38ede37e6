// Scenarios from the rows of a CSV table.
// SPDX-License-Identifier: Apache-2.0
#include "reader/study_table.h"

#include "reader/read_cells.h"
#include "units/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// "PATH [unit]".
TableColumn column_of(const std::string &text, Place place) {
    const std::size_t open = text.rfind(" [");
    if (open == text.npos || text.back() != ']') return {std::move(place), text, ""};
    return {std::move(place), text.substr(0, open), text.substr(open + 2, text.size() - open - 3)};
}

bool is_unit(const std::string &text) {
    const auto is_text = [&](const std::string &spelling) { return spelling == text; };
    for (const UnitTable &table : unit_tables()) {
        if (std::any_of(table.words.begin(), table.words.end(), is_text)) return true;
        for (const std::string &first : table.firsts) {
            if (table.seconds.empty() && is_text(first)) return true;
            for (const std::string &second : table.seconds)
                if (is_text(first + table.joint + second)) return true;
        }
    }
    return false;
}

/// The unit of "PATH (unit)", which is meant as "PATH [unit]"; else empty. A name may well end in brackets.
std::string unit_in_round_brackets(const std::string &text) {
    const std::size_t open = text.rfind('(');
    if (open == text.npos || text.back() != ')') return "";
    const std::string inside = text.substr(open + 1, text.size() - open - 2);
    return is_unit(inside) ? inside : "";
}

class TableReader {
  public:
    TableReader(StudyDraft &draft, const Table &table)
        : draft_{draft}, table_{table}, file_{std::make_shared<SourceFile>(SourceFile{table.name, {}})} {}

    void read() {
        for (std::size_t c = 0; c < table_.header.size(); ++c) read_head(c);
        for (std::size_t row = 0; row < table_.rows.size(); ++row) read_row(row);
    }

  private:
    Place place_of(const Cell &cell) const { return {file_, cell.line, cell.column}; }

    void read_head(std::size_t c) {
        const std::string &name = table_.header[c];
        TableColumn column = column_of(name, {file_, table_.header_line, table_.header_columns[c]});
        if (name == "name" || name == "with") {
            column.field.clear();
        } else if (column.field.empty()) {
            draft_.reading.refuse(column.place, "this column has no name; write the path of a value, `name` or `with`");
        } else if (const std::string unit = unit_in_round_brackets(column.field); !unit.empty()) {
            std::string path = column.field.substr(0, column.field.rfind('('));
            while (path.ends_with(' ')) path.pop_back();
            draft_.reading.refuse(column.place,
                                  fmt::format("'{}' ends in a unit in round brackets; write it in square ones, such as "
                                              "`{} [{}]`",
                                              name, path, unit));
        } else {
            const auto &known = draft_.study.columns;
            if (std::any_of(known.begin(), known.end(), [&](const auto &one) { return one.field == column.field; }))
                draft_.reading.refuse(
                    column.place, fmt::format("two columns change '{}'; the later would win every time", column.field));
            draft_.note_factor(column.field, column.field, column.place);
        }
        draft_.study.columns.push_back(std::move(column));
    }

    void read_row(std::size_t row) {
        const std::vector<Cell> &cells = table_.rows[row];
        Scenario scenario;
        scenario.name = fmt::format("row {}", row + 1);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::string &text = cells[c].text;
            if (text.empty()) continue;
            if (table_.header[c] == "name")
                scenario.name = text;
            else if (table_.header[c] == "with")
                scenario.overlays.push_back(overlay_of(cells[c]));
            else {
                const TableColumn &column = draft_.study.columns[c];
                set_value(scenario, column.field, column.field, column.unit.empty() ? text : text + " " + column.unit,
                          draft_.number_of(place_of(cells[c])));
            }
        }
        draft_.add(std::move(scenario), {file_, cells.empty() ? 0 : cells.front().line, 1});
    }

    std::string overlay_of(const Cell &cell) {
        std::string path = draft_.path_of(cell.text);
        draft_.study.overlay_places.emplace(path, place_of(cell));
        return path;
    }

    StudyDraft &draft_;
    const Table &table_;
    const std::shared_ptr<const SourceFile> file_;
};

} // namespace

void add_table(StudyDraft &draft) {
    const Node *name = draft.root.find("table");
    if (!name || draft.study.spec.table.empty()) return;
    const Reading::Step step{draft.reading, "table"};
    if (const Table *table = read_table_of(draft.reading, *name)) TableReader{draft, *table}.read();
}

} // namespace midstream
