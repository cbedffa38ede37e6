// A table as CSV.
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"

#include "report/json.h"

#include <cmath>
#include <stdexcept>

namespace midstream {

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return std::string{text};
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

void CsvTable::cell(std::string_view column, std::string value) {
    if (!has_rows_ && at_ == columns_.size()) columns_.emplace_back(column);
    if (at_ >= columns_.size() || columns_[at_] != column)
        throw std::logic_error("a row of a table has '" + std::string{column} +
                               "' where its header has another column");
    if (at_ > 0) rows_ += ',';
    rows_ += value;
    ++at_;
}

CsvTable &CsvTable::text(std::string_view column, std::string_view value) {
    cell(column, csv_field(value));
    return *this;
}

CsvTable &CsvTable::number(std::string_view column, std::optional<double> value) {
    cell(column, value && std::isfinite(*value) ? number_text(*value) : "");
    return *this;
}

CsvTable &CsvTable::interval(const std::string &column, const std::optional<Interval> &value) {
    number(column, value ? std::optional{value->mean} : std::nullopt);
    number(column + "_low", value ? std::optional{value->low} : std::nullopt);
    return number(column + "_high", value ? std::optional{value->high} : std::nullopt);
}

void CsvTable::end_row() {
    if (at_ != columns_.size()) throw std::logic_error("a row of a table is shorter than its header");
    rows_ += '\n';
    at_ = 0;
    has_rows_ = true;
}

std::string CsvTable::str() const {
    std::string out;
    for (const std::string &column : columns_) out += (out.empty() ? "" : ",") + csv_field(column);
    return out + '\n' + rows_;
}

} // namespace midstream
