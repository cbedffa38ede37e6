// Stocks and the streams between them: levels are straight lines, and an event is where a line meets a limit.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/event_queue.h"
#include "des/foresight.h"
#include "flow/flow_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
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
    /// What became of a stock, as far as those who wait for it care.
    enum Change : std::uint8_t {
        tighter = 1, ///< tonnes or room were kept for a parcel
        drained = 2, ///< something was taken out: there is more room
        filled = 4,  ///< something was put in: there is more to take
        any = 8,
        drained_by_owner = 16, ///< who knows it, and has seen to what follows
        filled_by_owner = 32
    };
    /// What a stock holds back for the solver: it cannot be drawn below `floor` nor filled above `roof`.
    struct Limits {
        double floor_t;
        double roof_t;
    };

    /// `watched_stocks`: the stock of each watch, in the order of the stocks.
    Flow(std::shared_ptr<const FlowPlan> plan, std::span<const std::uint32_t> watched_stocks, EventQueue &queue);

    // Levels ---------------------------------------------------------------------------------------------------------
    double level(std::uint32_t stock) const { return stock_[stock].level_t; } ///< as of the group's last update
    double available(std::uint32_t stock) const { return stock_[stock].level_t - stock_[stock].limits.floor_t; }
    double room(std::uint32_t stock) const { return stock_[stock].limits.roof_t - stock_[stock].level_t; }
    const Limits &limits(std::uint32_t stock) const { return stock_[stock].limits; }
    /// What the level is now, without bringing the group up to it.
    double level_at(std::uint32_t stock, SimTime now) const {
        const StockState &mine = stock_[stock];
        if (mine.net_tpd == 0) return mine.level_t;
        const SimTime since = group_[mine.group].since;
        if (since == now) return mine.level_t;
        const double level = mine.level_t + mine.net_tpd * days_of(now - since);
        return mine.net_tpd < 0 ? std::max(level, std::min(mine.level_t, mine.limits.floor_t))
                                : std::min(level, std::max(mine.level_t, mine.limits.roof_t));
    }
    double available_at(std::uint32_t stock, SimTime now) const {
        return level_at(stock, now) - stock_[stock].limits.floor_t;
    }
    double room_at(std::uint32_t stock, SimTime now) const {
        return stock_[stock].limits.roof_t - level_at(stock, now);
    }
    /// Tonnes too few to matter for a level of this size.
    static double tolerance(double level_t) { return 1e-7 + 1e-12 * std::abs(level_t); }

    /// Brings a stock's group up to now.
    void advance(std::uint32_t stock, SimTime now) {
        StockState &mine = stock_[stock];
        if (mine.has_streams)
            bring_up(mine.group, now);
        else if (mine.since != now)
            stand(mine, stock, now);
    }
    /// The same for a stock that no stream joins.
    template <bool with_metal = true> void advance_standing(std::uint32_t stock, SimTime now) {
        StockState &mine = stock_[stock];
        if (mine.since != now) stand<with_metal>(mine, stock, now);
    }
    bool has_streams(std::uint32_t stock) const { return stock_[stock].has_streams; }
    void advance_all(SimTime now);
    /// Takes tonnes out of a stock (which must hold them) and writes the elements that go along. The stock must be
    /// advanced. For callers who know: `with_metal`, whether there are elements; `stands`, that no stream joins the stock.
    template <bool with_metal = true, bool stands = false>
    void take(std::uint32_t stock, double mass_t, std::span<double> element_t, Change change = drained) {
        StockState &mine = stock_[stock];
        const double before = mine.level_t;
        mine.level_t = before - mass_t;
        mine.tally.out_t += mass_t;
        if (with_metal) take_metal(stock, before > 0 ? std::min(1.0, mass_t / before) : 0.0, element_t);
        touched<stands>(mine, stock, false, change);
    }
    template <bool with_metal = true, bool stands = false>
    void put(std::uint32_t stock, double mass_t, std::span<const double> element_t, Change change = filled) {
        StockState &mine = stock_[stock];
        mine.level_t += mass_t;
        mine.tally.in_t += mass_t;
        touched<stands>(mine, stock, with_metal && put_metal(mine, stock, element_t), change);
    }
    /// `take` and `put` of a parcel for which tonnes or room were kept.
    void take_reserved(std::uint32_t stock, double mass_t, std::span<double> element_t);
    void put_reserved(std::uint32_t stock, double mass_t, std::span<const double> element_t);
    /// Holds back tonnes that nobody may draw [t].
    void set_hold(std::uint32_t stock, double hold_t);
    /// Keeps tonnes for parcels that will be taken, and room for parcels that will come; adds to what is kept.
    void reserve(std::uint32_t stock, double out_t, double in_t);
    /// Nobody need hear of what a stock's owner puts in while fewer than so many tonnes are free to take, nor, if `also_drained`,
    /// of what he takes out. Stands until it is told anew, the first until the floor moves.
    void set_quiet(std::uint32_t stock, double filled_below_t, bool also_drained) {
        stock_[stock].quiet_below_t = filled_below_t;
        stock_[stock].quiet_drained = also_drained;
    }
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
        return plan_->stream_edges[stream_[stream].first + end];
    }
    bool follows_grade(std::uint32_t stream) const { return stream_[stream].follows_grade; }
    bool is_input(std::uint32_t stream, std::size_t end) const { return end < stream_[stream].draws; }
    std::uint32_t stock_at(std::uint32_t stream, std::size_t end) const { return edge_[edge(stream, end)].stock; }
    /// Tonnes per unit of the stream's rate at one of its ends.
    double coefficient(std::uint32_t stream, std::size_t end) const { return edge_[edge(stream, end)].coef; }
    /// The end that holds a stream below its ceiling, if one does: its place as in `coefficient`.
    std::optional<std::size_t> binding_end(std::uint32_t stream) const;
    /// Brings a stream's group up to now.
    void advance_stream(std::uint32_t stream, SimTime now) { bring_up(stream_[stream].group, now); }
    void mark_stream(std::uint32_t stream) { mark(stream_[stream].group); }
    void mark_stock(std::uint32_t stock) { mark(stock_[stock].group); }

    // Totals since the start -----------------------------------------------------------------------------------------
    double moved(std::uint32_t stream, std::size_t end) const { return edge_[edge(stream, end)].moved_t; }
    /// What will have moved by an instant before the next event, without bringing the group up to it.
    double moved_at(std::uint32_t stream, std::size_t end, SimTime now) const {
        const std::uint32_t at = edge(stream, end);
        return edge_[at].moved_t +
               stream_[stream].rate_tpd * edge_[at].coef * days_of(now - group_[stream_[stream].group].since);
    }
    /// Tonnes of an element that have moved through one end of a stream, been lost in it, or lie in a stock.
    double moved_metal(std::uint32_t stream, std::size_t end, std::uint32_t element) const {
        return edge_metal_[std::size_t{edge(stream, end)} * elements_ + element].moved_t;
    }
    double lost_metal(std::uint32_t stream, std::uint32_t element) const {
        return stream_metal_[std::size_t{stream} * elements_ + element].lost_t;
    }
    double metal(std::uint32_t stock, std::uint32_t element) const {
        return metal_[std::size_t{stock} * elements_ + element].held_t;
    }
    /// Assay of what a stock would give now, or gave last.
    double fraction(std::uint32_t stock, std::uint32_t element) const {
        return metal_[std::size_t{stock} * elements_ + element].last;
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
        if (wait == Wait::nothing) {
            mine.wait = Wait::nothing;
            return;
        }
        const bool is_new = mine.wait != wait || mine.level_t != level_t;
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
    void schedule_marked(EventQueue &queue, SimTime now) {
        if (!solved_.empty() || !reschedule_.empty()) schedule_all_marked(queue, now);
    }
    std::span<const std::uint32_t> solved() const { return solved_; }
    bool anything_marked() const { return !marked_.empty(); }
    /// Whether rates were found, or have to be, since the events were last scheduled.
    bool anything_to_settle() const { return !marked_.empty() || !solved_.empty(); }

    struct Woken {
        std::uint32_t stock;
        std::uint8_t change; ///< bits of `Change`
    };
    /// A stock whose level jumped or met a limit or a watched level and that nobody has looked at since. Asks for one.
    Woken next_woken() {
        const std::uint32_t stock = woken_[--woken_count_];
        const Woken woken{stock, stock_[stock].woken_change};
        stock_[stock].woken_change = 0;
        return woken;
    }
    bool anything_woken() const { return woken_count_ > 0; }
    /// Whether nobody has to look and nothing has to be found or scheduled.
    bool is_settled() const { return woken_count_ == 0 && marked_.empty() && solved_.empty() && reschedule_.empty(); }

    const FlowPlan &plan() const { return *plan_; }

    // foresight.cpp: memory, for asking for it beforehand
    void tell_arrays(Arrays &arrays) const;
    /// What bringing a stock up to now touches, and finding rates for its group.
    void foresee(std::uint32_t stock, const EventQueue &queue, Touches &touches) const;
    /// What telling its level does.
    void foresee_level(std::uint32_t stock, Touches &touches) const;

  private:
    struct Watch {
        double level_t = 0;
        std::uint32_t stock = 0;
        Wait wait = Wait::nothing;
    };
    enum Status : std::uint8_t { inside = 0, empty = 1, full = 2, both = 3 };
    struct StreamState;
    struct GroupState;

    void schedule_all_marked(EventQueue &queue, SimTime now);
    void bring_up(std::uint32_t group, SimTime now) {
        if (group_[group].since != now) advance_group(group, now);
    }
    void set_stream(std::uint32_t stream);
    void advance_group(std::uint32_t group, SimTime now);
    struct StockState;
    /// Nothing flowed.
    template <bool with_metal = true> void stand(StockState &mine, std::uint32_t stock, SimTime now) {
        const Duration span = now - mine.since;
        mine.since = now;
        const double level = mine.level_t, eps = tolerance(level);
        if (level <= eps) mine.tally.empty_us += span.count();
        if (level >= mine.capacity_t - eps) mine.tally.full_us += span.count();
        mine.tally.level_td += level * days_of(span);
        if (with_metal && level > eps) stand_metal(stock, level);
    }
    void stand_metal(std::uint32_t stock, double level_t);
    void move_stream(std::uint32_t stream, double days);
    void mix(std::uint32_t stock, double days);
    void mark(std::uint32_t group) {
        if (group_[group].is_marked) return;
        group_[group].is_marked = true;
        marked_.push_back(group);
    }
    void wake(StockState &mine, std::uint32_t stock, Change change) {
        if (mine.woken_change == 0) woken_[woken_count_++] = stock;
        mine.woken_change |= change;
    }
    /// A level jumped or a limit moved.
    template <bool stands = false>
    void touched(StockState &mine, std::uint32_t stock, bool assay_changed, Change change) {
        mine.tally.low_t = std::min(mine.tally.low_t, mine.level_t);
        mine.tally.high_t = std::max(mine.tally.high_t, mine.level_t);
        const bool is_quiet = change == filled_by_owner ? mine.level_t - mine.limits.floor_t < mine.quiet_below_t
                                                        : change == drained_by_owner && mine.quiet_drained;
        if (!is_quiet) wake(mine, stock, change);
        if (!stands && mine.has_streams) mark_if_needed(stock, assay_changed);
    }
    void take_metal(std::uint32_t stock, double share, std::span<double> element_t);
    bool put_metal(const StockState &mine, std::uint32_t stock, std::span<const double> element_t);
    void mark_if_needed(std::uint32_t stock, bool assay_changed);
    /// A stock without streams only jumps: nothing moves its level towards a limit or a mark.
    void reschedule(std::uint32_t stock) {
        if (stock_[stock].to_reschedule || !stock_[stock].has_streams) return;
        stock_[stock].to_reschedule = true;
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
    void find_feed(const StreamState &stream);
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

    /// What an event touches of one thing lies side by side, on as few lines of the cache as it takes: in a large case
    /// each of these is far from the last.
    struct alignas(64) StockState {
        double level_t = 0, net_tpd = 0;
        Limits limits{};
        double in_tpd = 0, out_tpd = 0;
        std::uint32_t group = 0; ///< as in the plan, as are `counts_metal`, `has_streams`, `capacity_t`
        Status status = inside;
        std::uint8_t woken_change = 0; ///< 0: not woken
        bool to_reschedule = false;
        bool counts_metal = true;
        bool has_streams = false;
        bool quiet_drained = false;
        double quiet_below_t = -no_limit;
        StockTally tally;
        SimTime since{}; ///< of a stock without streams, a group by itself: its tally is up to here
        double capacity_t = 0;
        double hold_t = 0, wanted_t = no_limit, out_reserved_t = 0, in_reserved_t = 0;
        union {                   // of the work at hand
            double arrived_t = 0; ///< during the current move
            double spare_tpd;     ///< left by earlier rounds of sharing, for those who draw (or fill) at a limit
        };
    };
    struct StockMetal {                   ///< of one element
        double held_t = 0;                ///< tonnes in the stock
        double last = 0, out = 0, in = 0; ///< fractions: of what it would give, gave on average, is fed
        double arrived_t = 0;             ///< tonnes, during the current move
    };
    struct StreamState {
        double ceiling_tpd = 0, rate_tpd = 0, recovery_factor = 1;
        double pull_tpd = 0, push_tpd = 0, given_tpd = 0;
        std::uint32_t group = 0, first = 0, end = 0; ///< as in the plan; edges in its list
        std::uint16_t draws = 0;                     ///< how many of its ends are inputs
        bool is_source = false;                      ///< what it makes comes from outside
        bool leaves_model = false;                   ///< it makes nothing
        bool follows_grade = false;                  ///< what it makes depends on what its feed is made of
    };
    struct StreamMetal { ///< of one element
        double source_assay = 0;
        double lost_t = 0;
    };
    struct EdgeState {
        double coef = 1, limit_tpd = no_limit, weight_tpd = 0, moved_t = 0;
        double share = 0; ///< as in the plan, as are the next three
        std::uint32_t stock = 0, stream = 0, priority = 1;
        std::uint32_t lead = none; ///< element that its mass follows, where it is what a stream makes
        double lead_fraction = 1;  ///< of that element in it
    };
    struct EdgeMetal {       ///< of one element
        double recovery = 0; ///< of what a stream makes
        double moved_t = 0;
    };
    static constexpr std::uint32_t none = 0xffffffff;

    LargeVector<StockState> stock_;
    LargeVector<StockMetal> metal_; ///< by stock and element
    LargeVector<StreamState> stream_;
    LargeVector<StreamMetal> stream_metal_; ///< by stream and element
    LargeVector<EdgeState> edge_;
    LargeVector<EdgeMetal> edge_metal_; ///< by edge and element
    struct GroupState {
        SimTime since{}; ///< what has moved is told up to here
        std::uint32_t first_stock = 0, end_stock = 0, first_stream = 0, end_stream = 0, first_step = 0, end_step = 0;
        bool is_marked = false, grade_matters = false;
        bool yields_stale = true, weights_stale = true; ///< a recovery, a ceiling or a yield has changed
    };
    std::span<const std::uint32_t> stocks_of(const GroupState &group) const {
        return {plan_->group_stocks.data() + group.first_stock, group.end_stock - group.first_stock};
    }
    std::span<const std::uint32_t> streams_of(const GroupState &group) const {
        return {plan_->group_streams.data() + group.first_stream, group.end_stream - group.first_stream};
    }
    LargeVector<GroupState> group_;
    std::vector<std::uint32_t> marked_, solved_, reschedule_;
    std::vector<std::uint32_t> woken_; ///< room for each stock, of which so many are there
    std::uint32_t woken_count_ = 0;
    LargeVector<Watch> watches_;             ///< of one stock side by side
    LargeVector<std::uint32_t> watch_first_; ///< by stock
    std::vector<double> scratch_e_;
};

} // namespace midstream
