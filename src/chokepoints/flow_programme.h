// A case as a linear programme over the tonnes of each period; internal to `bound`.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chokepoints/assay_ranges.h"
#include "chokepoints/dial.h"
#include "chokepoints/measure.h"
#include "chokepoints/periods.h"
#include "chokepoints/prospects.h"

#include <memory>
#include <string>
#include <vector>

namespace midstream {

class FlowElements;

/// Columns are tonnes in a period or at its end. What flows balances at every stock; each limit is a row or a bound,
/// and the dials know which. See docs/methods.md, "Bound".
class FlowProgramme {
  public:
    FlowProgramme(std::shared_ptr<const Plan> plan, const Measure &measure, Outlook outlook);

    LinearProgramme &programme() { return programme_; }
    const Periods &periods() const { return periods_; }
    const std::vector<Dial> &dials() const { return dials_; }
    std::optional<std::size_t> find_place(const Limit &limit) const { return places_.find(limit); }
    void turn(const Dial &dial, double factor);
    /// Whether no stock may end below what it held at the end of the warm-up, nor less be under way.
    void keep_stocks(bool kept);
    /// Who feeds a flow without end, told by the ray of an unbounded programme.
    std::optional<std::uint32_t> endless_source() const;

  private:
    using Column = LinearProgramme::Column;
    using Row = LinearProgramme::Row;
    using Terms = LinearProgramme::Terms;
    using OverTime = std::vector<Terms>; ///< by period

    /// Tonnes that leave one stock and enter another, or a customer; between the two some may be under way.
    struct Carry {
        std::uint32_t from = 0;
        std::optional<std::uint32_t> to;
        OverTime out, in, under_way;
        bool lags = false;
    };
    /// What a mine or plant takes and makes.
    struct Turnover {
        std::uint32_t facility = 0;
        Ends ends;
        OverTime begun;             ///< of the first input, or of a mine's product; earlier than `taken` for charges
        OverTime taken;             ///< and turned into products
        std::vector<OverTime> made; ///< by product
        bool steady = true;
    };

    std::size_t count() const { return periods_.count(); }
    double total(const Profile &profile, std::size_t p) const {
        return profile.total(periods_.begin(p), periods_.end(p));
    }
    bool shut(const Profile &profile, std::size_t p) const { return total(profile, p) <= 0; }
    Dial *find_dial(LimitSort sort, std::uint32_t index);
    void note_stocks();
    Dial *demand_dial(std::uint32_t demand);
    double mean_size(const Profile &profile) const; ///< over the time measured

    // flow_programme.cpp
    void list_dials();
    void add_stocks();
    void move(std::uint32_t stock, std::size_t p, const Terms &terms, double sign);
    void count_if_measured(std::size_t p, const Terms &terms);
    Row limit_row(Dial *dial, const Terms &terms, double scaled, double fixed = 0);
    Column bounded_column(Dial *dial, double low, double high);
    void spare(const std::vector<Row> &rows, Dial *dial, double amount);

    // programme_works.cpp
    void add_works();
    void add_mine(std::uint32_t facility, const MineSpec &mine);
    void add_plant(std::uint32_t facility, const PlantSpec &plant);
    void add_steady(Turnover &turnover);
    void add_charges(Turnover &turnover, Dial *dial, int lines);
    Terms product_of(const Turnover &turnover, std::size_t product, std::size_t p, Column unit);
    void limit_capacity(const Turnover &turnover, const CapacityPlan &capacity, Dial *dial);
    void limit_ground(const Turnover &turnover);

    // programme_markets.cpp
    void add_market(std::uint32_t facility, std::uint32_t demand);
    void add_gates(const FacilityPlan &facility);

    // programme_routes.cpp
    struct Leg;
    void add_routes();
    Leg add_parcels(std::uint32_t route);
    void add_stream(std::uint32_t route);
    void add_way(Leg &leg, std::uint32_t way);

    // programme_transport.cpp
    void limit_route(std::uint32_t route, const OverTime &sent, double parcel_t);
    void limit_fleets(const std::vector<Leg> &legs);
    void limit_berths(const std::vector<Leg> &legs);
    void limit_passages(const std::vector<Leg> &legs);

    // programme_policies.cpp
    bool last_instant_counts(const std::vector<std::uint32_t> &routes, const std::vector<Leg> &legs) const;
    void limit_quotas(const std::vector<Leg> &legs);
    void add_cargo_policies(std::vector<Leg> &legs);

    // programme_room.cpp
    void limit_room(const std::vector<Leg> &legs);
    Dial *user_of(std::uint32_t facility, std::uint32_t stock);
    Terms on_hand_and_coming(std::uint32_t stock, std::size_t p, const std::vector<const Leg *> &coming) const;

    // programme_elements.cpp
    void follow_elements();
    void carry_element(const Carry &carry, FlowElements &elements);
    void turn_element(const Turnover &turnover, std::uint32_t element, FlowElements &elements);
    void follow(const Terms &mass, Column recovered, double lead_fraction);

    std::shared_ptr<const Plan> plan_;
    const Case &chain_;
    Measure measure_;
    Outlook outlook_;
    Prospects prospects_;
    Periods periods_;
    AssayRanges assays_;
    LinearProgramme programme_;
    std::vector<Dial> dials_;
    LimitPlaces places_;                     ///< of `dials_`
    std::vector<std::vector<Column>> level_; ///< by stock and period, at the period's end
    std::vector<std::vector<Row>> balance_;  ///< by stock and period
    std::vector<Carry> carries_;
    std::vector<std::pair<Row, double>> kept_; ///< what is held at the end, less what it was; and the least it may be
    std::vector<Turnover> turnovers_;
    std::vector<std::pair<Column, std::uint32_t>> sources_; ///< and the facility whose they are
};

} // namespace midstream
