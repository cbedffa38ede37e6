// Reading the plain shapes, and refusing them in one voice.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_words.h"

#include "des/calendar.h"
#include "reader/text_bytes.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

/// `[a, b, c]` as a list of texts.
std::string in_words(const std::vector<std::string_view> &words) {
    if (words.size() == 1) return std::string{words.front()};
    return fmt::format("{} or {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

template <class Number> bool read_whole(Reading &reading, const Node &node, const Field &field, Number &out) {
    const char *const end = node.text.data() + node.text.size();
    const auto [stop, error] = std::from_chars(node.text.data(), end, out);
    if (!node.is_scalar() || error != std::errc{} || stop != end) return refuse_shape(reading, node, "a whole number");
    const auto number = static_cast<double>(out);
    if (field.at_least && number < *field.at_least)
        return refuse_range(reading, node, "below the least", fmt::format("{}", *field.at_least));
    if (field.at_most && number > *field.at_most)
        return refuse_range(reading, node, "above the most", fmt::format("{}", *field.at_most));
    return true;
}

} // namespace

bool refuse_shape(Reading &reading, const Node &node, const std::string &wanted) {
    return reading.refuse(node.place, fmt::format("found {}; write {}", name_of(node), wanted));
}

bool refuse_text(Reading &reading, const Node &node, const TextProblem &problem) {
    const std::string hint = problem.hint.empty() ? "" : fmt::format(" ({})", problem.hint);
    return reading.refuse(node.place,
                          fmt::format("found '{}'; write {}{}", shortened(problem.found), problem.wanted, hint));
}

bool refuse_range(Reading &reading, const Node &node, std::string_view side, const std::string &bound) {
    return reading.refuse(
        node.place, fmt::format("'{}' is {} that makes sense here; {} is allowed", shortened(node.text), side, bound));
}

bool refuse_missing(Reading &reading, const Node &map, const Field &field) {
    return reading.refuse(map.place, fmt::format("'{}' is missing; {}", field.key, field.meaning));
}

bool refuse_unknown_keys(Reading &reading, const Node &map, const std::vector<std::string> &known) {
    bool good = true;
    for (const Entry &entry : map.entries) {
        if (is_note(entry.key) || std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
        const Reading::Step step{reading, entry.key};
        good = reading.refuse(entry.place,
                              fmt::format("the key '{}' is not known here; write one of {}, or x-{} for a note{}",
                                          shortened(entry.key), fmt::join(known, ", "), shortened(entry.key),
                                          did_you_mean(entry.key, known)));
    }
    return good;
}

bool read_text(Reading &reading, const Node &node, std::string &out) {
    if (!node.is_scalar()) return refuse_shape(reading, node, "words");
    out = node.text;
    return true;
}

bool read_date(Reading &reading, const Node &node, SimTime &out) {
    if (!node.is_scalar()) return refuse_shape(reading, node, "a date such as 2025-01-31");
    const auto parsed = parse_date(node.text);
    if (const auto *problem = std::get_if<std::string>(&parsed)) return reading.refuse(node.place, *problem);
    out = std::get<SimTime>(parsed);
    return true;
}

bool read_position(Reading &reading, const Node &node, Position &out) {
    const auto number = [&](std::size_t i, double most) -> std::optional<double> {
        if (!node.is_list() || node.items.size() != 2 || !node.items[i].is_scalar()) return {};
        const auto value = parse_number(node.items[i].text);
        return value && *value >= -most && *value <= most ? value : std::nullopt;
    };
    const auto latitude = number(0, 90);
    const auto longitude = number(1, 180);
    if (!latitude || !longitude)
        return refuse_shape(reading, node, "[latitude, longitude] in degrees, such as [33.1, -109.3]");
    out = {*latitude, *longitude};
    return true;
}

bool read_plain_number(Reading &reading, const Node &node, const Field &field, int &out) {
    return read_whole(reading, node, field, out);
}

bool read_plain_number(Reading &reading, const Node &node, const Field &field, std::uint64_t &out) {
    return read_whole(reading, node, field, out);
}

bool read_plain_number(Reading &reading, const Node &node, const Field &field, double &out) {
    const auto value = node.is_scalar() ? parse_number(node.text) : std::nullopt;
    if (!value) return refuse_shape(reading, node, "a plain number such as 2 or 0.5");
    out = *value;
    if (field.at_least && out < *field.at_least)
        return refuse_range(reading, node, "below the least", fmt::format("{}", *field.at_least));
    if (field.at_most && out > *field.at_most)
        return refuse_range(reading, node, "above the most", fmt::format("{}", *field.at_most));
    return true;
}

std::optional<std::uint32_t> find_name(Reading &reading, const Place &place, const std::string &name,
                                       const NameList &names) {
    if (const auto number = names.find(name)) return number;
    reading.refuse(place, fmt::format("there is no {} '{}'; name one of the case{}", names.what(), shortened(name),
                                      did_you_mean(name, names.names())));
    return {};
}

std::optional<std::uint32_t> read_name(Reading &reading, const Node &node, const NameList &names) {
    if (node.is_scalar()) return find_name(reading, node.place, node.text, names);
    refuse_shape(reading, node, "the name of a " + names.what());
    return {};
}

std::optional<std::size_t> read_choice(Reading &reading, const Node &node, const std::vector<std::string_view> &words) {
    if (node.is_scalar())
        for (std::size_t i = 0; i < words.size(); ++i)
            if (node.text == words[i]) return i;
    const std::vector<std::string> known{words.begin(), words.end()};
    reading.refuse(node.place, fmt::format("found {}; write {}{}", name_of(node), in_words(words),
                                           node.is_scalar() ? did_you_mean(node.text, known) : ""));
    return {};
}

} // namespace midstream
