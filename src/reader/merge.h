// Laying one tree over another: maps key by key, all else replaced, `key+` appends to a list, `~` deletes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"

namespace midstream {

/// The upper tree wins. Keys of the lower one keep their order, new ones follow. A series of dates, a CSV column or a
/// law of chance is one value and is replaced whole.
void lay_over(Node &lower, Node upper);

/// A map that is one value: a series or a law of chance.
bool is_whole_value(const Node &node);
/// Dates with their values, or a column of a CSV file.
bool is_series_of_values(const Node &node);

/// Writes `key+` with a list behind it as `key` whose list appends; joins the two where both stand in one map. To be
/// done to every document before it is laid over another.
void fold_additions(Node &node);

/// Puts the items of a list, or the one item that stands for a list, behind those of another.
void append_to(Node &lower, Node upper);

/// Lays an entry over one that it copies: its kind's preset, or what it is `like`. As lay_over, but the sides of a
/// recipe (fields that are `whole`) are replaced whole.
void lay_under(Node &upper, Node copied);

/// What a file brings that includes another: as lay_over, but the lists of the case append and `elements` unite.
void lay_file_over(Node &included, Node file);

/// Takes the `~` out that have done their work; refuses those that had nothing to delete.
void drop_deletions(Reading &reading, Node &root);

} // namespace midstream
