// A case made ready to run: everything numbered, constant, shared by all worlds of the case.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/works_plan.h"
#include "flow/flow_plan.h"
#include "model/case.h"
#include "model/ledger_plan.h"
#include "model/targets.h"
#include "routes/transport_plan.h"

#include <memory>
#include <optional>
#include <vector>

namespace midstream {

/// What one facility holds of one material. A reserve with a draw limit lets out through a second stock.
struct Holding {
    std::uint32_t facility = 0;
    MaterialId material;
    std::uint32_t stock = 0;
    std::optional<std::uint32_t> outlet;
};

struct LookAhead;

struct Plan {
    std::shared_ptr<const Case> chain;
    std::shared_ptr<const FlowPlan> flow;
    std::shared_ptr<const WorksPlan> works;
    std::shared_ptr<const TransportPlan> transport;
    std::shared_ptr<const LedgerPlan> ledger;
    std::vector<std::uint32_t> watched;     ///< stock of each watch
    std::vector<Holding> holdings;          ///< by facility, then in the order in which materials were met
    std::vector<Targets> targets;           ///< by disruption
    std::shared_ptr<const LookAhead> ahead; ///< of a large case
};

/// Makes a case ready. The case must have passed the checks of the reader. `looks_ahead_from`: facilities and routes from
/// which on worlds ask for memory before their events need it; it changes no result (docs/performance.md).
std::shared_ptr<const Plan> build(std::shared_ptr<const Case> chain, std::size_t looks_ahead_from = 1'000);
std::shared_ptr<const Plan> build(const Case &chain);

} // namespace midstream
