// What a factor does by itself: least squares with the other factors beside it.
// SPDX-License-Identifier: Apache-2.0
#include "report/factor_fit.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace midstream {

namespace {

using Column = std::vector<double>;

/// What is left of a column below this share of it is rounding: it follows from the others.
constexpr double nothing = 1e-9;
/// Scenarios for each term of a model from which on it may have bends.
constexpr std::size_t rows_for_a_term = 2;

double product(const Column &a, const Column &b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

/// Columns at right angles to each other, each of length one (modified Gram-Schmidt).
class Basis {
  public:
    explicit Basis(std::size_t rows) { add(Column(rows, 1.0)); }

    void take_out(Column &column) const {
        for (const Column &mine : columns_) {
            const double share = product(mine, column);
            for (std::size_t i = 0; i < column.size(); ++i) column[i] -= share * mine[i];
        }
    }
    void add(Column column) {
        const double before = product(column, column);
        take_out(column);
        take_out(column); // once more, for what rounding left
        const double length = product(column, column);
        if (length <= nothing * nothing * before) return;
        for (double &value : column) value /= std::sqrt(length);
        columns_.push_back(std::move(column));
    }
    std::size_t size() const { return columns_.size(); }

  private:
    std::vector<Column> columns_;
};

/// One factor over the scenarios that set the same factors.
struct Values {
    std::string factor;
    std::vector<const Setting *> of; ///< by row
    std::set<std::string> words;
    bool has_numbers = true;

    Column numbers() const {
        Column column;
        for (const Setting *setting : of) column.push_back(*setting->number);
        return column;
    }
    Column indicator(const std::string &word) const {
        Column column;
        for (const Setting *setting : of) column.push_back(setting->value == word ? 1.0 : 0.0);
        return column;
    }
    /// A bend of its line.
    Column bend() const {
        Column column = numbers();
        double mean = 0;
        for (const double x : column) mean += x / static_cast<double>(column.size());
        for (double &x : column) x = (x - mean) * (x - mean);
        return column;
    }
    /// What it may do: a line of its numbers, or a step for each word but one.
    std::vector<Column> columns() const {
        if (has_numbers) return {numbers()};
        std::vector<Column> steps;
        for (auto word = std::next(words.begin()); word != words.end(); ++word) steps.push_back(indicator(*word));
        return steps;
    }
};

struct Block {
    std::vector<Values> factors;
    Column measure_tpy;
};

/// The scenarios that set the same factors as those that set `factor`, if there is one set of them.
Block block_of(const std::string &factor, const SweepResult &result) {
    Block block;
    for (const ScenarioResult &one : result.scenarios) {
        const std::vector<Setting> &settings = result.head.scenarios[one.scenario].settings;
        if (std::none_of(settings.begin(), settings.end(), [&](const Setting &s) { return s.factor == factor; }))
            continue;
        if (block.factors.empty())
            for (const Setting &setting : settings) block.factors.push_back({setting.factor, {}, {}, true});
        const bool is_same = std::equal(settings.begin(), settings.end(), block.factors.begin(), block.factors.end(),
                                        [](const Setting &s, const Values &v) { return s.factor == v.factor; });
        if (!is_same) return {};
        for (std::size_t i = 0; i < settings.size(); ++i) {
            Values &values = block.factors[i];
            values.has_numbers = values.has_numbers && settings[i].number &&
                                 (values.of.empty() || values.of.front()->unit == settings[i].unit);
            values.of.push_back(&settings[i]);
            values.words.insert(settings[i].value);
        }
        block.measure_tpy.push_back(one.measure_tpy.mean);
    }
    return block;
}

/// Whether each value of one meets each of the other as often as both are set.
bool are_even(const Values &a, const Values &b) {
    std::map<std::string, std::size_t> of_a, of_b;
    std::map<std::pair<std::string, std::string>, std::size_t> of_both;
    for (std::size_t row = 0; row < a.of.size(); ++row) {
        ++of_a[a.of[row]->value];
        ++of_b[b.of[row]->value];
        ++of_both[{a.of[row]->value, b.of[row]->value}];
    }
    for (const auto &[value_a, count_a] : of_a)
        for (const auto &[value_b, count_b] : of_b)
            if (of_both[{value_a, value_b}] * a.of.size() != count_a * count_b) return false;
    return true;
}

/// The factor whose values alone tell those of a column, or nothing.
std::string told_by(const Column &column, const Block &block, std::size_t mine) {
    for (std::size_t other = 0; other < block.factors.size(); ++other) {
        if (other == mine) continue;
        Basis basis{column.size()};
        for (Column &known : block.factors[other].columns()) basis.add(std::move(known));
        Column left = column;
        basis.take_out(left);
        if (product(left, left) <= nothing * product(column, column)) return block.factors[other].factor;
    }
    return "";
}

void fit(FactorEffect &effect, const Block &block, std::size_t mine) {
    const Values &values = block.factors[mine];
    FactorFit &fitted = effect.fit.emplace();
    fitted.is_line = values.has_numbers && effect.slope.has_value();
    Column column = fitted.is_line ? values.numbers() : values.indicator(effect.most_at);
    Basis basis{column.size()};
    for (std::size_t other = 0; other < block.factors.size(); ++other)
        if (other != mine)
            for (Column &known : block.factors[other].columns()) basis.add(std::move(known));
    // Bends of lines go with the steps of others by chance in a small design; where the scenarios allow it they are known.
    std::size_t terms = 1;
    for (const Values &factor : block.factors) terms += factor.has_numbers ? 2 : factor.words.size() - 1;
    if (column.size() >= rows_for_a_term * terms)
        for (const Values &factor : block.factors)
            if (factor.has_numbers) basis.add(factor.bend());
    if (!fitted.is_line) // the step is from the value with the least mean: those of all others are known
        for (const std::string &word : values.words)
            if (word != effect.most_at && word != effect.least_at) basis.add(values.indicator(word));
    const Column raw = column;
    basis.take_out(column);
    basis.take_out(column);
    const double length = product(column, column);
    if (length <= nothing * product(raw, raw)) {
        fitted.same_as = told_by(raw, block, mine);
        return;
    }
    // Scenarios that give the same to the last digit differ in nothing that matters, and are one piece of evidence.
    const std::set<double> told(block.measure_tpy.begin(), block.measure_tpy.end());
    const std::size_t rows = column.size(), known = basis.size() + 1;
    if (told.size() <= known) return;
    Column left = block.measure_tpy;
    basis.take_out(left);
    double gain = product(column, left) / length;
    if (gain * gain * length <= nothing * nothing * product(block.measure_tpy, block.measure_tpy)) gain = 0; // rounding
    double rest = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const double miss = left[i] - gain * column[i];
        rest += miss * miss;
    }
    const auto dof = static_cast<double>(told.size() - known);
    const double half = student_t_quantile(0.975, dof) * std::sqrt(rest / dof / length);
    fitted.gain_tpy = Interval{gain, gain - half, gain + half};
}

} // namespace

void fit_factors(const SweepResult &result, std::vector<FactorEffect> &effects) {
    for (FactorEffect &effect : effects) {
        const Block block = block_of(effect.factor, result);
        for (std::size_t mine = 0; mine < block.factors.size(); ++mine) {
            if (block.factors[mine].factor != effect.factor) continue;
            const bool is_even = std::all_of(block.factors.begin(), block.factors.end(), [&](const Values &other) {
                return other.factor == effect.factor || are_even(block.factors[mine], other);
            });
            if (!is_even) fit(effect, block, mine);
        }
    }
}

} // namespace midstream
