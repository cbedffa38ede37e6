// The ledger of losses: follows every lost tonne to its root cause while the run goes on.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/works.h"
#include "flow/flow.h"
#include "model/blend.h"
#include "model/ledger_plan.h"
#include "routes/transport.h"

#include <memory>
#include <vector>

namespace midstream {

/// Keeps, beside the world as it is, what would have been without what went wrong (docs/methods.md, "Losses by root
/// cause"). By stock and root cause it holds the tonnes that would lie there and do not (positive: missing), or that lie
/// there and would not (negative: left over). A plant that starves uses up missing tonnes, one that is blocked uses up
/// left-over ones; what it would have drawn and made goes on into the stocks at its other ends, and routes carry both
/// on. No stock would ever hold less than nothing or more than it may: what breaks that is taken back from whoever
/// would have moved it. What no missing or left-over tonne explains is short by the size of the chain, and is shared
/// out at the end (`find_roots`).
///
/// Looks at the world between events and changes nothing in it.
class LossLedger {
  public:
    explicit LossLedger(std::shared_ptr<const LedgerPlan> plan, const Flow &flow, const Works &works,
                        const Transport &transport, SimTime start);

    /// Closes all steps that end before an instant up to which nothing happens.
    void close_before(SimTime next_event, const Flow &flow, const Works &works, Transport &transport);
    /// Closes the books at an instant, inside a step.
    void close(SimTime now, const Flow &flow, const Works &works, Transport &transport);
    /// Forgets the losses so far, but not what is missing or left over. Call after the tallies of the works were reset.
    void reset(SimTime now, const Flow &flow, const Works &works);

    /// What a facility (in its basis) or a demand has lost since the reset to causes that have a time.
    const Blend &of_facility(std::uint32_t facility) const { return facility_lost_[facility]; }
    const Blend &of_demand(std::uint32_t demand) const { return demand_lost_[demand]; }
    /// Lost by the size of the chain: by end [t of the facility's basis], and by demand [t].
    double size_at_end(std::uint32_t end) const { return end_size_t_[end]; }
    double size_at_demand(std::uint32_t demand) const { return demand_size_t_[demand]; }
    const LedgerPlan &plan() const { return *plan_; }

    /// Tonnes at an end for each tonne of its facility's basis, now.
    double per_basis(std::uint32_t end, const Flow &flow, const Works &works) const;

  private:
    static constexpr std::uint32_t no_facility = 0xffffffff;
    struct Look { ///< what one closing looks at
        SimTime now;
        const Flow &flow;
        const Works &works;
        Transport &transport;
    };
    struct Ghost { ///< missing tonnes under way
        std::uint32_t stock;
        std::uint32_t cause;
        double lost_t;
    };

    std::uint32_t cause_of(const Look &look, const Hindrance &why) const;

    // the steps of a closing, in their order
    void see_late_parcels(const Look &look);
    void see_what_came(const Look &look);
    void land_ghosts();
    void see_losses(const Look &look);
    double use_missing(std::uint32_t stock, double most_t);
    std::span<double> held_of(std::vector<double> &by_end, std::uint32_t f) const {
        return std::span(by_end).subspan(plan_->ends_first[f], plan_->ends_first[f + 1] - plan_->ends_first[f]);
    }
    void lose_own(const Look &look, std::uint32_t facility);
    void see_grades(const Look &look, std::uint32_t facility);
    void use_up(const Look &look, std::uint32_t facility, bool at_outputs);
    void fall_short(const Look &look, std::uint32_t facility);
    void withhold(const Look &look, std::uint32_t route);
    void carry_on(const Look &look, std::uint32_t route);
    void hand_back(const Look &look, std::uint32_t route);
    double could_get(const Look &look, std::uint32_t stock) const;
    void mend_low(const Look &look, std::uint32_t facility);
    void mend_high(const Look &look, std::uint32_t facility);

    void would_have_run(const Look &look, std::uint32_t facility, const Blend &basis_t, std::uint32_t but_for_end);
    void would_not_have(const Look &look, const LedgerUser &user, bool drew, double mass_t, const Blend &what);
    double ahead_at(const Look &look, const LedgerUser &user) const;
    double forgive(Blend &lost, const Blend &what, double factor, std::uint32_t own_facility) const;
    void take_back(const Look &look, std::uint32_t stock, bool from_drawers, double mass_t);
    void send(std::uint32_t route, const Blend &what, double factor);
    double would_take(const Look &look, std::uint32_t stock) const;
    double moved_by(const Look &look, const LedgerUser &user) const;
    double others_move(const Look &look, std::uint32_t stock, bool drawers, const LedgerUser &mine) const;
    double share_of(const Look &look, std::uint32_t route, bool by_origin) const;

    std::shared_ptr<const LedgerPlan> plan_;
    SimTime start_, next_;
    std::int64_t step_ = 0; ///< number of the step that goes on

    std::vector<Blend> missing_;               ///< by stock; negative: left over
    std::vector<double> under_way_t_, late_t_; ///< by stock: missing tonnes on their way, parcels told missing
    std::vector<std::vector<Ghost>> ghosts_;   ///< by step of landing, in a ring
    std::vector<Blend> facility_lost_, demand_lost_;
    std::vector<double> end_size_t_, demand_size_t_;
    std::vector<double> facility_ahead_, demand_ahead_,
        route_ahead_;             ///< tonnes (of the basis, for a facility) that it would have moved and did not
    std::vector<double> nominal_; ///< by end: tonnes for each of the first input at the start of the run
    // seen at the last closing, and since then
    std::vector<std::array<double, loss_count>> seen_lost_t_, new_lost_t_;
    std::vector<double> seen_held_t_, new_held_t_; ///< by end
    std::vector<char> loses_itself_, is_held_;     ///< by facility
    std::vector<Hindrance> hindrance_;             ///< by route
    std::vector<double> seen_short_t_, new_short_t_;
    std::vector<double> seen_moved_t_;             ///< by end
    std::vector<double> short_now_t_, full_now_t_; ///< by stock: what drawers lacked and fillers had no room for
    std::vector<LateParcel> late_;
    std::vector<Ghost> taken_back_; ///< landed with less than nothing: cargo that came after all
    Blend taken_, scratch_;
};

} // namespace midstream
