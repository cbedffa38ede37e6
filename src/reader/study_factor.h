// One factor of a study: checked, and put into scenarios.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/study_draft.h"

namespace midstream {

/// Its name in tables.
std::string label_of(const FactorSpec &factor);
/// How many values or options it has; 0 of a range.
std::size_t choices_of(const FactorSpec &factor);

/// What holds for every factor; false, and told, where it cannot be used. `may_range`: it is drawn.
bool check_factor(Reading &reading, const FactorSpec &factor, const Node &node, bool may_range);
/// Two factors of one grid or one set of samples must not be the same.
bool check_twins(Reading &reading, const std::vector<FactorSpec> &factors, const Node &node);

/// A factor that was checked, with the places of what it sets.
class Factor {
  public:
    Factor(StudyDraft &draft, const FactorSpec &spec, const Node &node);

    /// Changes a scenario to one of its values or options.
    void choose(Scenario &scenario, std::size_t choice) const;
    /// Changes a scenario to what lies at u, 0 to 1, of what it may be.
    void draw(Scenario &scenario, double u) const;

  private:
    const StudyDraft &draft_;
    const FactorSpec &spec_;
    std::vector<std::vector<std::uint32_t>> places_; ///< of each value or of each set of each option; of a range one
};

} // namespace midstream
