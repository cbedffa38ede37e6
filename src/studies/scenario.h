// A study as a planner writes it: a case, and the scenarios it is run in.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

enum class YesNo { no, yes };
inline constexpr std::array<std::string_view, 2> words_of(YesNo) { return {"no", "yes"}; }

/// What is kept of each run beside the measure.
enum class Keep { markets, facilities, stocks, routes };
inline constexpr std::array<std::string_view, 4> words_of(Keep) {
    return {"markets", "facilities", "stocks", "routes"};
}

/// A scenario by its name, or an option of a factor.
struct ScenarioSpec {
    std::string name;
    std::vector<std::string> with;
    std::vector<std::string> set;

    template <class F> static void fields(F &f) {
        f(Field{"name", "Its name in every table.", true}, &ScenarioSpec::name);
        f(Field{"with", "Overlays laid over the case, relative to the study's file."}, &ScenarioSpec::with);
        f(Field{"set", "Values changed, each as `PATH=VALUE`."}, &ScenarioSpec::set);
    }
};

/// What a grid or samples vary.
struct FactorSpec {
    std::string name;
    std::string field;
    std::vector<std::string> values;
    std::string from, to, most_likely;
    std::vector<ScenarioSpec> options;

    template <class F> static void fields(F &f) {
        f(Field{"name", "A short name for tables; the field unless given."}, &FactorSpec::name);
        f(Field{"field", "A value of the case by its path: `facilities.north smelter.capacity.concentrate`."},
          &FactorSpec::field);
        f(Field{"values", "The values it takes, each with its unit."}, &FactorSpec::values);
        f(Field{"from", "For samples: the least it may be, with its unit."}, &FactorSpec::from);
        f(Field{"to", "For samples: the most it may be, with the same unit."}, &FactorSpec::to);
        f(Field{"most likely", "For samples: the peak of a triangular law; every value is as likely unless given."},
          &FactorSpec::most_likely);
        f(Field{"options", "Instead of a field: whole changes, each with a name: [{name: tariff, with: tariff.yaml}]."},
          &FactorSpec::options);
    }
};

enum class SampleBy { latin_hypercube, sobol };
inline constexpr std::array<std::string_view, 2> words_of(SampleBy) { return {"latin hypercube", "sobol"}; }

struct SamplesSpec {
    SampleBy by = SampleBy::latin_hypercube;
    int count = 0;
    std::uint64_t seed = 1;
    std::vector<FactorSpec> of;

    template <class F> static void fields(F &f) {
        f(Field{"by", "`latin hypercube` (default) or `sobol`."}, &SamplesSpec::by);
        f(Field{"count", "How many scenarios are drawn.", true, 1.0, 1000000.0}, &SamplesSpec::count);
        f(Field{"seed", "Luck of the draw, apart from that of the runs; 1 unless given."}, &SamplesSpec::seed);
        f(Field{"of", "What is drawn: factors with `from` and `to`, with `values` or with `options`.", true},
          &SamplesSpec::of);
    }
};

struct StudyRunsSpec {
    std::optional<std::uint64_t> seed;
    std::optional<int> replications;

    template <class F> static void fields(F &f) {
        f(Field{"seed", "Luck to start from; the case's unless given."}, &StudyRunsSpec::seed);
        f(Field{"replications",
                "How often each scenario runs, every one with the same luck; the case's number unless given.", false,
                1.0, 1000000.0},
          &StudyRunsSpec::replications);
    }
};

/// The file of a study.
struct StudySpec {
    std::string title, note;
    std::string chain; ///< file of the case
    std::vector<std::string> with, set;
    StudyRunsSpec runs;
    std::string measure;
    YesNo base = YesNo::yes, fork = YesNo::yes;
    std::vector<Keep> keep;
    std::vector<ScenarioSpec> scenarios;
    std::vector<FactorSpec> grid;
    std::string table;
    SamplesSpec samples;

    template <class F> static void fields(F &f) {
        f(Field{"title", "What the study asks, in a few words."}, &StudySpec::title);
        f(Field{"note", "Words for its reader."}, &StudySpec::note);
        f(Field{"case", "The case that all scenarios change, relative to this file.", true}, &StudySpec::chain);
        f(Field{"with", "Overlays of all scenarios."}, &StudySpec::with);
        f(Field{"set", "Values changed in all scenarios, each as `PATH=VALUE`."}, &StudySpec::set);
        f(Field{"runs", "{seed: 7, replications: 20}; as in the case unless given."}, &StudySpec::runs);
        f(Field{"measure", "What scenarios are judged by, such as `cathode made in USA`; the case's unless given."},
          &StudySpec::measure);
        f(Field{"base", "Whether the case without a change is the first scenario: `yes` (default) or `no`."},
          &StudySpec::base);
        f(Field{"fork", "Whether scenarios that share their past run it once: `yes` (default) or `no`. Results are the "
                        "same."},
          &StudySpec::fork);
        f(Field{"keep", "What is kept of each run: some of `markets`, `facilities`, `stocks`, `routes`; the first two "
                        "unless given."},
          &StudySpec::keep);
        f(Field{"scenarios", "A list of scenarios, each {name, with, set}."}, &StudySpec::scenarios);
        f(Field{"grid", "Factors with `values` or `options`: every combination is a scenario."}, &StudySpec::grid);
        f(Field{"table",
                "A CSV file with a scenario in each row. Columns: `name`, `with`, and paths of the case, which may "
                "end in a unit: `facilities.works.capacity.ore [kt/y]`. An empty cell changes nothing."},
          &StudySpec::table);
        f(Field{"samples", "Scenarios drawn at random: {by: latin hypercube, count: 100, of: [...]}."},
          &StudySpec::samples);
    }
};

/// What a factor is in a scenario.
struct Setting {
    std::string factor;
    std::string value; ///< as written: "1.2 Mt/y", "tariff"
    std::optional<double> number;
    std::string unit; ///< of the number
};

/// A scenario ready to be read: what is laid over the case, in this order.
struct Scenario {
    std::string name;
    std::vector<std::string> overlays; ///< files as they can be opened
    std::vector<std::string> sets;
    std::vector<Setting> settings;
    std::vector<std::uint32_t> set_places; ///< by set: where it was written, as a number of whoever read it
};

/// Columns that every table of scenarios has before those of its factors.
inline constexpr std::array<std::string_view, 10> scenario_columns{"scenario",
                                                                   "name",
                                                                   "replications",
                                                                   "measure_t_per_year",
                                                                   "measure_t_per_year_low",
                                                                   "measure_t_per_year_high",
                                                                   "demand_t_per_year",
                                                                   "change_t_per_year",
                                                                   "change_t_per_year_low",
                                                                   "change_t_per_year_high"};

} // namespace midstream
