// What an observed series is in the model: whose tonnes of which material are added up.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "model/result.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace midstream {

struct Observation {
    enum class What { made, taken, moved, delivered, held };
    What what = What::made;
    MaterialId material;
    std::optional<ElementId> element; ///< counted instead of dry tonnes
    std::vector<std::uint32_t> at;    ///< facilities; routes for `moved`
};

/// `at` is empty where nothing in the case fits.
Observation observe(const Case &chain, const ObservedSpec &observed);

/// Tonnes since the warm-up; for `held` those that are held.
double tonnes_of(const Observation &observation, const Result &result);

} // namespace midstream
