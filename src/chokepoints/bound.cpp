// Solving the bound, and solving it again with one limit changed.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/bound.h"

#include "chokepoints/flow_programme.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Measured t/y for a unit; less is rounding, or what is saved up in the warm-up.
constexpr double least_price = 1e-3;

/// A dual price is not trusted: where limits bind together it tells of one of them only. Each is tried on its own.
constexpr double step = 0.01;
constexpr std::array<double, 5> sizes_tried{0.05, 0.1, 0.2, 0.5, 1.0};
constexpr double still = 0.999; ///< of the first price: the price holds
constexpr double noise = 1e-7;  ///< of the bound: no gain
constexpr double tight = 1 - step;

/// A stock that holds more at the start than it may: no flow could be.
std::optional<std::string> find_overfull(const Plan &plan) {
    for (const Holding &holding : plan.holdings) {
        const StockPlan &stock = plan.flow->stocks[holding.stock];
        if (stock.initial_t > stock.capacity_t)
            return fmt::format("{} holds {:.0f} t of {} at the start, more than its storage of {:.0f} t",
                               plan.chain->facilities[holding.facility].name, stock.initial_t,
                               plan.chain->materials[holding.material.index].name, stock.capacity_t);
    }
    return std::nullopt;
}

BoundLimit price(BoundProblem &problem, std::size_t i, double base) {
    const Dial &dial = problem.dials()[i];
    BoundLimit found{dial.limit, dial.at, dial.word, dial.unit, dial.size, 0, 0, 0};
    const auto gain = [&](double factor) {
        const double gained = problem.solve_with(i, factor).value_or(base) - base;
        return std::abs(gained) > noise * base ? gained : 0.0;
    };
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

} // namespace

BoundProblem::BoundProblem(const Case &chain, const Measure &measure, Outlook outlook)
    : plan_{build(chain)}, flow_{std::make_unique<FlowProgramme>(plan_, measure, outlook)} {}
BoundProblem::~BoundProblem() = default;
BoundProblem::BoundProblem(BoundProblem &&) noexcept = default;

const std::vector<Dial> &BoundProblem::dials() const { return flow_->dials(); }

std::optional<std::size_t> BoundProblem::find_dial(const Limit &limit) const {
    for (std::size_t i = 0; i < dials().size(); ++i)
        if (const auto &here = dials()[i].limit; here && here->sort == limit.sort && here->index == limit.index)
            return i;
    return std::nullopt;
}

std::optional<double> BoundProblem::ask() {
    if (const auto overfull = find_overfull(*plan_)) {
        trouble_ = *overfull;
        return std::nullopt;
    }
    LinearProgramme &programme = flow_->programme();
    switch (programme.maximise()) {
    case LinearProgramme::Outcome::optimal:
        return programme.optimum() / flow_->periods().years_measured();
    case LinearProgramme::Outcome::infeasible:
        trouble_ = "the limits of the case contradict each other";
        break;
    case LinearProgramme::Outcome::unbounded: {
        const auto who = flow_->endless_source();
        trouble_ = who ? fmt::format("nothing limits what {} could send on its way to what is measured",
                                     plan_->chain->facilities[*who].name)
                       : "nothing limits what is measured";
        break;
    }
    case LinearProgramme::Outcome::undecided:
        trouble_ = "the solver gave up on the programme of the bound";
        break;
    }
    return std::nullopt;
}

std::optional<double> BoundProblem::solve() { return ask(); }

std::optional<double> BoundProblem::solve_with(std::size_t dial, double factor) {
    flow_->turn(dials()[dial], factor);
    const auto answer = ask();
    flow_->turn(dials()[dial], 1);
    return answer;
}

bool BoundProblem::is_tight(std::size_t dial) const {
    const LinearProgramme &programme = flow_->programme();
    return std::any_of(dials()[dial].knobs.begin(), dials()[dial].knobs.end(), [&](const Knob &knob) {
        return knob.on == Knob::On::row && programme.activity(knob.row) >= tight * programme.row_high(knob.row) &&
               programme.row_high(knob.row) > 0;
    });
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
    // In a short case what the mean may be missed by could be more than the stops by chance take off.
    if (bound.t_per_year) bound.expected_t_per_year = std::min(base, *bound.t_per_year);
    std::vector<std::size_t> tried;
    for (std::size_t i = 0; i < expected.dials().size(); ++i)
        if (expected.dials()[i].size > 0 && expected.is_tight(i)) tried.push_back(i);
    for (const std::size_t i : tried) {
        BoundLimit limit = price(expected, i, base);
        if (limit.more > least_price || limit.less > least_price) bound.binding.push_back(std::move(limit));
    }
    std::stable_sort(bound.binding.begin(), bound.binding.end(), [](const BoundLimit &a, const BoundLimit &b) {
        const double more_a = a.more * a.size, more_b = b.more * b.size;
        return more_a != more_b ? more_a > more_b : a.less * a.size > b.less * b.size;
    });
    return bound;
}

} // namespace midstream
