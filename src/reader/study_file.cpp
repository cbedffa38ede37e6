// From a study's file to the scenarios it asks for.
// SPDX-License-Identifier: Apache-2.0
#include "reader/study_file.h"

#include "reader/amount.h"
#include "reader/include.h"
#include "reader/read_cells.h"
#include "reader/read_values.h"
#include "reader/set_path.h"
#include "studies/sampling.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

namespace midstream {

namespace {

std::string amount_text(double number, const std::string &unit) {
    return fmt::format("{:.9g}{}{}", number, unit.empty() ? "" : " ", unit);
}

/// Inverse of a triangular law on 0..1 with its peak at `mode`, at u.
double triangular(double u, double mode) {
    return u < mode ? std::sqrt(u * mode) : 1 - std::sqrt((1 - u) * (1 - mode));
}

class StudyReader {
  public:
    StudyReader(Reading &reading, const Node &root) : reading_{reading}, root_{root} {}

    ReadStudy read() {
        if (!check_version()) return std::move(study_);
        MapReader map{reading_, root_};
        map.allow(version_key);
        map.read(study_.spec);
        map.finish();
        study_.has_base = study_.spec.base == YesNo::yes;
        if (study_.has_base) add({"base", {}, {}, {}, {}}, root_.place);
        if (const Node *measure = root_.find("measure")) study_.measure_place = measure->place;
        for (std::size_t i = 0; i < study_.spec.set.size(); ++i) {
            study_.common_places.push_back(item(root_, "set", i).place);
            refuse_luck(study_.spec.set[i], study_.common_places.back());
        }
        overlays_of(study_.spec.with, root_);
        if (!study_.spec.chain.empty()) study_.chain = path_of(study_.spec.chain);
        add_listed();
        add_grid();
        add_table();
        add_samples();
        if (study_.scenarios.size() == (study_.has_base ? 1u : 0u) && reading_.messages.problems.empty())
            reading_.refuse(root_.place, "the study has no scenario of its own; write `scenarios`, `grid`, `table` or "
                                         "`samples` with something in them");
        return std::move(study_);
    }

  private:
    static constexpr const char *version_key = "midstream study";

    /// False for what is no study at all.
    bool check_version() {
        const Node *version = root_.find(version_key);
        if (!version && root_.find("midstream"))
            return reading_.refuse({root_.place.file, 1, 1},
                                   "this is a case, not a study: a study is a file of its own that "
                                   "names it by `case:` (midstream describe study)");
        if (!version)
            reading_.refuse({root_.place.file, 1, 1},
                            "'midstream study' is missing; write `midstream study: 1` in the first line");
        else if (version->text != "1")
            reading_.refuse(version->place, fmt::format("found {}; this program reads version 1", name_of(*version)));
        return true;
    }

    std::string path_of(const std::string &name) const {
        return (root_.place.file->folder / name).lexically_normal().generic_string();
    }
    /// Overlays of `map`, which the study names under `with`.
    std::vector<std::string> overlays_of(const std::vector<std::string> &names, const Node &map) {
        std::vector<std::string> paths;
        for (std::size_t i = 0; i < names.size(); ++i) {
            paths.push_back(path_of(names[i]));
            study_.overlay_places.emplace(paths.back(), item(map, "with", i).place);
        }
        return paths;
    }
    /// An item of a list of a map; of a list that was left out the map, of one item without a list that item.
    static const Node &item(const Node &map, const char *key, std::size_t number) {
        const Node *list = map.find(key);
        if (!list) return map;
        return list->is_list() && number < list->items.size() ? list->items[number] : *list;
    }
    const Node &item(const char *key, std::size_t number) const { return item(root_, key, number); }

    std::uint32_t number_of(const Place &place) {
        study_.places.push_back(place);
        return static_cast<std::uint32_t>(study_.places.size() - 1);
    }

    void refuse_luck(const std::string &set, const Place &place) {
        if (set.starts_with("runs."))
            reading_.refuse(place,
                            fmt::format("'{}': all scenarios run under the same luck and as often; write `runs` in "
                                        "the study, not in a scenario",
                                        set));
    }

    void note_factor(const std::string &name, const Place &place) {
        if (std::find(scenario_columns.begin(), scenario_columns.end(), name) != scenario_columns.end() &&
            told_columns_.insert(name).second)
            reading_.refuse(place,
                            fmt::format("a factor cannot be called '{}': every table of scenarios has a column of "
                                        "that name; give it another `name`",
                                        name));
        if (std::find(study_.factors.begin(), study_.factors.end(), name) == study_.factors.end())
            study_.factors.push_back(name);
    }

    void add(Scenario scenario, const Place &place) {
        if (study_.scenarios.size() == most_scenarios) {
            if (!told_many_) reading_.refuse(place, "more than a million scenarios; make the study smaller");
            told_many_ = true;
            return;
        }
        for (const std::string &set : scenario.sets) refuse_luck(set, place);
        if (scenario.name.empty())
            reading_.refuse(place, "this scenario has no name; give it one");
        else if (!names_.emplace(scenario.name, names_.size()).second)
            reading_.refuse(place, fmt::format("there is a scenario '{}' already; each needs a name of its own{}",
                                               scenario.name, scenario.name == "base" ? " (or write `base: no`)" : ""));
        study_.scenarios.push_back(std::move(scenario));
    }

    void add_listed() {
        const Reading::Step step{reading_, "scenarios"};
        for (std::size_t i = 0; i < study_.spec.scenarios.size(); ++i) {
            const ScenarioSpec &spec = study_.spec.scenarios[i];
            const Node &node = item("scenarios", i);
            Scenario scenario{spec.name, overlays_of(spec.with, node), spec.set, {}, {}};
            for (std::size_t s = 0; s < spec.set.size(); ++s)
                scenario.set_places.push_back(number_of(item(node, "set", s).place));
            add(std::move(scenario), node.place);
        }
    }

    /// Where what a factor sets is written: of each value or of each set of each option, as numbers; of a range one.
    std::vector<std::vector<std::uint32_t>> places_of(const FactorSpec &factor, const Node &node) {
        std::vector<std::vector<std::uint32_t>> places;
        for (std::size_t i = 0; i < factor.values.size(); ++i)
            places.push_back({number_of(item(node, "values", i).place)});
        for (std::size_t i = 0; i < factor.options.size(); ++i) {
            places.emplace_back();
            overlays_of(factor.options[i].with, item(node, "options", i));
            for (std::size_t s = 0; s < factor.options[i].set.size(); ++s)
                places.back().push_back(number_of(item(item(node, "options", i), "set", s).place));
        }
        if (places.empty()) places.push_back({number_of(item(node, "from", 0).place)});
        return places;
    }

    /// Changes a scenario to one of the values or options of a factor.
    void apply(Scenario &scenario, const FactorSpec &factor, std::size_t choice,
               const std::vector<std::uint32_t> &places) const {
        if (factor.options.empty()) {
            set_value(scenario, factor, factor.values[choice], places.front());
            return;
        }
        const ScenarioSpec &option = factor.options[choice];
        for (const std::string &name : option.with) scenario.overlays.push_back(path_of(name));
        scenario.sets.insert(scenario.sets.end(), option.set.begin(), option.set.end());
        scenario.set_places.insert(scenario.set_places.end(), places.begin(), places.end());
        scenario.settings.push_back({label(factor), option.name, {}, ""});
    }
    static void set_value(Scenario &scenario, const FactorSpec &factor, const std::string &value, std::uint32_t place) {
        scenario.sets.push_back(factor.field + "=" + value);
        scenario.set_places.push_back(place);
        const auto amount = find_amount(value);
        scenario.settings.push_back(
            {label(factor), value, amount ? std::optional{amount->number} : std::nullopt, amount ? amount->unit : ""});
    }
    static std::string label(const FactorSpec &factor) { return factor.name.empty() ? factor.field : factor.name; }
    static std::size_t choices(const FactorSpec &factor) {
        return factor.options.empty() ? factor.values.size() : factor.options.size();
    }

    /// Two factors of one grid or one set of samples must not be the same.
    bool check_twins(const std::vector<FactorSpec> &factors, const Node &node) {
        std::set<std::string> names, fields, told;
        for (const FactorSpec &factor : factors) {
            if (!factor.name.empty() && !names.insert(factor.name).second && told.insert(factor.name).second)
                reading_.refuse(node.place,
                                fmt::format("two factors are called '{}'; give each its own `name`", factor.name));
            if (!factor.field.empty() && !fields.insert(factor.field).second && told.insert(factor.field).second)
                reading_.refuse(node.place,
                                fmt::format("two factors change '{}'; the later would win every time", factor.field));
        }
        return told.empty();
    }

    /// What holds for every factor; false where it cannot be used.
    bool check(const FactorSpec &factor, const Node &node, bool may_range) {
        const bool ranges = !factor.from.empty() || !factor.to.empty() || !factor.most_likely.empty();
        if (!factor.options.empty()) {
            if (factor.name.empty()) return reading_.refuse(node.place, "a factor with options needs a `name`");
            if (!factor.field.empty() || !factor.values.empty() || ranges)
                return reading_.refuse(node.place, "`options` are whole changes; they go with a `name` alone");
            return true;
        }
        if (factor.field.empty())
            return reading_.refuse(node.place,
                                   "this factor changes nothing; write the `field` it is, or `name` and `options`");
        if (!factor.values.empty() && ranges)
            return reading_.refuse(node.place, "both `values` and a range are given; write one of them");
        if (!factor.values.empty()) return true;
        if (!may_range) return reading_.refuse(node.place, "a factor of a grid needs `values` or `options`");
        if (factor.from.empty() || factor.to.empty())
            return reading_.refuse(node.place, "what is drawn needs `from` and `to`, `values`, or `options`");
        return check_range(factor, node);
    }

    bool check_range(const FactorSpec &factor, const Node &node) {
        const auto from = find_amount(factor.from), to = find_amount(factor.to);
        const auto most_likely = factor.most_likely.empty() ? from : find_amount(factor.most_likely);
        for (const auto &[amount, text] :
             {std::pair{from, factor.from}, {to, factor.to}, {most_likely, factor.most_likely}})
            if (!amount)
                return reading_.refuse(node.place,
                                       fmt::format("'{}' is no number with a unit, such as 600 kt/y", text));
        if (from->unit != to->unit || from->unit != most_likely->unit)
            return reading_.refuse(node.place,
                                   fmt::format("'{}' and '{}' have different units; write them in one", factor.from,
                                               from->unit != to->unit ? factor.to : factor.most_likely));
        if (!(from->number < to->number))
            return reading_.refuse(node.place, fmt::format("it is drawn from '{}' to '{}'; write the smaller one first",
                                                           factor.from, factor.to));
        if (most_likely->number < from->number || most_likely->number > to->number)
            return reading_.refuse(node.place,
                                   fmt::format("'{}' lies outside of what may be drawn", factor.most_likely));
        return true;
    }

    void add_grid() {
        const std::vector<FactorSpec> &grid = study_.spec.grid;
        const Reading::Step step{reading_, "grid"};
        std::size_t count = grid.empty() ? 0 : 1;
        bool good = check_twins(grid, item("grid", 0));
        for (std::size_t i = 0; i < grid.size(); ++i) {
            if (!check(grid[i], item("grid", i), false)) good = false;
            note_factor(label(grid[i]), item("grid", i).place);
            study_.grid.push_back(choices(grid[i]));
            count = std::min(count * std::max<std::size_t>(choices(grid[i]), 1), most_scenarios + 1);
        }
        if (!good) return;
        std::vector<std::vector<std::vector<std::uint32_t>>> places;
        for (std::size_t i = 0; i < grid.size(); ++i) places.push_back(places_of(grid[i], item("grid", i)));
        std::vector<std::size_t> at(grid.size(), 0);
        for (std::size_t n = 0; n < count; ++n) {
            Scenario scenario;
            for (std::size_t i = 0; i < grid.size(); ++i) {
                apply(scenario, grid[i], at[i], places[i][at[i]]);
                scenario.name +=
                    fmt::format("{}{}={}", i == 0 ? "" : ", ", label(grid[i]), scenario.settings.back().value);
            }
            add(std::move(scenario), item("grid", 0).place);
            for (std::size_t i = grid.size(); i-- > 0;) {
                if (++at[i] < choices(grid[i])) break;
                at[i] = 0;
            }
        }
    }

    void add_samples() {
        const SamplesSpec &samples = study_.spec.samples;
        const Node *section = root_.find("samples");
        if (!section || samples.count == 0 || samples.of.empty()) return;
        const Reading::Step step{reading_, "samples"};
        bool good = samples.by == SampleBy::latin_hypercube || samples.of.size() <= most_sobol_factors;
        if (!good)
            reading_.refuse(section->place, fmt::format("a Sobol sequence is told for at most {} factors; draw by "
                                                        "`latin hypercube`",
                                                        most_sobol_factors));
        if (!check_twins(samples.of, *section)) good = false;
        for (std::size_t i = 0; i < samples.of.size(); ++i) {
            if (!check(samples.of[i], item(*section, "of", i), true)) good = false;
            note_factor(label(samples.of[i]), item(*section, "of", i).place);
        }
        if (!good) return;
        const auto count = static_cast<std::size_t>(samples.count);
        const Points points = samples.by == SampleBy::sobol ? sobol_points(count, samples.of.size(), samples.seed)
                                                            : latin_hypercube(count, samples.of.size(), samples.seed);
        std::vector<std::vector<std::vector<std::uint32_t>>> places;
        for (std::size_t i = 0; i < samples.of.size(); ++i)
            places.push_back(places_of(samples.of[i], item(*section, "of", i)));
        const std::size_t digits = std::to_string(count).size();
        for (std::size_t n = 0; n < count; ++n) {
            Scenario scenario;
            scenario.name = fmt::format("sample {:0{}}", n + 1, digits);
            for (std::size_t i = 0; i < samples.of.size(); ++i) draw(scenario, samples.of[i], points[n][i], places[i]);
            add(std::move(scenario), section->place);
        }
    }

    void draw(Scenario &scenario, const FactorSpec &factor, double u,
              const std::vector<std::vector<std::uint32_t>> &places) const {
        if (const std::size_t many = choices(factor); many > 0) {
            const std::size_t drawn = std::min(many - 1, static_cast<std::size_t>(u * static_cast<double>(many)));
            apply(scenario, factor, drawn, places[drawn]);
            return;
        }
        const Amount from = *find_amount(factor.from), to = *find_amount(factor.to);
        const auto is_whole = [](double x) { return x == std::floor(x); };
        double value = 0;
        if (from.unit.empty() && is_whole(from.number) && is_whole(to.number) && factor.most_likely.empty()) {
            value = std::min(to.number, from.number + std::floor(u * (to.number - from.number + 1)));
        } else {
            const double width = to.number - from.number;
            if (!factor.most_likely.empty())
                u = triangular(u, (find_amount(factor.most_likely)->number - from.number) / width);
            value = from.number + u * width;
        }
        set_value(scenario, factor, amount_text(value, from.unit), places.front().front());
    }

    void add_table() {
        const Node *name = root_.find("table");
        if (!name || study_.spec.table.empty()) return;
        const Reading::Step step{reading_, "table"};
        const Table *table = read_table_of(reading_, *name);
        if (!table) return;
        const auto file = std::make_shared<SourceFile>(SourceFile{path_of(study_.spec.table), {}});
        for (const std::string &column : table->header)
            if (column != "name" && column != "with") note_factor(column_of(column).field, {file, 1, 1});
        for (std::size_t row = 0; row < table->rows.size(); ++row) {
            Scenario scenario;
            scenario.name = fmt::format("row {}", row + 1);
            for (std::size_t c = 0; c < table->header.size(); ++c) {
                const std::string &text = table->rows[row][c].text, &column = table->header[c];
                if (text.empty()) continue;
                if (column == "name")
                    scenario.name = text;
                else if (column == "with")
                    scenario.overlays.push_back(overlay_of(text, file, table->rows[row][c]));
                else {
                    const FactorSpec factor = column_of(column);
                    set_value(scenario, factor, factor.to.empty() ? text : text + " " + factor.to,
                              number_of({file, table->rows[row][c].line, table->rows[row][c].column}));
                }
            }
            add(std::move(scenario), {file, table->rows[row].empty() ? 0 : table->rows[row].front().line, 1});
        }
    }
    std::string overlay_of(const std::string &name, const std::shared_ptr<SourceFile> &file, const Cell &cell) {
        std::string path = path_of(name);
        study_.overlay_places.emplace(path, Place{file, cell.line, cell.column});
        return path;
    }
    /// "PATH [unit]": the unit is kept in `to`.
    static FactorSpec column_of(const std::string &column) {
        FactorSpec factor;
        factor.field = column;
        const std::size_t open = column.rfind(" [");
        if (open != column.npos && column.back() == ']') {
            factor.field = column.substr(0, open);
            factor.to = column.substr(open + 2, column.size() - open - 3);
        }
        return factor;
    }

    Reading &reading_;
    const Node &root_;
    ReadStudy study_;
    std::map<std::string, std::size_t> names_;
    std::set<std::string> told_columns_;
    bool told_many_ = false;
};

} // namespace

Problem ReadStudy::placed(Problem problem, const Scenario &scenario) const {
    if (const auto overlay = overlay_places.find(problem.file); problem.line == 0 && overlay != overlay_places.end()) {
        const Place &place = overlay->second;
        return {place.file->name, place.line, place.column, "with",
                fmt::format("'{}': {}", problem.file, problem.text)};
    }
    const auto look = [&](const std::vector<std::string> &sets, const auto &place_of) {
        for (std::size_t i = 0; i < sets.size(); ++i) {
            if (problem.file != set_name(sets[i])) continue;
            const Place &place = place_of(i);
            problem.file = place.file->name;
            problem.line = place.line;
            problem.column = place.column;
            return true;
        }
        return false;
    };
    if (!look(spec.set, [&](std::size_t i) -> const Place & { return common_places[i]; }))
        look(scenario.sets, [&](std::size_t i) -> const Place & { return places[scenario.set_places[i]]; });
    return problem;
}

ReadStudy read_study(const std::filesystem::path &file) {
    Reading reading;
    const auto root = FileLoader{reading}.load(file);
    ReadStudy study;
    if (root) study = StudyReader{reading, *root}.read();
    std::vector<std::string> order;
    for (const auto &input : reading.inputs) order.push_back(input.generic_string());
    sort_by_place(reading.messages.problems, order);
    if (!reading.messages.problems.empty())
        throw CaseError{std::move(reading.messages.problems), std::move(reading.messages.warnings)};
    study.name = file.stem().string();
    study.inputs = std::move(reading.inputs);
    return study;
}

} // namespace midstream
