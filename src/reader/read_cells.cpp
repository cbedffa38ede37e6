// Cells of the CSV files that a case names, as values with their place.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_cells.h"

#include "reader/read_words.h"
#include "reader/text_bytes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

const Table *read_table_of(Reading &reading, const Node &node) {
    std::string name;
    if (!read_text(reading, node, name)) return nullptr;
    const auto path = (node.place.file->folder / name).lexically_normal();
    TableProblem problem;
    const Table *table = reading.series.get(path, problem);
    if (table) return table;
    if (problem.line == 0) {
        reading.refuse(node.place, fmt::format("'{}': {}; names of files are relative to the file they stand in",
                                               path.generic_string(), problem.text));
        return nullptr;
    }
    const auto file = std::make_shared<SourceFile>(SourceFile{path.generic_string(), {}});
    reading.refuse({file, problem.line, problem.column}, problem.text);
    return nullptr;
}

std::optional<std::size_t> read_column(Reading &reading, const Table &table, const Node &node) {
    std::string name;
    if (!read_text(reading, node, name)) return {};
    const auto column = table.find_column(name);
    if (!column)
        reading.refuse(node.place,
                       fmt::format("'{}' has no column '{}'; its columns are {}{}", table.name, shortened(name),
                                   fmt::join(table.header, ", "), did_you_mean(name, table.header)));
    return column;
}

std::optional<Node> read_cell(Reading &reading, const std::shared_ptr<const SourceFile> &file, const Cell &cell,
                              const std::string &unit) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.place = {file, cell.line, cell.column};
    if (cell.text.empty()) {
        reading.refuse(node.place, "the cell is empty; write a number, or leave the row out");
        return {};
    }
    if (!parse_number(cell.text)) {
        reading.refuse(node.place, fmt::format("'{}' is not a number; write digits alone, the unit stands in the case",
                                               shortened(cell.text)));
        return {};
    }
    node.text = cell.text + " " + unit;
    return node;
}

} // namespace midstream
