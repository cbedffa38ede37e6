// The question of `midstream size`: what the case says under `size:`, overruled by the command line, held against the case.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/case_input.h"
#include "studies/size_target.h"
#include "studies/sizing.h"

#include <optional>
#include <string>
#include <vector>

namespace midstream {

struct SizeOption {
    std::string name;
    std::vector<std::string> sets, overlays;
    std::optional<double> cost;
};

struct SizeQuestion {
    std::vector<Axis> axes;          ///< one or two; or else
    std::vector<SizeOption> options; ///< at least two
    std::string currency;            ///< empty: no costs
    SizeTarget target;
    std::string target_text; ///< as typed; empty: none, the more the better
    SizeRule rule;
    std::vector<std::string> words; ///< as it would be typed

    /// Whose use is told: the target's, else that of what is sized; empty for pairs and options.
    std::string use_path() const {
        if (target.of == SizeTarget::Of::use) return target.use_of;
        return axes.size() == 1 ? axes.front().choice.field : "";
    }
};

/// Throws CaseError with every mistake of what was typed, of what is left out and of what stands in the case.
SizeQuestion size_question(const Arguments &arguments, const CaseInput &input);

/// Every mistake of the `size:` of a case that was read without a problem. What is left out may still be typed.
std::vector<Problem> find_size_problems(const Arguments &arguments, const Case &chain);

/// Of a case that holds `size:`: what it leaves to be typed, and laws or series that sizes would replace.
std::vector<Problem> find_size_warnings(const Arguments &arguments, const Case &chain);

} // namespace midstream
