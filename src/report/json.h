// JSON written in order, one member a line or all in one, the same on every machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace midstream {

/// A number with ten significant digits; `null` for what is none.
std::string number_text(double value);

/// A text in quotes; all that JSON or a script tag could trip over is escaped.
std::string quoted_text(std::string_view text);

/// Writes nested objects and lists. Inside an object each value has a key, inside a list none.
class JsonWriter {
  public:
    enum class Layout { lines, compact };
    JsonWriter() = default;
    explicit JsonWriter(Layout layout) : layout_{layout} {}

    JsonWriter &open(char bracket, std::string_view key = {}); ///< '{' or '['
    JsonWriter &close();
    JsonWriter &text(std::string_view key, std::string_view value) { return member(key, quoted_text(value)); }
    JsonWriter &number(std::string_view key, double value) { return member(key, number_text(value)); }
    JsonWriter &rounded(std::string_view key, double value, int digits); ///< to so many significant digits
    JsonWriter &count(std::string_view key, std::uint64_t value) { return member(key, std::to_string(value)); }
    JsonWriter &flag(std::string_view key, bool value) { return member(key, value ? "true" : "false"); }
    JsonWriter &interval(std::string_view key, const Interval &value); ///< {"mean": .., "low": .., "high": ..}

    /// The whole, once all is closed.
    const std::string &str() const { return out_; }

  private:
    JsonWriter &member(std::string_view key, std::string_view json);
    void start(std::string_view key);
    void break_line();

    Layout layout_ = Layout::lines;
    std::string out_;
    std::string open_;     ///< brackets that are to close
    bool is_first_ = true; ///< in what is open
};

} // namespace midstream
