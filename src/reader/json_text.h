// JSON written by hand: objects that keep their order.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace midstream {

/// A text in quotes, escaped.
std::string json_quoted(std::string_view text);

/// An object whose values are JSON already.
class JsonObject {
  public:
    JsonObject &add(std::string_view key, std::string json);
    JsonObject &add_text(std::string_view key, std::string_view text) { return add(key, json_quoted(text)); }
    bool empty() const { return members_.empty(); }
    std::string text() const;

  private:
    std::vector<std::pair<std::string, std::string>> members_;
};

std::string json_list(const std::vector<std::string> &json);

/// The same JSON with a line for each member, two spaces a level.
std::string json_indented(std::string_view json);

} // namespace midstream
