// What the product names in random networks without luck, held against the linear programme; and what it says comes next,
// held against the case that is built so.
// SPDX-License-Identifier: Apache-2.0
#include "random_network.h"

#include "known_worlds.h"

#include "chokepoints/prices.h"

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <thread>
#include <vector>

using namespace midstream;

namespace {

/// Two limits give the same if they differ by less than this part: parcels come whole, and a plant that waits for one
/// may lose or win as much within a year.
constexpr double as_good = 0.95;

/// What `midstream chokepoints` names.
ChokepointResult ask(const Case &chain, const Measure &measure) {
    const auto plan = build(std::make_shared<const Case>(chain));
    ChokepointStudy study{plan, measure};
    StudyOptions options;
    options.threads = 1;
    options.each = [&](const Result &result) { study.take(result); };
    run_study(plan, chain.runs, options);
    options.each = {};
    study.heed(find_bound(chain, measure));
    return study.finish(8, chain.runs, options);
}

/// What the linear programme gives for a tenth more of each limit of a case, every one tried.
struct Judge {
    std::vector<Promise> tried;
    double level_tpy = 0;
    JointLimit joint;

    Judge(const Case &chain, const Measure &measure) {
        BoundProblem problem(chain, measure, Outlook::expected);
        problem.keep_stocks(true);
        level_tpy = problem.solve().value();
        for (std::size_t i = 0; i < problem.dials().size(); ++i)
            if (problem.dials()[i].size > 0)
                tried.push_back({problem.dials()[i].limit, tenth_of(problem, i, level_tpy)});
        joint = price_steadily(problem).joint;
    }
    double most() const {
        double most = 0;
        for (const Promise &promise : tried) most = std::max(most, promise.tenth_tpy);
        return most;
    }
    std::string best() const {
        for (const Promise &promise : tried)
            if (promise.tenth_tpy >= most() && most() > 1e-3 * level_tpy) return name_of(promise.limit);
        return joint.limits.empty() ? "nothing" : name_of(joint.limits);
    }
    bool best_is_demand(const Measure &measure) const {
        for (const Promise &promise : tried)
            if (is_own_demand(promise.limit, measure) && promise.tenth_tpy >= as_good * most()) return true;
        return false;
    }
    /// Whether a limit is the best, or as good as the best.
    bool agrees(const LimitSet &named) const {
        if (most() <= 1e-3 * level_tpy) // none alone
            return named.empty() ? joint.limits.empty() : named.size() > 1 && name_of(named) == name_of(joint.limits);
        if (named.size() != 1) return false;
        for (const Promise &promise : tried)
            if (promise.limit.is(named.front())) return promise.tenth_tpy >= as_good * most();
        return false;
    }
};

struct Score {
    int networks = 0, met = 0, named = 0, asked_next = 0, next = 0;
    std::string misses;
};

void look_at(std::uint64_t number, bool crossing, Score &score) {
    const Case chain = case_of(random_network(number, crossing));
    const auto sought = find_measure(chain, chain.measure);
    CAPTURE(number);
    REQUIRE(std::holds_alternative<Measure>(sought));
    const Measure measure = std::get<Measure>(sought);
    ++score.networks;
    const ChokepointResult found = ask(chain, measure);
    const Judge judge(chain, measure);
    if (!found.short_of_demand()) {
        ++score.met;
        const bool right = judge.best_is_demand(measure); // all that is said is that only more demand would bring more
        score.named += right;
        if (!right) score.misses += fmt::format("{}: demand met, the programme {}\n", number, judge.best());
        return;
    }
    const bool right = judge.agrees(found.named());
    score.named += right;
    if (!right)
        score.misses += fmt::format("{}: names {}, the programme {} (level {:.0f} of {:.0f})\n", number,
                                    found.named().empty() ? "nothing" : name_of(found.named()), judge.best(),
                                    found.measured_tpy.mean, judge.level_tpy);
    if (found.named().empty() || found.next.first.empty() || found.next.takes_over_at <= 0) return;
    if (found.next.still_binds || !right) return;
    ++score.asked_next;
    const Case raised = raise(chain, found.named(), 2 * (1 + found.next.takes_over_at) - 1).chain;
    const ChokepointResult built = ask(raised, measure);
    const Judge beyond(raised, measure);
    const bool demand =
        !built.short_of_demand() && !found.next.next.empty() && is_own_demand(found.next.next.front(), measure);
    const bool foretold = demand || (!built.named().empty() && name_of(built.named()) == name_of(found.next.next)) ||
                          (beyond.agrees(built.named()) && beyond.agrees(found.next.next));
    score.next += foretold;
    if (!foretold)
        score.misses += fmt::format(
            "{}: after {} at +{:.0f} % foretold {}, built {} ({:.0f} of {:.0f})\n", number, name_of(found.named()),
            100 * found.next.takes_over_at, found.next.next.empty() ? "nothing" : name_of(found.next.next),
            built.named().empty() ? "nothing" : name_of(built.named()), built.measured_tpy.mean, beyond.level_tpy);
}

/// Two networks at a time: each writes its own score.
Score look_at_all(std::uint64_t count, bool crossing) {
    std::vector<Score> scores(count);
    std::atomic<std::uint64_t> next = 0;
    const auto work = [&] {
        for (std::uint64_t k = next++; k < count; k = next++) look_at(k, crossing, scores[k]);
    };
    std::thread other(work);
    work();
    other.join();
    Score all;
    for (const Score &one : scores) {
        all.networks += one.networks;
        all.met += one.met;
        all.named += one.named;
        all.asked_next += one.asked_next;
        all.next += one.next;
        all.misses += one.misses;
    }
    const std::string told = fmt::format(
        "{} networks{} ({} with their demand met): {} named as the programme does; of {} that another limit "
        "takes over in {} foretold which",
        all.networks, crossing ? " with crossings" : "", all.met, all.named, all.asked_next, all.next);
    MESSAGE(told);
    return all;
}

bool is_set(const char *variable) {
    const char *value = std::getenv(variable);
    return value && *value;
}
bool is_long_test() { return is_set("MIDSTREAM_ALL"); }

} // namespace

TEST_CASE("in random networks without luck the product names what the linear programme does, and what takes over") {
    if (is_set("MIDSTREAM_FEW")) { // sanitizers look for other faults than these shares
        look_at_all(10, false);
        return;
    }
    const Score score = look_at_all(is_long_test() ? 1000 : 200, false);
    CAPTURE(score.misses);
    CHECK(score.networks >= 200);
    CHECK(score.met < score.networks / 5);
    CHECK(score.named >= 0.95 * score.networks);
    CHECK(score.asked_next > score.networks / 2);
    CHECK(score.next >= 0.95 * score.asked_next);
}

TEST_CASE("where ways cross, dispatch is not the best that could be, and the programme is right less often") {
    if (!is_long_test()) return;
    const Score score = look_at_all(200, true);
    CAPTURE(score.misses);
    CHECK(score.named >= 0.7 * score.networks);
    CHECK(score.next >= 0.7 * score.asked_next);
}

TEST_CASE("without luck the runs climb the rungs that the linear programme climbs") {
    int rungs = 0, same = 0, alike = 0, climbed = 0;
    std::string misses;
    const std::uint64_t count = is_long_test() ? 200 : 24;
    for (std::uint64_t k = 0; k < count; ++k) {
        const Case chain = case_of(random_network(k, false));
        const Measure measure = std::get<Measure>(find_measure(chain, chain.measure));
        const LadderResult runs = climb_ladder(chain, measure, {3, false}, chain.runs, {});
        const Ladder bound = climb_bound(chain, measure, 3);
        climbed += !runs.rungs.empty();
        for (std::size_t i = 0; i < runs.rungs.size() && i < bound.rungs.size(); ++i) {
            ++rungs;
            const bool is_same = name_of(runs.rungs[i].limits) == name_of(bound.rungs[i].limits);
            // Parcels come whole, and what a raised limit gives comes with them.
            alike += is_same && std::abs(runs.rungs[i].let_go_at - bound.rungs[i].let_go_at) < 0.1;
            same += is_same;
            if (is_same) continue;
            misses += fmt::format("{}: rung {}: {} to {:.2f}, by the programme {} to {:.2f}\n", k, i + 1,
                                  name_of(runs.rungs[i].limits), runs.rungs[i].let_go_at,
                                  name_of(bound.rungs[i].limits), bound.rungs[i].let_go_at);
            break; // from here on they climb different cases
        }
    }
    MESSAGE(fmt::format("{} of {} rungs are the same, {} of them let go at the same size", same, rungs, alike));
    CAPTURE(misses);
    CHECK(climbed > 15);
    CHECK(same >= 0.95 * rungs);
    CHECK(alike >= 0.85 * rungs);
}
