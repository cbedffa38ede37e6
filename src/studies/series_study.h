// Monthly series over replications: sums as they come, and for markets every value for the band.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/study.h"

#include <vector>

namespace midstream {

class SeriesGather {
  public:
    void add(const MonthlySeries &series);
    SeriesStudy finish() const;

  private:
    using Sums = std::vector<std::vector<double>>;
    using Seen = std::vector<std::vector<std::vector<float>>>; ///< [entity][month][replication]

    int count_ = 0;
    std::vector<SimTime> month_start_;
    Sums facility_, stock_;
    Seen market_, demand_;
    Seen stock_seen_; ///< nothing once there are too many values
    bool keeps_stocks_ = true;
    std::vector<std::array<std::vector<std::uint32_t>, doing_count>> doing_; ///< in ten-thousandths, summed
};

} // namespace midstream
