// Gathering the same numbers from replication after replication, each into an interval.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"

#include <cstddef>
#include <vector>

namespace midstream {

/// The mean of what a tally saw and its 95 % interval (Student).
Interval interval_of(const Tally &tally);

/// A walk over the numbers of a replication, always in the same order: while gathering each is tallied, on the last
/// walk each interval is filled.
class Gather {
  public:
    void begin(bool closing = false) {
        at_ = 0;
        closing_ = closing;
    }
    /// `counts`: false for a replication that has nothing to say, as the wait of vehicles where none came.
    void operator()(Interval &out, double value, bool counts = true) {
        if (at_ == tallies_.size()) tallies_.emplace_back();
        Tally &tally = tallies_[at_++];
        if (closing_)
            out = interval_of(tally);
        else if (counts)
            tally.add(value);
    }

  private:
    std::vector<Tally> tallies_;
    std::size_t at_ = 0;
    bool closing_ = false;
};

} // namespace midstream
