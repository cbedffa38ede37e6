// Root causes and limits, each under its own number.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/root_limit.h"

namespace midstream {

std::vector<std::uint32_t> causes_of(const Limit &limit, const CauseNumbers &causes) {
    const std::uint32_t i = limit.index;
    switch (limit.sort) {
    case LimitSort::mine:
    case LimitSort::plant: {
        std::vector<std::uint32_t> found;
        for (const Cause cause : {Cause::failures, Cause::shutdowns, Cause::ramp_up, Cause::disruptions, Cause::pace,
                                  Cause::grade, Cause::capacity})
            found.push_back(causes.of_facility(i, cause));
        return found;
    }
    case LimitSort::berths:
        return {causes.of_facility(i, Cause::berths)};
    case LimitSort::demand:
        return {causes.of_facility(i, Cause::demand)};
    case LimitSort::fleet:
        return {causes.of_fleet(i)};
    case LimitSort::passage:
        return {causes.of_passage(i, Cause::slots), causes.of_passage(i, Cause::shut)};
    case LimitSort::route:
        return {causes.of_route(i, Cause::limit), causes.of_route(i, Cause::stopped)};
    case LimitSort::quota:
        break;
    }
    return {causes.of_quota(i)};
}

} // namespace midstream
