// What the events of a case will touch, for worlds so large that memory is worth asking for beforehand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/works.h"
#include "model/plan.h"
#include "routes/transport.h"

#include <memory>
#include <vector>

namespace midstream {

struct LookAhead {
    Foresight foresight;
    std::vector<Foresight::List> of_slot; ///< of the flow's slots, then of the works' timers
    std::uintptr_t around = 0;            ///< what small pieces of the plan lie near to
};

/// Gives the routes the lists of their voyages, too.
std::shared_ptr<const LookAhead> look_ahead(const Plan &plan, TransportPlan &transport);

/// The arrays of a model, in the order in which the ahead numbers them.
Arrays arrays_of(const EventQueue &queue, const Flow &flow, const Works &works, const Transport &transport,
                 std::uintptr_t around);

} // namespace midstream
