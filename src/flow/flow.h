// Stocks and the streams between them: levels are straight lines, and an event is where a line meets a limit.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/event_queue.h"
#include "flow/flow_plan.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <vector>

namespace midstream {

/// Statistics of one stock since the last reset.
struct StockTally {
    double opening_t = 0;
    double in_t = 0;
    double out_t = 0;
    double level_td = 0; ///< integral of the level over time [t x d]
    double low_t = 0;
    double high_t = 0;
    std::int64_t empty_us = 0; ///< time with nothing in it
    std::int64_t full_us = 0;  ///< time at its capacity
};

/// All state of the flow, one value. Stocks joined by streams form a group; the groups that an event touches are solved
/// again (see docs/methods.md, "Rates of a coupled group"). Between solutions nothing is stored but rate and since
/// when.
///
/// Order of work at an instant: `take`, `put` and the setters bring the group up to now and mark it; `settle` finds new
/// rates for every marked group and schedules one event for each of its stocks.
class Flow {
  public:
    /// What a stock holds back for the solver: it cannot be drawn below `floor` nor filled above `roof`.
    struct Limits {
        double floor_t;
        double roof_t;
    };

    Flow(std::shared_ptr<const FlowPlan> plan, std::vector<std::uint32_t> watched_stocks, EventQueue &queue);

    // Levels ---------------------------------------------------------------------------------------------------------
    double level(std::uint32_t stock) const { return stock_[stock].level_t; } ///< as of the group's last update
    double available(std::uint32_t stock) const { return stock_[stock].level_t - stock_[stock].limits.floor_t; }
    double room(std::uint32_t stock) const { return stock_[stock].limits.roof_t - stock_[stock].level_t; }
    const Limits &limits(std::uint32_t stock) const { return stock_[stock].limits; }
    /// What the level is now, without bringing the group up to it.
    double level_at(std::uint32_t stock, SimTime now) const {
        if (stock_[stock].net_tpd == 0) return stock_[stock].level_t;
        const SimTime since = since_[plan_->group_of_stock[stock]];
        if (since == now) return stock_[stock].level_t;
        const double level = stock_[stock].level_t + stock_[stock].net_tpd * days_of(now - since);
        return stock_[stock].net_tpd < 0
                   ? std::max(level, std::min(stock_[stock].level_t, stock_[stock].limits.floor_t))
                   : std::min(level, std::max(stock_[stock].level_t, stock_[stock].limits.roof_t));
    }
    double available_at(std::uint32_t stock, SimTime now) const {
        return level_at(stock, now) - stock_[stock].limits.floor_t;
    }
    double room_at(std::uint32_t stock, SimTime now) const {
        return stock_[stock].limits.roof_t - level_at(stock, now);
    }
    /// Tonnes too few to matter for a level of this size.
    static double tolerance(double level_t) { return 1e-7 + 1e-12 * (level_t < 0 ? -level_t : level_t); }

    /// Brings a stock's group up to now.
    void advance(std::uint32_t stock, SimTime now) { bring_up(plan_->group_of_stock[stock], now); }
    void advance_all(SimTime now);
    /// Takes tonnes out of a stock (which must hold them) and writes the elements that go along. The stock must be
    /// advanced.
    void take(std::uint32_t stock, double mass_t, std::span<double> element_t);
    void put(std::uint32_t stock, double mass_t, std::span<const double> element_t);
    /// `take` and `put` of a parcel for which tonnes or room were kept.
    void take_reserved(std::uint32_t stock, double mass_t, std::span<double> element_t);
    void put_reserved(std::uint32_t stock, double mass_t, std::span<const double> element_t);
    /// Holds back tonnes that nobody may draw [t].
    void set_hold(std::uint32_t stock, double hold_t);
    /// Keeps tonnes for parcels that will be taken, and room for parcels that will come; adds to what is kept.
    void reserve(std::uint32_t stock, double out_t, double in_t);
    /// Lets streams fill a stock up to a level only, though it could hold more [t].
    void set_wanted(std::uint32_t stock, double wanted_t);

    // Streams --------------------------------------------------------------------------------------------------------
    /// Most that a stream may run at [t/d of its unit]; marks the group when it changes. The group must be advanced.
    void set_ceiling(std::uint32_t stream, double ceiling_tpd);
    void set_recovery_factor(std::uint32_t stream, double factor);
    void set_source_assay(std::uint32_t stream, std::uint32_t element, double fraction);
    double ceiling(std::uint32_t stream) const { return stream_[stream].ceiling_tpd; }
    double rate(std::uint32_t stream) const { return stream_[stream].rate_tpd; }
    double recovery_factor(std::uint32_t stream) const { return stream_[stream].recovery_factor; }
    /// Number of the edge at one end of a stream; inputs first, then outputs.
    std::uint32_t edge(std::uint32_t stream, std::size_t end) const {
        return plan_->stream_edges[plan_->stream_first[stream] + end];
    }
    /// Tonnes per unit of the stream's rate at one of its ends.
    double coefficient(std::uint32_t stream, std::size_t end) const { return edge_[edge(stream, end)].coef; }
    /// The end that holds a stream below its ceiling, if one does: its place as in `coefficient`.
    std::optional<std::size_t> binding_end(std::uint32_t stream) const;
    /// Brings a stream's group up to now.
    void advance_stream(std::uint32_t stream, SimTime now) { bring_up(plan_->group_of_stream[stream], now); }
    void mark_stream(std::uint32_t stream) { mark(plan_->group_of_stream[stream]); }
    void mark_stock(std::uint32_t stock) { mark(plan_->group_of_stock[stock]); }

    // Totals since the start -----------------------------------------------------------------------------------------
    double moved(std::uint32_t stream, std::size_t end) const { return edge_[edge(stream, end)].moved_t; }
    /// What will have moved by an instant before the next event, without bringing the group up to it.
    double moved_at(std::uint32_t stream, std::size_t end, SimTime now) const {
        const std::uint32_t at = edge(stream, end);
        return edge_[at].moved_t +
               stream_[stream].rate_tpd * edge_[at].coef * days_of(now - since_[plan_->group_of_stream[stream]]);
    }
    std::span<const double> moved_elements(std::uint32_t stream, std::size_t end) const {
        return std::span(moved_e_).subspan(std::size_t{edge(stream, end)} * elements_, elements_);
    }
    std::span<const double> lost_elements(std::uint32_t stream) const {
        return std::span(lost_e_).subspan(std::size_t{stream} * elements_, elements_);
    }
    std::span<const double> elements(std::uint32_t stock) const {
        return std::span(elem_).subspan(std::size_t{stock} * elements_, elements_);
    }
    /// Assay of what a stock would give now, or gave last.
    double fraction(std::uint32_t stock, std::uint32_t element) const {
        return last_frac_[std::size_t{stock} * elements_ + element];
    }
    const StockTally &tally(std::uint32_t stock) const { return stock_[stock].tally; }
    /// Starts means, extremes and times anew; what came in and went out goes on counting from the start.
    void reset_tallies();
    /// What has moved since the start, to be subtracted later.
    struct Totals {
        std::vector<double> moved_t, moved_e, lost_e;
        std::vector<StockTally> stocks;
    };
    Totals totals() const;

    // Watches: levels somebody waits for -----------------------------------------------------------------------------
    enum class Wait : std::uint8_t { nothing, rise, fall };
    void watch(std::uint32_t watch, Wait wait, double level_t) {
        Watch &mine = watches_[watch];
        const bool is_new = wait != Wait::nothing && (mine.wait != wait || mine.level_t != level_t);
        mine.level_t = level_t;
        mine.wait = wait;
        if (is_new) reschedule(mine.stock);
    }

    bool watches(std::uint32_t watch, Wait wait, double level_t) const {
        return watches_[watch].wait == wait && watches_[watch].level_t == level_t;
    }

    // Events ---------------------------------------------------------------------------------------------------------
    static std::size_t slots_of(const FlowPlan &plan) { return plan.stocks.size() + plan.groups; }
    void on_event(std::uint32_t local_slot, SimTime now);
    /// Finds rates for the marked groups; lists them in `solved`. Asks for all of them to be up to `now`.
    void solve_marked(SimTime now) {
        if (!marked_.empty()) solve_all_marked(now);
    }
    /// Schedules the events of stocks in solved groups and of stocks touched. Call last at an instant.
    void schedule_marked(EventQueue &queue, SimTime now);
    std::span<const std::uint32_t> solved() const { return solved_; }
    bool anything_marked() const { return !marked_.empty(); }

    /// What became of a stock, as far as those who wait for it care.
    enum Change : std::uint8_t {
        tighter = 1, ///< tonnes or room were kept for a parcel
        drained = 2, ///< a parcel was taken out: there is more room
        any = 4
    };
    struct Woken {
        std::uint32_t stock;
        std::uint8_t change;
    };
    /// How often a stock was woken since the start: whoever looked after the last time has seen all there is to see.
    std::uint64_t wakes() const { return wakes_; }
    /// A stock whose level jumped or met a limit or a watched level and that nobody has looked at since.
    std::optional<Woken> next_woken() {
        if (woken_.empty()) return std::nullopt;
        const std::uint32_t stock = woken_.back();
        woken_.pop_back();
        const Woken woken{stock, stock_[stock].woken_change};
        stock_[stock].woken_change = 0;
        return woken;
    }
    bool anything_woken() const { return !woken_.empty(); }

    const FlowPlan &plan() const { return *plan_; }

  private:
    struct Watch {
        double level_t = 0;
        std::uint32_t stock = 0;
        Wait wait = Wait::nothing;
    };
    enum Status : std::uint8_t { inside = 0, empty = 1, full = 2, both = 3 };

    void bring_up(std::uint32_t group, SimTime now) {
        if (since_[group] != now) advance_group(group, now);
    }
    void advance_group(std::uint32_t group, SimTime now);
    void stand(std::uint32_t stock, Duration span, double days);
    void move_stream(std::uint32_t stream, double days);
    void mix(std::uint32_t stock, double days);
    void mark(std::uint32_t group);
    void wake(std::uint32_t stock, Change change);
    void touched(std::uint32_t stock, bool assay_changed, Change change);
    /// A stock without streams only jumps: nothing moves its level towards a limit or a mark.
    void reschedule(std::uint32_t stock) {
        if (stock_[stock].to_reschedule || !stock_[stock].has_streams) return;
        stock_[stock].to_reschedule = 1;
        reschedule_.push_back(stock);
    }
    bool find_limits(std::uint32_t stock);
    void keep(std::uint32_t stock, double out_t, double in_t);
    Status status_of(std::uint32_t stock) const;
    void schedule_stock(EventQueue &queue, std::uint32_t stock);

    // rates.cpp
    void solve_all_marked(SimTime now);
    void solve_group(std::uint32_t group, SimTime now);
    void refresh_coefficients(std::uint32_t group);
    void find_rates(std::uint32_t group);
    bool follow_assays(std::uint32_t group);
    double could_use(std::uint32_t at) const;
    void find_weights(std::uint32_t group);
    bool share_at(std::uint32_t stock, bool gently);
    bool share_out(std::uint32_t first, std::uint32_t end, double total_tpd, bool gently);
    struct InOut {
        double in = 0;
        double out = 0;
    };
    InOut in_and_out(std::uint32_t stock) const;
    bool share_rest(std::uint32_t group);
    void cut_back(std::uint32_t group);

    std::shared_ptr<const FlowPlan> plan_;
    std::uint32_t elements_ = 0;
    std::uint32_t first_slot_ = 0;

    /// What an event touches of one thing lies side by side: in a large case each of these is far from the last.
    struct StockState {
        double level_t = 0, net_tpd = 0;
        Limits limits{};
        double in_tpd = 0, out_tpd = 0;
        double arrived_t = 0; ///< during the current move
        Status status = inside;
        std::uint8_t woken_change = 0; ///< 0: not woken
        bool to_reschedule = false;
        bool counts_metal = true; ///< as in the plan
        bool has_streams = false; ///< as in the plan
        double capacity_t = 0;    ///< as in the plan
        StockTally tally;
        double spare_tpd = 0; ///< left by earlier rounds of sharing, for those who draw (or fill) at a limit
        double hold_t = 0, wanted_t = no_limit, out_reserved_t = 0, in_reserved_t = 0;
    };
    struct StreamState {
        double ceiling_tpd = 0, rate_tpd = 0, recovery_factor = 1;
        double pull_tpd = 0, push_tpd = 0, given_tpd = 0;
        std::uint32_t draws = 0;   ///< how many of its ends are inputs
        bool is_source = false;    ///< what it makes comes from outside
        bool leaves_model = false; ///< it makes nothing
    };
    struct EdgeState {
        double coef = 1, limit_tpd = no_limit, weight_tpd = 0, moved_t = 0;
    };

    std::vector<StockState> stock_;
    std::vector<double> elem_, last_frac_, out_frac_, in_frac_, arrived_e_; // by stock and element
    std::vector<StreamState> stream_;
    std::vector<double> source_assay_, lost_e_; // by stream and element
    std::vector<EdgeState> edge_;
    std::vector<double> recovery_, moved_e_; // by edge and element; recovery of what a stream makes
    // by group
    std::vector<SimTime> since_;
    std::vector<char> marked_flag_, grade_matters_;
    std::vector<char> yields_stale_, weights_stale_; ///< a recovery, a ceiling or a yield has changed
    std::vector<std::uint32_t> marked_, solved_, woken_, reschedule_;
    // by watch
    std::vector<Watch> watches_;
    std::vector<std::uint32_t> watch_first_, watch_list_; // watches by stock
    std::vector<double> scratch_e_;
    std::uint64_t wakes_ = 0;
};

} // namespace midstream
