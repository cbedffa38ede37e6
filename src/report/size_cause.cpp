// What keeps the best size or option from a target that nothing meets.
// SPDX-License-Identifier: Apache-2.0
#include "report/size.h"

#include "chokepoints/relief.h"
#include "report/amounts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace midstream {

namespace {

/// A share of the nameplate below this one is not told.
constexpr double least_share = 5e-4;

/// "the largest size", "this size", "'four trains'".
std::string design_words(const Sized &sized) {
    if (!sized.options.empty()) return fmt::format("'{}'", sized.options[sized.best_option()].name);
    if (sized.result.best != sized.promising_end()) return "this size";
    return sized.result.trend == Trend::falls ? "the smallest size" : "the largest size";
}

/// What keeps it from more tonnes, by the bound.
std::string bound_words(const Sized &sized) {
    const double bound = *sized.reach->bound_tpy;
    const double wanted = sized.target.of == SizeTarget::Of::shortfall
                              ? sized.nearest().interval(&SizedRun::wanted_tpy).mean - sized.target.amount
                              : sized.target.amount;
    const std::string design = design_words(sized);
    const std::string who = sized.reach->next.empty() ? std::string{"demand"} : name_of(sized.reach->next);
    if (sized.reach->hard_tpy && *sized.reach->hard_tpy < wanted)
        return fmt::format(" No way of running {} could: {} is the most even without a failure, {} with outages at "
                           "their mean, and what holds that down is {}.",
                           design, rate_words(*sized.reach->hard_tpy), rate_words(bound), who);
    if (bound < wanted)
        return fmt::format(" With outages at their mean {} is the most that {} can give, but for luck; what holds "
                           "that down is {}.",
                           rate_words(bound), design, who);
    return fmt::format(" The bound of {} would allow it, so what prevents it are chance, waits and the way it is run; "
                       "the bound itself is held by {}.",
                       rate_words(bound), who);
}

/// Where the nameplate goes: a limit on tonnes says nothing of what keeps a plant from being used.
std::string lost_words(const Sized &sized) {
    std::string parts;
    for (const auto &[cause, share] : lost_of_nameplate(sized))
        parts += fmt::format("{}{} {:.1f} %", parts.empty() ? "" : ", ",
                             words_of(Loss{})[static_cast<std::size_t>(cause)], 100 * share);
    if (parts.empty()) return "";
    return fmt::format(" The rest of the nameplate of {} there goes to: {}.", sized.target.use_words, parts);
}

} // namespace

std::vector<std::pair<Loss, double>> lost_of_nameplate(const Sized &sized) {
    std::vector<std::pair<Loss, double>> lost;
    if (!sized.asks_for_use()) return lost;
    for (std::size_t i = 0; i < loss_count; ++i) {
        const double share = sized.nearest().lost(static_cast<Loss>(i));
        if (share >= least_share) lost.emplace_back(static_cast<Loss>(i), share);
    }
    std::stable_sort(lost.begin(), lost.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    return lost;
}

std::string held_down_by(const Sized &sized) {
    if (!sized.reach || sized.reach->next.empty() || sized.target.of == SizeTarget::Of::use) return "";
    return name_of(sized.reach->next);
}

std::string prevented_words(const Sized &sized) {
    if (sized.asks_for_use()) return lost_words(sized);
    if (!sized.reach || !sized.reach->bound_tpy || sized.target.of == SizeTarget::Of::use) return "";
    if (!sized.rule.in_share) return bound_words(sized);
    const std::string who = held_down_by(sized);
    return who.empty() ? "" : fmt::format(" What caps the tonnes there, by the bound, is {}.", who);
}

} // namespace midstream
