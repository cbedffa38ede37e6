// A linear programme in plain words: columns with bounds and gains, rows with limits; solved again from where it stood.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace midstream {

/// Maximises the sum of gain x column. Infinite bounds are none. Add everything before the first `maximise`; later only
/// bounds and coefficients change, and the solver starts from the last basis.
class LinearProgramme {
  public:
    using Column = std::uint32_t;
    using Row = std::uint32_t;
    using Terms = std::vector<std::pair<Column, double>>; ///< a sum of columns, each with its coefficient
    enum class Outcome { optimal, unbounded, infeasible, undecided };

    LinearProgramme();
    ~LinearProgramme();
    LinearProgramme(LinearProgramme &&) noexcept;
    LinearProgramme &operator=(LinearProgramme &&) noexcept;

    Column add_column(double low, double high);
    Row add_row(double low, double high);
    /// Adds to what the row has of the column already.
    void add(Row row, Column column, double coefficient);
    void add(Row row, const Terms &terms, double times = 1);
    void add_gain(Column column, double gain);

    void set_row_low(Row row, double low);
    void set_row_high(Row row, double high);
    void set_column_low(Column column, double low);
    void set_column_high(Column column, double high);
    void set_coefficient(Row row, Column column, double coefficient);

    Outcome maximise();
    double optimum() const;
    double value(Column column) const;
    double activity(Row row) const;
    double row_high(Row row) const;
    /// How fast each column grows without end, after `unbounded`.
    std::vector<double> ray() const;

    std::size_t columns() const;
    std::size_t rows() const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace midstream
