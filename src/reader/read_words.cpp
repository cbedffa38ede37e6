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

bool check_bounds(Reading &reading, const Node &node, const Field &field, double number) {
    if (field.at_least && number < *field.at_least)
        return refuse_small(reading, node, *field.at_least, plain_number(*field.at_least));
    if (field.at_most && number > *field.at_most) return refuse_large(reading, node, plain_number(*field.at_most));
    return true;
}

template <class Number> bool read_whole(Reading &reading, const Node &node, const Field &field, Number &out) {
    const char *const end = node.text.data() + node.text.size();
    const auto [stop, error] = std::from_chars(node.text.data(), end, out);
    if (!node.is_scalar() || error != std::errc{} || stop != end) return refuse_shape(reading, node, "a whole number");
    return check_bounds(reading, node, field, static_cast<double>(out));
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

std::string at_least_words(double least, const std::string &in_words) {
    return least > 0 && least <= 1e-6 ? "more than 0" : "at least " + in_words;
}

bool refuse_small(Reading &reading, const Node &node, double least, const std::string &least_in_words) {
    return reading.refuse(node.place, fmt::format("'{}' is too small here; write {}", shortened(node.text),
                                                  at_least_words(least, least_in_words)));
}

bool refuse_large(Reading &reading, const Node &node, const std::string &most_in_words) {
    return reading.refuse(node.place,
                          fmt::format("'{}' is too large here; write at most {}", shortened(node.text), most_in_words));
}

namespace {

/// The first sentence of a meaning, to stand in brackets.
std::string in_brackets(std::string_view meaning) {
    std::string words{meaning.substr(0, meaning.find(". "))};
    if (words.ends_with('.')) words.pop_back();
    const bool is_word = words.size() > 1 && words[1] >= 'a' && words[1] <= 'z';
    if (is_word && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return words.empty() ? "" : fmt::format(" ({})", words);
}

} // namespace

bool refuse_missing(Reading &reading, const Node &map, const Field &field) {
    return reading.refuse(map.place,
                          fmt::format("'{0}' is missing; write `{0}: ...`{1}", field.key, in_brackets(field.meaning)));
}

bool refuse_unknown_keys(Reading &reading, const Node &map, const std::vector<std::string> &known) {
    bool good = true;
    for (const Entry &entry : map.entries) {
        if (is_note(entry.key) || std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
        const Reading::Step step{reading, entry.key};
        const std::string key = shortened(entry.key);
        if (key.ends_with('+') && std::find(known.begin(), known.end(), key.substr(0, key.size() - 1)) != known.end()) {
            good = reading.refuse(entry.place, fmt::format("found {} behind `{}`, which adds to a list; write a list",
                                                           name_of(entry.value), key));
            continue;
        }
        const std::string meant = did_you_mean(entry.key, known);
        good = reading.refuse(entry.place, meant.empty()
                                               ? fmt::format("the key '{}' is not known here; write one of {}, or "
                                                             "x-{} for a note",
                                                             key, fmt::join(known, ", "), key)
                                               : fmt::format("the key '{}' is not known here{}", key, meant));
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
    return check_bounds(reading, node, field, out);
}

std::optional<std::uint32_t> find_name(Reading &reading, const Place &place, const std::string &name,
                                       const NameList &names) {
    if (const auto number = names.find(name)) return number;
    std::vector<std::string> known = names.names();
    const bool is_fleet = &names == &reading.fleets;
    if (is_fleet) known.emplace_back(charter);
    reading.refuse(place,
                   fmt::format("there is no {} '{}'; {}", names.what(), shortened(name),
                               is_fleet && known.size() == 1
                                   ? "the case has none; declare it, or write `charter`" + did_you_mean(name, known)
                                   : known_names(names.what(), name, known)));
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

std::string percent_words(double fraction) { return fmt::format("{:.6g} %", fraction * 100); }

std::string plain_number(double value) { return fmt::format("{}", value); }

} // namespace midstream
