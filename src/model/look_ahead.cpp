// What the events of a case will touch: found once for a case, from what hangs together.
// SPDX-License-Identifier: Apache-2.0
#include "model/look_ahead.h"

namespace midstream {

Arrays arrays_of(const EventQueue &queue, const Flow &flow, const Works &works, const Transport &transport,
                 std::uintptr_t around) {
    Arrays arrays;
    flow.tell_arrays(arrays);
    works.tell_arrays(arrays);
    transport.tell_arrays(arrays);
    queue.tell_arrays(arrays);
    arrays.add_around(around);
    return arrays;
}

std::shared_ptr<const LookAhead> look_ahead(const Plan &plan, TransportPlan &routes) {
    auto ahead = std::make_shared<LookAhead>();
    ahead->around = reinterpret_cast<std::uintptr_t>(&plan);
    // A model that never runs: where its records lie is where those of every other lie.
    EventQueue queue(plan.chain->time.start);
    const Flow flow(plan.flow, plan.watched, queue);
    const Works works(plan.works, 0, 0, queue);
    const Transport transport(plan.transport, 0, 0, queue);
    const Arrays arrays = arrays_of(queue, flow, works, transport, ahead->around);

    const FlowPlan &fixed = *plan.flow;
    Touches touches(arrays);
    const auto change = [&](std::uint32_t stock, Touches &found) { // what may follow when its level changes
        flow.foresee(stock, queue, found);
        works.foresee_reacting(stock, found);
        const std::uint32_t group = fixed.group_of_stock[stock];
        for (std::uint32_t i = fixed.group_streams_first[group]; i < fixed.group_streams_first[group + 1]; ++i)
            works.foresee_owner(fixed.group_streams[i], found);
        transport.foresee_stock(stock, flow, queue, found);
    };
    ahead->of_slot.assign(Flow::slots_of(fixed), Foresight::nothing);
    for (std::uint32_t s = 0; s < fixed.stocks.size(); ++s) {
        if (!flow.has_streams(s)) continue; // it has no events
        touches.clear();
        change(s, touches);
        const std::uint32_t group = fixed.group_of_stock[s];
        ahead->of_slot[s] = ahead->foresight.keep(touches.runs());
        ahead->of_slot[fixed.stocks.size() + group] = ahead->of_slot[s];
    }
    const auto made = [&](std::uint32_t stock, Touches &found) { transport.foresee_wake(stock, found); };
    works.foresee_timers(change, made, flow, queue, touches, ahead->foresight, ahead->of_slot);
    for (std::uint32_t r = 0; r < routes.routes.size(); ++r)
        routes.routes[r].lists = transport.foresee_voyages(r, change, touches, ahead->foresight);
    routes.looks_ahead = true;
    return ahead;
}

} // namespace midstream
