// A tree as YAML text.
// SPDX-License-Identifier: Apache-2.0
#include "reader/yaml_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t widest = 116; // of a line whose value stands in braces

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_plain(std::string_view text) {
    constexpr std::array<std::string_view, 4> nothings{"~", "null", "Null", "NULL"};
    if (text.empty() || std::find(nothings.begin(), nothings.end(), text) != nothings.end()) return false;
    const bool is_negative = text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9';
    if (!is_alphanumeric(text.front()) && !is_negative && text.front() != '/' && text.front() != '.') return false;
    if (text.back() == ' ' || text.back() == ':' || text.starts_with("---") || text.starts_with("...")) return false;
    if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || std::string_view{" -_./%$()+*=<>:;@&?!^|~'"}.find(c) != std::string_view::npos;
    });
}

class Writer {
  public:
    std::string text;

    void write_map(const Node &map, std::size_t indent) {
        for (const Entry &entry : map.entries) {
            const std::string key = std::string(indent, ' ') + yaml_scalar(entry.key) + ":";
            write_value(key, entry.value, indent);
        }
    }

  private:
    void write_value(const std::string &start, const Node &value, std::size_t indent) {
        const std::string flow = in_braces(value);
        const bool has_inside = !value.entries.empty() || !value.items.empty();
        const bool may_be_flat = indent > 0 || is_flat(value);
        if (!has_inside || (may_be_flat && start.size() + 1 + flow.size() <= widest)) {
            text += start + " " + flow + "\n";
            return;
        }
        text += start + "\n";
        if (value.is_map()) write_map(value, indent + 2);
        for (const Node &item : value.items) write_item(item, indent + 2);
    }

    void write_item(const Node &item, std::size_t indent) {
        const std::string flow = in_braces(item);
        const std::string start(indent, ' ');
        if (!item.is_map() || item.entries.empty() || indent + 2 + flow.size() <= widest) {
            text += start + "- " + flow + "\n";
            return;
        }
        const std::size_t begin = text.size();
        write_map(item, indent + 2);
        text[begin + indent] = '-';
    }

    /// Whether nothing in it holds anything in turn.
    static bool is_flat(const Node &node) {
        const auto is_scalar = [](const auto &inside) {
            if constexpr (requires { inside.value; })
                return inside.value.is_scalar();
            else
                return inside.is_scalar();
        };
        return std::all_of(node.entries.begin(), node.entries.end(), is_scalar) &&
               std::all_of(node.items.begin(), node.items.end(), is_scalar);
    }

    static std::string in_braces(const Node &node) {
        std::string out;
        if (node.is_scalar()) return yaml_scalar(node.text);
        for (const Node &item : node.items) out += (out.empty() ? "" : ", ") + in_braces(item);
        for (const Entry &entry : node.entries)
            out += (out.empty() ? "" : ", ") + yaml_scalar(entry.key) + ": " + in_braces(entry.value);
        return node.is_list() ? "[" + out + "]" : "{" + out + "}";
    }
};

} // namespace

std::string yaml_scalar(std::string_view text) {
    if (is_plain(text)) return std::string{text};
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\r')
            out += "\\r";
        else
            out += c;
    }
    return out + "\"";
}

std::string yaml_text(const Node &map) {
    Writer writer;
    writer.write_map(map, 0);
    return writer.text;
}

} // namespace midstream
