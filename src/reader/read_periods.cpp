// Reading a recorded series: the length of a date tells its period, the unit is one for all.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_periods.h"

#include "reader/amount.h"
#include "reader/read_steps.h"
#include "reader/read_words.h"
#include "reader/text_bytes.h"

#include <fmt/format.h>

namespace midstream {

namespace {

std::optional<PeriodKind> kind_of(std::string_view date) {
    if (date.size() == 4) return PeriodKind::year;
    if (date.size() == 7) return PeriodKind::month;
    if (date.size() == 10) return PeriodKind::day;
    return {};
}

} // namespace

bool read_dated_values(Reading &reading, const Node &node, DatedValues &out) {
    if (!is_dated(node))
        return refuse_shape(reading, node,
                            "dates and values such as {2001: 12.5 kt, 2002: 13 kt}, or {csv: output.csv, date: year, "
                            "value: mined_kt, unit: kt}");
    const auto dated = read_dated(reading, node, EmptyCell::gap);
    if (!dated) return false;
    for (const DatedText &row : dated->rows) {
        const auto kind = kind_of(row.date_text);
        if (!kind)
            return reading.refuse(
                row.value.place,
                fmt::format("{} is an instant; write the year, month or day that the value is of", row.date_text));
        if (!row.value.is_scalar()) return refuse_shape(reading, row.value, "a number with its unit, such as 12.5 kt");
        const auto amount = find_amount(row.value.text);
        if (!amount || amount->unit.empty())
            return reading.refuse(
                row.value.place,
                fmt::format("found {}; write a number, a space and a unit, such as 12.5 kt", name_of(row.value)));
        const DatedValue value{row.date, *kind, amount->number * dated->scale};
        const std::string &unit = amount->unit;
        if (!out.rows.empty() && out.rows.back().until() > value.from)
            return reading.refuse(row.value.place,
                                  fmt::format("{} lies within {}; write years, months or days that do not overlap",
                                              row.date_text, print_period(out.rows.back().from, out.rows.back().kind)));
        if (out.rows.empty()) out.unit = unit;
        if (unit != out.unit)
            return reading.refuse(row.value.place, fmt::format("found the unit '{}' in a series of '{}'; write all of "
                                                               "it in one unit",
                                                               shortened(unit), shortened(out.unit)));
        out.rows.push_back(value);
    }
    return true;
}

} // namespace midstream
