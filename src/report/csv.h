// A table as CSV (RFC 4180, lines end in \n): names quoted where they must be, numbers the same on every machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// A field of a CSV file.
std::string csv_field(std::string_view text);

/// Rows are written cell by cell; the first row tells the columns, each with the cell it heads.
class CsvTable {
  public:
    /// Every cell comes with its column's name, so that no row can slip against the header.
    CsvTable &text(std::string_view column, std::string_view value);
    CsvTable &number(std::string_view column, std::optional<double> value);
    /// Three columns: `name`, `name_low`, `name_high`.
    CsvTable &interval(const std::string &column, const std::optional<Interval> &value);
    void end_row();

    /// Header and rows. A table without rows has the header it was given.
    std::string str() const;
    void set_columns(std::vector<std::string> columns) { columns_ = std::move(columns); }

  private:
    void cell(std::string_view column, std::string value);

    std::vector<std::string> columns_;
    std::string rows_;
    std::size_t at_ = 0;
    bool has_rows_ = false;
};

} // namespace midstream
