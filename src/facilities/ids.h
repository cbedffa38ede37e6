// Names of facilities.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"

namespace midstream {

using FacilityId = Id<struct FacilityTag>;

} // namespace midstream
