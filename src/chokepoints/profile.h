// A quantity over the days of a case, constant between its changes: what is left of a limit at each moment.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "values/steps.h"

#include <limits>
#include <utility>
#include <vector>

namespace midstream {

inline constexpr double for_ever = std::numeric_limits<double>::infinity();

/// Days count from the start of the case; what lies before is left out.
class Profile {
  public:
    explicit Profile(double value = 1) : pieces_{{0.0, value}} {}
    template <class Q> static Profile of(const Steps<Q> &steps, SimTime start) {
        Profile profile(steps.at(start).value());
        for (const auto &[date, value] : steps.changes)
            if (date > start) profile.pieces_.emplace_back(days_of(date - start), value.value());
        return profile;
    }

    void scale(double from_d, double until_d, double by);
    void set(double from_d, double until_d, double value);
    void add(double from_d, double until_d, double more);
    Profile &operator*=(const Profile &other);
    friend Profile operator*(Profile a, const Profile &b) { return a *= b; }

    double total(double from_d, double until_d) const; ///< value x days
    double least(double from_d, double until_d) const;
    double greatest(double from_d, double until_d) const;
    /// How often it falls at an instant from the first day up to, but not on, the last.
    int falls(double from_d, double until_d) const;
    /// Since when it has which value, the first from day 0.
    const std::vector<std::pair<double, double>> &pieces() const { return pieces_; }

  private:
    std::size_t cut(double day); ///< the piece that begins on a day, made if need be
    double end_of(std::size_t piece) const { return piece + 1 < pieces_.size() ? pieces_[piece + 1].first : for_ever; }
    std::size_t piece_at(double day) const;

    std::vector<std::pair<double, double>> pieces_;
};

} // namespace midstream
