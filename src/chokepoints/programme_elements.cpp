// Elements in the programme, where a plant's yield follows an element whose share in its feed can change.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/flow_programme.h"

#include <algorithm>
#include <cmath>

namespace midstream {

/// A mixed stock gives all that draw on it the same assay, which no linear programme can say. Here each stream out of a
/// stock carries any assay that the stock can have, and only what comes in and goes out in all must agree: a relaxation.
class FlowElements {
  public:
    using Column = LinearProgramme::Column;
    using Terms = LinearProgramme::Terms;
    using OverTime = std::vector<Terms>;

    FlowElements(const Plan &plan, const AssayRanges &assays, LinearProgramme &programme, const Periods &periods,
                 std::uint32_t element)
        : plan_{plan}, assays_{assays}, programme_{programme}, periods_{periods}, element_{element},
          balance_(plan.flow->stocks.size()) {}

    std::uint32_t element() const { return element_; }
    bool varies(std::uint32_t stock) const { return !assays_.of(stock, element_).is_point(); }

    void add_stock(std::uint32_t stock, const std::vector<Column> &level) {
        const Range &range = assays_.of(stock, element_);
        std::optional<Column> before;
        for (std::size_t p = 0; p < periods_.count(); ++p) {
            const double opening = plan_.flow->stocks[stock].initial_t * plan_.flow->stocks[stock].assay[element_];
            const auto row = programme_.add_row(p == 0 ? opening : 0, p == 0 ? opening : 0);
            const Column held = between(range, {{level[p], 1}});
            programme_.add(row, held, 1);
            if (before) programme_.add(row, *before, -1);
            before = held;
            balance_[stock].push_back(row);
        }
    }

    /// What goes along with tonnes that leave a stock.
    Terms out_of(std::uint32_t stock, std::size_t p, const Terms &tonnes) {
        if (!varies(stock)) return times(tonnes, assays_.of(stock, element_).high);
        Terms along{{between(assays_.of(stock, element_), tonnes), 1}};
        programme_.add(balance_[stock][p], along, 1);
        return along;
    }
    void into(std::uint32_t stock, std::size_t p, const Terms &along) {
        if (varies(stock)) programme_.add(balance_[stock][p], along, -1);
    }

    /// A column that is a share of some tonnes, between two bounds.
    Column between(Range share, const Terms &tonnes) {
        const Column part = programme_.add_column(0, for_ever);
        const auto low = programme_.add_row(0, for_ever); // part - low x tonnes
        programme_.add(low, part, 1);
        programme_.add(low, tonnes, -share.low);
        if (!std::isfinite(share.high)) return part;
        const auto high = programme_.add_row(-for_ever, 0);
        programme_.add(high, part, 1);
        programme_.add(high, tonnes, -share.high);
        return part;
    }

    static Terms times(Terms terms, double by) {
        for (auto &[column, coefficient] : terms) coefficient *= by;
        return terms;
    }

  private:
    const Plan &plan_;
    const AssayRanges &assays_;
    LinearProgramme &programme_;
    const Periods &periods_;
    std::uint32_t element_;
    std::vector<std::vector<LinearProgramme::Row>> balance_; ///< by stock and period; empty where the assay is fixed
};

void FlowProgramme::follow_elements() {
    for (std::uint32_t e = 0; e < plan_->flow->elements; ++e) {
        const bool matters = std::any_of(turnovers_.begin(), turnovers_.end(), [&](const Turnover &t) {
            return t.steady &&
                   std::any_of(t.ends.recipe->makes.begin(), t.ends.recipe->makes.end(),
                               [&](const Product &product) { return product.lead == e; }) &&
                   !assays_.in_feed(*t.ends.recipe, t.ends.in, e).is_point();
        });
        if (!matters) continue;
        FlowElements elements(*plan_, assays_, programme_, periods_, e);
        for (std::uint32_t s = 0; s < level_.size(); ++s)
            if (!level_[s].empty() && elements.varies(s)) elements.add_stock(s, level_[s]);
        for (const Carry &carry : carries_) carry_element(carry, elements);
        for (const Turnover &turnover : turnovers_) turn_element(turnover, e, elements);
    }
}

/// What is under way on a route has an account of its own.
void FlowProgramme::carry_element(const Carry &carry, FlowElements &elements) {
    std::optional<Column> before;
    for (std::size_t p = 0; p < count(); ++p) {
        const Terms out = elements.out_of(carry.from, p, carry.out[p]);
        if (!carry.to) continue;
        if (!carry.lags || !elements.varies(carry.from)) {
            elements.into(*carry.to, p, carry.lags ? elements.out_of(carry.from, p, carry.in[p]) : out);
            continue;
        }
        const Range range = assays_.of(carry.from, elements.element());
        const Column in = elements.between(range, carry.in[p]), held = elements.between(range, carry.under_way[p]);
        const Row row = programme_.add_row(0, 0);
        programme_.add(row, {{held, 1}, {in, 1}});
        programme_.add(row, out, -1);
        if (before) programme_.add(row, *before, -1);
        before = held;
        elements.into(*carry.to, p, {{in, 1}});
    }
}

void FlowProgramme::turn_element(const Turnover &turnover, std::uint32_t e, FlowElements &elements) {
    const Ends &ends = turnover.ends;
    const FacilityProspect &prospect = prospects_.facilities[turnover.facility];
    for (std::size_t p = 0; p < count(); ++p) {
        const double from = periods_.begin(p), until = periods_.end(p);
        const Range left =
            turnover.steady
                ? Range{prospect.recovery_low.least(from, until), prospect.recovery_high.greatest(from, until)}
                : Range{prospect.recovery_low.least(0, until), prospect.recovery_high.greatest(0, until)};
        Terms feed;
        for (std::size_t i = 0; i < ends.in.size(); ++i) {
            const Terms tonnes = FlowElements::times(turnover.begun[p], ends.recipe->takes[i]);
            const Terms along = elements.out_of(ends.in[i], p, tonnes);
            feed.insert(feed.end(), along.begin(), along.end());
        }
        for (std::size_t k = 0; k < ends.out.size(); ++k) {
            const Product &product = ends.recipe->makes[k];
            const double recovery = product.recovery.empty() ? 0 : product.recovery[e];
            const Terms &mass = turnover.made[k][p];
            if (ends.in.empty()) {
                elements.into(ends.out[k], p,
                              {{elements.between(grade_of(*plan_, turnover.facility, e, from, until), mass), 1}});
            } else if (!turnover.steady) { // what it holds came in earlier
                elements.into(ends.out[k], p,
                              {{elements.between(assays_.in_product(*ends.recipe, ends.in, k, e, left), mass), 1}});
            } else {
                const Column recovered = elements.between({recovery * left.low, recovery * left.high}, feed);
                elements.into(ends.out[k], p, {{recovered, 1}});
                if (product.lead == e && !assays_.in_feed(*ends.recipe, ends.in, e).is_point())
                    follow(mass, recovered, product.lead_fraction);
            }
        }
    }
}

/// The mass of a product whose element is known, but for the drift of its yield.
void FlowProgramme::follow(const Terms &mass, Column recovered, double lead_fraction) {
    const Row high = programme_.add_row(-for_ever, 0), low = programme_.add_row(0, for_ever);
    programme_.add(high, mass, 1);
    programme_.add(high, recovered, -(1 + yield_drift) / lead_fraction);
    programme_.add(low, mass, 1);
    programme_.add(low, recovered, -(1 - yield_drift) / lead_fraction);
}

} // namespace midstream
