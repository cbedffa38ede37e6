// The manual of the language: its topics and their pages.
// SPDX-License-Identifier: Apache-2.0
#include "reader/describe.h"

#include "model/case.h"
#include "reader/describe_values.h"
#include "reader/kinds.h"
#include "reader/laws.h"
#include "reader/sections.h"
#include "reader/yaml_text.h"
#include "studies/scenario.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

struct Topic {
    std::string name;
    std::function<std::string()> page;
};

template <class Spec> std::string page_of(std::string_view about) {
    FieldManual manual;
    manual.add<Spec>();
    return wrapped(about, 0) + "\n" + manual.text;
}

template <class Spec> std::string behaviour_page() {
    FieldManual own;
    own.add<Spec>();
    const std::string fields = own.text.empty() ? "  It has no fields of its own.\n" : own.text;
    return wrapped(Spec::about, 0) + "\n" + fields + "\n" +
           wrapped(
               "Every facility has more: see `facility` for storage, berths and place, `outages` for what stops it.",
               0);
}

std::string law_words(const LawForm &form) {
    std::string page = wrapped(fmt::format("{}  {}", form.word, form.example), 2) + wrapped(form.meaning, 6);
    for (const LawArgument &argument : form.arguments)
        page += wrapped(fmt::format("{}: {}", argument.key, argument.meaning), 6);
    return page;
}

std::string empirical_words() {
    return wrapped("empirical  {empirical: [1 d, 2 d, 5 d]}", 2) + wrapped(empirical_meaning, 6) +
           wrapped("From a file: {empirical: {file: repairs.csv, column: days_d, unit: d}}.", 6);
}

std::string laws_page() {
    std::string page =
        wrapped("A law of chance may stand wherever a duration may be uncertain. A bare quantity is fixed.", 0);
    page += "\n";
    for (const LawForm &form : law_forms()) page += law_words(form);
    return page + empirical_words();
}

std::string series_page() {
    return wrapped(
               "A rate, grade, demand, limit or number of slots may change on dates. Each value holds until the next.",
               0) +
           "\n" + wrapped("rate: {2025-01-01: 900 kt/y, 2027-07-01: 1 Mt/y}", 2) +
           wrapped("rate: {csv: output.csv, date: year, value: mined_kt, unit: kt/y}", 2) +
           wrapped(
               "rate: {csv: output.csv, date: year, value: mined_kt, unit: kt/y, where: {mine: Morenci}, scale: 0.93}",
               2) +
           "\n" +
           wrapped(
               "A date is a year, a month or a day. Of dates before the run the last counts; if the first comes after "
               "the "
               "run begins, 0 holds until then, which is warned of. In a CSV file the numbers stand without a unit; "
               "`where` chooses rows by the text of other columns, `scale` multiplies.",
               0);
}

constexpr std::string_view whom_it_strikes =
    "`at` with a name: an outage or a strike at a facility stops it and its berths, so that no parcel arrives or "
    "leaves; at a route or a fleet it stops those routes alone. `ban`, `quota`, `tariff` and `slower transit` bind "
    "routes: the name "
    "of a facility stands for every route that starts or ends there, whatever it carries, and that of a fleet for the "
    "routes it serves. To bind one way only write {names: valley smelter, materials: cathode}, name the route "
    "(`valley smelter -> city`), or select by `from countries` and `to countries`. `countries` and `owners` hold for a "
    "route when either end fits.";

constexpr std::string_view how_drivers_hold =
    "A value holds for its own period: 2001 for the year, 2001-05 for the month, 2001-05-03 for the day. Where a "
    "period "
    "is missing, or its cell is empty, there is a gap: of a driver that is an error unless `gaps` says what holds; of "
    "an observed series it is left out of all scores. The same goes for dates before and after the series: of a driver "
    "they are an error unless `outside` says what holds, of an observed series they are not compared. Where `time` has "
    "no `end`, the run ends with the first driver whose `outside` is `error`, so that a longer file is a longer run.";

std::string case_page() {
    std::string page = wrapped("A case is one YAML file. At its top stand:", 0) + "\n";
    for (const CaseSection &section : case_sections())
        page += wrapped(fmt::format("{}{}", section.key, section.required ? "  (required)" : ""), 2) +
                wrapped(section.meaning, 6);
    return page + "\n" +
           wrapped("Keys that begin with `x-` are notes and are passed over anywhere. Units are always written, dates "
                   "are ISO 8601 in UTC.",
                   0);
}

std::string units_page() {
    std::string page = wrapped("A unit is always written; 0 alone needs none, and a fraction may be 0 or 1. `per` may "
                               "stand for the slash, and thousand, million or billion before the unit. A year is "
                               "365.25 days, a month a twelfth of it; every t is dry.",
                               0);
    for (const UnitTable &table : unit_tables()) {
        page += "\n" + wrapped(fmt::format("{}: {}", table.noun, table.wanted), 2);
        page += wrapped(fmt::format("{}", fmt::join(table.firsts, ", ")), 6);
        if (!table.seconds.empty())
            page += wrapped(
                fmt::format("{} {}", table.joint == "/" ? "each per" : "each of", fmt::join(table.seconds, ", ")), 6);
        if (!table.words.empty()) page += wrapped(fmt::format("or {}", fmt::join(table.words, ", ")), 6);
    }
    return page;
}

std::string composing_page() {
    return wrapped("What makes up a case, later ones winning: what it includes; what its entries are `like`; their own "
                   "fields; "
                   "overlays; sets. A kind's preset lies below them all.",
                   0) +
           "\n" + wrapped("include: [base.yaml, fleets.yaml]", 2) +
           wrapped("Files to start from, relative to the one that names them. Maps merge key by key; routes, network, "
                   "disruptions and assumptions append, elements unite; other lists are replaced unless their key ends "
                   "in `+`.",
                   6) +
           wrapped("like: north mine", 2) +
           wrapped(
               "In facilities, fleets, materials and routes: copies another entry, by name. What the entry says itself "
               "wins; `takes` and `makes` replace those of the other whole.",
               6) +
           wrapped("--with overlay.yaml", 2) +
           wrapped("Laid over the case: maps merge key by key, lists and series are replaced whole, `~` deletes.", 6) +
           wrapped("routes+: [{from: new smelter, to: city, carries: cathode, by: conveyor}]", 2) +
           wrapped("A `+` behind the key of any list (`disruptions+`, `network+`, `shutdowns+`, `tags+`) adds to the "
                   "list that lies below: in overlays, in files that include, and in entries that are `like` another "
                   "or stand on a kind.",
                   6) +
           wrapped("--set 'facilities.valley smelter.capacity.concentrate=1.2 Mt/y'", 2) +
           wrapped("Changes one value. Names may hold spaces and dots. Items of a list are chosen by name, or by "
                   "number from 1; `routes.+={from: a, to: b, ...}` adds one.",
                   6);
}

std::string kind_page(const std::string &name) {
    Reading reading;
    Kinds kinds{reading, {}};
    const auto kind = kinds.find(name);
    const std::string about = kind->about.empty() ? "" : wrapped(kind->about, 0) + "\n";
    std::string page =
        about + wrapped(fmt::format("A kind of {}; see `{}`. It presets:", kind->behaviour, kind->behaviour), 0);
    const std::string preset = yaml_text(kind->fields);
    for (std::size_t start = 0; start < preset.size();) {
        const std::size_t end = preset.find('\n', start);
        page += "  " + preset.substr(start, end - start) + "\n";
        start = end + 1;
    }
    return page + "\n" +
           wrapped("What a case says itself wins; its own `takes` and `makes` replace these whole. Entries for "
                   "materials and elements that a case does not declare are passed over.",
                   0);
}

std::string kinds_page() {
    Reading reading;
    Kinds kinds{reading, {}};
    std::string page = wrapped("A kind is a named preset of a behaviour. These come with the program:", 0) + "\n";
    for (const std::string &name : kinds.names()) {
        const auto kind = kinds.find(name);
        if (kind->behaviour != name) page += wrapped(name + "  (" + kind->behaviour + ")", 2) + wrapped(kind->about, 6);
    }
    return page + "\n" +
           wrapped("A case may have its own: `kinds: {my smelter: {kind: smelter, turndown: 60 %}}`, or from a "
                   "behaviour with "
                   "`behaviour: plant`.",
                   0);
}

template <std::size_t... I> void add_behaviours(std::vector<Topic> &topics, std::index_sequence<I...>) {
    (topics.push_back({std::string{std::variant_alternative_t<I, Behaviour>::behaviour},
                       behaviour_page<std::variant_alternative_t<I, Behaviour>>}),
     ...);
}

std::string study_page() {
    return page_of<StudySpec>(
               "A study is a file of its own, `midstream study: 1` in its first line: a case, and the "
               "scenarios it runs in. Its scenarios are the base, then those of each of the four lists.") +
           "\n" + page_of<ScenarioSpec>("An item of `scenarios` or `options`:") + "\n" +
           page_of<FactorSpec>("An item of `grid`, or of `samples: {of: ...}`:") + "\n" +
           page_of<SamplesSpec>("`samples`:");
}

std::vector<Topic> all_topics() {
    std::vector<Topic> topics{{"case", case_page}, {"composing", composing_page}};
    topics.push_back({"time", [] { return page_of<TimeSpec>("The calendar of the run."); }});
    topics.push_back({"study", study_page});
    topics.push_back({"runs", [] { return page_of<RunsSpec>("Luck and its repetitions."); }});
    topics.push_back({"measure", [] { return page_of<MeasureSpec>("The tonnes that the answer is told in."); }});
    topics.push_back({"material", [] { return page_of<MaterialSpec>("What moves. In `materials`, by name."); }});
    topics.push_back({"facility", [] {
                          return page_of<FacilitySpec>(
                              "What every facility has, whatever its `kind`. In `facilities`, by name.");
                      }});
    topics.push_back(
        {"outages",
         [] { return page_of<OutageSpec>("What stops a facility on its own account; fields of every facility."); }});
    add_behaviours(topics, std::make_index_sequence<std::variant_size_v<Behaviour>>{});
    topics.push_back({"kinds", kinds_page});
    Reading reading;
    const auto behaviours = behaviour_words();
    const Kinds kinds{reading, {}};
    for (const std::string &name : kinds.names())
        if (std::find(behaviours.begin(), behaviours.end(), name) == behaviours.end())
            topics.push_back({name, [name] { return kind_page(name); }});
    topics.push_back({"route", [] {
                          return page_of<RouteSpec>(
                              "Carries one material from one facility to another. In the list `routes`.");
                      }});
    topics.push_back({"fleet", [] { return page_of<FleetSpec>("Vehicles that routes share. In `fleets`, by name."); }});
    topics.push_back({"passage", [] {
                          return page_of<PassageSpec>("A canal, strait or border crossing. In `passages`, by name.");
                      }});
    topics.push_back(
        {"network",
         [] { return page_of<LegSpec>("Legs, both ways, that routes without a transit time travel over. A list."); }});
    topics.push_back({"disruption", [] {
                          return page_of<DisruptionSpec>("What goes wrong or is decided. In the list `disruptions`.") +
                                 "\n" + wrapped(whom_it_strikes, 0);
                      }});
    topics.push_back({"drivers", [] {
                          return page_of<DriverSpec>(
                                     "Recorded series that drive fields of the case. In `drivers`, by name.") +
                                 "\n" + wrapped(how_drivers_hold, 0);
                      }});
    topics.push_back({"observed", [] {
                          return page_of<ObservedSpec>(
                              "Recorded series that `midstream replay` lays beside the simulated ones. In "
                              "`observed`, by name.");
                      }});
    topics.push_back({"calibrate", [] {
                          return page_of<CalibrateSpec>(
                              "Which years fit and which score, and what `midstream calibrate` may "
                              "choose.");
                      }});
    topics.push_back({"size", [] {
                          return page_of<SizeSpec>(
                              "What `midstream size` finds: the smallest size, the cheapest pair of "
                              "sizes or the best option that meets a target.");
                      }});
    topics.push_back({"assumption", [] {
                          return page_of<AssumptionSpec>(
                              "A choice made where no figure was found. In the list `assumptions`.");
                      }});
    topics.push_back({"distributions", laws_page});
    for (const LawForm &form : law_forms())
        topics.push_back({std::string{form.word}, [&form] { return law_words(form); }});
    topics.push_back({"empirical", empirical_words});
    topics.push_back({"series", series_page});
    topics.push_back({"units", units_page});
    return topics;
}

/// Words that a person would try, above all the sections of a case, and the page that tells of them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 25> aliases{{
    {"midstream", "case"},     {"title", "case"},
    {"note", "case"},          {"sources", "case"},
    {"elements", "case"},      {"include", "composing"},
    {"like", "composing"},     {"overlay", "composing"},
    {"overlays", "composing"}, {"set", "composing"},
    {"materials", "material"}, {"facilities", "facility"},
    {"routes", "route"},       {"fleets", "fleet"},
    {"passages", "passage"},   {"disruptions", "disruption"},
    {"leg", "network"},        {"assumptions", "assumption"},
    {"driver", "drivers"},     {"replay", "observed"},
    {"kind", "kinds"},         {"distribution", "distributions"},
    {"law", "distributions"},  {"unit", "units"},
    {"csv", "series"},
}};

} // namespace

std::string wrapped(std::string_view text, std::size_t indent) {
    constexpr std::size_t widest = 100;
    std::string out, line;
    const auto end_line = [&] {
        out += std::string(indent, ' ') + line + "\n";
        line.clear();
    };
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t space = std::min(text.find(' ', start), text.size());
        const std::string_view word = text.substr(start, space - start);
        if (!line.empty() && indent + line.size() + 1 + word.size() > widest) end_line();
        line += (line.empty() ? "" : " ") + std::string{word};
        start = space + 1;
    }
    if (!line.empty()) end_line();
    return out;
}

std::string choice_words(const std::vector<std::string_view> &words) {
    std::vector<std::string> quoted;
    for (const std::string_view word : words) quoted.push_back(fmt::format("`{}`", word));
    return fmt::format("{} or {}", fmt::join(quoted.begin(), quoted.end() - 1, ", "), quoted.back());
}

std::string range_words(const Field &field, const std::string &least, const std::string &most) {
    std::string words;
    if (!least.empty()) words += ", " + at_least_words(*field.at_least, least);
    if (!most.empty()) words += ", at most " + most;
    return words;
}

std::vector<std::string> describe_topics() {
    std::vector<std::string> names;
    for (const Topic &topic : all_topics()) names.push_back(topic.name);
    return names;
}

std::optional<std::string> find_description(std::string_view name) {
    const auto topics = all_topics();
    const auto page = [&](std::string_view wanted) {
        return std::find_if(topics.begin(), topics.end(), [&](const Topic &topic) { return topic.name == wanted; });
    };
    auto found = page(name);
    for (const auto &[word, meant] : aliases)
        if (found == topics.end() && word == name) found = page(meant);
    if (found == topics.end()) return {};
    return found->name + "\n\n" + found->page();
}

std::string describe(std::string_view topic) {
    if (auto page = find_description(topic)) return *std::move(page);
    const auto topics = describe_topics();
    auto words = topics;
    for (const auto &[word, meant] : aliases) words.emplace_back(word);
    return wrapped(fmt::format("There is no page on '{}'{}. Topics: {}.", topic, did_you_mean(topic, words),
                               fmt::join(topics, ", ")),
                   0);
}

} // namespace midstream
