// JSON written in order.
// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include <cmath>

#include <fmt/format.h>

namespace midstream {

std::string number_text(double value) {
    if (!std::isfinite(value)) return "null";
    if (value == 0) return "0"; // no minus before it
    return fmt::format("{:.10g}", value);
}

std::string quoted_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte == 0x7f || c == '<') {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out += c;
        }
    }
    return out + '"';
}

void JsonWriter::break_line() {
    if (layout_ == Layout::lines) out_ += '\n' + std::string(2 * open_.size(), ' ');
}

void JsonWriter::start(std::string_view key) {
    if (!is_first_) out_ += ',';
    if (!open_.empty()) break_line();
    if (!key.empty()) out_ += quoted_text(key) + (layout_ == Layout::lines ? ": " : ":");
    is_first_ = false;
}

JsonWriter &JsonWriter::open(char bracket, std::string_view key) {
    start(key);
    out_ += bracket;
    open_ += bracket == '{' ? '}' : ']';
    is_first_ = true;
    return *this;
}

JsonWriter &JsonWriter::close() {
    const char bracket = open_.back();
    open_.pop_back();
    if (!is_first_) break_line();
    out_ += bracket;
    is_first_ = false;
    if (open_.empty()) out_ += '\n';
    return *this;
}

JsonWriter &JsonWriter::member(std::string_view key, std::string_view json) {
    start(key);
    out_ += json;
    return *this;
}

JsonWriter &JsonWriter::rounded(std::string_view key, double value, int digits) {
    if (!std::isfinite(value)) return member(key, "null");
    std::string text = fmt::format("{:.{}g}", value, digits);
    if (text.find('e') != text.npos && value < 1e12 && value > -1e12 && (value >= 1 || value <= -1))
        text = fmt::format("{:.0f}", std::stod(text)); // no exponent where digits will do
    return member(key, text == "-0" ? "0" : text);
}

JsonWriter &JsonWriter::interval(std::string_view key, const Interval &value) {
    return member(key, fmt::format("{{\"mean\": {}, \"low\": {}, \"high\": {}}}", number_text(value.mean),
                                   number_text(value.low), number_text(value.high)));
}

} // namespace midstream
