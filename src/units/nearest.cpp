// Damerau-Levenshtein distance (adjacent swaps count once), case last.
// SPDX-License-Identifier: Apache-2.0
#include "units/nearest.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace midstream {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
    return out;
}

std::size_t slips_between(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

} // namespace

std::optional<std::string> nearest_name(std::string_view typed, std::span<const std::string> known) {
    const std::string wanted = lower(typed);
    for (const auto &name : known)
        if (lower(name) == wanted) return name;

    const std::string *best = nullptr;
    std::size_t fewest = 0;
    for (const auto &name : known) {
        const std::size_t longer = std::max(typed.size(), name.size());
        const std::size_t allowed = longer / 3;
        if (longer - std::min(typed.size(), name.size()) > allowed) continue;
        const std::size_t slips = slips_between(wanted, lower(name));
        if (slips <= allowed && (!best || slips < fewest)) {
            best = &name;
            fewest = slips;
        }
    }
    return best ? std::optional{*best} : std::nullopt;
}

} // namespace midstream
