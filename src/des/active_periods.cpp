// Longest active periods in one pass. A period that ends while one that began earlier goes on lies inside that one and is
// never the longest. Those that are left begin and end in one order, so that only neighbours shift, and one of them is
// never the longest where a longer one on either side covers it together.
// SPDX-License-Identifier: Apache-2.0
#include "des/active_periods.h"

#include <algorithm>

namespace midstream {

ActivePeriods::ActivePeriods(std::size_t nodes, SimTime start)
    : nodes_(nodes), times_(nodes), counted_{start, start, none}, counts_from_{start} {}

void ActivePeriods::set_active(std::uint32_t node, bool active, SimTime now) {
    Node &what = nodes_[node];
    if (what.active == active) return;
    what.active = active;
    if (active) {
        what.start = now;
        link(node);
        return;
    }
    const bool was_first = first_ == node;
    unlink(node);
    times_[node].active_us += counted_us(what.start, now);
    if (!was_first || what.start == now) return;
    if (!waiting_.empty() && waiting_.back().end == now) return; // one that began no later ends at the same instant
    add({what.start, now, node});
    count_before(first_ == none ? now : nodes_[first_].start);
}

/// Last, but for higher nodes that began at the same instant.
void ActivePeriods::link(std::uint32_t node) {
    std::uint32_t after = none, before = last_;
    while (before != none && before > node && nodes_[before].start == nodes_[node].start) {
        after = before;
        before = nodes_[before].before;
    }
    nodes_[node].before = before;
    nodes_[node].after = after;
    (before == none ? first_ : nodes_[before].after) = node;
    (after == none ? last_ : nodes_[after].before) = node;
}

void ActivePeriods::unlink(std::uint32_t node) {
    const std::uint32_t before = nodes_[node].before, after = nodes_[node].after;
    (before == none ? first_ : nodes_[before].after) = after;
    (after == none ? last_ : nodes_[after].before) = before;
}

/// Drops those before it that it and the longer one before them cover together.
void ActivePeriods::add(const Period &period) {
    while (waiting_.size() > first_waiting_ && waiting_.back().length() < period.length()) {
        const bool is_only = waiting_.size() == first_waiting_ + 1;
        const Period &left = is_only ? counted_ : waiting_[waiting_.size() - 2];
        const Period &last = waiting_.back();
        const bool is_inside = period.start <= last.start;
        const bool is_covered = left.length() >= last.length() && period.start <= left.end;
        if (!is_inside && !is_covered) break;
        waiting_.pop_back();
    }
    waiting_.push_back(period);
}

/// Counts those whose neighbour can no more be dropped by a period that begins at `next_start` or later.
void ActivePeriods::count_before(SimTime next_start) {
    for (; first_waiting_ + 1 < waiting_.size(); ++first_waiting_) {
        const Period &period = waiting_[first_waiting_], &next = waiting_[first_waiting_ + 1];
        if (next_start <= period.end && period.length() >= next.length()) break;
        count(period, next.start);
    }
    if (2 * first_waiting_ <= waiting_.size()) return;
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(first_waiting_));
    first_waiting_ = 0;
}

void ActivePeriods::count(const Period &period, SimTime next_start) {
    const SimTime from = std::max(period.start, counted_.end), to = std::min(period.end, next_start);
    const std::int64_t sole = from < to ? counted_us(from, to) : 0;
    times_[period.node].sole_us += sole;
    times_[period.node].shifting_us += counted_us(period.start, period.end) - sole;
    counted_ = period;
}

std::int64_t ActivePeriods::counted_us(SimTime from, SimTime to) const {
    from = std::max(from, counts_from_);
    return from < to ? (to - from).count() : 0;
}

void ActivePeriods::reset(SimTime now) {
    std::fill(times_.begin(), times_.end(), ActiveTime{});
    counts_from_ = now;
}

void ActivePeriods::finish(SimTime now) {
    const std::uint32_t first = first_;
    std::vector<std::uint32_t> equals; // began with the first: equally long as far as anybody knows
    while (first_ != none) {
        if (first_ != first && nodes_[first_].start == nodes_[first].start) equals.push_back(first_);
        set_active(first_, false, now);
    }
    const bool is_known = waiting_.empty() || waiting_.back().node != first || waiting_.back().end != now;
    if (is_known) equals.clear(); // one that began before it ended at this instant
    for (std::size_t i = first_waiting_; i + 1 < waiting_.size(); ++i) count(waiting_[i], waiting_[i + 1].start);
    if (!waiting_.empty()) count(waiting_.back(), equals.empty() ? waiting_.back().end : waiting_.back().start);
    for (const std::uint32_t node : equals) times_[node].shifting_us += counted_us(nodes_[node].start, now);
    waiting_.clear();
    first_waiting_ = 0;
}

} // namespace midstream
