// Pricing: a dual is not trusted; where limits bind together it tells of one of them only. Each is tried on its own.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/prices.h"

#include "chokepoints/ladder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace midstream {

namespace {

/// Measured t/y for a unit; less is rounding, or what is saved up in the warm-up.
constexpr double least_price = 1e-3;
constexpr double step = 0.01;
constexpr std::array<double, 5> sizes_tried{0.05, 0.1, 0.2, 0.5, 1.0};
constexpr double still = 0.999;     ///< of the first price: the price holds
constexpr double least_gain = 1e-7; ///< of the bound: no gain
constexpr double matters = 1e-3;    ///< of the bound: what a limit must give alone to be named alone
constexpr double tenth = 0.1;

constexpr int halvings = 12;

double gain_of(BoundProblem &problem, std::span<const std::size_t> dials, double factor, double base) {
    const double gained = problem.solve_with(dials, factor).value_or(base) - base;
    return std::abs(gained) > least_gain * base ? gained : 0.0;
}

BoundLimit price(BoundProblem &problem, std::size_t i, double base) {
    const Dial &dial = problem.dials()[i];
    BoundLimit found{dial.limit, dial.unit, dial.size, 0, 0, 0};
    const auto gain = [&](double factor) { return gain_of(problem, {&i, 1}, factor, base); };
    found.more = gain(1 + step) / (step * dial.size);
    found.less = -gain(1 - step) / (step * dial.size);
    if (found.more <= 0) return found;
    found.holds_to = step;
    for (const double share : sizes_tried) {
        if (gain(1 + share) < still * found.more * share * dial.size) break;
        found.holds_to = share;
    }
    return found;
}

/// Fewer than the limits where one is not in the programme.
std::vector<std::size_t> dials_of(const BoundProblem &problem, const std::vector<Limit> &limits) {
    std::vector<std::size_t> dials;
    for (const Limit &limit : limits)
        if (const auto dial = problem.find_dial(limit)) dials.push_back(*dial);
    return dials;
}

/// What can be built is kept rather than what is wanted.
bool is_demand(const Limit &limit) { return limit.sort == LimitSort::demand; }

} // namespace

bool is_own_demand(const Limit &limit, const Measure &measure) {
    return is_demand(limit) && limit.material == measure.material.index;
}

double tenth_of(BoundProblem &problem, std::size_t i, double base) {
    const Dial &dial = problem.dials()[i];
    const bool whole = dial.limit.sort == LimitSort::fleet || dial.limit.sort == LimitSort::berths;
    const double by = whole ? std::max(1.0, std::round(tenth * dial.size)) / dial.size : tenth;
    return gain_of(problem, {&i, 1}, 1 + by, base) * tenth / by;
}

std::vector<std::size_t> tight_dials(const BoundProblem &problem) {
    std::vector<std::size_t> tight;
    for (std::size_t i = 0; i < problem.dials().size(); ++i)
        if (problem.dials()[i].size > 0 && problem.is_tight(i)) tight.push_back(i);
    return tight;
}

JointLimit find_joint(BoundProblem &problem, std::vector<std::size_t> dials, double base) {
    const auto limit = [&](std::size_t i) -> const Limit & { return problem.dials()[i].limit; };
    std::stable_sort(dials.begin(), dials.end(),
                     [&](std::size_t a, std::size_t b) { return is_demand(limit(a)) < is_demand(limit(b)); });
    const double all = gain_of(problem, dials, 1 + tenth, base);
    if (all < matters * base) return {};
    for (std::size_t k = dials.size(); k-- > 0;) { // left out where the others give as much
        std::vector<std::size_t> others = dials;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
        if (!others.empty() && gain_of(problem, others, 1 + tenth, base) >= still * all) dials = std::move(others);
    }
    JointLimit joint;
    joint.tenth_tpy = all;
    for (const std::size_t i : dials) joint.limits.push_back(limit(i));
    return joint;
}

SteadyPrices price_steadily(BoundProblem &problem) {
    SteadyPrices prices;
    problem.keep_stocks(true);
    prices.level_tpy = problem.solve();
    if (prices.level_tpy) {
        const double level = *prices.level_tpy;
        std::vector<std::size_t> tight = tight_dials(problem);
        double most = 0;
        for (const std::size_t i : tight) {
            prices.promises.push_back({problem.dials()[i].limit, tenth_of(problem, i, level)});
            most = std::max(most, prices.promises.back().tenth_tpy);
        }
        if (most < matters * level) prices.joint = find_joint(problem, std::move(tight), level);
    }
    problem.keep_stocks(false);
    return prices;
}

double find_corner(BoundProblem &problem, const std::vector<Limit> &limits) {
    const std::vector<std::size_t> dials = dials_of(problem, limits);
    const auto base = problem.solve();
    if (!base || dials.size() != limits.size()) return 0;
    const auto at = [&](double by) { return problem.solve_with(dials, 1 + by).value_or(*base); };
    const double first = at(step) - *base;
    const auto holds = [&](double by) { return at(by + step) - at(by) >= let_go * first; };
    if (first <= least_gain * *base) return 0;
    if (holds(most_raised)) return most_raised;
    double low = 0, high = most_raised;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (low + high) / 2;
        (holds(middle) ? low : high) = middle;
    }
    return high;
}

NextLimit find_next(BoundProblem &problem, const std::vector<Limit> &first) {
    NextLimit found{first, find_corner(problem, first), false, {}};
    found.still_binds = found.takes_over_at >= most_raised;
    if (found.still_binds || found.takes_over_at <= 0) return found;
    const std::vector<std::size_t> dials = dials_of(problem, first);
    for (const std::size_t i : dials) problem.set(i, 2 * (1 + found.takes_over_at));
    if (const auto beyond = problem.solve()) {
        std::vector<std::size_t> tight = tight_dials(problem);
        double most = matters * *beyond;
        for (const std::size_t i : tight)
            if (const double gain = tenth_of(problem, i, *beyond); gain > most) {
                most = gain;
                found.next = {problem.dials()[i].limit};
            }
        if (found.next.empty()) found.next = find_joint(problem, std::move(tight), *beyond).limits;
    }
    for (const std::size_t i : dials) problem.set(i, 1);
    return found;
}

Bound find_bound(const Case &chain, const Measure &measure) {
    Bound bound;
    BoundProblem certain(chain, measure, Outlook::certain);
    bound.t_per_year = certain.solve();
    BoundProblem expected(chain, measure, Outlook::expected);
    bound.expected_t_per_year = expected.solve();
    if (!bound.expected_t_per_year)
        bound.trouble = "there is no bound: " + expected.trouble();
    else if (!bound.t_per_year)
        bound.trouble = "luck could be without bound: " + certain.trouble();
    if (!bound.expected_t_per_year) return bound;

    const double base = *bound.expected_t_per_year;
    const std::vector<std::size_t> tried = tight_dials(expected);
    // In a short case what the mean may be missed by could be more than the stops by chance take off.
    if (bound.t_per_year) bound.expected_t_per_year = std::min(base, *bound.t_per_year);
    for (const std::size_t i : tried)
        if (BoundLimit limit = price(expected, i, base); limit.more > least_price || limit.less > least_price)
            bound.binding.push_back(std::move(limit));
    const SteadyPrices steady = price_steadily(expected);
    if (steady.level_tpy) bound.from_stock_tpy = std::max(0.0, base - *steady.level_tpy);
    bound.promises = steady.promises;
    bound.joint = steady.joint;
    std::stable_sort(bound.binding.begin(), bound.binding.end(), [](const BoundLimit &a, const BoundLimit &b) {
        const double more_a = a.more * a.size, more_b = b.more * b.size;
        return more_a != more_b ? more_a > more_b : a.less * a.size > b.less * b.size;
    });
    return bound;
}

} // namespace midstream
