// Replications until an average is known well enough.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"
#include "model/case.h"

namespace midstream {

/// Looks at one value of each replication, in their order, and says when the 95 % interval of their mean (Student) is as
/// narrow as asked: half of it at most that share of the mean. Since it looks after every replication, the interval
/// it ends with covers a little less often than one of a number fixed beforehand (docs/methods.md).
class HalfWidth {
  public:
    explicit HalfWidth(const UntilSpec &spec) : spec_{spec} {}

    /// True where no more are needed.
    bool take(double value);

    bool is_reached() const { return reached_; }
    double share() const { return share_; } ///< half the interval over the mean, as it stands; 0 of nothing but zeros

  private:
    UntilSpec spec_;
    Tally tally_;
    double share_ = 0;
    bool reached_ = false;
};

} // namespace midstream
