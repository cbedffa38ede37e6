// Chains with failures whose busiest plant is not what caps them, as the literature has them, and what the table says.
// SPDX-License-Identifier: Apache-2.0
#include "known_worlds.h"

#include "chokepoints/views.h"

#include <fmt/format.h>

using namespace midstream;

namespace {

/// Three plants in a row behind a mine and before a city that are never short, with little room between.
std::string three_in_a_row(const std::string &first, const std::string &second, const std::string &third, int room_t) {
    const auto plant = [&](const char *name, const char *in, const char *out, const std::string &spec) {
        return fmt::format(
            "  {}: {{kind: plant, takes: {{{}: 1 t/t}}, makes: {{{}: 1 t/t}}, storage: {{{}: {} t, {}: {} "
            "t}}, {}}}\n",
            name, in, out, in, room_t, out, room_t, spec);
    };
    return "midstream: 1\ntime: {start: 2025-01-01, end: 2029-01-01, warmup: 100 d}\nruns: {seed: 5, replications: "
           "10}\n"
           "measure: {delivered: metal}\nmaterials: {ore: {}, matte: {}, anode: {}, metal: {}}\nfacilities:\n"
           "  mine: {kind: mine, makes: ore, rate: 1000 t/d, storage: {ore: 1 kt}}\n" +
           plant("A", "ore", "matte", first) + plant("B", "matte", "anode", second) +
           plant("C", "anode", "metal", third) +
           "  city: {kind: market, takes: {metal: 1000 t/d}}\nroutes:\n"
           "  - {from: mine, to: A, carries: ore, by: conveyor}\n  - {from: A, to: B, carries: matte, by: conveyor}\n"
           "  - {from: B, to: C, carries: anode, by: conveyor}\n  - {from: C, to: city, carries: metal, by: "
           "conveyor}\n";
}

struct Answer {
    std::string named, sentence;
    std::vector<LimitView> views;
    const LimitView &view(const std::string &name) const {
        for (const LimitView &view : views)
            if (view.name == name) return view;
        FAIL("no limit ", name);
        return views.front();
    }
};

/// As `midstream chokepoints --all` asks.
Answer ask(const std::string &text) {
    const Case chain = case_of(text);
    const Measure measure = std::get<Measure>(find_measure(chain, chain.measure));
    const auto plan = build(std::make_shared<const Case>(chain));
    ChokepointStudy points{plan, measure};
    StudyOptions options;
    options.each = [&](const Result &result) { points.take(result); };
    const StudyResult study = run_study(plan, chain.runs, options);
    options.each = {};
    points.heed(find_bound(chain, measure));
    const ChokepointResult found = points.finish(100, chain.runs, options);
    Answer answer;
    for (const Chokepoint &point : found.ranked) {
        if (point.limit.sort != LimitSort::plant) continue;
        LimitView &view = answer.views.emplace_back();
        view.name = name_of(point.limit);
        view.used = study.facilities[point.limit.index].utilisation.mean;
        view.active = point.active_share ? point.active_share->mean : point.share_of_time.mean;
        if (point.sole_share) view.sole = point.sole_share->mean;
        view.lost_tpy = point.lost_tpy.mean;
        if (point.relief_tpy) view.relief_tpy = point.relief_tpy->mean;
    }
    answer.named = found.named().empty() ? "" : name_of(found.named());
    answer.sentence = views_disagree(answer.views);
    return answer;
}

} // namespace

TEST_CASE("an unreliable plant of greater capacity caps the line, though the steady one is busier") {
    // Roser, Nakano and Tanaka (2001): the machine that is active longest, repairs counted, not the one most used.
    const Answer answer =
        ask(three_in_a_row("capacity: {ore: 120 t/d}",
                           "capacity: {matte: 170 t/d}, failures: {every: {exponential: 4 d}, for: {exponential: 4 d}}",
                           "capacity: {anode: 105 t/d}", 2000));
    CAPTURE(answer.sentence);
    CHECK(answer.named == "B (capacity)");
    CHECK(*answer.view("C (capacity)").used > *answer.view("B (capacity)").used + 0.1);
    CHECK(answer.sentence.starts_with("The views disagree: C (capacity) is the busiest ("));
    CHECK(answer.sentence.ends_with("Relief judges: more of B (capacity) gives the most."));
}

TEST_CASE("of plants of one capacity the one that fails more caps the line, though all are used alike") {
    // Kuo, Lim and Meerkov (1996): reliability and room decide, not the rate; use cannot tell them apart.
    const std::string steady = "capacity: {{{}: 100 t/d}}, failures: {{every: {{exponential: 40 d}}, for: 1 d}}";
    const Answer answer = ask(
        three_in_a_row(fmt::format(fmt::runtime(steady), "ore"),
                       "capacity: {matte: 100 t/d}, failures: {every: {exponential: 20 d}, for: {exponential: 6 d}}",
                       fmt::format(fmt::runtime(steady), "anode"), 200));
    CAPTURE(answer.sentence);
    CHECK(answer.named == "B (capacity)");
    CHECK(*answer.view("A (capacity)").used == doctest::Approx(*answer.view("B (capacity)").used).epsilon(0.02));
    CHECK(*answer.view("C (capacity)").used == doctest::Approx(*answer.view("B (capacity)").used).epsilon(0.02));
    CHECK(*answer.view("A (capacity)").relief_tpy < 0.5 * *answer.view("B (capacity)").relief_tpy);
    CHECK(*answer.view("C (capacity)").relief_tpy < 0.5 * *answer.view("B (capacity)").relief_tpy);
}

TEST_CASE(
    "where the limit shifts from plant to plant, the one that is used most evenly is the busiest and caps nothing") {
    // Roser, Nakano and Tanaka (2002): shifting bottlenecks. A is slow in one half of each year, B in the other.
    const auto halves = [](const char *material, int even, int odd) {
        std::string steps;
        for (int year = 2025; year < 2029; ++year)
            steps +=
                fmt::format("{}{}-01-01: {} t/d, {}-07-01: {} t/d", steps.empty() ? "" : ", ", year, even, year, odd);
        return fmt::format("capacity: {{{}: {{{}}}}}, failures: {{every: {{exponential: 60 d}}, for: 1 d}}", material,
                           steps);
    };
    const Answer answer =
        ask(three_in_a_row(halves("ore", 100, 150), halves("matte", 150, 100), "capacity: {anode: 112 t/d}", 200));
    CAPTURE(answer.sentence);
    CHECK((answer.named == "A (capacity)" || answer.named == "B (capacity)"));
    CHECK(*answer.view("C (capacity)").used > *answer.view("A (capacity)").used + 0.05);
    CHECK(*answer.view("C (capacity)").relief_tpy < 0.5 * *answer.view("A (capacity)").relief_tpy);
    CHECK(*answer.view("C (capacity)").relief_tpy < 0.5 * *answer.view("B (capacity)").relief_tpy);
    CHECK(answer.sentence.starts_with("The views disagree: C (capacity) is the busiest ("));
}

TEST_CASE("where the views agree nothing is said") {
    const std::vector<LimitView> agree{{"a", 0.99, 1.0, 0.9, 50.0, 10.0}, {"b", 0.7, 0.7, 0.1, 3.0, 0.0}};
    CHECK(views_disagree(agree).empty());
    CHECK(view_words(agree) == std::vector<std::string>{"", ""});
    const std::vector<LimitView> lost{{"a", 0.99, 1.0, 0.9, 5.0, 10.0}, {"b", 0.7, 0.7, 0.1, 30.0, 0.0}};
    CHECK(views_disagree(lost) ==
          "The views disagree: b is blamed for the most lost tonnes (0.03 kt/y, a 0.005). Relief judges: "
          "more of a gives the most.");
    CHECK(view_words(lost)[1] == "blamed for the most lost tonnes; yet more of it gives little");
}
