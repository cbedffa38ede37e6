// From a limit to the books of its node.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/active_share.h"

namespace midstream {

const ActiveTime *find_active_time(const Result &result, const Limit &limit) {
    switch (limit.sort) {
    case LimitSort::mine:
    case LimitSort::plant:
        return &result.active.facilities[limit.index];
    case LimitSort::berths:
        return &result.active.berths[limit.index];
    case LimitSort::fleet:
        return &result.active.fleets[limit.index];
    case LimitSort::passage:
        return &result.active.passages[limit.index];
    case LimitSort::route:
    case LimitSort::quota:
    case LimitSort::demand:
        break;
    }
    return nullptr;
}

} // namespace midstream
