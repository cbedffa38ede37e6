// Who was the bottleneck when: the longest uninterrupted active period at each instant, found while the run streams.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/time.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace midstream {

/// Of one node since the last reset [us].
struct ActiveTime {
    std::int64_t active_us = 0;
    std::int64_t sole_us = 0;     ///< the bottleneck alone
    std::int64_t shifting_us = 0; ///< while its bottleneck period overlapped that of the one before or after
};

/// Roser, Nakano and Tanaka 2002. The bottleneck of an instant is the node whose active period around it is the longest,
/// from its start to its end. A period that is the longest at some instant is a bottleneck period; where two of them
/// overlap the bottleneck shifts, the rest is sole. Of equally long ones the one that began first counts, then the lower
/// node; those that began together and are still under way at the end all count, and shift among themselves. A change
/// costs O(1), amortised; the periods that wait to be counted are never many more than there are nodes.
class ActivePeriods {
  public:
    ActivePeriods(std::size_t nodes, SimTime start);

    /// Changes are told in the order of time; telling what is known already changes nothing. A period that ends and one
    /// that begins at the same instant are two.
    void set_active(std::uint32_t node, bool active, SimTime now);
    /// From now on time counts; a period under way keeps its start.
    void reset(SimTime now);
    /// Ends the periods that are under way, at the edge of what is known, and counts all that was waited with.
    void finish(SimTime now);
    /// Complete after `finish`.
    const ActiveTime &time(std::uint32_t node) const { return times_[node]; }

  private:
    static constexpr std::uint32_t none = 0xffffffff;
    struct Node { ///< those that are active are linked in the order of their starts
        SimTime start{};
        std::uint32_t before = none, after = none;
        bool active = false;
    };
    struct Period {
        SimTime start{}, end{};
        std::uint32_t node = 0;
        Duration length() const { return end - start; }
    };

    void link(std::uint32_t node);
    void unlink(std::uint32_t node);
    void add(const Period &period);
    void count_before(SimTime next_start);
    void count(const Period &period, SimTime next_start);
    std::int64_t counted_us(SimTime from, SimTime to) const;

    std::vector<Node> nodes_;
    std::vector<ActiveTime> times_;
    std::uint32_t first_ = none, last_ = none; ///< of those that are active
    std::vector<Period> waiting_;              ///< ended, each later than the one before, and not yet counted
    std::size_t first_waiting_ = 0;            ///< those before it have been counted
    Period counted_;                           ///< the last bottleneck period that was counted
    SimTime counts_from_;
};

} // namespace midstream
