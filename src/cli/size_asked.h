// A question of size in words: what the case says under `size:`, overruled by the command line.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.h"
#include "model/case.h"

#include <set>
#include <string>
#include <vector>

namespace midstream {

/// Where a part of the question stands: steps below `size:` of the case. Empty: on the command line, or nowhere.
using SizePlace = std::vector<std::string>;

/// A mistake of the question; of what was typed the text says which option.
struct SizeProblem {
    SizePlace at;
    std::string text;
};

struct SizeAsked {
    SizeSpec spec;             ///< with overlays as they can be opened; of share and confidence what the case says
    std::set<SizePlace> typed; ///< what came from the command line: whole parts, single costs
    std::vector<SizeProblem> misfits; ///< of what was typed and has not the form of its option: it is left out
    bool lacks_scope = false;         ///< some of that are values to vary or ways to build

    bool is_typed(const SizePlace &part) const;
    /// Puts a mistake down where its part was asked; of no part where something is left out.
    void tell(std::vector<SizeProblem> &problems, SizePlace part, std::string text) const;
};

SizeAsked size_asked(const Arguments &arguments, const Case &chain);

} // namespace midstream
