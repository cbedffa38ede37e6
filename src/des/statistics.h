// Statistics gathered while a run streams, and intervals over replications.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/time.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

namespace midstream {

// Observations one by one (Welford). Without any, mean and variance are 0, min is +inf and max -inf.
class Tally {
  public:
    void add(double x) {
        ++count_;
        const double delta = x - mean_;
        mean_ += delta / static_cast<double>(count_);
        squares_ += delta * (x - mean_);
        min_ = std::min(min_, x);
        max_ = std::max(max_, x);
    }
    void merge(const Tally &other);

    std::int64_t count() const { return count_; }
    double mean() const { return mean_; }
    double variance() const { return count_ > 1 ? squares_ / static_cast<double>(count_ - 1) : 0; } // of the sample
    double min() const { return min_; }
    double max() const { return max_; }

  private:
    std::int64_t count_ = 0;
    double mean_ = 0;
    double squares_ = 0; // sum of squared differences from the mean
    double min_ = std::numeric_limits<double>::infinity();
    double max_ = -std::numeric_limits<double>::infinity();
};

// A value held over time, or moving along straight lines. The clock starts at the first call; times never go back.
class TimeWeighted {
  public:
    TimeWeighted() = default;
    TimeWeighted(SimTime start, double value) { set(start, value); }

    // Held from `time` on, until told otherwise.
    void set(SimTime time, double value) {
        catch_up(time);
        hold(value);
    }

    // A straight line from v0 at `from` to v1 at `to`, where v1 is held from then on. Until `from` the old value held.
    void advance_line(SimTime from, SimTime to, double v0, double v1) {
        set(from, v0);
        integral_ += (v0 + v1) / 2 * ticks_of(to - from);
        since_ = to;
        hold(v1);
    }

    // Forgets the past but not the value: the warm-up is over.
    void reset(SimTime time) {
        catch_up(time);
        start_ = time;
        integral_ = 0;
        min_ = max_ = value_;
    }

    double value() const { return value_; }
    double integral() const { return integral_ / ticks_of_day; } // value x days, up to the last change
    double integral(SimTime now) const { return start_ ? ticks_until(now) / ticks_of_day : 0; }
    double mean(SimTime now) const { // over no time at all, the value
        return start_ && now > *start_ ? ticks_until(now) / ticks_of(now - *start_) : value_;
    }
    double min() const { return min_; } // +inf before the first value
    double max() const { return max_; } // -inf before the first value

  private:
    static constexpr double ticks_of_day = static_cast<double>(ticks_per_day);
    static double ticks_of(Duration duration) { return static_cast<double>(duration.count()); }
    double ticks_until(SimTime now) const { return integral_ + value_ * ticks_of(now - since_); }

    void catch_up(SimTime time) {
        if (!start_) start_ = since_ = time;
        integral_ = ticks_until(time);
        since_ = time;
    }
    void hold(double value) {
        value_ = value;
        min_ = std::min(min_, value);
        max_ = std::max(max_, value);
    }

    std::optional<SimTime> start_;
    SimTime since_{};
    double value_ = 0;
    double integral_ = 0; // value x ticks: only who asks pays for the division into days
    double min_ = std::numeric_limits<double>::infinity();
    double max_ = -std::numeric_limits<double>::infinity();
};

// The t that a Student variable with `dof` degrees of freedom (above 0, may be infinite) stays below with probability
// p, to 1e-8 relative. Throws std::invalid_argument unless 0 < p < 1.
double student_t_quantile(double p, double dof);

struct Interval {
    double mean = 0;
    double low = 0;
    double high = 0;

    friend bool operator==(const Interval &, const Interval &) = default;
};

// The mean and its 95 % interval (Student). Of one value low and high equal it; of none all are 0.
Interval interval95(std::span<const double> values);

} // namespace midstream
