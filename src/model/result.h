// What one replication leaves behind: totals after the warm-up, monthly series, the balance.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/active_periods.h"
#include "facilities/doing.h"
#include "model/case.h"
#include "model/loss_cause.h"

#include <array>
#include <cstdint>
#include <vector>

namespace midstream {

/// Totals between warm-up and end. "Basis" is the material that a facility's rate is told in: a mine's product, the
/// material of the tightest capacity of a plant (its first input where none is given), a market's first material,
/// everything that came in for stockpiles and ports.
struct FacilityTotals {
    double throughput_t = 0; ///< of the basis
    double nameplate_t = 0;  ///< full capacity (or demand) over the same time; 0 where there is no limit
    std::array<std::int64_t, doing_count> time_us{};
    std::array<double, loss_count> lost_t{}; ///< of the basis; sums to nameplate - throughput
    std::int64_t berth_busy_us = 0;          ///< sum over berths
    std::int64_t berth_wait_us = 0;          ///< sum over vehicles
    double demurrage_usd = 0;
    std::int64_t vehicles_served = 0;
};

struct MarketTotals { ///< one per market and material
    FacilityId market;
    MaterialId material;
    double demand_t = 0;
    double delivered_t = 0;
    double backlog_end_t = 0;
};

struct StockTotals { ///< one per facility and material it holds
    FacilityId at;
    MaterialId material;
    double opening_t = 0; ///< at the end of the warm-up
    double closing_t = 0;
    std::vector<double> opening_e, closing_e; ///< by ElementId [t]
    double in_t = 0;
    double out_t = 0;
    double mean_t = 0; ///< over time
    double low_t = 0;
    double high_t = 0;
    std::int64_t empty_us = 0; ///< with nothing in it
    std::int64_t full_us = 0;  ///< at its capacity
};

struct MadeTotals { ///< one per plant or mine and material it makes or takes
    FacilityId at;
    MaterialId material;
    bool taken = false; ///< an input; else an output
    double mass_t = 0;
    std::vector<double> element_t; ///< by ElementId
};

struct RouteTotals {
    double moved_t = 0;            ///< delivered at the destination
    std::vector<double> element_t; ///< by ElementId, delivered
    std::int64_t parcels = 0;
    double under_way_mean_t = 0;
    double under_way_open_t = 0; ///< at the end of the warm-up
    double under_way_close_t = 0;
    std::vector<double> under_way_open_e, under_way_close_e; ///< by ElementId [t]
    std::int64_t vehicle_wait_us = 0;  ///< time in which a parcel stood ready and wanted without a vehicle
    double mean_days_door_to_door = 0; ///< of the parcels delivered
    double cost_usd = 0;
};

struct FleetTotals {
    double busy_share = 0; ///< share of vehicle time not idle
    std::int64_t voyages = 0;
};

struct PassageTotals {
    std::int64_t transits = 0;
    std::int64_t wait_us = 0; ///< sum over vehicles
    std::int64_t shut_us = 0;
    std::int64_t longest_queue = 0;
};

/// Who was the bottleneck when; those that cannot limit hold nothing.
struct ActiveTotals {
    std::vector<ActiveTime> facilities, berths; ///< by FacilityId
    std::vector<ActiveTime> fleets;             ///< by FleetId
    std::vector<ActiveTime> passages;           ///< by PassageId
};

/// Monthly values, from the first instant (warm-up included), one row a calendar month; the last may be cut short.
struct MonthlySeries {
    std::vector<SimTime> month_start;
    std::vector<std::vector<float>> facility_t; ///< [facility][month] throughput of the basis
    std::vector<std::vector<float>> stock_t;    ///< [stock][month] level at the month's end
    std::vector<std::vector<float>> market_t;   ///< [market total][month] delivered
    std::vector<std::vector<float>> demand_t;   ///< [market total][month] wanted
};

struct Result {
    std::uint64_t replication = 0;
    std::vector<FacilityTotals> facilities; ///< by FacilityId
    std::vector<MarketTotals> markets;
    /// By root cause, by FacilityId and as `markets`: they sum to nameplate - throughput and to demand - delivered.
    /// Empty where losses were not followed.
    std::vector<std::vector<RootLoss>> facility_roots, market_roots;
    std::vector<StockTotals> stocks;
    std::vector<MadeTotals> made;
    std::vector<RouteTotals> routes;     ///< by RouteId
    std::vector<FleetTotals> fleets;     ///< by FleetId
    std::vector<PassageTotals> passages; ///< by PassageId
    ActiveTotals active;
    MonthlySeries series;
    std::vector<double> balance; ///< relative residual by ElementId, over the whole run
    double mass_balance = 0;     ///< largest relative residual of any material, over the whole run
    std::uint64_t events = 0;
};

} // namespace midstream
