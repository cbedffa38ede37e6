// Cells of the CSV files that a case names, as values with their place.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"

#include <memory>
#include <optional>
#include <string>

namespace midstream {

/// The table that `node` names, relative to the file it is written in; or a refusal.
const Table *read_table_of(Reading &reading, const Node &node);

/// The column that `node` names, or a refusal with the nearest one.
std::optional<std::size_t> read_column(Reading &reading, const Table &table, const Node &node);

/// A cell as a quantity's text, its unit appended; refuses what is empty or no number.
std::optional<Node> read_cell(Reading &reading, const std::shared_ptr<const SourceFile> &file, const Cell &cell,
                              const std::string &unit);

} // namespace midstream
