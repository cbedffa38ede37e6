// What caps the measure, decided once for headline and page.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/chokepoint_study.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace midstream {

struct Verdict {
    enum class Sort {
        met,      ///< all that is wanted comes
        joint,    ///< limits of which none gives anything alone
        together, ///< limits that give much more together than one by one
        single,   ///< each by itself; the first gives the most
        none,     ///< those that were tried give nothing that stands out of the noise
        nothing,  ///< not a tonne comes
        untried,  ///< nothing was tried: the first is the closest to its limit
        free      ///< nothing upstream has a limit
    } sort = Sort::free;
    std::vector<std::size_t> points; ///< places in what is ranked: those that the verdict names; of `none` the best one
    std::optional<Interval> gives;   ///< 10 % more of all that it names; of a single one: of that alone
};
inline constexpr std::array<std::string_view, 8> words_of(Verdict::Sort) {
    return {"met", "joint", "together", "single", "none", "nothing", "untried", "free"};
}

/// `points` of `joint` is empty: ChokepointResult::joint names them.
Verdict verdict_of(const ChokepointResult &found);

} // namespace midstream
