// The columns of a table as outputs/README.md tells them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace midstream {

/// The columns that outputs/README.md tells of a file: words in backticks of the first column of its table.
inline std::set<std::string> documented_columns(const std::string &file) {
    std::ifstream in{SOURCE_DIR "/outputs/README.md"};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto begin = text.find("\n## " + file + "\n");
    REQUIRE(begin != text.npos);
    const std::string section = text.substr(begin, text.find("\n## ", begin + 1) - begin);
    std::set<std::string> columns;
    for (std::size_t line = section.find("\n| `"); line != section.npos; line = section.find("\n| `", line + 1)) {
        const auto end = section.find(" | ", line + 3);
        std::string cells = section.substr(line, end - line);
        for (auto at = cells.find('`'); at != cells.npos; at = cells.find('`', at + 1)) {
            const auto close = cells.find('`', at + 1);
            columns.insert(cells.substr(at + 1, close - at - 1));
            at = close;
        }
    }
    return columns;
}

} // namespace midstream
