// Names of fleets, passages, points and routes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"

namespace midstream {

using FleetId = Id<struct FleetTag>;
using PassageId = Id<struct PassageTag>;
using PointId = Id<struct PointTag>;
using RouteId = Id<struct RouteTag>;
using EndId = Id<struct EndTag>; ///< where a route starts or ends; `model` numbers these as it numbers facilities

} // namespace midstream
