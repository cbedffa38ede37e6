// The material that each facility's throughput is told in.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/plan.h"

#include <optional>
#include <vector>

namespace midstream {

/// By facility; empty for stockpiles and ports, which count whatever comes in.
std::vector<std::optional<MaterialId>> basis_materials(const Plan &plan);

} // namespace midstream
