// A case made ready to run: the steps in their order.
// SPDX-License-Identifier: Apache-2.0
#include "model/plan.h"

#include "model/builder.h"
#include "model/look_ahead.h"

namespace midstream {

std::shared_ptr<const Plan> build(std::shared_ptr<const Case> chain, std::size_t looks_ahead_from) {
    Builder builder{*chain, {}, {}, {}, {}, {}, {}};
    builder.add_stocks();
    builder.add_facilities();
    builder.add_routes();
    builder.flow.finish();
    builder.sort_watches();
    builder.list_interests();
    builder.list_ends();

    auto plan = std::make_shared<Plan>();
    for (const DisruptionSpec &disruption : chain->disruptions)
        plan->targets.push_back(find_targets(*chain, disruption));
    plan->chain = std::move(chain);
    plan->flow = std::make_shared<const FlowPlan>(std::move(builder.flow));
    plan->works = std::make_shared<const WorksPlan>(std::move(builder.works));
    const auto transport = std::make_shared<TransportPlan>(std::move(builder.transport));
    plan->transport = transport;
    plan->ledger = std::make_shared<const LedgerPlan>(*plan->chain, *plan->flow, *plan->works, *plan->transport);
    plan->watched = std::move(builder.watched);
    plan->holdings = std::move(builder.holdings);
    if (plan->works->facilities.size() + transport->routes.size() >= looks_ahead_from)
        plan->ahead = look_ahead(*plan, *transport);
    return plan;
}

std::shared_ptr<const Plan> build(const Case &chain) { return build(std::make_shared<const Case>(chain)); }

} // namespace midstream
