// The answer in sentences.
// SPDX-License-Identifier: Apache-2.0
#include "report/answer.h"

#include "report/amounts.h"
#include "report/tables.h"
#include "report/verdict.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace midstream {

namespace {

std::string time_words(const StudyResult &study, const Chokepoint &point) {
    const std::string share = share_words(point.share_of_time.mean);
    switch (point.limit.sort) {
    case LimitSort::mine:
    case LimitSort::plant: {
        const FacilityStudy &facility = study.facilities[point.limit.index];
        const double running = facility.time_share[static_cast<std::size_t>(Doing::running)].mean;
        const double down = point.share_of_time.mean - running;
        return fmt::format("it runs at its ceiling {} of the time{}", share_words(running),
                           down < 0.005 ? "" : fmt::format(" and is down {}", share_words(down)));
    }
    case LimitSort::fleet:
        return fmt::format("cargo stands waiting for a vehicle {} of the time", share);
    case LimitSort::berths:
        return fmt::format("its berths are busy {} of the time", share);
    case LimitSort::passage:
        return fmt::format("{} of its slots are used", share);
    case LimitSort::demand:
        return fmt::format("{} of it is taken", share);
    case LimitSort::quota:
    case LimitSort::route:
        break;
    }
    return fmt::format("{} of it is used", share);
}

/// "10 % more there gives +3 kt/y", "2 vehicles more there (of 20) give +3 kt/y, 1.5 kt/y each".
std::string step_words(const Chokepoint &point, const std::string &where) {
    if (point.things == 0) return fmt::format("10 % more {} gives {}", where, gain_words(*point.relief_tpy));
    const std::string thing = point.limit.sort == LimitSort::fleet ? "vehicle" : "berth";
    const std::string before = point.tried.substr(point.tried.rfind(' ') + 1); // "+1 vehicle of 4"
    if (point.things == 1)
        return fmt::format("1 {} more {}, beside {}, gives {}", thing, where, before, gain_words(*point.step_tpy));
    return fmt::format("{} {}s more {}, beside {}, give {}, {} each", point.things, thing, where, before,
                       gain_words(*point.step_tpy), rate_words(point.step_tpy->mean / point.things));
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
            return fmt::format("Delivered {}{}: {}, {} of the demand of {}.", material, place, rate,
                               rate == demand ? "all" : "practically all", demand);
        return fmt::format("Delivered {}{}: {} against a demand of {}.", material, place, rate, demand);
    }
    return fmt::format("{}: {}.", capitalised(words), rate_words(found.measured_tpy));
}

/// Where limits bind one after the other at the same level, none gives much alone.
std::string together_sentences(const StudyResult &study, const ChokepointResult &found, const Verdict &verdict) {
    std::string names, reliefs;
    const std::size_t count = verdict.points.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Chokepoint &point = found.ranked[verdict.points[i]];
        names += fmt::format("{}{}", i == 0 ? "" : i + 1 == count ? " and " : ", ", name_of(point.limit));
        reliefs += fmt::format("{}{} {}", i == 0 ? "" : ", ", point.limit.at, gain_words(*point.relief_tpy));
    }
    return fmt::format("What caps it: {} together; of the first, {}. 10 % more of {} gives {}; of one alone: {}.",
                       names, time_words(study, found.ranked[verdict.points.front()]),
                       count == 2 ? "both" : "all three", gain_words(*verdict.gives), reliefs);
}

/// What stands still, where not a tonne comes.
std::string nothing_sentences(const StudyResult &study, const ChokepointResult &found) {
    std::string still;
    for (const Chokepoint &point : found.ranked) {
        if (point.limit.sort != LimitSort::mine && point.limit.sort != LimitSort::plant) continue;
        const FacilityStudy &facility = study.facilities[point.limit.index];
        if (facility.throughput_tpy.mean > 0) continue;
        const auto longest = std::max_element(facility.time_share.begin(), facility.time_share.end(),
                                              [](const Interval &a, const Interval &b) { return a.mean < b.mean; });
        const auto doing = static_cast<std::size_t>(longest - facility.time_share.begin());
        still += fmt::format("{}{} ({} {} of the time)", still.empty() ? "" : ", ", point.limit.at,
                             words_of(Doing{})[doing], share_words(longest->mean));
    }
    if (!still.empty()) return fmt::format("Not a tonne comes, since these never ran: {}.", still);
    if (found.ranked.empty()) return "Not a tonne comes: no mine or plant has a way to it.";
    return "Not a tonne comes, though all upstream of it ran: the routes to it carried nothing. `midstream check` "
           "tells "
           "of parcels that never fit.";
}

std::string single_sentences(const StudyResult &study, const ChokepointResult &found, const Verdict &verdict) {
    const Chokepoint &first = found.ranked[verdict.points.front()];
    std::string text = fmt::format("What caps it: {}; {}. {}.", name_of(first.limit), time_words(study, first),
                                   step_words(first, "there"));
    for (std::size_t i = 1; i < verdict.points.size(); ++i) {
        const Chokepoint &point = found.ranked[verdict.points[i]];
        text += fmt::format("{}{}", i == 1 ? " Alone, " : "; ", step_words(point, "of " + name_of(point.limit)));
    }
    if (verdict.points.size() > 1) text += '.';
    return text;
}

std::string met_sentences(const StudyResult &study) {
    bool any_short = false;
    for (const MarketStudy &market : study.markets)
        any_short = any_short || market.shortfall_tpy.mean > 1e-3 * market.demand_tpy.mean;
    return std::string{"The demand is met, so no limit caps the tonnes delivered: only more demand would bring more."} +
           (!any_short && study.markets.size() > 1 ? " No other market is short either." : "");
}

std::string caps_sentences(const StudyResult &study, const ChokepointResult &found, const Verdict &verdict) {
    switch (verdict.sort) {
    case Verdict::Sort::met:
        return met_sentences(study);
    case Verdict::Sort::joint:
        return fmt::format("What caps it: {} together; 10 % more of {} gives {}, of one alone next to nothing.",
                           name_of(found.joint), found.joint.size() == 2 ? "both" : "all of them",
                           gain_words(*verdict.gives));
    case Verdict::Sort::together:
        return together_sentences(study, found, verdict);
    case Verdict::Sort::single:
        return single_sentences(study, found, verdict);
    case Verdict::Sort::none: {
        const auto tried = std::count_if(found.ranked.begin(), found.ranked.end(),
                                         [](const Chokepoint &point) { return point.relief_tpy.has_value(); });
        std::string text =
            fmt::format("No single limit caps it: of {} tried, 10 % more of any gives nothing that stands out of the "
                        "noise; the most is {} for {}.",
                        tried, gain_words(*verdict.gives), name_of(found.ranked[verdict.points.front()].limit));
        if (!found.waterfall.steps.empty()) {
            const RootLossStudy &most = found.waterfall.steps.front();
            text += fmt::format(" The most is lost to {}: {}.", words_of_root(*study.chain, most.root),
                                rate_words(most.lost_tpy.mean));
        }
        return text;
    }
    case Verdict::Sort::nothing:
        return nothing_sentences(study, found);
    case Verdict::Sort::untried: {
        const Chokepoint &first = found.ranked[verdict.points.front()];
        return fmt::format("Closest to its limit: {}; {}. What more of it would give was not tried.",
                           name_of(first.limit), time_words(study, first));
    }
    case Verdict::Sort::free:
        break;
    }
    return "Nothing upstream of it has a limit.";
}

} // namespace

std::string headline(const StudyResult &study, const ChokepointResult &found) {
    return measured_sentence(found) + " " + caps_sentences(study, found, verdict_of(found));
}

} // namespace midstream
