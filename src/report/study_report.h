// What a study tells: its scenarios side by side, what its factors do, as text, tables and page.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"
#include "report/files.h"
#include "report/study_store.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

struct ScenarioResult {
    std::size_t scenario = 0;
    std::vector<double> measured_tpy; ///< by replication that was run
    Interval measure_tpy;
    double demand_tpy = 0;
    std::optional<Interval> change_tpy; ///< against the first scenario, pair by pair; nothing of that one itself
};

/// What a factor does beside the others, by least squares.
struct FactorFit {
    bool is_line = false; ///< for one more of its unit; else from its value with the least mean to that with the most
    std::optional<Interval> gain_tpy; ///< 95 %; nothing where the scenarios cannot tell it from the other factors
    std::string same_as;              ///< the factor whose values say what its values are, if one does
};

/// What a factor does to the means of the scenarios that set it.
struct FactorEffect {
    std::string factor, unit;
    std::size_t scenarios = 0, levels = 0;
    std::string least_at, most_at; ///< values with the least and the greatest mean over their scenarios
    double least_tpy = 0, most_tpy = 0;
    std::optional<double> rank_correlation; ///< Spearman's, of a factor with numbers
    std::optional<double> slope;            ///< t/y for one more of its unit, by least squares
    std::optional<FactorFit> fit;           ///< where its values do not meet those of the others evenly
};

/// Share of the demand that a market got, by scenario; nothing of scenarios in which it wants nothing.
struct MarketShares {
    std::string market, material;
    std::map<std::size_t, double> met;
};

struct SweepResult {
    StudyHead head;
    std::vector<std::string> factors;
    std::vector<std::size_t> grid;         ///< values of each factor of the grid, whose scenarios stand together
    std::vector<ScenarioResult> scenarios; ///< those with a run, in their order
    std::vector<FactorEffect> effects;     ///< greatest first
    std::vector<MarketShares> markets;     ///< where they are kept, by name
    std::size_t done = 0, wanted = 0;      ///< runs
    SweepTally tally;                      ///< of this time
};

SweepResult read_results(StudyStore &store, const StudyHead &head, std::vector<std::string> factors,
                         std::vector<std::size_t> grid);

/// The answer on the terminal.
std::string study_text(const SweepResult &result);
/// One sentence: which scenario gives the most, and how much more than the base.
std::string study_sentence(const SweepResult &result);

/// Scenarios that run over other times than the first, and what that means; empty where there are none.
std::string times_sentence(const SweepResult &result);

/// What stands in the folder beside results.sqlite and run.json; `chain` is the case without a change.
std::vector<RunFile> study_files(const SweepResult &result, StudyStore &store, const Case &chain,
                                 const Provenance &provenance);

std::string page_of_study(const SweepResult &result, const Case &chain, const Provenance &provenance,
                          const std::vector<std::string> &files);

} // namespace midstream
