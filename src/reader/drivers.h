// Drivers: recorded series laid into the fields they drive, before the case is read.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/history.h"
#include "reader/reading.h"

#include <vector>

namespace midstream {

/// Reads `drivers` and writes each series into its field as dated steps, or makes a disruption of each of its values.
/// Gives `time` an end where it has none: that of the driver whose dates end first.
std::vector<DriverSpec> lay_drivers(Reading &reading, Node &root);

/// Whether a driver makes disruptions: those then stand in the case by themselves.
bool drives_disruption(const DriverSpec &driver);

} // namespace midstream
