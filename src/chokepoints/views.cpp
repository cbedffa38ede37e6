// Holding the views against relief.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/views.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace midstream {

namespace {

/// A view agrees where it puts the limit of the greatest relief within this of its first ...
constexpr double close_share = 0.01; // of time or of capacity
constexpr double close_part = 0.9;   // of the tonnes lost
/// ... or where its first gives at least this part of the greatest relief.
constexpr double gives_much = 0.5;

struct View {
    std::optional<double> LimitView::*value;
    const char *first; ///< what one is that comes first in it
    bool is_share;
};
constexpr std::array<View, 4> views{{{&LimitView::used, "the busiest", true},
                                     {&LimitView::active, "most often at its limit or down", true},
                                     {&LimitView::sole, "the longest active without a break", true},
                                     {&LimitView::lost_tpy, "blamed for the most lost tonnes", false}}};

/// By relief, if any gives anything.
std::optional<std::size_t> judged(std::span<const LimitView> limits) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < limits.size(); ++i)
        if (limits[i].relief_tpy.value_or(0) > (best ? *limits[*best].relief_tpy : 0.0)) best = i;
    return best;
}

/// The first of a view where that is not the judged one, nor as good as it.
std::optional<std::size_t> misled(std::span<const LimitView> limits, const View &view, std::size_t best) {
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < limits.size(); ++i)
        if ((limits[i].*view.value).value_or(0) > (first ? *(limits[*first].*view.value) : 0.0)) first = i;
    if (!first || *first == best || !limits[*first].relief_tpy) return {};
    const double most = *(limits[*first].*view.value), here = (limits[best].*view.value).value_or(0);
    if (view.is_share ? here >= most - close_share : here >= close_part * most) return {};
    if (*limits[*first].relief_tpy >= gives_much * *limits[best].relief_tpy) return {};
    return first;
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

} // namespace

std::vector<std::string> view_words(std::span<const LimitView> limits) {
    std::vector<std::string> words(limits.size());
    const auto best = judged(limits);
    if (!best) return words;
    bool any = false;
    for (const View &view : views)
        if (const auto first = misled(limits, view, *best)) {
            words[*first] += (words[*first].empty() ? "" : ", ") + std::string{view.first};
            any = true;
        }
    for (std::string &word : words)
        if (!word.empty()) word += "; yet more of it gives little";
    if (any) words[*best] = "gives the most, though another view puts another first";
    return words;
}

std::string views_disagree(std::span<const LimitView> limits) {
    const auto best = judged(limits);
    if (!best) return "";
    std::string text;
    for (const View &view : views) {
        const auto first = misled(limits, view, *best);
        if (!first) continue;
        const double most = *(limits[*first].*view.value), here = (limits[*best].*view.value).value_or(0);
        const std::string numbers =
            view.is_share ? fmt::format("{}, {} only {}", percent(most), limits[*best].name, percent(here))
                          : fmt::format("{:.3g} kt/y, {} {:.3g}", most / 1000, limits[*best].name, here / 1000);
        text += fmt::format("{}{} is {} ({})", text.empty() ? "The views disagree: " : "; ", limits[*first].name,
                            view.first, numbers);
    }
    if (!text.empty()) text += fmt::format(". Relief judges: more of {} gives the most.", limits[*best].name);
    return text;
}

} // namespace midstream
