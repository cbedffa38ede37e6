// A study of a case: its replications, told as means with 95 % intervals, per year where they are amounts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/statistics.h"
#include "studies/replications.h"
#include "studies/root_losses.h"
#include "studies/warmup.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// Per year means per 365.25 days, from the end of the warm-up to the end of the case.
struct FacilityStudy {
    std::optional<MaterialId> basis; ///< what throughput is told in; empty for yards
    Interval throughput_tpy, nameplate_tpy;
    Interval utilisation; ///< throughput / nameplate; 0 where there is no nameplate
    std::array<Interval, doing_count> time_share;
    std::array<Interval, loss_count> lost_tpy;
    Interval berths_busy;  ///< how many on average
    Interval berth_wait_d; ///< per vehicle served
    Interval vehicles_py, demurrage_usdpy;
};
struct MarketStudy {
    FacilityId market;
    MaterialId material;
    Interval demand_tpy, delivered_tpy, shortfall_tpy, backlog_end_t;
};
struct StockStudy {
    FacilityId at;
    MaterialId material;
    Interval opening_t, closing_t, mean_t, low_t, high_t, in_tpy, out_tpy, empty_share, full_share;
    std::vector<Interval> opening_e, closing_e; ///< by ElementId [t]
};
struct MadeStudy {
    FacilityId at;
    MaterialId material;
    bool taken = false;
    Interval mass_tpy;
    std::vector<Interval> element_tpy; ///< by ElementId
};
struct RouteStudy {
    Interval moved_tpy;
    std::vector<Interval> element_tpy;
    Interval parcels_py, under_way_t;
    Interval vehicle_wait_share; ///< of time, with a parcel ready and wanted and no vehicle
    Interval door_to_door_d, cost_usdpy;
    Interval under_way_open_t, under_way_close_t;
    std::vector<Interval> under_way_open_e, under_way_close_e; ///< by ElementId [t]
};
struct FleetStudy {
    Interval busy_share, voyages_py;
};
struct PassageStudy {
    Interval transits_py, wait_d, shut_share, longest_queue;
}; ///< wait per transit

/// A month's value: the mean over replications and, where asked for, the 5 and 95 % points.
struct MonthBand {
    double mean = 0, low5 = 0, high95 = 0;
};
struct SeriesStudy {
    std::vector<SimTime> month_start;
    std::vector<std::vector<MonthBand>> facility_t, stock_t; ///< by facility, by stock; mean only, but see below
    bool has_stock_bands = false; ///< of stocks every value was kept, since there are few enough
    std::vector<std::vector<MonthBand>> market_t, demand_t; ///< by market total
    /// [facility][doing][month] mean share of the month; a row ends with the last month that is not 0.
    std::vector<std::array<std::vector<float>, doing_count>> doing;
};

/// How well the answer of a run that went on until it was known is known.
struct UntilResult {
    std::string of; ///< the measure, in words
    double asked = 0, share = 0;
    bool is_reached = false;
    int other_commands = 0; ///< replications that the case names beside, which commands without `until` take; 0: none
};

struct StudyResult {
    std::shared_ptr<const Case> chain;
    RunsSpec runs;
    int done = 0; ///< replications; fewer than asked for after a stop
    std::optional<UntilResult> until;
    std::optional<FoundWarmup> found_warmup;
    double years = 0;                      ///< after the warm-up
    std::vector<FacilityStudy> facilities; ///< by FacilityId
    std::vector<MarketStudy> markets;
    std::vector<RootLossTable> facility_roots, market_roots; ///< by FacilityId [t/y of its basis], as `markets` [t/y]
    std::vector<StockStudy> stocks;
    std::vector<MadeStudy> made;
    std::vector<RouteStudy> routes;     ///< by RouteId
    std::vector<FleetStudy> fleets;     ///< by FleetId
    std::vector<PassageStudy> passages; ///< by PassageId
    SeriesStudy series;
    std::vector<double> balance; ///< worst relative residual by ElementId
    double mass_balance = 0;
    std::uint64_t events = 0; ///< of all replications
};

/// End of the warm-up.
SimTime warmup_end(const TimeSpec &time);
/// Years of 365.25 days from there to the end: what totals are divided by.
double counted_years(const TimeSpec &time);

/// Throws ModelError where a replication fails.
StudyResult run_study(std::shared_ptr<const Plan> plan, const RunsSpec &runs, const StudyOptions &options);

} // namespace midstream
