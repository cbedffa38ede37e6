// The test of one size: a mean or a share of runs against the target, as a study asks.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/sequential_test.h"
#include "studies/size_curve.h"

#include <optional>

namespace midstream {

struct SizeRule {
    double target = 0;
    double zone = 0;                ///< around the target, in its unit
    bool is_zone_given = false;     ///< by who asks; else the usual one
    std::optional<double> in_share; ///< the share of runs that must meet it, instead of their mean
    double share_zone = 0.05;       ///< around that share
    double confidence = 0.95;
    int first = 10;
    int at_most = 1000; ///< replications of a size
    int batch = 10;     ///< replications between two looks: fixed, so that threads change nothing
};

class SizeTest {
  public:
    SizeTest(const SizeRule &rule, double error)
        : target_{rule.target}, share_zone_{rule.share_zone}, is_share_{rule.in_share.has_value()},
          mean_{{rule.target, rule.zone, error, rule.first, rule.at_most}}, share_{{rule.in_share.value_or(0.5),
                                                                                    rule.share_zone, error, rule.first,
                                                                                    rule.at_most}} {}

    void add(double judged) {
        if (is_share_)
            share_.add(judged >= target_);
        else
            mean_.add(judged);
    }
    Decision decision() const { return is_share_ ? share_.decision() : mean_.decision(); }
    /// In the unit of the target, or of a share of runs.
    double zone() const { return is_share_ ? share_zone_ : mean_.zone(); }
    int decided_after() const { return is_share_ ? share_.decided_after() : mean_.decided_after(); }
    int fixed_runs() const { return is_share_ ? share_.fixed_runs() : mean_.fixed_runs(); }

  private:
    double target_, share_zone_;
    bool is_share_;
    MeanTest mean_;
    ShareTest share_;
};

} // namespace midstream
