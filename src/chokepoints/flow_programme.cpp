// The frame of the programme: stocks over the periods, dials, and how a limit becomes a row.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/flow_programme.h"

#include "chokepoints/chances.h"

#include <algorithm>
#include <cmath>

namespace midstream {

FlowProgramme::FlowProgramme(std::shared_ptr<const Plan> plan, const Measure &measure, Outlook outlook)
    : plan_{std::move(plan)}, chain_{*plan_->chain}, measure_{measure}, outlook_{outlook},
      prospects_{find_prospects(*plan_, outlook)}, periods_{find_periods(chain_, prospects_)}, assays_{*plan_,
                                                                                                       prospects_} {
    list_dials();
    add_stocks();
    add_works();
    add_routes();
    follow_elements();
    note_stocks();
}

void FlowProgramme::list_dials() {
    for (Limit &limit : find_limits(chain_)) {
        Dial dial{limit, "t/y", 0, {}};
        if (limit.sort == LimitSort::fleet) dial.unit = "vehicle";
        if (limit.sort == LimitSort::berths) dial.unit = "berth";
        if (limit.sort == LimitSort::passage) dial.unit = "slot/d";
        places_.add(limit, dials_.size());
        dials_.push_back(std::move(dial));
    }
}

Dial *FlowProgramme::find_dial(LimitSort sort, std::uint32_t index) {
    const auto place = places_.find({sort, index, "", ""});
    return place ? &dials_[*place] : nullptr;
}

Dial *FlowProgramme::demand_dial(std::uint32_t demand) {
    const DemandPlan &wanted = plan_->works->demands[demand];
    const auto place = places_.find({LimitSort::demand, wanted.facility, "", "", wanted.material.index});
    return place ? &dials_[*place] : nullptr;
}

double FlowProgramme::mean_size(const Profile &profile) const {
    const double from = periods_.begin(periods_.measured), until = periods_.cuts_d.back();
    return profile.total(from, until) / (until - from);
}

/// The ground under a mine and meters of wear are no stocks of the programme: they are sums of their own.
void FlowProgramme::add_stocks() {
    const std::vector<StockPlan> &stocks = plan_->flow->stocks;
    level_.resize(stocks.size());
    balance_.resize(stocks.size());
    for (std::size_t s = 0; s < stocks.size(); ++s) {
        if (!stocks[s].counts_metal) continue;
        for (std::size_t p = 0; p < count(); ++p) {
            const double before = p == 0 ? stocks[s].initial_t : 0;
            level_[s].push_back(programme_.add_column(0, stocks[s].capacity_t));
            balance_[s].push_back(programme_.add_row(before, before));
            programme_.add(balance_[s][p], level_[s][p], 1);
            if (p > 0) programme_.add(balance_[s][p], level_[s][p - 1], -1);
        }
    }
}

/// Puts tonnes into a stock (sign 1) or takes them out (-1).
void FlowProgramme::move(std::uint32_t stock, std::size_t p, const Terms &terms, double sign) {
    programme_.add(balance_[stock][p], terms, -sign);
}

void FlowProgramme::count_if_measured(std::size_t p, const Terms &terms) {
    if (p < periods_.measured) return;
    for (const auto &[column, coefficient] : terms) programme_.add_gain(column, coefficient);
}

LinearProgramme::Row FlowProgramme::limit_row(Dial *dial, const Terms &terms, double scaled, double fixed) {
    const Row row = programme_.add_row(-for_ever, scaled + fixed);
    programme_.add(row, terms);
    if (dial) dial->knobs.push_back({Knob::On::row, row, 0, scaled, fixed});
    return row;
}

/// A column whose bounds are as large as a limit: what one period may borrow from the next.
LinearProgramme::Column FlowProgramme::bounded_column(Dial *dial, double low, double high) {
    const Column column = programme_.add_column(low, high);
    if (dial && low != 0 && std::isfinite(low)) dial->knobs.push_back({Knob::On::column_low, 0, column, low, 0});
    if (dial && high != 0 && std::isfinite(high)) dial->knobs.push_back({Knob::On::column_high, 0, column, high, 0});
    return column;
}

/// Lets some rows together be exceeded by an amount: by what the mean of chance may be missed.
void FlowProgramme::spare(const std::vector<Row> &rows, Dial *dial, double amount) {
    if (!(amount > 0) || rows.empty()) return;
    Terms all;
    for (const Row row : rows) {
        const Column column = programme_.add_column(0, for_ever);
        programme_.add(row, column, -1);
        all.emplace_back(column, 1);
    }
    limit_row(dial, all, amount);
}

void FlowProgramme::turn(const Dial &dial, double factor) {
    for (const Knob &knob : dial.knobs) {
        const double value = knob.scaled * factor + knob.fixed;
        switch (knob.on) {
        case Knob::On::row:
            programme_.set_row_high(knob.row, value);
            break;
        case Knob::On::column_low:
            programme_.set_column_low(knob.column, value);
            break;
        case Knob::On::column_high:
            programme_.set_column_high(knob.column, value);
            break;
        case Knob::On::coefficient:
            programme_.set_coefficient(knob.row, knob.column, value);
            break;
        }
    }
}

/// Rows that bind nobody until they are asked to.
void FlowProgramme::note_stocks() {
    const std::size_t last = count() - 1, first = periods_.measured;
    for (std::size_t s = 0; s < level_.size(); ++s) {
        if (level_[s].empty()) continue;
        const Row row = programme_.add_row(-for_ever, for_ever);
        programme_.add(row, level_[s][last], 1);
        if (first > 0) programme_.add(row, level_[s][first - 1], -1);
        kept_.emplace_back(row, first > 0 ? 0.0 : plan_->flow->stocks[s].initial_t);
    }
    for (const Carry &carry : carries_) {
        if (first == 0 || carry.under_way.empty()) continue;
        const Row row = programme_.add_row(-for_ever, for_ever);
        programme_.add(row, carry.under_way[last]);
        programme_.add(row, carry.under_way[first - 1], -1);
        kept_.emplace_back(row, 0.0);
    }
}

void FlowProgramme::keep_stocks(bool kept) {
    for (const auto &[row, least] : kept_) programme_.set_row_low(row, kept ? least : -for_ever);
}

std::optional<std::uint32_t> FlowProgramme::endless_source() const {
    const std::vector<double> ray = programme_.ray();
    std::optional<std::uint32_t> who;
    double most = 0;
    for (const auto &[column, facility] : sources_)
        if (ray[column] > most) {
            most = ray[column];
            who = facility;
        }
    return who;
}

} // namespace midstream
