// Names of what moves: elements, materials and the stocks that hold them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"

namespace midstream {

using ElementId = Id<struct ElementTag>;
using MaterialId = Id<struct MaterialTag>;
using StockId = Id<struct StockTag>;

} // namespace midstream
