// Text as bytes: files read whole, lines counted, what is not UTF-8 found.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace midstream {

/// The bytes of a plain file up to `limit`, or else the reason in words ("there is no such file").
std::optional<std::string> read_bytes(const std::filesystem::path &file, std::size_t limit, std::string &why_not);

/// Where the first byte lies that is not UTF-8 or not printable, counted from 0; empty where all is well.
std::optional<std::size_t> find_bad_byte(std::string_view text);

/// At most some fifty characters of it, in one line, for a message.
std::string shortened(std::string_view text);

/// Where the lines of a text begin. Places count lines and characters (not bytes) from 1.
class TextLines {
  public:
    explicit TextLines(std::string_view text);

    std::pair<int, int> place(int line_from_0, int byte_in_line_from_0) const;
    std::pair<int, int> place_at(std::size_t offset) const;
    std::vector<std::size_t> indenting_tabs() const; ///< the first tab before the first word of each line, if any

  private:
    std::string_view text_;
    std::vector<std::size_t> starts_;
    struct Counted { // characters of a line up to a byte
        std::size_t line = 0;
        std::size_t offset = 0;
        int characters = 0;
    };
    mutable Counted last_; // the count that was asked for last
};

} // namespace midstream
