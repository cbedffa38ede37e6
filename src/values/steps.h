// A quantity of a case that changes on dates: constant between them, told in the file or in a CSV column.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/time.h"
#include "units/quantity.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace midstream {

/// Holds `first` until the date of the first change, then each value until the next. Dates rise strictly.
template <class Q> struct Steps {
    Q first{};
    std::vector<std::pair<SimTime, Q>> changes;

    Steps() = default;
    explicit Steps(Q constant) : first(constant) {}

    Q at(SimTime when) const {
        Q value = first;
        for (const auto &[date, next] : changes) {
            if (date > when) break;
            value = next;
        }
        return value;
    }
    /// The first change after a date; the horizon's end where there is none.
    SimTime next_change(SimTime after, SimTime end) const {
        for (const auto &change : changes)
            if (change.first > after) return std::min(change.first, end);
        return end;
    }
    bool is_constant() const { return changes.empty(); }
    friend bool operator==(const Steps &, const Steps &) = default;
};

} // namespace midstream
