// The event queue at its corners, and against a sorted container over many random operations.
// SPDX-License-Identifier: Apache-2.0
#include "des/event_queue.h"

#include "des/random.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

using namespace midstream;

namespace {

SimTime after(Ticks ticks) { return SimTime{Duration{ticks}}; }

// What is still to come: "slot@time slot@time".
std::string rest_of(EventQueue queue) {
    std::string text;
    while (!queue.empty()) {
        const EventQueue::Slot slot = queue.pop();
        text += (text.empty() ? "" : " ") + std::to_string(slot) + "@" +
                std::to_string(queue.now().time_since_epoch().count());
    }
    return text;
}

// The same promises, kept by the standard library: in the order of (time, scheduling, slot).
class Reference {
  public:
    explicit Reference(std::size_t slots) : where_(slots) {}

    void schedule(EventQueue::Slot slot, SimTime when, bool is_first) {
        cancel(slot);
        where_[slot] = events_.emplace(when, is_first ? 0 : ++order_, slot).first;
    }
    void cancel(EventQueue::Slot slot) {
        if (where_[slot]) events_.erase(*where_[slot]);
        where_[slot].reset();
    }
    bool pending(EventQueue::Slot slot) const { return where_[slot].has_value(); }
    bool empty() const { return events_.empty(); }
    SimTime next_time() const { return std::get<SimTime>(*events_.begin()); }
    EventQueue::Slot pop() {
        const EventQueue::Slot slot = std::get<2>(*events_.begin());
        cancel(slot);
        return slot;
    }

  private:
    using Events = std::set<std::tuple<SimTime, std::uint64_t, EventQueue::Slot>>;
    Events events_;
    std::vector<std::optional<Events::iterator>> where_;
    std::uint64_t order_ = 0;
};

// Random operations on both, with times so coarse that many are equal; says whether they agreed throughout.
bool agree(std::uint32_t slots, Ticks horizon, std::uint64_t seed, int operations) {
    EventQueue queue{after(0), slots};
    Reference reference{slots};
    Stream luck{seed, 0, "queue", "operations"};
    for (int i = 0; i < operations; ++i) {
        const auto slot = static_cast<EventQueue::Slot>(luck.below(slots));
        const std::uint64_t what = luck.below(20);
        if (what < 9) {
            const SimTime when =
                queue.now() + Duration{static_cast<Ticks>(luck.below(static_cast<std::uint64_t>(horizon)))};
            const bool is_first = luck.below(8) == 0;
            if (is_first)
                queue.schedule_first(slot, when);
            else
                queue.schedule(slot, when);
            reference.schedule(slot, when, is_first);
            if (queue.time_of(slot) != when) return false;
        } else if (what < 11) {
            queue.cancel(slot);
            reference.cancel(slot);
        } else if (what == 11) {
            if (queue.pending(slot) != reference.pending(slot)) return false;
        } else if (!queue.empty()) {
            if (what < 15 && queue.next_time() != reference.next_time()) return false;
            const SimTime when = reference.next_time();
            if (queue.pop() != reference.pop() || queue.now() != when) return false;
        }
        if (queue.empty() != reference.empty()) return false;
    }
    while (!queue.empty())
        if (reference.empty() || queue.pop() != reference.pop()) return false;
    return reference.empty();
}

} // namespace

TEST_CASE("events come by time, whatever the order in which they were scheduled") {
    EventQueue queue{after(0), 4};
    queue.schedule(0, after(30));
    queue.schedule(1, after(10));
    queue.schedule(2, after(40));
    queue.schedule(3, after(20));
    CHECK(rest_of(queue) == "1@10 3@20 0@30 2@40");
}

TEST_CASE("events at the same instant come in the order of scheduling") {
    EventQueue queue{after(0), 8};
    for (const EventQueue::Slot slot : {5u, 2u, 7u, 0u, 6u, 1u, 4u, 3u}) queue.schedule(slot, after(9));
    CHECK(rest_of(queue) == "5@9 2@9 7@9 0@9 6@9 1@9 4@9 3@9");
}

TEST_CASE("a new queue is empty and stands at its start") {
    const EventQueue queue{after(77), 3};
    CHECK(queue.empty());
    CHECK(queue.now() == after(77));
    CHECK(queue.slots() == 3);
    CHECK(queue.fired() == 0);
    CHECK_FALSE(queue.pending(2));
}

TEST_CASE("where nothing is pending, the next event is later than any") {
    EventQueue queue{after(0), 2};
    CHECK(queue.next_time() > after(most_ticks));
    queue.schedule(1, after(5));
    queue.pop();
    CHECK(queue.next_time() > after(most_ticks));
}

TEST_CASE("a copy made while an event is handled has the same future") {
    EventQueue queue{after(0), 5};
    for (EventQueue::Slot slot = 0; slot < 5; ++slot) queue.schedule(slot, after(10 + slot));
    queue.pop();
    CHECK(rest_of(queue) == "1@11 2@12 3@13 4@14");
    queue.schedule(0, after(12));
    CHECK(rest_of(queue) == "1@11 2@12 0@12 3@13 4@14");
}

TEST_CASE("slots are added as they are needed") {
    EventQueue queue;
    CHECK(queue.add_slot() == 0);
    CHECK(queue.add_slot() == 1);
    queue.schedule(1, after(5));
    CHECK(queue.add_slot() == 2);
    queue.schedule(2, after(3));
    CHECK(rest_of(queue) == "2@3 1@5");
}

TEST_CASE("a pop moves the clock, counts, and leaves the slot free") {
    EventQueue queue{after(0), 2};
    queue.schedule(1, after(10));
    CHECK(queue.pending(1));
    CHECK(queue.time_of(1) == after(10));
    CHECK(queue.next_time() == after(10));
    CHECK(queue.now() == after(0));
    CHECK(queue.pop() == 1);
    CHECK(queue.now() == after(10));
    CHECK(queue.fired() == 1);
    CHECK_FALSE(queue.pending(1));
    CHECK(queue.empty());
}

TEST_CASE("an event moves earlier, later, or behind its equals") {
    EventQueue queue{after(0), 6};
    for (EventQueue::Slot slot = 0; slot < 6; ++slot) queue.schedule(slot, after(10 * (slot + 1)));
    queue.schedule(4, after(5));
    CHECK(rest_of(queue) == "4@5 0@10 1@20 2@30 3@40 5@60");
    queue.schedule(4, after(45));
    CHECK(rest_of(queue) == "0@10 1@20 2@30 3@40 4@45 5@60");
    queue.schedule(0, after(70));
    CHECK(rest_of(queue) == "1@20 2@30 3@40 4@45 5@60 0@70");
    queue.schedule(1, after(30));
    CHECK(rest_of(queue) == "2@30 1@30 3@40 4@45 5@60 0@70");
    queue.schedule(2, after(30)); // the same time again: scheduled last, comes last
    CHECK(rest_of(queue) == "1@30 2@30 3@40 4@45 5@60 0@70");
}

TEST_CASE("a cancelled event does not come, and cancelling nothing does nothing") {
    EventQueue queue{after(0), 6};
    for (EventQueue::Slot slot = 0; slot < 6; ++slot) queue.schedule(slot, after(10 * (slot + 1)));
    queue.cancel(0); // the first
    queue.cancel(5); // the last
    queue.cancel(3); // one between
    queue.cancel(3);
    CHECK_FALSE(queue.pending(3));
    CHECK(rest_of(queue) == "1@20 2@30 4@50");
    queue.schedule(3, after(25));
    CHECK(rest_of(queue) == "1@20 3@25 2@30 4@50");
    for (EventQueue::Slot slot = 0; slot < 6; ++slot) queue.cancel(slot);
    CHECK(queue.empty());
    queue.schedule(2, after(1));
    CHECK(rest_of(queue) == "2@1");
}

TEST_CASE("the past is not available: an earlier time means now, after what is due now") {
    EventQueue queue{after(0), 3};
    queue.schedule(0, after(10));
    queue.schedule(1, after(10));
    CHECK(queue.pop() == 0);
    queue.schedule(2, after(3));
    CHECK(queue.time_of(2) == after(10));
    CHECK(rest_of(queue) == "1@10 2@10");
}

TEST_CASE("times before 1970 come before those after") {
    EventQueue queue{after(-100), 3};
    queue.schedule(0, after(50));
    queue.schedule(1, after(-50));
    queue.schedule(2, after(0));
    CHECK(rest_of(queue) == "1@-50 2@0 0@50");
}

TEST_CASE("right after a pop the queue can be scheduled, moved, cancelled, asked and copied") {
    const auto popped = [] {
        EventQueue queue{after(0), 6};
        for (EventQueue::Slot slot = 0; slot < 5; ++slot) queue.schedule(slot, after(10 * (slot + 1)));
        queue.pop();
        return queue;
    };
    EventQueue queue = popped();
    queue.schedule(0, after(35)); // the popped one again
    CHECK(rest_of(queue) == "1@20 2@30 0@35 3@40 4@50");
    queue = popped();
    queue.schedule(5, after(10)); // another, now
    queue.schedule(0, after(60));
    CHECK(rest_of(queue) == "5@10 1@20 2@30 3@40 4@50 0@60");
    queue = popped();
    queue.schedule(4, after(10)); // one that was pending rises to the front
    CHECK(rest_of(queue) == "4@10 1@20 2@30 3@40");
    queue = popped();
    queue.schedule(1, after(55));
    CHECK(rest_of(queue) == "2@30 3@40 4@50 1@55");
    queue = popped();
    queue.cancel(0); // what has happened cannot be cancelled
    queue.cancel(2);
    CHECK(rest_of(queue) == "1@20 3@40 4@50");
    queue = popped();
    CHECK(queue.next_time() == after(20));
    CHECK(queue.now() == after(10));
    CHECK(rest_of(queue) == "1@20 2@30 3@40 4@50");
}

TEST_CASE("the last event popped leaves an empty queue that can be used again") {
    EventQueue queue{after(0), 2};
    queue.schedule(0, after(10));
    queue.pop();
    CHECK(queue.empty());
    queue.cancel(0);
    CHECK(queue.empty());
    CHECK(rest_of(queue).empty());
    queue.schedule(1, after(30));
    queue.schedule(0, after(20));
    CHECK(rest_of(queue) == "0@20 1@30");
}

TEST_CASE("the only event left is cancelled right after a pop") {
    EventQueue queue{after(0), 2};
    queue.schedule(0, after(10));
    queue.schedule(1, after(20));
    queue.pop();
    queue.cancel(1);
    CHECK(queue.empty());
    queue.schedule(1, after(40));
    queue.schedule(0, after(50));
    CHECK(rest_of(queue) == "1@40 0@50");
}

TEST_CASE("a run ends exactly at an event: it still happens, the next tick does not") {
    EventQueue queue{after(0), 3};
    queue.schedule(0, after(100));
    queue.schedule(1, after(101));
    queue.schedule(2, after(100));
    const SimTime end = after(100);
    while (!queue.empty() && queue.next_time() <= end) queue.pop();
    queue.advance_to(end);
    CHECK(queue.fired() == 2);
    CHECK(queue.now() == end);
    CHECK(rest_of(queue) == "1@101");
}

TEST_CASE("the clock advances over time in which nothing happens") {
    EventQueue queue{after(0), 2};
    queue.schedule(0, after(100));
    queue.advance_to(after(60));
    CHECK(queue.now() == after(60));
    queue.schedule(1, after(50));
    CHECK(rest_of(queue) == "1@60 0@100");
}

TEST_CASE("a copy forks the future") {
    EventQueue queue{after(0), 4};
    for (EventQueue::Slot slot = 0; slot < 4; ++slot) queue.schedule(slot, after(10));
    queue.pop();
    EventQueue fork = queue;
    CHECK(rest_of(fork) == rest_of(queue));
    fork.schedule(0, after(10));
    fork.cancel(2);
    queue.schedule(3, after(5));
    CHECK(rest_of(fork) == "1@10 3@10 0@10");
    CHECK(rest_of(queue) == "1@10 2@10 3@10");
}

TEST_CASE("the queue agrees with a sorted container over many random operations") {
    for (const std::uint32_t slots : {1u, 2u, 3u, 4u, 5u, 6u, 9u, 17u, 21u, 22u, 64u, 341u, 1000u})
        for (const Ticks horizon : {Ticks{1}, Ticks{4}, Ticks{1000}, 30 * ticks_per_day}) {
            CAPTURE(slots);
            CAPTURE(horizon);
            CHECK(agree(slots, horizon, slots, 20'000));
        }
}

TEST_CASE("who comes next is known as soon as an event has fired, and a slot keeps its tag") {
    Stream luck(7, 0, "queue", "coming");
    const auto later = [&] { return after(static_cast<Ticks>(luck.uniform() * 1e6)); };
    EventQueue queue{after(0), 60};
    for (EventQueue::Slot slot = 0; slot < 60; ++slot) {
        queue.set_tag(slot, 1000 + slot);
        queue.schedule(slot, later());
    }
    CHECK(queue.coming().next == EventQueue::no_slot); // nothing has fired
    int right = 0, events = 0;
    for (; !queue.empty(); ++events) {
        const EventQueue::Slot slot = queue.pop();
        CHECK(queue.tag(slot) == 1000 + slot);
        const EventQueue::Coming coming = queue.coming();
        if (queue.empty()) {
            CHECK(coming.next == EventQueue::no_slot);
            continue;
        }
        EventQueue as_it_stands = queue;
        CHECK(as_it_stands.pop() == coming.next);
        if (as_it_stands.empty()) {
            CHECK(coming.later == EventQueue::no_slot);
            continue;
        }
        right += as_it_stands.pop() == coming.later;
        queue.ask_for_way(coming.next);
        if (events < 2'000) queue.schedule(slot, queue.now() + (later() - after(0)));
    }
    CHECK(right > events / 2);
}
