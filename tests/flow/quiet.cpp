// An owner's puts and takes wake those who wait only where they said that they would hear of them.
// SPDX-License-Identifier: Apache-2.0
#include "flow/flow.h"

#include <doctest/doctest.h>

using namespace midstream;

namespace {

struct Pile {
    EventQueue queue;
    std::shared_ptr<FlowPlan> plan = std::make_shared<FlowPlan>();
    std::unique_ptr<Flow> flow;

    Pile() {
        plan->add_stock({});
        plan->finish();
        flow = std::make_unique<Flow>(plan, std::vector<std::uint32_t>{}, queue);
        flow->solve_marked(queue.now());
        flow->schedule_marked(queue, queue.now());
    }
    bool wakes() {
        const bool woken = flow->anything_woken();
        while (flow->anything_woken()) flow->next_woken();
        return woken;
    }
    bool put_wakes(double mass_t) {
        flow->put(0, mass_t, {}, Flow::filled_by_owner);
        return wakes();
    }
    bool take_wakes(double mass_t) {
        flow->take(0, mass_t, {}, Flow::drained_by_owner);
        return wakes();
    }
};

} // namespace

TEST_CASE("without a word about quiet, everybody hears of everything") {
    Pile pile;
    CHECK(pile.put_wakes(2));
    CHECK(pile.take_wakes(1));
}

TEST_CASE("an owner fills in quiet below a mark, counted from what is kept for parcels") {
    Pile pile;
    pile.flow->set_quiet(0, 10.0, false);
    CHECK_FALSE(pile.put_wakes(9));
    CHECK(pile.put_wakes(1)); // the mark itself is told of
    CHECK(pile.take_wakes(1));
    pile.flow->reserve(0, 2.0, 0); // the floor moves: what was said of levels above it holds no longer
    pile.wakes();
    CHECK(pile.put_wakes(0.5));
    pile.flow->set_quiet(0, 10.0, false);
    CHECK_FALSE(pile.put_wakes(2)); // 11.5 t, of which 2 t are kept
    CHECK(pile.put_wakes(1));
}

TEST_CASE("an owner drains in quiet where nobody waits for room; what others do is always told") {
    Pile pile;
    pile.flow->set_quiet(0, 100.0, true);
    CHECK_FALSE(pile.put_wakes(5));
    CHECK_FALSE(pile.take_wakes(1));
    pile.flow->put(0, 1.0, {});
    CHECK(pile.wakes());
    pile.flow->take(0, 1.0, {});
    CHECK(pile.wakes());
    pile.flow->set_hold(0, 1.0);
    CHECK(pile.wakes());
}
