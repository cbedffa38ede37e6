// What caps the measure.
// SPDX-License-Identifier: Apache-2.0
#include "report/verdict.h"

namespace midstream {

namespace {

/// Times the sum of what each gives alone, from which limits are told together.
constexpr double together_matters = 1.3;
/// Limits that are named at most.
constexpr std::size_t most_named = 3;

} // namespace

Verdict verdict_of(const ChokepointResult &found) {
    using Sort = Verdict::Sort;
    if (!found.short_of_demand()) return {Sort::met, {}, {}};
    if (found.named().size() > 1) return {Sort::joint, {}, found.joint_tpy};
    std::vector<std::size_t> help, tried;
    for (std::size_t i = 0; i < found.ranked.size(); ++i) {
        if (found.ranked[i].relief_tpy) tried.push_back(i);
        if (found.gains(found.ranked[i]) && help.size() < most_named) help.push_back(i);
    }
    if (found.measured_tpy.mean <= 0) return {Sort::nothing, {}, {}};
    if (help.empty() && !tried.empty()) return {Sort::none, {tried.front()}, found.ranked[tried.front()].relief_tpy};
    if (found.ranked.empty()) return {Sort::free, {}, {}};
    if (help.empty()) return {Sort::untried, {0}, {}};
    double alone = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < help.size(); ++i) {
        alone += found.ranked[help[i]].relief_tpy->mean;
        if (found.ranked[help[i]].together_tpy) last = i;
    }
    const auto &together = found.ranked[help[last]].together_tpy;
    if (together && together->mean > together_matters * alone) {
        help.resize(last + 1);
        return {Sort::together, help, together};
    }
    return {Sort::single, help, found.ranked[help.front()].step_tpy};
}

} // namespace midstream
