// The fixed part of the works: for each facility its stream, its stocks, its clocks and its calendar.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/large_pages.h"
#include "facilities/catalogue.h"
#include "facilities/doing.h"
#include "flow/flow_plan.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// A ceiling on one end of a plant's stream.
struct CapacityPlan {
    std::uint32_t end = 0; ///< of the stream, inputs first
    const Steps<TonnesPerDay> *rate = nullptr;
};

/// What one market wants of one material.
struct DemandPlan {
    std::uint32_t facility = 0;
    MaterialId material;
    std::uint32_t stock = 0;
    std::uint32_t stream = 0;
    const Steps<TonnesPerDay> *rate = nullptr;
    bool back_ordered = false;
};

/// What a charge takes from one stock or gives to one.
struct ChargeEnd {
    std::uint32_t stock = 0;
    std::uint32_t watch = 0;
    double amount_t = 0; ///< where the assay of the feed does not matter
    double enough_t = 0; ///< the same, less what is too little to matter
};

struct ChargePlan {
    double size_t = 0;
    Distribution lasts;
    WhenFull when_full = WhenFull::wait;
    Recipe recipe;
    std::vector<std::uint32_t> in, out;  ///< stocks
    std::optional<std::uint32_t> ground; ///< a mine's reserve
    std::vector<double> source_assay;    ///< of a mine's lots
    double per_line_tpd = 0;             ///< charges of one line at their mean time
    bool feeds_itself = false;           ///< one of its products lies with its feed
};

/// A stock that a facility reacts to, and the watch it has there.
struct InterestPlan {
    std::uint32_t facility = 0;
    std::uint32_t stock = 0;
    std::uint32_t watch = 0;
    double coefficient = 1; ///< t of this stock per t of the first input
    bool is_output = false;
};

struct ReserveStock {
    std::uint32_t stock = 0;
    double target_t = 0;
    std::optional<std::uint32_t> gate; ///< stream that lets out what a draw limit allows
};

/// A release rule bound to the stock of the market it looks at.
struct ReleasePlan {
    const ReleaseSpec *spec = nullptr;
    std::optional<std::uint32_t> demand; ///< index of the demand it looks at
    std::uint32_t watch = 0;
};

/// What a facility reacts to when the level of one of its stocks changes, as bits.
enum Reacts : std::uint8_t {
    to_wear = 1,     ///< a campaign told in tonnes
    in_charges = 2,  ///< its lines
    from_rest = 4,   ///< a turndown below which it stops
    to_backlog = 8,  ///< customers who are owed something
    by_release = 16, ///< rules that open a reserve
    as_yard = 32     ///< whether it is empty or full
};

struct FacilityPlan {                    ///< what events touch comes first
    std::optional<std::uint32_t> stream; ///< of a mine or plant that works steadily
    double turndown = 0;
    double restart_cover_d = 0;
    int lines = 1;
    std::uint32_t ends = 0;              ///< of its stream or charge, inputs first; 0 for markets and yards
    std::optional<std::uint32_t> wear;   ///< stock that meters a campaign in tonnes
    std::optional<std::uint32_t> ground; ///< stock under a mine
    std::uint32_t basis_end = 0;         ///< end of the stream that throughput is told in; settled at the start
    std::uint8_t reacts = 0;             ///< `Reacts`
    std::vector<std::uint32_t> demands;
    std::vector<CapacityPlan> capacities;
    std::vector<std::uint32_t> stocks; ///< all it owns
    std::optional<ChargePlan> charge;
    std::vector<ReserveStock> reserves;
    std::vector<ReleasePlan> releases;
    std::vector<std::uint32_t> interests;
    std::vector<std::pair<double, double>> ramp; ///< days since opening, share from then on; constant pieces
    const FacilitySpec *spec = nullptr;
};

/// Whose a stream is, and what has to be looked at when rates were found.
struct StreamOwner {
    enum class Role : std::uint8_t { route, steady, market }; ///< `route`: or the gate of a reserve
    std::uint32_t facility = 0;
    Role role = Role::route;
    bool may_rest = false;     ///< below a turndown
    bool keeps_orders = false; ///< and would take more than its demand
};

struct WorksPlan {
    std::uint32_t elements = 0;
    std::uint32_t stocks = 0;
    LargeVector<FacilityPlan> facilities;
    LargeVector<DemandPlan> demands;
    std::vector<InterestPlan> interests;
    std::vector<std::uint32_t> ends_first; ///< by facility, in what lies by facility and end, inputs first
    LargeVector<ChargeEnd> ends;           ///< by facility and end; told of those in charges
    std::vector<std::uint32_t> reacting_first, reacting; ///< facilities that react to each stock
    std::vector<StreamOwner> owners;                     ///< by stream

    /// Ends of a facility that works in charges; 0 for others.
    std::uint32_t charge_ends(std::uint32_t facility) const {
        return facilities[facility].charge ? facilities[facility].ends : 0;
    }
};

/// Cuts a ramp-up curve of straight lines into constant pieces whose sums agree with the lines at every cut.
std::vector<std::pair<double, double>> ramp_pieces(const std::vector<RampPoint> &points);

} // namespace midstream
