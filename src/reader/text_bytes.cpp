// Text as bytes: files read whole, lines counted, what is not UTF-8 found.
// SPDX-License-Identifier: Apache-2.0
#include "reader/text_bytes.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

namespace midstream {

namespace {

/// How many bytes the character at the start of a text takes; 0 for what is no character of a text file.
std::size_t length_of_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const unsigned first = byte(0);
    if (first < 0x80) return first >= 0x20 && first != 0x7F ? 1 : first == '\n' || first == '\t' || first == '\r';
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = first == 0xED && byte(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && byte(1) < 0x90;
        const bool beyond = first == 0xF4 && byte(1) > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<std::string> read_bytes(const std::filesystem::path &file, std::size_t limit, std::string &why_not) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    const auto refuse = [&](std::string why) {
        why_not = std::move(why);
        return std::nullopt;
    };
    if (!std::filesystem::exists(status)) return refuse("there is no such file");
    if (std::filesystem::is_directory(status)) return refuse("this is a folder, not a file");
    if (!std::filesystem::is_regular_file(status)) return refuse("this is not a plain file");
    std::ifstream in{file, std::ios::binary};
    if (!in) return refuse("the file cannot be opened; may you read it?");
    std::string bytes;
    bytes.resize(std::min<std::size_t>(std::filesystem::file_size(file, error), limit + 1));
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit) return refuse(fmt::format("the file is larger than {} MB; split it", limit >> 20));
    return bytes;
}

std::optional<std::size_t> find_bad_byte(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = length_of_character(text.substr(i, 4));
        if (length == 0) return i;
        i += length;
    }
    return {};
}

std::string shortened(std::string_view text) {
    constexpr std::size_t most = 50;
    std::string words;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = std::max<std::size_t>(1, length_of_character(text.substr(i, 4)));
        if (words.size() + length > most) return words + "...";
        if (text[i] == '\n')
            words += "\\n";
        else
            words += text.substr(i, length);
        i += length;
    }
    return words;
}

TextLines::TextLines(std::string_view text) : text_{text} {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') starts_.push_back(i + 1);
}

std::pair<int, int> TextLines::place(int line_from_0, int byte_in_line_from_0) const {
    if (line_from_0 < 0) return {1, 1};
    const auto line = std::min(static_cast<std::size_t>(line_from_0), starts_.size() - 1);
    const std::size_t offset =
        std::min(starts_[line] + static_cast<std::size_t>(std::max(byte_in_line_from_0, 0)), text_.size());
    const bool goes_on = line == last_.line && offset >= last_.offset; // a line may be long, and places mostly rise
    if (!goes_on) last_ = {line, starts_[line], 0};
    for (; last_.offset < offset; ++last_.offset)
        last_.characters += (static_cast<unsigned char>(text_[last_.offset]) & 0xC0) != 0x80;
    return {static_cast<int>(line) + 1, last_.characters + 1};
}

std::pair<int, int> TextLines::place_at(std::size_t offset) const {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::size_t>(next - starts_.begin()) - 1;
    return place(static_cast<int>(line), static_cast<int>(offset - starts_[line]));
}

std::vector<std::size_t> TextLines::indenting_tabs() const {
    std::vector<std::size_t> tabs;
    for (const std::size_t start : starts_) {
        const std::size_t word = std::min(text_.find_first_not_of(" \t\r", start), text_.size());
        if (word == text_.size() || text_[word] == '\n') continue;
        const std::size_t tab = text_.substr(start, word - start).find('\t');
        if (tab != std::string_view::npos) tabs.push_back(start + tab);
    }
    return tabs;
}

} // namespace midstream
