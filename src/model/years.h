// A span of calendar years as a person writes it: 2000..2012, 2013.., ..2012, 2013.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace midstream {

struct Years {
    int first = 0; ///< both count
    int last = 9999;

    bool hold(int year) const { return first <= year && year <= last; }
    bool overlaps(const Years &other) const { return std::max(first, other.first) <= std::min(last, other.last); }
};

inline std::optional<Years> parse_years(std::string_view text) {
    const auto year = [](std::string_view word) -> std::optional<int> {
        int value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (word.size() != 4 || error != std::errc{} || end != word.data() + word.size()) return {};
        return value;
    };
    Years years;
    const std::size_t dots = text.find("..");
    const std::string_view from = text.substr(0, dots);
    const std::string_view to = dots == text.npos ? from : text.substr(dots + 2);
    if (from.empty() && to.empty()) return {};
    if (!from.empty()) {
        const auto first = year(from);
        if (!first) return {};
        years.first = *first;
    }
    if (!to.empty()) {
        const auto last = year(to);
        if (!last) return {};
        years.last = *last;
    }
    if (years.last < years.first) return {};
    return years;
}

} // namespace midstream
