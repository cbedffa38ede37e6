// The bound in words: what could be had at best, and what stands in the way.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"
#include "report/answer.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t most_binding = 8;

std::string price_words(double price, const std::string &unit) {
    return unit == "t/y" ? fmt::format("{:+.2f} t/t", price) : gain_words(price) + " per " + unit;
}

/// Why there is no figure that no replication can exceed.
std::string luck_words(const Bound &bound) {
    return bound.t_per_year || bound.trouble.empty() ? "" : fmt::format(" {}.", capitalised(bound.trouble));
}

} // namespace

std::string bound_sentence(const ChokepointResult &found, const Bound &bound) {
    if (!bound.expected_t_per_year && !bound.t_per_year)
        return bound.trouble.empty() ? "" : "No bound: " + bound.trouble + ".";
    std::string text;
    if (bound.t_per_year)
        text = fmt::format("No way of running it could give more than {}", rate_words(*bound.t_per_year));
    if (!bound.expected_t_per_year) return text + ".";
    const double expected = *bound.expected_t_per_year, left = std::max(0.0, expected - found.measured_tpy.mean);
    text += fmt::format("{} {}",
                        text.empty() ? "With outages at their mean no way of running it could give more than"
                                     : ", with outages at their mean",
                        rate_words(expected));
    if (left <= 1e-3 * expected) return text + ": it gives all of that." + luck_words(bound);
    text += fmt::format("; the other {} go to waits and to dispatch", rate_words(left));
    if (const double stock = std::min(left, bound.from_stock_tpy); stock > 1e-3 * expected)
        text +=
            fmt::format(", up to {} of it to stock that the bound saves up before and draws down", rate_words(stock));
    return text + "." + luck_words(bound);
}

std::string bound_table(const Bound &bound) {
    if (bound.binding.empty()) return "";
    std::size_t width = columns_of("binds the bound");
    const std::size_t shown = std::min(bound.binding.size(), most_binding);
    const auto name = [](const BoundLimit &limit) { return fmt::format("{} ({})", limit.limit.at, limit.limit.limit); };
    for (std::size_t i = 0; i < shown; ++i)
        width = std::max(width, std::min<std::size_t>(40, columns_of(name(bound.binding[i]))));
    std::string text =
        fmt::format("{}  a unit more gives       a unit less takes       holds to\n", left("binds the bound", width));
    for (std::size_t i = 0; i < shown; ++i) {
        const BoundLimit &limit = bound.binding[i];
        text += fmt::format("{}  {}  {}  +{:.0f} %\n", left(name(limit), width),
                            left(price_words(limit.more, limit.unit), 22),
                            left(price_words(-limit.less, limit.unit), 22), 100 * limit.holds_to);
    }
    if (bound.binding.size() > shown) text += fmt::format("({} more in bound.csv)\n", bound.binding.size() - shown);
    return text;
}

} // namespace midstream
