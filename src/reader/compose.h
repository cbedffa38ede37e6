// One tree out of all that makes up a case: files, overlays, sets, likes, kinds.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/kinds.h"
#include "reader/read_case.h"
#include "reader/reading.h"

#include <string>
#include <vector>

namespace midstream {

struct Composition {
    Node root;                           ///< without `include`, `like`, `~`; presets filled in
    std::vector<std::string> behaviours; ///< of each facility, in order; empty where its kind is unknown
    std::vector<std::string> guesses;    ///< of each facility: what an unknown kind may mean, else empty
};

/// Puts overlays, sets and presets to the files already joined.
Composition compose(Reading &reading, Kinds &kinds, Node root, const ReadOptions &options);

} // namespace midstream
