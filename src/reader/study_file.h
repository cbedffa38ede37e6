// From a study's file to the scenarios it asks for.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/case_error.h"
#include "reader/yaml_node.h"
#include "studies/scenario.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// A column of a study's table.
struct TableColumn {
    Place place;       ///< of its head
    std::string field; ///< what its cells are set at; empty of `name` and `with`
    std::string unit;  ///< of its cells; empty: each has its own
};

struct ReadStudy {
    std::string name; ///< file name without folder and extension
    StudySpec spec;
    std::string chain;                           ///< file of the case, as it can be opened
    std::vector<std::string> factors;            ///< in the order in which they were met
    std::vector<Scenario> scenarios;             ///< base first, then list, grid, table, samples
    bool has_base = true;                        ///< the first of them is the case without a change
    std::vector<std::size_t> grid;               ///< how many values each factor of the grid has; first varies slowest
    std::vector<std::filesystem::path> inputs;   ///< files that were read
    std::vector<Place> places;                   ///< of sets, by the numbers that scenarios have
    std::vector<TableColumn> columns;            ///< of the table
    std::vector<Place> common_places;            ///< of the sets of all scenarios
    std::map<std::string, Place> overlay_places; ///< of overlays, by their file: where each is named first
    std::optional<Place> measure_place;

    /// What is wrong with a scenario, told where the study says it: a problem of a set at that set, and an
    /// overlay that cannot be opened where it is named. Others stay as they are.
    Problem placed(Problem problem, const Scenario &scenario) const;
};
inline constexpr std::size_t most_scenarios = 1'000'000;

/// Throws CaseError with every problem of the file. The case and its changes are not read here.
ReadStudy read_study(const std::filesystem::path &file);

} // namespace midstream
