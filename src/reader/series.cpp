// CSV files as tables of text with their lines.
// SPDX-License-Identifier: Apache-2.0
#include "reader/series.h"

#include "reader/text_bytes.h"

#include <cmath>
#include <cstring>

#define CSV_IO_NO_THREAD
#include <fast_float/fast_float.h>
#include <fmt/format.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wunknown-warning-option"
#pragma GCC diagnostic ignored "-Wstringop-truncation" // its own, in optimised builds
#include <libfccp/csv.h>
#pragma GCC diagnostic pop

namespace midstream {

namespace {

using Quotes = io::double_quote_escape<',', '"'>;
using Blanks = io::trim_chars<' ', '\t'>;

/// The cells of a line; the parser writes into it.
std::vector<Cell> split(char *line, int number) {
    std::vector<Cell> cells;
    const char *const start = line;
    while (line != nullptr) {
        char *begin = nullptr;
        char *end = nullptr;
        io::detail::chop_next_column<Quotes>(line, begin, end);
        Blanks::trim(begin, end);
        const auto column = static_cast<int>(begin - start) + 1;
        Quotes::unescape(begin, end);
        cells.push_back({std::string{begin, end}, number, column});
    }
    return cells;
}

/// What parts the columns of a header in place of commas, if anything does.
const char *other_separator(const std::string &header) {
    if (header.find(';') != header.npos) return "semicolons";
    return header.find('\t') != header.npos ? "tabs" : nullptr;
}

bool is_blank(const char *line) { return line[std::strspn(line, " \t\r")] == '\0'; }

} // namespace

std::optional<std::size_t> Table::find_column(std::string_view wanted) const {
    for (std::size_t i = 0; i < header.size(); ++i)
        if (header[i] == wanted) return i;
    return {};
}

std::optional<Table> read_table(std::string_view bytes, std::string name, TableProblem &problem) {
    const auto refuse = [&](std::string text, int line, int column) {
        problem = {std::move(text), line, column};
        return std::nullopt;
    };
    if (const auto bad = find_bad_byte(bytes)) {
        const auto [line, column] = TextLines{bytes}.place_at(*bad);
        return refuse(fmt::format("the byte 0x{:02X} is not text; save the file as UTF-8",
                                  static_cast<unsigned char>(bytes[*bad])),
                      line, column);
    }
    Table table;
    table.name = std::move(name);
    std::string text_of_lines{bytes};
    if (!bytes.ends_with('\n')) text_of_lines += '\n'; // the parser looks one byte too far behind a last line without
    int line = 0;
    try {
        io::LineReader lines{table.name, text_of_lines.data(), text_of_lines.data() + text_of_lines.size()};
        while (char *text = lines.next_line()) {
            line = static_cast<int>(lines.get_file_line());
            if (is_blank(text)) continue;
            std::vector<Cell> cells = split(text, line);
            if (table.header.empty()) {
                table.header_line = line;
                for (Cell &cell : cells) {
                    if (table.find_column(cell.text))
                        return refuse(fmt::format("the column '{}' stands twice; name each once", cell.text), line,
                                      cell.column);
                    table.header_columns.push_back(cell.column);
                    table.header.push_back(std::move(cell.text));
                }
                if (const char *parts = table.header.size() == 1 ? other_separator(table.header.front()) : nullptr)
                    return refuse(fmt::format("one column only, '{}': it looks as if {} stood between columns; write "
                                              "commas there, and a point in numbers such as 0.5",
                                              table.header.front(), parts),
                                  line, table.header_columns.front());
            } else if (cells.size() != table.header.size()) {
                return refuse(fmt::format("a row of {} under a header of {} columns; write a comma for each empty cell",
                                          cells.size(), table.header.size()),
                              line, 1);
            } else {
                table.rows.push_back(std::move(cells));
            }
        }
    } catch (const io::error::escaped_string_not_closed &) {
        return refuse("a quote is not closed in this line; end the cell with '\"'", line, 1);
    } catch (const io::error::line_length_limit_exceeded &) {
        return refuse("a line is longer than 16 MB; this is no CSV file", line + 1, 1);
    }
    if (table.header.empty()) return refuse("the file is empty; write a header and rows", 1, 1);
    return table;
}

const Table *SeriesFiles::get(const std::filesystem::path &file, TableProblem &problem) {
    const auto known = tables_.find(file);
    if (known != tables_.end()) return known->second.get();
    problem = {};
    const auto bytes = read_bytes(file, 256u << 20, problem.text);
    if (!bytes) return nullptr;
    inputs_.push_back(file);
    auto table = read_table(*bytes, file.generic_string(), problem);
    if (!table) return nullptr;
    return (tables_[file] = std::make_unique<Table>(std::move(*table))).get();
}

std::optional<double> parse_number(std::string_view text) {
    double value = 0;
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

} // namespace midstream
