// The numbers of the root causes of a case.
// SPDX-License-Identifier: Apache-2.0
#include "model/loss_cause.h"

namespace midstream {
namespace {

std::uint32_t count(std::size_t things) { return static_cast<std::uint32_t>(things); }

} // namespace

CauseNumbers::CauseNumbers(const Case &chain)
    : route_first_(of_one_facility * count(chain.facilities.size())),
      fleet_first_(route_first_ + 2 * count(chain.routes.size())),
      passage_first_(fleet_first_ + count(chain.fleets.size())),
      quota_first_(passage_first_ + 2 * count(chain.passages.size())),
      end_(quota_first_ + count(chain.disruptions.size())) {}

RootCause CauseNumbers::at(std::uint32_t number) const {
    using Of = RootCause::Of;
    if (number >= quota_first_) return {Of::disruption, number - quota_first_, Cause::quota};
    if (number >= passage_first_)
        return {Of::passage, (number - passage_first_) / 2, (number - passage_first_) % 2 ? Cause::shut : Cause::slots};
    if (number >= fleet_first_) return {Of::fleet, number - fleet_first_, Cause::vehicles};
    if (number >= route_first_)
        return {Of::route, (number - route_first_) / 2, (number - route_first_) % 2 ? Cause::stopped : Cause::limit};
    return {Of::facility, number / of_one_facility, static_cast<Cause>(number % of_one_facility)};
}

std::string_view name_of(const Case &chain, const RootCause &root) {
    switch (root.of) {
    case RootCause::Of::facility:
        return chain.facilities[root.index].name;
    case RootCause::Of::route:
        return chain.routes[root.index].name;
    case RootCause::Of::fleet:
        return chain.fleets[root.index].name;
    case RootCause::Of::passage:
        return chain.passages[root.index].name;
    case RootCause::Of::disruption:
        break;
    }
    return chain.disruptions[root.index].name;
}

} // namespace midstream
