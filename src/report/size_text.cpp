// A size study in words: its tables, where the curve flattens, what it took.
// SPDX-License-Identifier: Apache-2.0
#include "report/size.h"

#include "chokepoints/relief.h"
#include "report/amounts.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Short by less than this share of the demand is not short.
constexpr double tolerance = 1e-3;

/// What heads the column that the target is about.
std::string found_heading(const Sized &sized) {
    return sized.rule.in_share ? "runs that meet it" : sized.shows_share() ? "utilisation" : "gives";
}

/// A point of the curve with all its runs: those that its neighbours lack help where it is told alone.
const SizePoint &with_all_runs(const Sized &sized, const SizePoint &point) {
    for (const SizePoint &whole : sized.result.points)
        if (whole.at == point.at) return whole;
    return point;
}

std::string curve_table(const Sized &sized) {
    if (sized.curve.empty()) return "";
    const bool tells_use = sized.has_use && (sized.rule.in_share || sized.target.of != SizeTarget::Of::use);
    const bool tells_tonnes = sized.target.of == SizeTarget::Of::use && !sized.rule.in_share;
    std::string text = fmt::format("{}  {}{}{}{}  what caps it then, by the bound\n", right("size", 14),
                                   right(found_heading(sized), 24), tells_tonnes ? right("gives", 12) : "",
                                   tells_use ? right("use", 7) : "", right("shortfall", 12));
    for (std::size_t i = 0; i < sized.curve.size(); ++i) {
        const SizePoint &point = sized.curve[i];
        const Interval measured = point.interval(&SizedRun::measured_tpy);
        const double shortfall = point.shortfall_tpy().mean;
        text += fmt::format("{}  {}{}{}{}  {}\n", right(size_words(sized.axes[0], point.values[0]), 14),
                            right(sized.shows_share() ? share_interval_words(sized.share(with_all_runs(sized, point)))
                                                      : rate_words(measured),
                                  24),
                            tells_tonnes ? right(rate_words(measured.mean), 12) : "",
                            tells_use ? right(share_words(point.interval(&SizedRun::use).mean), 7) : "",
                            right(point.runs.front().wanted_tpy > 0 ? rate_words(shortfall) : "-", 12),
                            left(limit_words(sized, i), tells_tonnes ? 33 : 38));
        while (text.size() > 1 && text[text.size() - 2] == ' ') text.erase(text.size() - 2, 1);
    }
    return text;
}

/// Which runs the curve rests on, where a size has more of them than its neighbours.
std::string curve_runs_sentence(const Sized &sized) {
    if (sized.curve.empty()) return "";
    const std::size_t common = sized.curve.front().runs.size();
    std::size_t most = common;
    for (const SizePoint &point : sized.curve) most = std::max(most, with_all_runs(sized, point).runs.size());
    if (most == common) return "";
    const std::string first = fmt::format("the first {} runs, which all sizes have", common);
    return sized.shows_share()
               ? fmt::format(
                     "What the target is about is of all runs of a size, {} to {}; the other columns are of {}.",
                     common, most, first)
               : fmt::format(
                     "Each size by {}, so that neighbours differ by their size alone; with all its runs, up to {}, "
                     "it stands in size.csv.",
                     first, most);
}

std::string frontier_table(const Sized &sized) {
    if (sized.axes.size() < 2) return "";
    std::vector<std::size_t> places = sized.result.frontier;
    if (places.empty()) // nothing meets the target: what was run
        for (std::size_t i = 0; i < sized.result.points.size(); ++i) places.push_back(i);
    std::string text = fmt::format("{}  {}  {}  {}\n", right(short_path(sized.axes[0].choice.field), 34),
                                   right(short_path(sized.axes[1].choice.field), 34), right("cost", 14), "gives");
    for (const std::size_t place : places) {
        const SizePoint &point = sized.result.points[place];
        text +=
            fmt::format("{}  {}  {}  {}\n", right(size_words(sized.axes[0], point.values[0]), 34),
                        right(size_words(sized.axes[1], point.values[1]), 34),
                        right(cost_words(cost_of(sized.axes, point), sized.currency), 14), found_words(sized, point));
    }
    return text;
}

std::string option_table(const Sized &sized) {
    if (sized.options.empty()) return "";
    std::size_t width = 6;
    for (const SizedOption &option : sized.options)
        width = std::max(width, std::min<std::size_t>(32, columns_of(option.name)));
    const auto found = [&](const SizedOption &option) -> std::string {
        if (option.found.runs.empty()) return "-";
        return sized.shows_share() ? share_interval_words(sized.share(option.found))
                                   : rate_words(option.found.interval(&SizedRun::measured_tpy));
    };
    std::string text = fmt::format("{}  {}  {}  runs  what became of it\n", left("option", width), right("cost", 14),
                                   right(found_heading(sized), 24));
    for (const SizedOption &option : sized.options)
        text += fmt::format("{}  {}  {}  {}  {}\n", left(option.name, width),
                            right(option.cost ? cost_words(*option.cost, sized.currency) : "-", 14),
                            right(found(option), 24), right(std::to_string(option.found.runs.size()), 4), option.fate);
    return text;
}

/// Whether the same limit caps it where the curve flattens and before.
bool is_capped_as_before(const Sized &sized) {
    const auto [before, beyond] = std::pair{sized.flattening->before, sized.flattening->beyond};
    const std::string limit = limit_words(sized, beyond);
    return beyond < sized.limits.size() && !limit.starts_with("demand:") && limit_words(sized, before) == limit;
}

/// Of a curve that flattens nowhere; empty where it is too short to tell.
std::string steady_sentence(const Sized &sized) {
    if (sized.curve.size() < 3) return "";
    if (!sized.result.trend && !sized.shows_share()) return ""; // told as neither rising nor falling
    const std::string curve = sized.shows_share() ? "The curve of tonnes" : "The curve";
    if (!rises_anywhere(sized.curve)) return curve + " rises nowhere within the range.";
    return curve + " does not flatten within the range: up to its end more size gives at least half as much for its "
                   "size as where it gives the most.";
}

std::string runs_sentence(const Sized &sized) {
    const SizeResult &result = sized.result;
    std::string text = fmt::format("{} runs of the case", result.total_runs);
    if (result.test_runs > 0 && result.test_runs < result.total_runs)
        text += fmt::format(", {} for the search and {} for the curve", result.test_runs,
                            result.total_runs - result.test_runs);
    if (result.equal_runs > 0 && result.equal_runs != result.test_runs)
        text +=
            fmt::format("; with one number of runs for all sizes the search would have taken {}", result.equal_runs);
    return text + ".";
}

} // namespace

std::string limit_words(const Sized &sized, std::size_t place) {
    const SizePoint &point = sized.curve[place];
    const double wanted = point.interval(&SizedRun::wanted_tpy).mean;
    if (wanted > 0 && point.shortfall_tpy().mean <= tolerance * wanted) return "demand: it is met";
    if (place >= sized.limits.size() || sized.limits[place].next.empty()) return "-";
    return name_of(sized.limits[place].next);
}

std::string new_limit(const Sized &sized) {
    if (!sized.flattening || !is_capped_as_before(sized)) return "";
    const auto taken = taken_over(sized.limits[sized.flattening->before], sized.limits[sized.flattening->beyond]);
    const std::string words = taken ? name_of({&*taken, 1}) : "";
    return words == limit_words(sized, sized.flattening->beyond) ? "" : words;
}

std::string flattening_sentence(const Sized &sized) {
    if (!sized.flattening) return steady_sentence(sized);
    const Flattening &flat = *sized.flattening;
    const Axis &axis = sized.axes[0];
    const auto about = [&](double size) { return fmt::format("{:.4g} {}", size, axis.choice.unit); };
    const std::string tonnes = sized.shows_share() ? " of tonnes" : "";
    const std::string where =
        flat.is_gradual
            ? fmt::format(
                  "The curve{} falls off gradually, without a clear corner: up to about {} it rises the most for "
                  "its size, from about {} on by less than half as much",
                  tonnes, about(flat.falls_from), about(flat.at))
            : fmt::format("The curve{} flattens at about {}: behind it more size gives {} as much as before", tonnes,
                          about(flat.at), share_words(std::max(0.0, flat.slope_beyond / flat.first_slope)));
    const std::string limit = limit_words(sized, flat.beyond);
    const std::string size = size_words(axis, sized.curve[flat.beyond].values[0]);
    if (limit.starts_with("demand:")) return fmt::format("{}; at {} demand is met.", where, size);
    if (limit == "-") return fmt::format("{}; the bound names no limit that caps it there.", where);
    const std::string fresh = new_limit(sized);
    return fmt::format("{}; at {} what caps it, by the bound, is {}{}{}.", where, size, limit,
                       is_capped_as_before(sized) ? ", as before" : "",
                       fresh.empty() ? "" : "; what comes to bind there besides is " + fresh);
}

std::string told_size_words(const Sized &sized) {
    const std::size_t judged = sized.told().runs.size(), own = static_cast<std::size_t>(sized.own_runs);
    return fmt::format("Of that size, from its own run of {} replication{} in the folder{}: ", own, own == 1 ? "" : "s",
                       judged == own ? "" : fmt::format(" (the answer above rests on {} of the search)", judged));
}

std::string size_text(const Sized &sized, const std::string &title) {
    std::string text = title + "\n\n" + wrapped(size_sentence(sized)) + "\n";
    for (const std::string &sentence : {flattening_sentence(sized), against_sentence(sized)})
        if (!sentence.empty()) text += wrapped(sentence) + "\n";
    text += "\n" + curve_table(sized) + frontier_table(sized) + option_table(sized);
    if (const std::string runs = curve_runs_sentence(sized); !runs.empty()) text += "\n" + wrapped(runs);
    return text + "\n" + wrapped(runs_sentence(sized)) + "\n";
}

} // namespace midstream
