// The door to Clp, which solves linear programmes.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/linear_programme.h"

#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace midstream {

namespace {

double for_clp(double bound) { return std::isinf(bound) ? std::copysign(COIN_DBL_MAX, bound) : bound; }

struct Entry {
    int row;
    int column;
    double value;
};

} // namespace

struct LinearProgramme::Inside {
    std::vector<double> low, high, gain; // by column
    std::vector<double> row_low, row_high;
    std::vector<Entry> entries;
    ClpSimplex solver;
    bool loaded = false;

    void load();
};

/// Entries of one row and column become one, as Clp wants each named once.
void LinearProgramme::Inside::load() {
    std::sort(entries.begin(), entries.end(),
              [](const Entry &a, const Entry &b) { return std::tie(a.column, a.row) < std::tie(b.column, b.row); });
    std::vector<int> rows, columns;
    std::vector<double> values;
    for (const Entry &entry : entries) {
        if (!rows.empty() && rows.back() == entry.row && columns.back() == entry.column) {
            values.back() += entry.value;
            continue;
        }
        rows.push_back(entry.row);
        columns.push_back(entry.column);
        values.push_back(entry.value);
    }
    entries = {};
    CoinPackedMatrix matrix(true, rows.data(), columns.data(), values.data(), static_cast<CoinBigIndex>(values.size()));
    matrix.setDimensions(static_cast<int>(row_low.size()), static_cast<int>(low.size()));
    std::vector<double> cost;
    for (const double g : gain) cost.push_back(-g); // Clp minimises unless told otherwise
    solver.setLogLevel(0);
    solver.loadProblem(matrix, low.data(), high.data(), cost.data(), row_low.data(), row_high.data());
    loaded = true;
}

LinearProgramme::LinearProgramme() : inside_{std::make_unique<Inside>()} {}
LinearProgramme::~LinearProgramme() = default;
LinearProgramme::LinearProgramme(LinearProgramme &&) noexcept = default;
LinearProgramme &LinearProgramme::operator=(LinearProgramme &&) noexcept = default;

LinearProgramme::Column LinearProgramme::add_column(double low, double high) {
    inside_->low.push_back(for_clp(low));
    inside_->high.push_back(for_clp(high));
    inside_->gain.push_back(0);
    return static_cast<Column>(inside_->low.size() - 1);
}

LinearProgramme::Row LinearProgramme::add_row(double low, double high) {
    inside_->row_low.push_back(for_clp(low));
    inside_->row_high.push_back(for_clp(high));
    return static_cast<Row>(inside_->row_low.size() - 1);
}

void LinearProgramme::add(Row row, Column column, double coefficient) {
    if (coefficient != 0) inside_->entries.push_back({static_cast<int>(row), static_cast<int>(column), coefficient});
}

void LinearProgramme::add(Row row, const Terms &terms, double times) {
    for (const auto &[column, coefficient] : terms) add(row, column, times * coefficient);
}

void LinearProgramme::add_gain(Column column, double gain) { inside_->gain[column] += gain; }

void LinearProgramme::set_row_high(Row row, double high) {
    inside_->row_high[row] = for_clp(high);
    if (inside_->loaded) inside_->solver.setRowUpper(static_cast<int>(row), for_clp(high));
}

void LinearProgramme::set_row_low(Row row, double low) {
    inside_->row_low[row] = for_clp(low);
    if (inside_->loaded) inside_->solver.setRowLower(static_cast<int>(row), for_clp(low));
}

void LinearProgramme::set_column_low(Column column, double low) {
    inside_->low[column] = for_clp(low);
    if (inside_->loaded) inside_->solver.setColumnLower(static_cast<int>(column), for_clp(low));
}

void LinearProgramme::set_column_high(Column column, double high) {
    inside_->high[column] = for_clp(high);
    if (inside_->loaded) inside_->solver.setColumnUpper(static_cast<int>(column), for_clp(high));
}

void LinearProgramme::set_coefficient(Row row, Column column, double coefficient) {
    if (!inside_->loaded) inside_->load();
    inside_->solver.modifyCoefficient(static_cast<int>(row), static_cast<int>(column), coefficient);
}

/// After a change of bounds the last basis stays dual feasible, so that the dual simplex has little to do. What it finds
/// infeasible or unbounded the primal one judges, since only that leaves a ray.
LinearProgramme::Outcome LinearProgramme::maximise() {
    if (!inside_->loaded) inside_->load();
    ClpSimplex &solver = inside_->solver;
    solver.dual();
    if (solver.status() != 0) solver.primal();
    switch (solver.status()) {
    case 0:
        return Outcome::optimal;
    case 1:
        return Outcome::infeasible;
    case 2:
        return Outcome::unbounded;
    default:
        return Outcome::undecided;
    }
}

double LinearProgramme::optimum() const { return -inside_->solver.objectiveValue(); }
double LinearProgramme::value(Column column) const { return inside_->solver.primalColumnSolution()[column]; }
double LinearProgramme::activity(Row row) const { return inside_->solver.primalRowSolution()[row]; }
double LinearProgramme::row_high(Row row) const { return inside_->row_high[row]; }

std::vector<double> LinearProgramme::ray() const {
    const std::unique_ptr<double[]> found(inside_->solver.unboundedRay());
    if (!found) return std::vector<double>(columns(), 0.0);
    return {found.get(), found.get() + columns()};
}

std::size_t LinearProgramme::columns() const { return inside_->low.size(); }
std::size_t LinearProgramme::rows() const { return inside_->row_low.size(); }

} // namespace midstream
