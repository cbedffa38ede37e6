// The short answer.
// SPDX-License-Identifier: Apache-2.0
#include "report/answer.h"

#include "des/calendar.h"
#include "report/amounts.h"
#include "report/tables.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::size_t most_told_facilities = 12;
constexpr std::size_t most_losers = 6;
constexpr std::size_t most_causes = 4;

/// Tonnes of the first element that a facility made each year; of everything where none is tracked.
std::vector<double> metal_made(const StudyResult &study) {
    std::vector<double> metal(study.facilities.size());
    for (const MadeStudy &made : study.made)
        if (!made.taken)
            metal[made.at.index] += made.element_tpy.empty() ? made.mass_tpy.mean : made.element_tpy.front().mean;
    return metal;
}

/// Those that were tried for relief, then the greatest makers, in the order of the case.
std::vector<std::size_t> top_facilities(const StudyResult &study, const ChokepointResult &found) {
    const auto metal = metal_made(study);
    std::vector<double> weight = metal;
    for (const Chokepoint &point : found.ranked)
        if (point.relief_tpy && (point.limit.sort == LimitSort::mine || point.limit.sort == LimitSort::plant))
            weight[point.limit.index] += 1e15;
    std::vector<std::size_t> order;
    for (std::size_t f = 0; f < weight.size(); ++f)
        if (study.facilities[f].throughput_tpy.mean > 0 && weight[f] > 0) order.push_back(f);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
    if (order.size() > most_told_facilities) order.resize(most_told_facilities);
    std::sort(order.begin(), order.end());
    return order;
}

/// The day alone.
std::string day_of(SimTime time) {
    const std::string text = print_date(time);
    return text.substr(0, text.find('T'));
}

/// "running 71 %, starved 12 %, shutdown 9 %": the three that took most time.
std::string doing_words(const FacilityStudy &facility) {
    std::vector<std::size_t> order(doing_count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return facility.time_share[a].mean > facility.time_share[b].mean;
    });
    std::string text;
    for (std::size_t i = 0; i < 3 && facility.time_share[order[i]].mean >= 0.005; ++i)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", words_of(Doing{})[order[i]],
                            share_words(facility.time_share[order[i]].mean));
    return text;
}

std::string facility_table(const StudyResult &study, const ChokepointResult &found) {
    const auto rows = top_facilities(study, found);
    std::size_t width = 8;
    for (const std::size_t f : rows)
        width = std::max(width, std::min<std::size_t>(24, columns_of(study.chain->facilities[f].name)));
    std::string text = left("facility", width) + "  throughput   nameplate    use  time\n";
    for (const std::size_t f : rows) {
        const FacilityStudy &facility = study.facilities[f];
        const bool has_nameplate = facility.nameplate_tpy.mean > 0;
        text +=
            fmt::format("{}  {}  {}  {}  {}\n", left(study.chain->facilities[f].name, width),
                        right(rate_words(facility.throughput_tpy.mean), 10),
                        right(has_nameplate ? rate_words(facility.nameplate_tpy.mean) : "-", 10),
                        right(has_nameplate ? share_words(facility.utilisation.mean) : "-", 5), doing_words(facility));
    }
    const auto makers = static_cast<std::size_t>(
        std::count_if(study.chain->facilities.begin(), study.chain->facilities.end(), [](const FacilitySpec &f) {
            return std::holds_alternative<MineSpec>(f.behaviour) || std::holds_alternative<PlantSpec>(f.behaviour);
        }));
    if (makers > rows.size())
        text += fmt::format("({} more mines and plants in facilities.csv)\n", makers - rows.size());
    return text;
}

std::string warmup_words(const FoundWarmup &found, const Case &chain) {
    const TimeSpec &time = chain.time;
    const SimTime from = warmup_end(time);
    std::string planned, later;
    const auto note = [&](std::string_view what, SimTime on) {
        if (on <= time.start || on >= time.end) return;
        std::string &list = on < from ? planned : later;
        list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", what, day_of(on));
    };
    for (const DisruptionSpec &disruption : chain.disruptions)
        if (disruption.on && *disruption.on < from) note(disruption.name, *disruption.on);
    for (const FacilitySpec &facility : chain.facilities) {
        if (facility.outage.opens) note(facility.name + " opens", facility.outage.opens->on);
        if (facility.outage.closes) note(facility.name + " closes", *facility.outage.closes);
    }
    std::string text =
        fmt::format("Left out: {} of {} months, to {}, where the series settles (MSER-5; {}, mean of {}).",
                    found.left_out, found.months, day_of(from), found.of,
                    found.replications == 1 ? "one run" : fmt::format("{} runs", found.replications));
    if (!planned.empty()) text += fmt::format(" In what is left out lies what the case dates: {}.", planned);
    if (!later.empty())
        text +=
            fmt::format(" What the case dates after it changes the chain for good, which no warm-up answers: {}. State "
                        "`warmup` yourself, or start where the chain stays as it is.",
                        later);
    return text;
}

std::string until_words(const UntilResult &until, int done) {
    // As many digits as tell it from what was asked.
    int digits = 2;
    const auto words = [&](double share) { return fmt::format("{:.{}g}", 100 * share, digits); };
    while (!until.is_reached && digits < 9 && words(until.share) == words(until.asked)) ++digits;
    const std::string known = fmt::format("{} is known to +-{} %", until.of, words(until.share));
    const std::string beside =
        until.other_commands > 0
            ? fmt::format(" `replications: {}` beside `until` is for commands other than run and chokepoints.",
                          until.other_commands)
            : "";
    return (until.is_reached
                ? fmt::format("{} after {} replications, as asked (+-{:.2g} %).", known, done, 100 * until.asked)
                : fmt::format("{} only after {} replications; +-{:.2g} % was asked: allow more by `at most`.", known,
                              done, 100 * until.asked)) +
           beside;
}

struct Loser {
    std::size_t facility = 0;
    double lost_tpy = 0;
    double metal_tpy = 0;
};

/// Never open in the time that is told.
bool is_shut(const FacilityStudy &facility) {
    return facility.time_share[static_cast<std::size_t>(Doing::closed)].mean > 1 - 1e-9 ||
           facility.nameplate_tpy.mean <= 0;
}

/// "Shut all the time: Hayden smelter (170 kt/y), Amarillo refinery (170 kt/y)."
std::string shut_line(const StudyResult &study) {
    std::string names;
    for (std::size_t f = 0; f < study.facilities.size(); ++f) {
        const FacilityStudy &facility = study.facilities[f];
        if (facility.nameplate_tpy.mean > 0 && is_shut(facility))
            names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", study.chain->facilities[f].name,
                                 rate_words(facility.nameplate_tpy.mean));
    }
    return names.empty() ? "" : "  " + wrapped("Shut all the time: " + names, 98, 4) + "\n";
}

std::vector<Loser> losers(const StudyResult &study) {
    const auto metal = metal_made(study);
    std::vector<Loser> found;
    for (std::size_t f = 0; f < study.facilities.size(); ++f) {
        const FacilityStudy &facility = study.facilities[f];
        const Behaviour &behaviour = study.chain->facilities[f].behaviour;
        const bool makes = std::holds_alternative<MineSpec>(behaviour) || std::holds_alternative<PlantSpec>(behaviour);
        const double lost = facility.nameplate_tpy.mean - facility.throughput_tpy.mean;
        if (!makes || is_shut(facility) || lost < 0.001 * facility.nameplate_tpy.mean) continue;
        // Of one that never ran nobody knows the metal: its tonnes stand for it.
        const double per_t = facility.throughput_tpy.mean > 0 ? metal[f] / facility.throughput_tpy.mean : 1.0;
        found.push_back({f, lost, lost * per_t});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Loser &a, const Loser &b) { return a.metal_tpy > b.metal_tpy; });
    return found;
}

/// "valley smelter: 188 kt/y of concentrate (north mine: capacity 120 kt/y, own shutdowns 32 kt/y)".
std::string loss_line(const StudyResult &study, const Loser &loser) {
    std::string causes;
    std::size_t told = 0;
    for (const RootLossStudy &loss : study.facility_roots[loser.facility]) {
        if (told == most_causes || loss.lost_tpy.mean < 0.01 * loser.lost_tpy) break;
        const bool is_own = loss.root.of == RootCause::Of::facility && loss.root.index == loser.facility;
        causes +=
            fmt::format("{}{} {}", told++ == 0 ? "" : ", ",
                        is_own ? fmt::format("own {}", word_of(loss.root)) : words_of_root(*study.chain, loss.root),
                        rate_words(loss.lost_tpy.mean));
    }
    const std::string text = fmt::format("{}: {} of {} ({})", study.chain->facilities[loser.facility].name,
                                         rate_words(loser.lost_tpy), basis_of(study, loser.facility), causes);
    return "  " + wrapped(text, 98, 4) + "\n";
}

std::string loss_lines(const StudyResult &study) {
    const auto found = losers(study);
    if (found.empty()) return "No mine or plant that is open loses tonnes against its nameplate.\n" + shut_line(study);
    std::string text = "Nameplate tonnes lost, by root cause:\n";
    for (std::size_t i = 0; i < found.size() && i < most_losers; ++i) text += loss_line(study, found[i]);
    if (found.size() > most_losers) text += fmt::format("  ({} more in losses.csv)\n", found.size() - most_losers);
    return text + shut_line(study);
}

} // namespace

std::string head_text(const StudyResult &study, const ChokepointResult &found) {
    const TimeSpec &time = study.chain->time;
    const std::string &title = study.chain->title.empty() ? study.chain->name : study.chain->title;
    const bool is_whole = study.done == study.runs.replications;
    const std::string count = is_whole ? fmt::format("{} replication{}", study.done, study.done == 1 ? "" : "s")
                                       : fmt::format("{} of {} replications", study.done, study.runs.replications);
    std::string text = wrapped(fmt::format("{}: {} to {}, {}, seed {}", title, day_of(warmup_end(time)),
                                           day_of(time.end), count, study.runs.seed));
    if (study.found_warmup) text += "\n" + wrapped(warmup_words(*study.found_warmup, *study.chain));
    if (study.until) text += "\n" + wrapped(until_words(*study.until, study.done));
    const std::string words = headline(study, found);
    text += "\n\n" + wrapped(words) + "\n";
    if (study.done == 1)
        text += "(One replication: how much of this is luck is not known.)\n";
    else if (words.find('[') != words.npos)
        text += "(In brackets: 95 % intervals over replications.)\n";
    return text;
}

std::string answer_text(const StudyResult &study, const ChokepointResult &found, const Bound &bound) {
    std::string text = head_text(study, found);
    if (const auto sentence = bound_sentence(found, bound); !sentence.empty()) text += wrapped(sentence) + "\n";
    if (const auto sentence = next_sentence(found); !sentence.empty()) text += wrapped(sentence) + "\n";
    text += "\n" + facility_table(study, found);
    if (const auto lines = waterfall_text(study, found); !lines.empty()) text += "\n" + lines;
    text += "\n" + loss_lines(study);
    return text;
}

} // namespace midstream
