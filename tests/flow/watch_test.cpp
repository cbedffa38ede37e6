// A watched level is told of, also when the stream that met it stops at the same instant.
// SPDX-License-Identifier: Apache-2.0
#include "flow/flow.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

/// Two piles joined by a stream without a ceiling: what is put into the first is in the second a tick later.
struct TwoPiles {
    EventQueue queue;
    std::shared_ptr<FlowPlan> plan = std::make_shared<FlowPlan>();
    std::unique_ptr<Flow> flow;
    int told = 0; ///< times that somebody was told of the second pile

    TwoPiles() {
        plan->add_stock({});
        plan->add_stock({});
        StreamPlan stream;
        stream.draws.push_back({0});
        stream.fills.push_back({1});
        stream.recipe.takes = {1.0};
        stream.recipe.makes.push_back({1.0, std::nullopt, 1.0, {}});
        plan->add_stream(stream);
        plan->finish();
        flow = std::make_unique<Flow>(plan, std::vector<std::uint32_t>{1}, queue);
        flow->set_ceiling(0, no_limit);
        settle();
    }
    void settle() {
        flow->solve_marked(queue.now());
        while (flow->anything_woken())
            if (flow->next_woken().stock == 1) ++told;
        flow->schedule_marked(queue, queue.now());
    }
    void put(double mass_t, SimTime when) {
        queue.advance_to(when);
        flow->advance(0, when);
        flow->put(0, mass_t, {});
        settle();
        while (!queue.empty()) {
            const std::uint32_t slot = queue.pop();
            flow->on_event(slot, queue.now());
            settle();
        }
    }
};

} // namespace

TEST_CASE("a mark met in the tick in which the stream runs dry is told of") {
    TwoPiles piles;
    piles.flow->watch(0, Flow::Wait::rise, 4.0);
    for (int i = 1; i <= 3; ++i) {
        piles.put(1.0, SimTime{} + round_days(i));
        piles.told = 0;
    }
    piles.put(1.0, SimTime{} + round_days(4));
    CHECK(piles.told > 0);
    CHECK(piles.flow->level_at(1, piles.queue.now()) == doctest::Approx(4.0));
}

TEST_CASE("a level is told for any instant without moving what flows") {
    TwoPiles piles;
    piles.flow->set_ceiling(0, 2.0);
    piles.flow->put(0, 10.0, {});
    piles.settle();
    CHECK(piles.flow->level_at(0, SimTime{} + round_days(3)) == doctest::Approx(4.0));
    CHECK(piles.flow->level_at(1, SimTime{} + round_days(3)) == doctest::Approx(6.0));
    CHECK(piles.flow->level_at(0, SimTime{} + round_days(6)) == 0.0);
    CHECK(piles.flow->level(0) == 10.0);
}
