// Scenarios by design.
// SPDX-License-Identifier: Apache-2.0
#include "reader/study_design.h"

#include "reader/study_factor.h"
#include "studies/sampling.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

/// The factors of a grid or of samples, or nothing where one of them cannot be used.
std::vector<Factor> factors_of(StudyDraft &draft, const std::vector<FactorSpec> &specs, const Node &map,
                               const char *key, const Node &twins_at, bool may_range) {
    const bool differ = check_twins(draft.reading, specs, twins_at);
    bool good = differ;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const Node &node = study_item(map, key, i);
        if (!check_factor(draft.reading, specs[i], node, may_range)) good = false;
        if (differ) draft.note_factor(label_of(specs[i]), specs[i].field, node.place);
    }
    std::vector<Factor> factors;
    for (std::size_t i = 0; good && i < specs.size(); ++i)
        factors.emplace_back(draft, specs[i], study_item(map, key, i));
    return factors;
}

} // namespace

void add_grid(StudyDraft &draft) {
    const std::vector<FactorSpec> &grid = draft.study.spec.grid;
    if (grid.empty()) return;
    const Reading::Step step{draft.reading, "grid"};
    const Node &first = study_item(draft.root, "grid", 0);
    const std::vector<Factor> factors = factors_of(draft, grid, draft.root, "grid", first, false);
    std::size_t count = factors.empty() ? 0 : 1;
    for (const FactorSpec &factor : grid) {
        draft.study.grid.push_back(choices_of(factor));
        count = std::min(count * std::max<std::size_t>(choices_of(factor), 1), most_scenarios + 1);
    }
    std::vector<std::size_t> at(grid.size(), 0);
    for (std::size_t n = 0; n < count; ++n) {
        Scenario scenario;
        for (std::size_t i = 0; i < grid.size(); ++i) {
            factors[i].choose(scenario, at[i]);
            scenario.name +=
                fmt::format("{}{}={}", i == 0 ? "" : ", ", label_of(grid[i]), scenario.settings.back().value);
        }
        draft.add(std::move(scenario), first.place);
        for (std::size_t i = grid.size(); i-- > 0;) {
            if (++at[i] < choices_of(grid[i])) break;
            at[i] = 0;
        }
    }
}

void add_samples(StudyDraft &draft) {
    const SamplesSpec &samples = draft.study.spec.samples;
    const Node *section = draft.root.find("samples");
    if (!section || samples.count == 0 || samples.of.empty()) return;
    const Reading::Step step{draft.reading, "samples"};
    const bool is_told = samples.by == SampleBy::latin_hypercube || samples.of.size() <= most_sobol_factors;
    if (!is_told)
        draft.reading.refuse(section->place, fmt::format("a Sobol sequence is told for at most {} factors; draw by "
                                                         "`latin hypercube`",
                                                         most_sobol_factors));
    const std::vector<Factor> factors = factors_of(draft, samples.of, *section, "of", *section, true);
    if (!is_told || factors.empty()) return;
    const auto count = static_cast<std::size_t>(samples.count);
    const Points points = samples.by == SampleBy::sobol ? sobol_points(count, factors.size(), samples.seed)
                                                        : latin_hypercube(count, factors.size(), samples.seed);
    for (std::size_t n = 0; n < count; ++n) {
        Scenario scenario;
        scenario.name = fmt::format("sample {}", n + 1); // the same in a study with more of them
        for (std::size_t i = 0; i < factors.size(); ++i) factors[i].draw(scenario, points[n][i]);
        draft.add(std::move(scenario), section->place);
    }
}

} // namespace midstream
