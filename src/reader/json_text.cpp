// JSON written by hand.
// SPDX-License-Identifier: Apache-2.0
#include "reader/json_text.h"

#include <fmt/format.h>

namespace midstream {

std::string json_quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + '"';
}

JsonObject &JsonObject::add(std::string_view key, std::string json) {
    members_.emplace_back(key, std::move(json));
    return *this;
}

std::string JsonObject::text() const {
    std::string out = "{";
    for (const auto &[key, value] : members_) out += (out.size() > 1 ? "," : "") + json_quoted(key) + ":" + value;
    return out + "}";
}

std::string json_list(const std::vector<std::string> &json) {
    std::string out = "[";
    for (const std::string &item : json) out += (out.size() > 1 ? "," : "") + item;
    return out + "]";
}

std::string json_indented(std::string_view json) {
    std::string out;
    std::size_t level = 0;
    bool in_text = false;
    const auto new_line = [&] { out += "\n" + std::string(2 * level, ' '); };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (in_text) {
            out += c;
            if (c == '\\') out += json[++i];
            in_text = c != '"';
        } else if (c == '{' || c == '[') {
            out += c;
            const bool is_empty = i + 1 < json.size() && (json[i + 1] == '}' || json[i + 1] == ']');
            ++level;
            if (!is_empty) new_line();
        } else if (c == '}' || c == ']') {
            --level;
            if (out.back() != '{' && out.back() != '[') new_line();
            out += c;
        } else {
            out += c;
            in_text = c == '"';
            if (c == ',') new_line();
            if (c == ':') out += ' ';
        }
    }
    return out + "\n";
}

} // namespace midstream
