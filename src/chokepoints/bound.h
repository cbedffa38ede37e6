// The bound: the most that a case could deliver or make, by a linear programme over its limits; and what each limit costs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/dial.h"
#include "chokepoints/measure.h"
#include "chokepoints/prospects.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace midstream {

/// A limit whose change would change the bound.
struct BoundLimit {
    Limit limit;
    std::string unit;    ///< of size: "t/y", "vehicle", "slot/d", "berth"
    double size = 0;     ///< mean over the time measured, outages not taken off
    double more = 0;     ///< measured t/y for each unit more ...
    double less = 0;     ///< ... and lost for each unit less
    double holds_to = 0; ///< share of its size by which it may grow with `more` still holding; of what was tried
};

/// Limits that bind together: none of them gives anything alone.
struct JointLimit {
    std::vector<Limit> limits; ///< as few as it takes; empty: there is no such set
    double tenth_tpy = 0;      ///< measured t/y for 10 % more of each
};

/// What a tenth more of a limit would give, where nothing is drawn from stock.
struct Promise {
    Limit limit;
    double tenth_tpy = 0; ///< of vehicles and berths a whole one more, scaled to 10 %
};

/// What takes over when the first limit is raised, as the bound tells it.
struct NextLimit {
    std::vector<Limit> first;
    double takes_over_at = 0; ///< share of its size by which the first is raised then
    bool still_binds = false; ///< nothing takes over up to four times its size
    std::vector<Limit> next;  ///< empty: nothing, or nothing alone
};

/// No replication may exceed the first figure, the mean of many may exceed the second only by chance. Both count
/// opening stocks, and what the warm-up leaves.
struct Bound {
    std::optional<double> t_per_year;          ///< planned stops only; empty: nothing limits it, or see `trouble`
    std::optional<double> expected_t_per_year; ///< stops by chance at their mean
    double from_stock_tpy = 0; ///< of the expected bound: what it has only by ending with less in stock and under way
                               ///< than at the end of the warm-up
    std::vector<BoundLimit> binding; ///< of the expected bound, by what a tenth more of each would give
    std::vector<Promise> promises;   ///< of all limits that are used up where nothing is drawn from stock
    JointLimit joint;                ///< where none of them gives a thousandth of the bound
    std::string trouble;             ///< why a figure is missing, with the facility to look at; empty: nothing is
};

Bound find_bound(const Case &chain, const Measure &measure);

class FlowProgramme;

/// One bound of a case that can be asked for again with a limit scaled. Built once; every answer starts from the last.
class BoundProblem {
  public:
    BoundProblem(const Case &chain, const Measure &measure, Outlook outlook);
    ~BoundProblem();
    BoundProblem(BoundProblem &&) noexcept;

    /// Everything that can be scaled: the limits of `find_limits` in their order.
    const std::vector<Dial> &dials() const;
    std::optional<std::size_t> find_dial(const Limit &limit) const;
    /// Measured tonnes a year. Empty: see `trouble`.
    std::optional<double> solve();
    /// The same with some limits times a factor; all others as they are.
    std::optional<double> solve_with(std::span<const std::size_t> dials, double factor);
    std::optional<double> solve_with(std::size_t dial, double factor) { return solve_with({&dial, 1}, factor); }
    /// Whether nothing may be gained, from now on, by ending with less in any stock, or under way, than at the end of the
    /// warm-up: what goes on for ever.
    void keep_stocks(bool kept);
    /// Keeps a limit at a factor of its size for all that is asked from now on.
    void set(std::size_t dial, double factor);
    /// Whether the limit is used up, or all but one part in a hundred, in some period of the last solution.
    bool is_tight(std::size_t dial) const;
    const std::string &trouble() const { return trouble_; }

  private:
    std::optional<double> ask();

    std::shared_ptr<const Plan> plan_;
    std::unique_ptr<FlowProgramme> flow_;
    std::vector<double> factors_; ///< by dial
    std::string trouble_;
};

} // namespace midstream
