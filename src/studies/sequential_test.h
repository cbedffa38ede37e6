// Sequential tests: replications are added until a mean, or a share of runs, is decided against a target.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"

#include <vector>

namespace midstream {

enum class Decision { open, meets, misses, undecided };

/// What a test promises: whatever lies further than `zone` from the target is judged wrongly with a chance of at most
/// `error`, on either side; within the zone either decision is right.
struct TestRule {
    double target = 0;
    double zone = 0;
    double error = 0.025;
    int first = 10;     ///< values before the first decision
    int at_most = 1000; ///< values after which a decision must have come
};

/// The constant h squared of the fully sequential procedure of Kim and Nelson (2001), with c = 1: the chance that one
/// comparison is wrong is `error`, the variance being estimated from the first n0 values.
double sequential_constant(double error, int first);

/// The mean of independent normal values of unknown variance against a known standard. The sum of what they are above the
/// target leaves a triangle whose size follows from the variance of the first values (Kim and Nelson 2001 for two
/// systems, one of them known). Where that triangle is longer than `at_most` the zone is made wider, which the first
/// values alone decide: then the promise holds for the wider zone, or for as much of it as the sum had to leave. A sum
/// that lies outside of the triangle of a narrower zone too was never outside of it on the other side, so the test of
/// that zone would have decided the same at the same time.
class MeanTest {
  public:
    explicit MeanTest(const TestRule &rule);

    void add(double value);
    Decision decision() const { return decision_; }
    /// The zone that holds: as asked for, or wider. While the test is open that for which it is laid out.
    double zone() const { return told_zone_; }
    /// Values after which the decision fell; all so far while it is open.
    int decided_after() const { return decided_after_; }
    /// Values that a test of fixed size would take for the zone for which this one is laid out, by Stein's two stages
    /// (1945).
    int fixed_runs() const;

  private:
    /// The narrowest zone whose triangle the sum lies outside of.
    double narrowest_zone() const;

    TestRule rule_;
    double constant_;
    Tally first_;
    double excess_ = 0;
    double zone_; ///< for which it is laid out
    double told_zone_;
    double reach_ = 0; ///< h2 S2, of the first values
    int count_ = 0;
    int decided_after_ = 0;
    Decision decision_ = Decision::open;
};

/// The share of successes against a target share, by Wald's sequential probability ratio test (1945) between the ends of
/// the zone. Its promise holds whenever it decides; `undecided` after `at_most` values.
class ShareTest {
  public:
    /// `target` is the share; the zone is kept inside of 0 to 1.
    explicit ShareTest(const TestRule &rule);

    void add(bool success);
    Decision decision() const { return decision_; }
    int decided_after() const { return decided_after_; }
    /// About as many as a test of fixed size would take (normal approximation).
    int fixed_runs() const;
    double low() const { return low_; }   ///< share that must be judged to miss
    double high() const { return high_; } ///< share that must be judged to meet

  private:
    TestRule rule_;
    double low_, high_;
    double gain_, loss_, bound_; ///< of the log ratio
    double ratio_ = 0;
    int count_ = 0;
    int decided_after_ = 0;
    Decision decision_ = Decision::open;
};

/// An error cut into parts for a row of tests, each later one `growth` times the one before. Early tests of a search lie far
/// from the target, where a smaller error costs next to nothing.
std::vector<double> spend_error(double error, int tests, double growth);

} // namespace midstream
