// The answer in sentences.
// SPDX-License-Identifier: Apache-2.0
#include "report/answer.h"

#include "report/amounts.h"

#include <vector>

#include <fmt/format.h>

namespace midstream {

namespace {

/// "valley smelter (capacity)".
std::string name_of(const Chokepoint &point) { return fmt::format("{} ({})", point.limit.at, point.limit.limit); }

std::string time_words(const Chokepoint &point) {
    const std::string share = share_words(point.share_of_time.mean);
    switch (point.limit.sort) {
    case LimitSort::mine:
    case LimitSort::plant:
        return fmt::format("it runs at its ceiling or is down {} of the time", share);
    case LimitSort::fleet:
        return fmt::format("cargo stands waiting for a vehicle {} of the time", share);
    case LimitSort::berths:
        return fmt::format("its berths are busy {} of the time", share);
    case LimitSort::passage:
        return fmt::format("{} of its slots are used", share);
    case LimitSort::route:
        break;
    }
    return fmt::format("{} of it is used", share);
}

std::string measured_sentence(const ChokepointResult &found) {
    std::string words = found.measure.words;
    if (const auto at = words.find(" delivered"); !found.measure.made && at != words.npos) {
        const std::string material = words.substr(0, at);
        const std::string place = words.substr(at + std::string_view{" delivered"}.size());
        const std::string rate = rate_words(found.measured_tpy);
        if (found.wanted_tpy.mean <= 0) return fmt::format("Delivered {}{}: {}.", material, place, rate);
        const std::string demand = rate_words(found.wanted_tpy.mean);
        if (!found.short_of_demand())
            return fmt::format("Delivered {}{}: {}, all of the demand of {}.", material, place, rate, demand);
        return fmt::format("Delivered {}{}: {} against a demand of {}.", material, place, rate, demand);
    }
    words[0] = static_cast<char>(words[0] >= 'a' && words[0] <= 'z' ? words[0] - 'a' + 'A' : words[0]);
    return fmt::format("{}: {}.", words, rate_words(found.measured_tpy));
}

std::string caps_sentences(const ChokepointResult &found) {
    std::vector<const Chokepoint *> help;
    std::size_t tried = 0;
    for (const Chokepoint &point : found.ranked) {
        tried += point.relief_tpy.has_value();
        if (found.gains(point)) help.push_back(&point);
    }
    if (help.empty() && tried > 0) {
        const Chokepoint &best = found.ranked.front();
        return fmt::format(
            "No single limit caps it: of {} tried, 10 % more of any gives nothing that stands out of the "
            "noise; the most is {} for {}.",
            tried, gain_words(*best.relief_tpy), name_of(best));
    }
    if (help.empty()) {
        if (found.ranked.empty()) return "Nothing upstream of it has a limit.";
        const Chokepoint &first = found.ranked.front();
        return fmt::format("Closest to its limit: {}; {}. What more of it would give was not tried.", name_of(first),
                           time_words(first));
    }
    const Chokepoint &first = *help.front();
    std::string text = fmt::format("What caps it: {}; {}. 10 % more there gives {}.", name_of(first), time_words(first),
                                   gain_words(*first.relief_tpy));
    double alone = first.relief_tpy->mean;
    const Chokepoint *last = nullptr;
    for (std::size_t i = 1; i < help.size() && i < 3; ++i) {
        text += fmt::format("{} {} gives {}", i == 1 ? " Alone, 10 % more of" : ", of", name_of(*help[i]),
                            gain_words(*help[i]->relief_tpy));
        alone += help[i]->relief_tpy->mean;
        if (help[i]->together_tpy) last = help[i];
    }
    if (help.size() > 1) text += '.';
    if (last && last->together_tpy->mean > 1.1 * alone)
        text += fmt::format(" They cap it together: 10 % more of {} gives {}.", last == help[1] ? "both" : "all three",
                            gain_words(*last->together_tpy));
    return text;
}

} // namespace

std::string headline(const StudyResult &study, const ChokepointResult &found) {
    std::string text = measured_sentence(found);
    if (!found.short_of_demand()) {
        text += " The demand is met, so no limit caps the tonnes delivered: only more demand would bring more.";
        bool any_short = false;
        for (const MarketStudy &market : study.markets)
            any_short = any_short || market.shortfall_tpy.mean > 1e-3 * market.demand_tpy.mean;
        if (!any_short && study.markets.size() > 1) text += " No other market is short either.";
        return text;
    }
    return text + " " + caps_sentences(found);
}

} // namespace midstream
