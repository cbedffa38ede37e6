// What a size study asks of a size: the target as a planner types it, and what a replication gives towards it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/measure.h"
#include "studies/size_curve.h"

#include <array>
#include <string>
#include <string_view>
#include <variant>

namespace midstream {

struct SizeTarget {
    enum class Of { measure, shortfall, use };
    Of of = Of::measure;   ///< shortfall: of the measure against its demand
    Measure measure;       ///< of a use: that of the case, which is told beside it
    std::string use_of;    ///< whose use, as a path that UseGauge knows
    std::string use_words; ///< "new smelter", "berths of port"
    bool is_most = false;  ///< what comes may be no more than the amount; else no less
    double amount = 0;     ///< t/y, of a use a share
    bool is_open = false;  ///< nothing is to be met: the more the better

    /// What is held against the target: more is better.
    double judged(double measured_tpy, double wanted_tpy, double use) const {
        const double found = of == Of::measure ? measured_tpy : of == Of::shortfall ? wanted_tpy - measured_tpy : use;
        return is_most ? -found : found;
    }
    /// In terms of `judged`.
    double least() const { return is_most ? -amount : amount; }
    /// What was judged, as it was found.
    Interval found(const Interval &judged) const {
        return is_most ? Interval{-judged.mean, -judged.high, -judged.low} : judged;
    }
    std::string words() const; ///< "cathode delivered at city >= 1.10 Mt/y" without the amount: what is judged
};

/// "delivered cathode >= 1.1 Mt/y", "cathode made in USA >= 900 kt/y", "shortfall of cathode at city <= 5 kt/y",
/// "utilisation of new smelter >= 85 %", or what is wrong with the words. Where no market is named it is that of the case's
/// measure, or the only one.
std::variant<SizeTarget, std::string> parse_target(const Case &chain, std::string_view text);

/// The use of what a path of the case names: utilisation of a facility, time in which the vehicles of a fleet or the
/// berths of a facility are busy.
class UseGauge {
  public:
    UseGauge(const Case &chain, std::string_view path);

    bool knows() const { return sort_ != Sort::nothing; }
    double of(const Case &chain, const Result &result) const;
    /// Of a facility: the shares of its nameplate that came to nothing, by cause; else none.
    std::array<double, loss_count> lost(const Result &result) const;

  private:
    enum class Sort { nothing, facility, berths, fleet } sort_ = Sort::nothing;
    std::size_t index_ = 0;
};

} // namespace midstream
