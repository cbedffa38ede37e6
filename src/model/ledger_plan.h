// The fixed part of the ledger of losses: who draws from and fills each stock, in which order the chain is walked.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/works_plan.h"
#include "flow/flow_plan.h"
#include "model/loss_cause.h"
#include "routes/transport_plan.h"

#include <span>
#include <vector>

namespace midstream {

/// One end of a facility's recipe.
struct LedgerEnd {
    std::uint32_t facility = 0;
    std::uint32_t stock = 0;
    bool output = false;
    bool counts = true;    ///< not a meter of wear nor the ground under a mine
    double per_charge = 1; ///< t per t of the first input, of a facility that works in charges
};

/// Who takes from a stock or brings to it.
struct LedgerUser {
    enum class Kind : std::uint8_t { end, demand, route } kind = Kind::end;
    std::uint32_t index = 0; ///< of the end, the demand or the route
};

struct LedgerPlan {
    LedgerPlan(const Case &chain, const FlowPlan &flow, const WorksPlan &works, const TransportPlan &transport);

    CauseNumbers causes;
    std::vector<LedgerEnd> ends;
    std::vector<std::uint32_t> ends_first; ///< by facility; inputs first, then outputs, as in its stream or charge
    std::vector<std::uint32_t> order; ///< facilities, upstream before downstream; loops are cut in the case's order
    std::vector<std::uint32_t> out_first, out; ///< routes by the facility they leave
    std::vector<std::uint32_t> in_first, in;   ///< routes by the facility they reach
    std::vector<LedgerUser> drawers, fillers;
    std::vector<std::uint32_t> drawers_first, fillers_first; ///< by stock
    std::span<const LedgerUser> drawers_of(std::uint32_t s) const {
        return std::span(drawers).subspan(drawers_first[s], drawers_first[s + 1] - drawers_first[s]);
    }
    std::span<const LedgerUser> fillers_of(std::uint32_t s) const {
        return std::span(fillers).subspan(fillers_first[s], fillers_first[s + 1] - fillers_first[s]);
    }
    std::vector<std::uint32_t> lag, origin, destination; ///< steps under way, and stocks, by route
    std::uint32_t most_lag = 0;
    Duration step{}; ///< between closings
};

} // namespace midstream
