// What changed between two cases, in words.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"
#include "report/answer.h"
#include "report/compare.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t most_changed = 12;
constexpr std::size_t most_caps = 4;

/// A change that stands out of the noise and is more than a ten-thousandth of what there was.
bool is_change(const Paired &pair) {
    const double scale = std::max(std::abs(pair.before.mean), std::abs(pair.after.mean));
    return std::abs(pair.change.mean) > 1e-4 * scale && (pair.change.low > 0 || pair.change.high < 0);
}

std::string row(std::string_view name, std::size_t width, const Paired &pair) {
    return fmt::format("{}  {}  {}  {}\n", left(name, width), right(rate_words(pair.before.mean), 10),
                       right(rate_words(pair.after.mean), 10), gain_words(pair.change));
}

std::string market_lines(const CompareResult &result) {
    std::string rows;
    std::size_t width = 8;
    for (const MarketChange &market : result.markets)
        width = std::max(width, std::min<std::size_t>(40, columns_of(market.market + ": " + market.material)));
    for (const MarketChange &market : result.markets)
        if (is_change(market.delivered_tpy))
            rows += row(market.market + ": " + market.material, width, market.delivered_tpy);
    if (rows.empty()) return "No market gets more or less.\n";
    return left("market", width) + "      before       after  change\n" + rows;
}

std::string facility_lines(const CompareResult &result) {
    std::vector<const FacilityChange *> changed;
    for (const FacilityChange &facility : result.facilities) {
        // A market's throughput has been told above.
        const auto &side = facility.before ? result.before.study : result.after.study;
        const std::size_t at = facility.before ? *facility.before : *facility.after;
        if (std::holds_alternative<MarketSpec>(side.chain->facilities[at].behaviour)) continue;
        if (is_change(facility.throughput_tpy) || facility.before.has_value() != facility.after.has_value())
            changed.push_back(&facility);
    }
    if (changed.empty()) return "No mine, plant, stockpile or port moves more or less.\n";
    std::stable_sort(changed.begin(), changed.end(), [](const FacilityChange *a, const FacilityChange *b) {
        return std::abs(a->throughput_tpy.change.mean) > std::abs(b->throughput_tpy.change.mean);
    });
    const std::size_t shown = std::min(changed.size(), most_changed);
    std::size_t width = 8;
    const auto label = [](const FacilityChange &f) {
        return f.name + (!f.before ? " (new)" : !f.after ? " (gone)" : "");
    };
    for (std::size_t i = 0; i < shown; ++i)
        width = std::max(width, std::min<std::size_t>(40, columns_of(label(*changed[i]))));
    std::string text = left("facility", width) + "      before       after  change\n";
    for (std::size_t i = 0; i < shown; ++i) text += row(label(*changed[i]), width, changed[i]->throughput_tpy);
    if (changed.size() > shown) text += fmt::format("({} more in compare.csv)\n", changed.size() - shown);
    return text;
}

std::string cap_words(const ChokepointResult &found) {
    if (!found.short_of_demand()) return "nothing: the demand is met";
    std::string words;
    std::size_t count = 0;
    for (const Chokepoint &point : found.ranked)
        if (found.gains(point) && count++ < most_caps)
            words += fmt::format("{}{} {}", words.empty() ? "" : ", ", name_of(point.limit),
                                 gain_words(point.relief_tpy->mean));
    return words.empty() ? "no single limit that was tried" : words;
}

} // namespace

std::string compare_sentence(const CompareResult &result) {
    const Paired &measured = result.measured_tpy;
    const std::string words = capitalised(result.before.chokepoints.measure.words);
    return fmt::format("{}: {} before, {} after: {}{}.", words, rate_words(measured.before.mean),
                       rate_words(measured.after.mean), gain_words(measured.change),
                       is_change(measured) ? "" : ", nothing that stands out of the noise");
}

std::string compare_text(const CompareResult &result) {
    std::string text = wrapped(compare_sentence(result)) + "\n";
    text += fmt::format("({} replications of each under the same luck; 95 % intervals of the paired differences.)\n\n",
                        result.before.study.done);
    text += "What caps it, and what 10 % more of that gives:\n";
    text += "  before: " + wrapped(cap_words(result.before.chokepoints), 98, 10) + "\n";
    text += "  after:  " + wrapped(cap_words(result.after.chokepoints), 98, 10) + "\n\n";
    return text + market_lines(result) + "\n" + facility_lines(result);
}

} // namespace midstream
