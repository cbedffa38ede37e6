// The pending events of a run: one slot for each thing that can happen next, rescheduled in place.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/large_pages.h"
#include "des/time.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace midstream {

/// A 4-ary heap of (time, order of scheduling, slot) packed into 128 bits, with the place of each slot beside it.
/// A slot has at most one pending event. Events at the same instant come in the order in which they were scheduled, those
/// scheduled to be first before them.
/// Copying the queue copies the future. Nothing is allocated but by `add_slot`.
class EventQueue {
  public:
    using Slot = std::uint32_t;

    explicit EventQueue(SimTime start = {}, std::size_t slots = 0) : now_(start) {
        heap_.reserve(slots);
        where_.assign(slots, nowhere);
    }

    /// One more thing that can happen; its number is the count of slots so far.
    Slot add_slot() {
        where_.push_back(nowhere);
        return static_cast<Slot>(where_.size() - 1);
    }
    std::size_t slots() const { return where_.size(); }
    SimTime now() const { return now_; }
    std::uint64_t fired() const { return fired_; }

    /// Sets or moves the event of a slot. The past is not available: an earlier time means now.
    void schedule(Slot slot, SimTime when) { put(slot, make_key(when < now_ ? now_ : when, ++order_, slot)); }
    /// The same for what comes before all else of its instant, whenever it was scheduled; among such, by slot.
    void schedule_first(Slot slot, SimTime when) { put(slot, make_key(when < now_ ? now_ : when, 0, slot)); }

    void cancel(Slot slot) {
        const std::uint32_t at = where_[slot];
        if (at == nowhere) return;
        where_[slot] = nowhere;
        const Key last = heap_.back();
        heap_.pop_back();
        if (at == heap_.size()) return;
        if (at > 0 && last < heap_[(at - 1) / 4])
            rise(at, last);
        else
            sink(at, last);
    }

    bool pending(Slot slot) const { return where_[slot] != nowhere; }
    SimTime time_of(Slot slot) const { return time_in(heap_[where_[slot]]); }
    bool empty() const { return heap_.size() == (hole_ ? 1u : 0u); }

    /// Time of the next event. Asks for a queue that is not empty.
    SimTime next_time() {
        fill_hole();
        return time_in(heap_[0]);
    }

    /// Moves the clock to the next event and returns its slot. Asks for a queue that is not empty.
    Slot pop() {
        fill_hole();
        const Key key = heap_[0];
        const Slot slot = static_cast<Slot>(key) & slot_mask;
        now_ = time_in(key);
        where_[slot] = nowhere;
        heap_[0] = 0; // smaller than any event: nothing rises past the hole, and the next event fills it
        hole_ = true;
        ++fired_;
        return slot;
    }

    /// Moves the clock to a time before which nothing is pending.
    void advance_to(SimTime when) { now_ = when; }

  private:
    __extension__ using Key = unsigned __int128;
    static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
    static constexpr unsigned slot_bits = 24;
    static constexpr Slot slot_mask = (Slot{1} << slot_bits) - 1;
    static constexpr std::uint64_t sign = std::uint64_t{1} << 63;

    static Key make_key(SimTime when, std::uint64_t order, Slot slot) {
        const auto ticks = static_cast<std::uint64_t>(when.time_since_epoch().count()) ^ sign;
        return (static_cast<Key>(ticks) << 64) | (order << slot_bits) | slot;
    }
    void put(Slot slot, Key key) {
        const std::uint32_t at = where_[slot];
        if (at == nowhere) {
            if (hole_) {
                hole_ = false;
                sink(0, key);
            } else {
                heap_.push_back(key);
                rise(static_cast<std::uint32_t>(heap_.size() - 1), key);
            }
        } else if (key < heap_[at]) {
            rise(at, key);
        } else {
            sink(at, key);
        }
    }
    static SimTime time_in(Key key) {
        return SimTime{Duration{static_cast<std::int64_t>(static_cast<std::uint64_t>(key >> 64) ^ sign)}};
    }
    void place(std::uint32_t at, Key key) {
        heap_[at] = key;
        where_[static_cast<Slot>(key) & slot_mask] = at;
    }
    void rise(std::uint32_t at, Key key) {
        while (at > 0) {
            const std::uint32_t parent = (at - 1) / 4;
            if (!(key < heap_[parent])) break;
            place(at, heap_[parent]);
            at = parent;
        }
        place(at, key);
    }
    void sink(std::uint32_t at, Key key) {
        const auto size = static_cast<std::uint32_t>(heap_.size());
        for (;;) {
            const std::uint32_t first = 4 * at + 1;
            if (first >= size) break;
            std::uint32_t least = first;
            if (first + 4 <= size) {
                const std::uint32_t a = heap_[first + 1] < heap_[first] ? first + 1 : first;
                const std::uint32_t b = heap_[first + 3] < heap_[first + 2] ? first + 3 : first + 2;
                least = heap_[b] < heap_[a] ? b : a;
            } else {
                for (std::uint32_t i = first + 1; i < size; ++i)
                    if (heap_[i] < heap_[least]) least = i;
            }
            if (!(heap_[least] < key)) break;
            place(at, heap_[least]);
            at = least;
        }
        place(at, key);
    }
    void fill_hole() {
        if (!hole_) return;
        hole_ = false;
        const Key last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) sink(0, last);
    }

    LargeVector<Key> heap_;
    LargeVector<std::uint32_t> where_;
    SimTime now_;
    std::uint64_t order_ = 0;
    std::uint64_t fired_ = 0;
    bool hole_ = false;
};

} // namespace midstream
