// The pending events of a run: one slot for each thing that can happen next, rescheduled in place.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/foresight.h"
#include "des/large_pages.h"
#include "des/time.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace midstream {

/// A tournament among the slots that have ever been pending: of each pair the earlier goes up, and the earliest of all
/// stands at the top (Knuth, The Art of Computer Programming 3, 5.4.1). A key is (time, order of scheduling, slot) in 128
/// bits. Unlike in a heap, whom a slot meets on its way up is known before anything is compared, and nobody else moves.
/// A slot has at most one pending event. Events at the same instant come in the order in which they were scheduled, those
/// scheduled to be first before them.
/// Copying the queue copies the future. Memory is asked for by `add_slot`, and when more slots are pending than ever
/// before.
class EventQueue {
  public:
    using Slot = std::uint32_t;

    explicit EventQueue(SimTime start = {}, std::size_t slots = 0) : now_(start) {
        place_.assign(slots, {});
        grow(2);
    }

    /// One more thing that can happen; its number is the count of slots so far.
    Slot add_slot() {
        place_.emplace_back();
        return static_cast<Slot>(place_.size() - 1);
    }
    std::size_t slots() const { return place_.size(); }
    /// A number that goes with the events of a slot; what it means the queue does not know.
    void set_tag(Slot slot, std::uint32_t tag) { place_[slot].tag = tag; }
    std::uint32_t tag(Slot slot) const { return place_[slot].tag; }
    SimTime now() const { return now_; }
    std::uint64_t fired() const { return fired_; }

    /// Sets or moves the event of a slot. The past is not available: an earlier time means now.
    void schedule(Slot slot, SimTime when) { put(slot, make_key(when < now_ ? now_ : when, ++order_, slot)); }
    /// The same for what comes before all else of its instant, whenever it was scheduled; among such, by slot.
    void schedule_first(Slot slot, SimTime when) { put(slot, make_key(when < now_ ? now_ : when, 0, slot)); }

    void cancel(Slot slot) {
        if (pending(slot)) set(place_[slot].leaf, never);
    }

    bool pending(Slot slot) const {
        const std::uint32_t leaf = place_[slot].leaf;
        return leaf != nowhere && leaf != fired_leaf_ && key_of(leaf) != never;
    }
    /// Of a slot that is pending.
    SimTime time_of(Slot slot) const { return time_in(key_of(place_[slot].leaf)); }
    bool empty() const {
        if (fired_leaf_ == nowhere) return first_ == never;
        for (std::uint32_t at = capacity_ + fired_leaf_; at > 1; at /= 2)
            if (nodes_[at ^ 1] != never) return false;
        return true;
    }

    /// Time of the next event; later than any, where there is none.
    SimTime next_time() {
        clear_fired();
        return time_in(first_);
    }

    /// Moves the clock to the next event and returns its slot. Asks for a queue that is not empty.
    Slot pop() {
        clear_fired();
        const Slot slot = static_cast<Slot>(first_) & slot_mask;
        now_ = time_in(first_);
        fired_leaf_ =
            place_[slot].leaf; // its key stays until the slot is scheduled again, mostly at once, or somebody looks
        ++fired_;
        return slot;
    }

    /// Who comes after the event that fired last, if nothing is scheduled before that, and who is likely to come then;
    /// `no_slot` for nobody.
    struct Coming {
        Slot next, later;
    };
    static constexpr Slot no_slot = (Slot{1} << 24) - 1;
    Coming coming() const {
        if (fired_leaf_ == nowhere) return {no_slot, no_slot};
        Key first = never, second = never; // of those whom the one that fired met on its way up
        for (std::uint32_t at = capacity_ + fired_leaf_; at > 1; at /= 2) {
            const Key other = nodes_[at ^ 1];
            second = least(second, first < other ? other : first);
            first = least(first, other);
        }
        return {static_cast<Slot>(first) & slot_mask, static_cast<Slot>(second) & slot_mask};
    }
    void tell_arrays(Arrays &arrays) const { arrays.add(place_); }
    void foresee(Slot slot, Touches &touches) const { touches.add(place_[slot]); }
    /// Asks for what a slot's event will change in the queue.
    void ask_for_way(Slot slot) const {
        const Key *const nodes = nodes_.data();
        std::uint32_t at = capacity_ + place_[slot].leaf;
        for (int level = 0; level < 8 && at > 1; ++level, at /= 2) ask_for(nodes + at);
    }

    /// Moves the clock to a time before which nothing is pending.
    void advance_to(SimTime when) { now_ = when; }

  private:
    __extension__ using Key = unsigned __int128;
    static constexpr Key never = ~Key{0};
    static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
    static constexpr unsigned slot_bits = 24;
    static constexpr Slot slot_mask = no_slot;
    static constexpr std::uint64_t sign = std::uint64_t{1} << 63;

    static Key least(Key a, Key b) { return a < b ? a : b; }
    static Key make_key(SimTime when, std::uint64_t order, Slot slot) {
        const auto ticks = static_cast<std::uint64_t>(when.time_since_epoch().count()) ^ sign;
        return (static_cast<Key>(ticks) << 64) | (order << slot_bits) | slot;
    }
    static SimTime time_in(Key key) {
        return SimTime{Duration{static_cast<std::int64_t>(static_cast<std::uint64_t>(key >> 64) ^ sign)}};
    }
    Key key_of(std::uint32_t leaf) const { return nodes_[capacity_ + leaf]; }

    void put(Slot slot, Key key) {
        std::uint32_t leaf = place_[slot].leaf;
        if (leaf == fired_leaf_ && leaf != nowhere) {
            fired_leaf_ = nowhere;
            carry_up(leaf, key);
            return;
        }
        if (leaf == nowhere) {
            if (leaves_ == capacity_) grow(capacity_ + capacity_ / 4 + 2);
            leaf = place_[slot].leaf = leaves_++;
        }
        set(leaf, key);
    }
    void clear_fired() {
        if (fired_leaf_ == nowhere) return;
        carry_up(fired_leaf_, never);
        fired_leaf_ = nowhere;
    }
    /// Sets the key of a leaf that stood at the top, so that every pair on its way up has to be held again.
    void carry_up(std::uint32_t leaf, Key key) {
        Key *const nodes = nodes_.data();
        std::uint32_t at = capacity_ + leaf;
        do {
            const Key other = nodes[at ^ 1];
            nodes[at] = key;
            key = least(other, key);
            at /= 2;
        } while (at > 1);
        first_ = key;
    }
    /// Sets the key of any leaf; goes up as far as that changes anything.
    void set(std::uint32_t leaf, Key key) {
        Key *const nodes = nodes_.data();
        std::uint32_t at = capacity_ + leaf;
        do {
            if (nodes[at] == key) return;
            nodes[at] = key;
            key = least(nodes[at ^ 1], key);
            at /= 2;
        } while (at > 1);
        first_ = key;
    }
    /// Makes room for so many leaves.
    void grow(std::uint32_t capacity) {
        const LargeVector<Key> before = std::move(nodes_);
        nodes_.assign(2 * std::size_t{capacity}, never);
        std::copy_n(before.begin() + capacity_, capacity_, nodes_.begin() + capacity);
        capacity_ = capacity;
        for (std::uint32_t at = capacity; --at > 1;) nodes_[at] = least(nodes_[2 * at], nodes_[2 * at + 1]);
    }

    LargeVector<Key> nodes_; ///< the pair below node i are 2 i and 2 i + 1; the leaves begin at `capacity_`
    std::uint32_t leaves_ = 0, capacity_ = 0;
    std::uint32_t fired_leaf_ = nowhere; ///< of the event that fired last, while its key is still there
    Key first_ = never;                  ///< of the next event, or of the last one while its key is still there
    struct Place {
        std::uint32_t leaf = nowhere; ///< until it is scheduled for the first time
        std::uint32_t tag = 0;
    };
    LargeVector<Place> place_; ///< by slot
    SimTime now_;
    std::uint64_t order_ = 0;
    std::uint64_t fired_ = 0;
};

} // namespace midstream
