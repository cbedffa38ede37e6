// Root causes and limits, each under its own number.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/root_limit.h"

namespace midstream {

bool is_of(const RootCause &root, const Limit &limit) {
    using Of = RootCause::Of;
    if (root.index != limit.index) return false;
    switch (limit.sort) {
    case LimitSort::mine:
    case LimitSort::plant:
        return root.of == Of::facility && root.cause != Cause::berths && root.cause != Cause::demand &&
               root.cause != Cause::supply && root.cause != Cause::outlet && root.cause != Cause::backlog;
    case LimitSort::berths:
        return root.of == Of::facility && root.cause == Cause::berths;
    case LimitSort::demand:
        return root.of == Of::facility && root.cause == Cause::demand;
    case LimitSort::fleet:
        return root.of == Of::fleet;
    case LimitSort::passage:
        return root.of == Of::passage;
    case LimitSort::route:
        return root.of == Of::route;
    case LimitSort::quota:
        break;
    }
    return root.of == Of::disruption;
}

} // namespace midstream
