// What a driver says of every day of a run.
// SPDX-License-Identifier: Apache-2.0
#include "model/driver_periods.h"

#include "des/calendar.h"

#include <algorithm>

namespace midstream {

namespace {

class Filling {
  public:
    Filling(const DriverSpec &driver, SimTime start, SimTime end) : driver_{driver}, start_{start}, end_{end} {}

    std::variant<std::vector<DrivenPeriod>, std::string> run() {
        fill_rows();
        if (problem_.empty()) extend();
        if (!problem_.empty()) return problem_;
        std::erase_if(periods_, [&](const DrivenPeriod &p) { return p.until <= start_ || p.from >= end_; });
        return std::move(periods_);
    }

  private:
    void fill_rows() {
        const auto &rows = driver_.values.rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i > 0 && rows[i - 1].until() < rows[i].from) fill_gap(rows[i - 1], i - 1, rows[i].from);
            periods_.push_back({rows[i].from, rows[i].until(), rows[i].kind, rows[i].value, i});
        }
    }

    void fill_gap(const DatedValue &before, std::size_t row, SimTime until) {
        const bool matters = before.until() < end_ && until > start_;
        if (driver_.gaps == Gaps::hold)
            for (SimTime from = before.until(); from < until; from = periods_later(from, before.kind, 1))
                periods_.push_back(
                    {from, std::min(until, periods_later(from, before.kind, 1)), before.kind, before.value, row});
        else if (matters && problem_.empty())
            problem_ = "has no value from " + print_date(before.until()) + " to " + print_date(until) +
                       "; a date stands for its own year, month or day alone: fill the gap, or write `gaps: hold`";
    }

    void extend() {
        const DrivenPeriod first = periods_.front(), last = periods_.back();
        const bool before = first.from > start_, after = last.until < end_;
        if (!before && !after) return;
        if (driver_.outside == Outside::error) {
            const std::string remedy =
                "; add to the series, or say what holds there: `outside: hold`, `repeat` or `scale`";
            problem_ = before ? "has no value before " + print_date(first.from) + ", and the run starts on " +
                                    print_date(start_) + remedy
                              : "has no value from " + print_date(last.until) + " on, and the run ends on " +
                                    print_date(end_) + remedy;
            return;
        }
        const bool is_even =
            std::all_of(periods_.begin(), periods_.end(), [&](const DrivenPeriod &p) { return p.kind == first.kind; });
        if (driver_.outside != Outside::hold && !is_even) {
            problem_ = "mixes years, months or days, so that what comes next in it is not known; write `outside: hold`";
            return;
        }
        add_before();
        add_after();
    }

    void add_before() {
        std::vector<DrivenPeriod> earlier;
        const bool repeats = driver_.outside == Outside::repeat;
        const std::size_t count = periods_.size();
        const DrivenPeriod first = periods_.front();
        double value = first.value;
        for (int k = 1; periods_later(first.from, first.kind, 1 - k) > start_; ++k) {
            const DrivenPeriod &source =
                repeats ? periods_[count - 1 - static_cast<std::size_t>(k - 1) % count] : first;
            if (repeats) value = source.value;
            if (driver_.outside == Outside::scale) value /= *driver_.growth;
            earlier.push_back({periods_later(first.from, first.kind, -k), periods_later(first.from, first.kind, 1 - k),
                               first.kind, value, source.row});
        }
        before_ = earlier.size();
        periods_.insert(periods_.begin(), earlier.rbegin(), earlier.rend());
    }

    void add_after() {
        const bool repeats = driver_.outside == Outside::repeat;
        const std::size_t count = periods_.size() - before_;
        const DrivenPeriod last = periods_.back();
        double value = last.value;
        for (int k = 0; periods_later(last.until, last.kind, k) < end_; ++k) {
            const DrivenPeriod source = repeats ? periods_[before_ + static_cast<std::size_t>(k) % count] : last;
            if (repeats) value = source.value;
            if (driver_.outside == Outside::scale) value *= *driver_.growth;
            periods_.push_back({periods_later(last.until, last.kind, k), periods_later(last.until, last.kind, k + 1),
                                last.kind, value, source.row});
        }
    }

    const DriverSpec &driver_;
    const SimTime start_, end_;
    std::vector<DrivenPeriod> periods_;
    std::size_t before_ = 0; ///< periods put before the first of the series
    std::string problem_;
};

} // namespace

std::variant<std::vector<DrivenPeriod>, std::string> driven_periods(const DriverSpec &driver, SimTime start,
                                                                    SimTime end) {
    return Filling{driver, start, end}.run();
}

} // namespace midstream
