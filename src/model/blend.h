// Tonnes by root cause: a short list, sorted by cause, of signed amounts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/loss_cause.h"

#include <algorithm>
#include <vector>

namespace midstream {

/// Amounts below this are rounding [t].
inline constexpr double least_blend_t = 1e-9;

class Blend {
  public:
    void add(std::uint32_t cause, double lost_t) {
        const auto at = std::lower_bound(parts_.begin(), parts_.end(), cause,
                                         [](const RootLoss &part, std::uint32_t c) { return part.cause < c; });
        if (at != parts_.end() && at->cause == cause)
            at->lost_t += lost_t;
        else
            parts_.insert(at, {cause, lost_t});
    }
    void add(const Blend &other, double factor) {
        for (const RootLoss &part : other.parts_) add(part.cause, part.lost_t * factor);
    }
    void clear() { parts_.clear(); }
    bool empty() const { return parts_.empty(); }
    const std::vector<RootLoss> &parts() const { return parts_; }

    double sum() const {
        double all = 0;
        for (const RootLoss &part : parts_) all += part.lost_t;
        return all;
    }
    /// Of the amounts with a sign: 1 or -1. Never negative.
    double sum(double sign) const {
        double all = 0;
        for (const RootLoss &part : parts_)
            if (sign * part.lost_t > 0) all += sign * part.lost_t;
        return all;
    }
    /// Takes up to `most` tonnes out of the amounts with a sign, in proportion to them; returns how many. What was
    /// taken is written to `taken` with positive sign.
    double take(double most, double sign, Blend &taken) {
        taken.clear();
        const double all = sum(sign);
        if (all <= least_blend_t || most <= least_blend_t) return 0;
        const double share = std::min(1.0, most / all);
        std::size_t kept = 0;
        double given = 0;
        for (RootLoss part : parts_) {
            if (sign * part.lost_t > 0) {
                const double part_t = share * sign * part.lost_t;
                taken.parts_.push_back({part.cause, part_t});
                given += part_t;
                part.lost_t -= sign * part_t;
            }
            if (part.lost_t > least_blend_t || part.lost_t < -least_blend_t) parts_[kept++] = part;
        }
        parts_.resize(kept);
        return given;
    }
    double of(std::uint32_t cause) const {
        const auto at = std::lower_bound(parts_.begin(), parts_.end(), cause,
                                         [](const RootLoss &part, std::uint32_t c) { return part.cause < c; });
        return at != parts_.end() && at->cause == cause ? at->lost_t : 0.0;
    }

  private:
    std::vector<RootLoss> parts_;
};

} // namespace midstream
