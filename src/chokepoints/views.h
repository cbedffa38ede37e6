// The views of what caps a chain held against each other: how busy, how often at its limit, how many tonnes lost, and
// relief, which judges.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace midstream {

/// One limit as each view sees it. A view that knows nothing of it is empty.
struct LimitView {
    std::string name;
    std::optional<double> used;       ///< share of its capacity that was used
    std::optional<double> active;     ///< share of time in which it held or was down itself
    std::optional<double> sole;       ///< share of time in which its active period was the longest, alone
    std::optional<double> lost_tpy;   ///< tonnes of the measure whose loss it is blamed for
    std::optional<double> relief_tpy; ///< what 10 % more of it gives
};

/// For each limit: in which views it comes first though more of it gives little, or that it gives the most though no view
/// puts it first. Empty where there is nothing to say.
std::vector<std::string> view_words(std::span<const LimitView> limits);

/// The same for all of them in sentences; empty where the views agree, or nothing gives anything.
std::string views_disagree(std::span<const LimitView> limits);

} // namespace midstream
