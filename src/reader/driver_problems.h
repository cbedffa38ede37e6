// What is wrong with a driver's field would be told of each of its values: told once instead.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/history.h"
#include "reader/case_error.h"

#include <vector>

namespace midstream {

/// Joins problems that the values of one driver share into one, at the first of them.
void tell_drivers_once(std::vector<Problem> &problems, const std::vector<DriverSpec> &drivers);

} // namespace midstream
