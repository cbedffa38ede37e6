// CSV files as tables of text with their lines. The only door to the CSV parser.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// A cell, trimmed and without its quotes.
struct Cell {
    std::string text;
    int line = 0;   ///< from 1, the header included
    int column = 0; ///< of its first character, from 1
};

struct Table {
    std::string name; ///< as messages name the file
    std::vector<std::string> header;
    int header_line = 1;
    std::vector<int> header_columns;     ///< of the first character of each, from 1
    std::vector<std::vector<Cell>> rows; ///< each as long as the header

    std::optional<std::size_t> find_column(std::string_view name) const;
};

/// A table that could not be read, and where.
struct TableProblem {
    std::string text;
    int line = 0;
    int column = 0;
};

/// The CSV files of a case, each read once.
class SeriesFiles {
  public:
    /// Notes every file it opens in `inputs`.
    explicit SeriesFiles(std::vector<std::filesystem::path> &inputs) : inputs_{inputs} {}

    /// The table, or nothing and the problem.
    const Table *get(const std::filesystem::path &file, TableProblem &problem);

  private:
    std::vector<std::filesystem::path> &inputs_;
    std::map<std::filesystem::path, std::unique_ptr<Table>> tables_;
};

std::optional<Table> read_table(std::string_view bytes, std::string name, TableProblem &problem);

/// A decimal number and nothing else: finite, no unit, no thousands separators.
std::optional<double> parse_number(std::string_view text);

} // namespace midstream
