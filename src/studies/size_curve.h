// The curve of a size study: means against size, where they flatten, and whether they fall.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"
#include "facilities/doing.h"
#include "studies/sequential_test.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace midstream {

/// What one replication of one size gave.
struct SizedRun {
    double judged = 0;       ///< what is held against the target; more is better
    double measured_tpy = 0; ///< the measure
    double wanted_tpy = 0;   ///< 0 for a measure of what is made
    double use = 0;          ///< utilisation of what is varied
    /// Of what is varied, if it has a nameplate: the shares of it that came to nothing, by cause. They sum to 1 - use.
    std::array<double, loss_count> lost{};
};

/// One size (or pair of sizes) that was run.
struct SizePoint {
    std::vector<int> at;        ///< step of each axis
    std::vector<double> values; ///< in the unit of each axis
    std::vector<SizedRun> runs; ///< by replication
    bool is_tested = false;     ///< else for the curve alone
    Decision decision = Decision::open;
    double zone = 0;       ///< within which the decision may fall either way
    int decided_after = 0; ///< replications
    int fixed_runs = 0;    ///< that a test of fixed size would have taken

    Interval judged() const { return interval(&SizedRun::judged); }
    Interval interval(double SizedRun::*value) const;
    Interval shortfall_tpy() const;
    double lost(Loss cause) const; ///< mean over the runs
    /// Of the runs, those that give at least so much of what is judged.
    Interval share_above(double least) const;
};

/// How far one size is behind another, on average over the luck that both had.
double behind(const SizePoint &less, const SizePoint &more);

/// Two neighbours of which the larger is judged less (or more, where the rule falls with size), beyond chance.
struct Fall {
    std::size_t from = 0, to = 0; ///< places in the curve
    Interval change;              ///< of what is judged
};

enum class Trend { rises, falls };

/// Where what is judged goes against a trend along a curve of growing sizes, by paired differences: all of them together
/// are wrong with a chance of `error`. Changes smaller than `least` do not count.
std::vector<Fall> find_falls(std::span<const SizePoint> curve, double error, double least, Trend trend = Trend::rises);

/// Where more stops helping: the measure rises by less than half as much for its size as where it rose the most. Clear is a
/// corner behind which the slope holds, and which one stretch of the curve holds; else the curve falls off gradually.
struct Flattening {
    double at =
        0; ///< where the straight line before meets the one behind; where it is gradual half of the slope is left
    bool is_gradual = false;
    double falls_from = 0;   ///< up to here it rises the most
    std::size_t before = 0;  ///< place in the curve of the last size that lies before it
    std::size_t beyond = 0;  ///< and of the first past it
    double first_slope = 0;  ///< t/y for each unit of size, where it rises the most
    double slope_beyond = 0; ///< and behind
};

/// Whether the measure rises anywhere along a curve by what counts.
bool rises_anywhere(std::span<const SizePoint> curve);

/// Empty where the curve rises to its end, or nowhere.
std::optional<Flattening> find_flattening(std::span<const SizePoint> curve);

} // namespace midstream
