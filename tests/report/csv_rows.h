// A CSV file read back: header and rows of texts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

using CsvRow = std::vector<std::string>;

inline std::vector<CsvRow> csv_rows(std::string_view text) {
    std::vector<CsvRow> rows{{""}};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        std::string &cell = rows.back().back();
        if (quoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"')
                cell += text[++i];
            else if (c == '"')
                quoted = false;
            else
                cell += c;
        } else if (c == '"')
            quoted = true;
        else if (c == ',')
            rows.back().emplace_back();
        else if (c == '\n')
            rows.push_back({""});
        else
            cell += c;
    }
    rows.pop_back();
    return rows;
}

/// A cell by its column's name.
inline const std::string &cell(const std::vector<CsvRow> &rows, std::size_t row, std::string_view column) {
    for (std::size_t i = 0; i < rows.front().size(); ++i)
        if (rows.front()[i] == column) return rows[row].at(i);
    throw std::runtime_error("no column " + std::string{column});
}

} // namespace midstream
