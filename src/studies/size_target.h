// What a size study asks of a size: the target as a planner types it, and what a replication gives towards it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/measure.h"
#include "studies/size_curve.h"

#include <string>
#include <string_view>
#include <variant>

namespace midstream {

struct SizeTarget {
    Measure measure;
    bool is_shortfall = false; ///< of the measure against its demand, which may be no more than the target
    double tpy = 0;
    bool is_open = false; ///< nothing is to be met: the more the better

    double judged(double measured_tpy, double wanted_tpy) const {
        return is_shortfall ? measured_tpy - wanted_tpy : measured_tpy;
    }
    /// In terms of `judged`.
    double least() const { return is_shortfall ? -tpy : tpy; }
    std::string words() const; ///< "cathode delivered at city >= 1.10 Mt/y" without the amount: what is judged
};

/// "delivered cathode >= 1.1 Mt/y", "cathode made in USA >= 900 kt/y", "shortfall of cathode at city <= 5 kt/y", or what is
/// wrong with the words. Where no market is named it is that of the case's measure, or the only one.
std::variant<SizeTarget, std::string> parse_target(const Case &chain, std::string_view text);

/// The use of what a path of the case names: utilisation of a facility, time in which the vehicles of a fleet or the
/// berths of a facility are busy.
class UseGauge {
  public:
    UseGauge(const Case &chain, std::string_view path);

    bool knows() const { return sort_ != Sort::nothing; }
    double of(const Case &chain, const Result &result) const;

  private:
    enum class Sort { nothing, facility, berths, fleet } sort_ = Sort::nothing;
    std::size_t index_ = 0;
};

} // namespace midstream
