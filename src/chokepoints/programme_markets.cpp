// Markets and reserves in the programme.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/flow_programme.h"

namespace midstream {

/// What a market gets: no more than is wanted, in each period or, where orders are kept, up to its end.
void FlowProgramme::add_market(std::uint32_t f, std::uint32_t d) {
    const DemandPlan &demand = plan_->works->demands[d];
    const FacilityProspect &prospect = prospects_.facilities[f];
    Dial *dial = demand_dial(d);
    const Profile rate = Profile::of(*demand.rate, chain_.time.start) * prospect.demand;
    const Profile wanted = rate * prospect.open;
    if (dial) dial->size = days_per_year * mean_size(rate);
    Carry carry{demand.stock, std::nullopt, {}, {}, {}, false};
    std::vector<Row> rows;
    std::optional<Column> owed_before;
    for (std::size_t p = 0; p < count(); ++p) {
        const Column drawn = programme_.add_column(0, shut(prospect.open, p) ? 0.0 : for_ever);
        Terms met{{drawn, 1}};
        carry.out.push_back(met);
        move(demand.stock, p, met, -1);
        if (!measure_.made && measure_.counts[f] && demand.material == measure_.material) count_if_measured(p, met);
        if (demand.back_ordered) {
            if (owed_before) met.emplace_back(*owed_before, -1);
            owed_before = programme_.add_column(0, for_ever);
            met.emplace_back(*owed_before, 1);
        }
        rows.push_back(limit_row(dial, met, total(wanted, p)));
    }
    spare(rows, dial, (prospect.spare_open_d + prospect.spare_demand_d) * rate.greatest(0, for_ever));
    carries_.push_back(std::move(carry));
}

/// A reserve with a draw limit lets out through a second stock. When it may be drawn is left open.
void FlowProgramme::add_gates(const FacilityPlan &facility) {
    for (const ReserveStock &reserve : facility.reserves) {
        if (!reserve.gate) continue;
        const double most_tpd = std::get<StockpileSpec>(facility.spec->behaviour).reserve->draw_limit->value();
        const std::uint32_t outlet = plan_->flow->streams[*reserve.gate].fills.front().stock;
        Carry carry{reserve.stock, outlet, {}, {}, {}, false};
        for (std::size_t p = 0; p < count(); ++p) {
            const Terms let_out{{programme_.add_column(0, most_tpd * periods_.length(p)), 1}};
            move(reserve.stock, p, let_out, -1);
            move(outlet, p, let_out, 1);
            carry.out.push_back(let_out);
            carry.in.push_back(let_out);
        }
        carries_.push_back(std::move(carry));
    }
}

} // namespace midstream
