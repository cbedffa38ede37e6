// The bound: the most that a case could deliver or make, by a linear programme over its limits; and what each limit costs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/dial.h"
#include "chokepoints/measure.h"
#include "chokepoints/prospects.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// A limit whose change would change the bound.
struct BoundLimit {
    std::optional<Limit> limit; ///< empty: the demand of a market
    std::string at;             ///< its name
    std::string word;           ///< "rate", "capacity", "vehicles", ..., "demand for cathode"
    std::string unit;           ///< of size: "t/y", "vehicle", "slot/d", "berth"
    double size = 0;            ///< mean over the time measured, outages not taken off
    double more = 0;            ///< measured t/y for each unit more ...
    double less = 0;            ///< ... and lost for each unit less
    double holds_to = 0;        ///< share of its size by which it may grow with `more` still holding; of what was tried
};

/// No replication may exceed the first figure, the mean of many may exceed the second only by chance. Both count
/// opening stocks, and what the warm-up leaves.
struct Bound {
    std::optional<double> t_per_year;          ///< planned stops only; empty: nothing limits it, or see `trouble`
    std::optional<double> expected_t_per_year; ///< stops by chance at their mean
    std::vector<BoundLimit> binding;           ///< of the expected bound, by what a tenth more of each would give
    std::string trouble; ///< why a figure is missing, with the facility to look at; empty: nothing is
};

Bound find_bound(const Case &chain, const Measure &measure);

class FlowProgramme;

/// One bound of a case that can be asked for again with a limit scaled. Built once; every answer starts from the last.
class BoundProblem {
  public:
    BoundProblem(const Case &chain, const Measure &measure, Outlook outlook);
    ~BoundProblem();
    BoundProblem(BoundProblem &&) noexcept;

    /// Everything that can be scaled: the limits of `find_limits` in their order, then the demands of markets.
    const std::vector<Dial> &dials() const;
    std::optional<std::size_t> find_dial(const Limit &limit) const;
    /// Measured tonnes a year. Empty: see `trouble`.
    std::optional<double> solve();
    /// The same with one limit times a factor; all others as in the case.
    std::optional<double> solve_with(std::size_t dial, double factor);
    /// Whether the limit is used up, or all but one part in a hundred, in some period of the last solution.
    bool is_tight(std::size_t dial) const;
    const std::string &trouble() const { return trouble_; }

  private:
    std::optional<double> ask();

    std::shared_ptr<const Plan> plan_;
    std::unique_ptr<FlowProgramme> flow_;
    std::string trouble_;
};

} // namespace midstream
