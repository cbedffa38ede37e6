// Commands of a study as they would be typed.
// SPDX-License-Identifier: Apache-2.0
#include "cli/study_words.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// A word in quotes, where a shell would make something else of it.
std::string typed(const std::string &word) {
    const auto is_plain = [](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
               std::string_view{"_./:,+@%-"}.find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return text + "'";
}

} // namespace

std::string study_words(const Arguments &arguments, std::string_view command) {
    std::string words = fmt::format("midstream {} {}", command, typed(arguments.chain.file));
    if (arguments.out) words += " --out " + typed(*arguments.out);
    if (arguments.seed) words += fmt::format(" --seed {}", *arguments.seed);
    if (arguments.replications) words += fmt::format(" --replications {}", *arguments.replications);
    if (arguments.shard && command == "study") words += " --shard " + typed(*arguments.shard);
    return words;
}

} // namespace midstream
