// Reading the tables of this folder.
// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include <fstream>
#include <stdexcept>

namespace midstream::validation {
namespace {

std::vector<std::string> split(const std::string &line, char separator, bool quotes) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (quotes && c == '"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

Kind kind_of(const std::string &word) {
    if (word == "exact") return Kind::exact;
    if (word == "deterministic") return Kind::deterministic;
    if (word == "bound") return Kind::bound;
    if (word == "published") return Kind::published;
    throw std::runtime_error("no kind of expectation: " + word);
}

double number(const std::string &text) { return text.empty() ? 0.0 : std::stod(text); }

double days_in(const std::string &unit) {
    if (unit == "min") return 1.0 / 1440;
    if (unit == "h") return 1.0 / 24;
    if (unit == "week") return 7;
    return 1;
}

} // namespace

std::vector<std::vector<std::string>> read_cells(const std::filesystem::path &file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot read " + file.filename().string());
    std::vector<std::vector<std::string>> rows;
    bool heading = true;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        if (!heading) rows.push_back(split(line, ',', true));
        heading = false;
    }
    return rows;
}

std::vector<Expected> read_expected(const std::filesystem::path &file) {
    std::vector<Expected> rows;
    for (const auto &cells : read_cells(file)) {
        Expected row;
        row.case_id = cells.at(0);
        if (!cells.at(1).empty()) row.sets = split(cells.at(1), ';', false);
        row.quantity = cells.at(2);
        row.value = std::stod(cells.at(3));
        row.unit = cells.at(4);
        row.kind = kind_of(cells.at(5));
        const std::string &tolerance = cells.at(6);
        row.absolute = tolerance.rfind("abs ", 0) == 0;
        row.tolerance = number(row.absolute ? tolerance.substr(4) : tolerance);
        row.needs = number(cells.at(7));
        row.reading = cells.at(8);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<RunLength> read_run_lengths(const std::filesystem::path &file) {
    std::vector<RunLength> rows;
    for (const auto &cells : read_cells(file))
        rows.push_back({cells.at(0), days_in(cells.at(1)), std::stoi(cells.at(2)), number(cells.at(3)),
                        std::stod(cells.at(4)), std::stod(cells.at(5))});
    return rows;
}

} // namespace midstream::validation
