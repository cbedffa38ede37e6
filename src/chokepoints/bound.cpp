// Solving the bound, and solving it again with limits changed.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/bound.h"

#include "chokepoints/flow_programme.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Of a limit that is used up.
constexpr double tight = 0.99;

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

} // namespace

BoundProblem::BoundProblem(const Case &chain, const Measure &measure, Outlook outlook)
    : plan_{build(chain)}, flow_{std::make_unique<FlowProgramme>(plan_, measure, outlook)},
      factors_(flow_->dials().size(), 1.0) {}
BoundProblem::~BoundProblem() = default;
BoundProblem::BoundProblem(BoundProblem &&) noexcept = default;

const std::vector<Dial> &BoundProblem::dials() const { return flow_->dials(); }

std::optional<std::size_t> BoundProblem::find_dial(const Limit &limit) const { return flow_->find_place(limit); }

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

std::optional<double> BoundProblem::solve_with(std::span<const std::size_t> dials, double factor) {
    for (const std::size_t dial : dials) flow_->turn(flow_->dials()[dial], factors_[dial] * factor);
    const auto answer = ask();
    for (const std::size_t dial : dials) flow_->turn(flow_->dials()[dial], factors_[dial]);
    return answer;
}

void BoundProblem::keep_stocks(bool kept) { flow_->keep_stocks(kept); }

void BoundProblem::set(std::size_t dial, double factor) {
    factors_[dial] = factor;
    flow_->turn(flow_->dials()[dial], factor);
}

bool BoundProblem::is_tight(std::size_t dial) const {
    const LinearProgramme &programme = flow_->programme();
    return std::any_of(dials()[dial].knobs.begin(), dials()[dial].knobs.end(), [&](const Knob &knob) {
        return knob.on == Knob::On::row && programme.activity(knob.row) >= tight * programme.row_high(knob.row) &&
               programme.row_high(knob.row) > 0;
    });
}

} // namespace midstream
