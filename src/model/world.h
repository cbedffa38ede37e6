// A world: all state of one running model, one value. Copying it forks the run.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/active_periods.h"
#include "facilities/works.h"
#include "flow/flow.h"
#include "model/look_ahead.h"
#include "model/loss_ledger.h"
#include "model/plan.h"
#include "model/result.h"
#include "model/troubles.h"
#include "routes/transport.h"

#include <memory>
#include <optional>
#include <stdexcept>

namespace midstream {

/// A broken promise of ours: who, when in simulated time, what.
class ModelError : public std::runtime_error {
  public:
    ModelError(std::string_view case_name, SimTime when, std::string_view what);
};

/// Nothing in a world points into itself: a copy continues on its own, and both end with the bytes of a run never
/// stopped.
class World {
  public:
    /// `follow_losses`: whether lost tonnes are followed to their root causes; it changes nothing else.
    World(std::shared_ptr<const Plan> plan, std::uint64_t seed, std::uint64_t replication, bool follow_losses = true);

    SimTime now() const { return queue_.now(); }
    SimTime end() const { return plan_->chain->time.end; }
    std::uint64_t events() const { return queue_.fired(); }
    /// Runs every event up to and including an instant, which must not lie after the end of the case.
    void run_until(SimTime when);
    /// Runs to the end of the case, audits the balance and tells what came of it. The world cannot go on after that.
    Result finish();
    /// A copy that goes on under another plan: one whose case is as this one's but for disruptions dated after now, of which
    /// there must be as many. It ends as if it had run under that plan from the start. Lost tonnes cannot be
    /// followed in it.
    World fork(std::shared_ptr<const Plan> plan) const;
    /// What has come of it since the warm-up, as if the case ended now; the world itself is left as it is.
    Result so_far() const;

    const Flow &flow() const { return flow_; }
    const Works &works() const { return works_; }
    const Transport &transport() const { return transport_; }
    const Plan &plan() const { return *plan_; }
    /// Level of a facility's stock of a material now [t].
    double level(std::string_view facility, std::string_view material);

  private:
    template <bool looks_ahead> void run_events(SimTime when);
    void look_ahead(const Arrays &arrays) const;
    bool handle(std::uint32_t slot);
    void handle_other(std::uint32_t slot);
    void settle();
    void tell_transport();
    void note_active();
    void take_month();
    void take_month_of_doing();
    void end_warmup();
    void close_books();
    Result collect();                 // collect.cpp
    void audit(Result &result) const; // audit.cpp

    /// What had moved when the warm-up ended.
    struct Baseline {
        Flow::Totals flow;
        std::vector<double> wanted_t, delivered_t;
        std::vector<std::vector<double>> charge_t, charge_e;
        std::vector<std::vector<double>> route_e;
        std::vector<double> stock_e, under_way_t, under_way_e; ///< by stock or route (and element) [t]
    };
    Baseline baseline_now() const;

    std::shared_ptr<const Plan> plan_;
    std::uint64_t seed_ = 0, replication_ = 0;
    EventQueue queue_;
    Flow flow_;
    Works works_;
    Troubles troubles_;
    std::uint32_t month_slot_, warmup_slot_;
    Transport transport_;  ///< last: its vehicles take new slots at the end of the queue
    ActivePeriods active_; ///< of facilities, then of the nodes of transport
    Baseline baseline_;
    std::shared_ptr<const LookAhead> ahead_; ///< that of the plan it was made with
    std::optional<LossLedger> ledger_;
    MonthlySeries series_;
    std::vector<double> month_facility_t_, month_delivered_t_, month_wanted_t_; ///< up to the last month's end
    std::vector<std::array<std::int64_t, doing_count>> month_doing_us_;         ///< as the books stood then
};

/// One replication from start to end.
Result run(std::shared_ptr<const Plan> plan, std::uint64_t seed, std::uint64_t replication, bool follow_losses = true);

} // namespace midstream
