// Reading what changes on dates: `{2025-01-01: 900 kt/y, 2027-07-01: 1 Mt/y}` or a column of a CSV file.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"

#include <optional>
#include <vector>

namespace midstream {

/// A date and the text of the quantity that holds from then on, with its place.
struct DatedText {
    SimTime date;
    Node value;
    std::string date_text = {}; ///< as written: how much of it tells whether a year, a month or a day is meant
};

struct DatedTexts {
    std::vector<DatedText> rows; ///< dates rise strictly; at least one
    double scale = 1;            ///< to multiply each value by
};

/// Whether a node is meant as a series rather than as one quantity.
bool is_dated(const Node &node);

/// What an empty cell of a CSV column is.
enum class EmptyCell { wrong, gap };

std::optional<DatedTexts> read_dated(Reading &reading, const Node &node, EmptyCell empty_cell = EmptyCell::wrong);

/// A series that begins after the run does.
void warn_of_late_start(Reading &reading, const Node &node, SimTime first);

} // namespace midstream
