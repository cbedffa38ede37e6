// The facilities at work: every state of mines, plants, stockpiles, ports and markets, as one value.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/random.h"
#include "facilities/works_plan.h"
#include "flow/flow.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace midstream {

/// What disruptions do to a facility at the moment; all that strike it together.
struct Trouble {
    int stops = 0;       ///< outages and strikes
    bool closed = false; ///< for good
    double rate_factor = 1;
    double recovery_factor = 1;
    double demand_factor = 1;
    double adds_tpd = 0; ///< of the basis
};

/// A facility fills and empties its own stocks; who carries to and from them it does not know.
class Works {
  public:
    Works(std::shared_ptr<const WorksPlan> plan, std::uint64_t seed, std::uint64_t replication, EventQueue &queue);

    static constexpr SimTime never{Duration{most_ticks}};

    /// Sets the ceilings of the first instant and schedules what the calendar holds.
    void start(Flow &flow, EventQueue &queue);
    /// True if nothing came of it but changes of stocks.
    bool on_timer(std::uint32_t timer, Flow &flow, EventQueue &queue) {
        const Timer what = timers_[timer];
        if (what.kind == TimerKind::line) return on_line(what.index, flow, queue); // by far the most frequent, if any
        on_other_timer(timer, flow, queue);
        return false;
    }
    /// Looks at the facilities that react to a stock's level. `change`: bits of `Flow::Change`.
    void on_stock(std::uint32_t stock, std::uint8_t change, Flow &flow, EventQueue &queue) {
        if (change & ~(Flow::drained_by_owner | Flow::filled_by_owner)) consider_all(stock, flow, queue);
    }
    /// After rates were found: stops plants that fell below their turndown and follows yields with the ceilings. True
    /// if rates must be found again.
    bool after_solve(Flow &flow, EventQueue &queue) { return !flow.solved().empty() && after_groups(flow, queue); }
    /// Enters in the books what the facilities of the solved groups do from now on.
    /// `no_vehicle`: by stock, whether its parcels stand ready and wanted without a vehicle.
    void note_solved(const Flow &flow, EventQueue &queue, std::span<const std::uint32_t> no_vehicle);

    void set_trouble(std::uint32_t facility, const Trouble &trouble, Flow &flow, EventQueue &queue);
    /// A named disruption began or ended; reserves may open.
    void set_disruption(std::string_view name, bool on, Flow &flow, EventQueue &queue);

    std::uint32_t first_slot() const { return first_slot_; }
    /// Closes the books of the moment, so that the tallies are up to now. All groups must be advanced.
    void account_all(const Flow &flow, SimTime now);
    void reset_tallies(const Flow &flow, SimTime now);

    const FacilityTally &tally(std::uint32_t facility) const { return states_[facility].tally; }
    /// Tonnes of the basis lost since the tallies were last reset, by immediate cause, and since the start for want of
    /// feed or room at each end (inputs first, then outputs): up to the instant, without closing the books.
    void read_losses(std::uint32_t facility, const Flow &flow, SimTime now, std::array<double, loss_count> &lost_t,
                     std::span<double> held_back_t) const;
    /// Wanted and not delivered since the start, up to the instant; less than nothing while a backlog clears [t].
    double short_at(std::uint32_t demand, const Flow &flow, SimTime now) const;
    /// Whether it is shut for good or not open yet, rather than stopped for a time.
    bool is_closed(std::uint32_t facility) const {
        const State &state = states_[facility];
        return !state.open || state.over || state.trouble.closed;
    }
    bool is_over(std::uint32_t facility) const { return states_[facility].over; } ///< its closing date has passed
    /// What a steady facility would have made, between two instants, had it been open yet [t of its basis]; its nameplate
    /// does not count before.
    double not_open_t(std::uint32_t facility, const Flow &flow, SimTime from, SimTime to) const;
    /// What a market's customers would take and do not: while it is struck, or by a demand shock [t/d].
    double untaken_tpd(std::uint32_t demand, SimTime now) const;
    double recovery_factor(std::uint32_t facility) const { return states_[facility].trouble.recovery_factor; }
    Doing doing(std::uint32_t facility) const { return states_[facility].doing; }
    /// Whether its berths serve: not while a stop or strike holds it or it is closed.
    bool berths_open(std::uint32_t facility) const { return berths_open(states_[facility]); }
    /// Whether there are berths that opened or shut or uses that changed.
    bool has_news() const { return !berths_changed_.empty() || !use_changed_.empty(); }
    /// Facilities whose berths opened or shut since the list was last emptied.
    std::vector<std::uint32_t> &berths_changed() { return berths_changed_; }
    /// Whether a mine or plant is active in the sense of the longest active period (docs/methods.md): it runs at its own
    /// ceiling, or is down by causes of its own.
    bool is_active(std::uint32_t facility) const { return states_[facility].active; }
    /// Stopped by a strike or an outage, and there to work without it.
    bool is_struck(std::uint32_t facility) const { return states_[facility].struck; }
    /// Facilities of which one of the two changed since the list was last emptied.
    std::vector<std::uint32_t> &active_changed() { return active_changed_; }
    /// Current use of a stock by its owner [t/d], for routes that keep days of cover.
    double use_tpd(std::uint32_t stock) const { return use_tpd_[stock]; }
    std::vector<std::uint32_t> &use_changed() { return use_changed_; }

    double delivered(std::uint32_t demand, const Flow &flow) const;
    double wanted(std::uint32_t demand) const { return demands_[demand].wanted_t; }
    double backlog(std::uint32_t demand) const { return demands_[demand].backlog_t; }
    /// Mass and elements inside charge lines, by element [t].
    void add_in_charges(std::span<double> element_t) const;
    /// Elements that mines working in charges have brought into the model, by element [t].
    void add_charge_sources(std::span<double> element_t) const;
    /// Tonnes of the basis since the start.
    double moved(std::uint32_t facility, const Flow &flow) const { return moved_now(facility, flow); }
    /// Tonnes and elements that a charge facility took (input places first) and made.
    std::span<const double> charge_moved_t(std::uint32_t facility) const {
        return std::span(made_t_).subspan(states_[facility].first_end, plan_->charge_ends(facility));
    }
    std::span<const double> charge_moved_e(std::uint32_t facility) const {
        return std::span(made_e_).subspan(std::size_t{states_[facility].first_end} * elements_,
                                          plan_->charge_ends(facility) * elements_);
    }
    std::span<const double> charge_lost_e(std::uint32_t facility) const {
        return std::span(lost_e_).subspan(std::size_t{facility} * elements_,
                                          plan_->facilities[facility].charge ? elements_ : 0);
    }
    /// Elements that markets took at once to clear a backlog, by demand.
    std::span<const double> cleared_e(std::uint32_t demand) const { return demands_[demand].cleared_e; }
    const WorksPlan &plan() const { return *plan_; }
    std::uint32_t basis_end(std::uint32_t facility) const { return states_[facility].basis_end; }

    // foresight.cpp: memory, for asking for it beforehand
    void tell_arrays(Arrays &arrays) const;
    /// What events of timers will touch; writes the list of each.
    /// `change` adds what may follow when a stock's level changes, `made` what does when more is in it.
    using Change = std::function<void(std::uint32_t stock, Touches &touches)>;
    void foresee_timers(const Change &change, const Change &made, const Flow &flow, const EventQueue &queue,
                        Touches &touches, Foresight &foresight, std::vector<Foresight::List> &of_timer) const;
    /// What looking at the facilities that react to a stock touches, and entering in the books what the owner of a stream
    /// does.
    void foresee_reacting(std::uint32_t stock, Touches &touches) const;
    void foresee_owner(std::uint32_t stream, Touches &touches) const;

  private:
    struct State;
    enum class TimerKind : std::uint8_t {
        step,
        open,
        close,
        ramp,
        failure,
        shutdown,
        reline,
        line,
        release,
        backlog,
        retry
    };
    struct Timer {
        TimerKind kind;
        std::uint32_t index;
    };

    struct Process { ///< a failure or shutdown that comes again and again
        std::uint32_t facility = 0;
        std::uint32_t line = 0;
        std::uint32_t timer = 0;
        const FailureSpec *failure = nullptr;
        const ShutdownSpec *shutdown = nullptr;
        const CampaignSpec *campaign = nullptr;
        Stream luck;
        Duration left{}; ///< to the next failure, on a clock that stands
        SimTime since{};
        std::int64_t count = 0;
        bool ticking = false;
        bool down = false;
    };
    struct alignas(64) Line {
        enum class Phase : std::uint8_t { idle, working, held } phase = Phase::idle;
        bool moving = false;
        bool down = false;
        std::uint32_t facility = 0;
        std::uint32_t timer = 0;
        std::uint32_t first_out = 0; ///< product of its charge in `line_out_t_`
        Duration left{};             ///< of the charge, while it stands
        Stream luck;
    };
    /// What the lines of a facility in charges do.
    struct Split {
        int down = -1, held = 0, idle = 0; ///< lines; -1: not told yet
        bool open = false;                 ///< its nameplate counts
        Loss whole = Loss::pace;           ///< what takes the whole nameplate; `pace`: nothing does
        friend bool operator==(const Split &, const Split &) = default;
    };
    struct State { ///< what an event of a charge touches comes first
        bool open = true;
        bool over = false;    ///< closed on its date
        bool resting = false; ///< stopped below turndown
        bool waits = false;   ///< for feed or room of a line: its watches are set
        bool is_stale = true; ///< what it may do has changed since the last entry in the books
        bool active = false, struck = false;
        bool keeps_to_itself =
            false;               ///< in charges, from and to stocks that no stream joins, and feeds no line of its own
        bool has_clocks = false; ///< failures, shutdowns or campaigns
        bool reserve_open = false;
        std::uint8_t reacts = 0;                                  ///< as in the plan
        Flow::Change takes = Flow::drained, gives = Flow::filled; ///< what its lines tell of a stock
        Doing doing = Doing::closed;
        Loss rest = Loss::starved;        ///< cause of what no known cause explains
        Loss resting_for = Loss::starved; ///< what brought it below its turndown
        int shutdowns = 0;
        int lines_down = 0;
        int lines = 0, held = 0, idle = 0; ///< of those in charges, down or not
        std::uint32_t first_line = 0;
        std::uint32_t first_end = 0; ///< in what lies by facility and end
        std::uint32_t inputs = 0, ends = 0;
        const ChargePlan *charge = nullptr; ///< in the plan
        std::uint32_t short_end = 0;        ///< the end that lacks feed
        std::uint32_t full_end = 0;         ///< the end that lacks room
        Split split;                        ///< of its lines, as the known losses were last told by
        Trouble trouble;
        std::uint32_t resting_end = 0;
        std::uint32_t basis_end = 0;
        double nameplate_unit_tpd = 0; ///< in units of the stream
        double nameplate_tpd = 0;
        double capacity_tpd = no_limit; ///< now, of a plant with one capacity
        std::uint32_t capacity_end = 0; ///< what it limits
        SimTime since{};
        double moved_before_t = 0;
        std::uint32_t known = 0; ///< bit i: whether cause i takes anything
        std::uint32_t ramp_piece = 0;
        double ramp = 1;
        SimTime opened{};
        std::array<double, loss_count> known_tpd{};
        FacilityTally tally;
    };
    struct Demand {
        double rate_tpd = 0;
        double backlog_t = 0;
        double wanted_t = 0;
        double cleared_t = 0;
        std::vector<double> cleared_e;
        SimTime since{};
        double moved_before_t = 0;
        std::uint32_t timer = 0;
    };

    static bool berths_open(const State &state) {
        return state.open && !state.over && !state.trouble.closed && state.trouble.stops == 0;
    }
    std::uint32_t add_timer(TimerKind kind, std::uint32_t index, EventQueue &queue);
    void schedule(EventQueue &queue, std::uint32_t timer, SimTime when) const {
        queue.schedule(first_slot_ + timer, when);
    }
    void cancel(EventQueue &queue, std::uint32_t timer) const { queue.cancel(first_slot_ + timer); }

    // works.cpp
    void on_other_timer(std::uint32_t timer, Flow &flow, EventQueue &queue);
    bool after_groups(Flow &flow, EventQueue &queue);
    bool operable(std::uint32_t facility) const { return operable(states_[facility]); }
    static bool operable(const State &state) { return berths_open(state) && state.shutdowns == 0; }
    void consider_all(std::uint32_t stock, Flow &flow, EventQueue &queue);
    void update(std::uint32_t facility, Flow &flow, EventQueue &queue);
    double find_nameplate(std::uint32_t facility, const Flow &flow, SimTime now);
    double tightest(std::uint32_t facility, const Flow &flow, SimTime now) const;
    void set_ceiling(std::uint32_t facility, Flow &flow, EventQueue &queue);
    void set_use(std::uint32_t facility, double rate_tpd);
    void take_step(std::uint32_t facility, Flow &flow, EventQueue &queue);
    bool should_restart(std::uint32_t facility, Flow &flow, SimTime now);
    void consider(std::uint32_t facility, Flow &flow, EventQueue &queue);
    void read_meter(std::uint32_t facility, Flow &flow, EventQueue &queue);
    // books.cpp
    struct Accrual { ///< from the last entry in the books to an instant, in tonnes of the basis
        Duration span{};
        double made_t = 0;
        double moved_t = 0; ///< since the start
        double nameplate_t = 0;
        std::array<double, loss_count> known_t{};
        double rest_t = 0; ///< lost for the cause that the state calls the rest
    };
    Accrual accrue(std::uint32_t facility, const Flow &flow, SimTime now) const;
    double moved_at(std::uint32_t facility, const Flow &flow, SimTime now) const;
    double held_back(const State &state, const Accrual &accrual, bool is_charge, std::size_t end) const;
    void account(std::uint32_t facility, const Flow &flow, SimTime now);
    double moved_now(std::uint32_t facility, const Flow &flow) const;
    static void find_known(State &state);
    static bool is_told(const State &state, Doing doing, Loss rest);
    void enter(std::uint32_t facility, Doing doing, Loss rest, const Flow &flow, EventQueue &queue);
    void note_active(std::uint32_t facility);
    void note_stream(std::uint32_t facility, const Flow &flow, EventQueue &queue,
                     std::span<const std::uint32_t> no_vehicle);
    void note_charges(std::uint32_t facility, const Flow &flow, EventQueue &queue);
    void split_nameplate(std::uint32_t facility, const Split &split);
    struct HoldingEnds { ///< that hold lines back: for want of feed, and of room
        std::uint32_t wanting, full;
    };
    HoldingEnds holding_ends(const State &state, const Split &split, const Flow &flow) const;
    void note_market(std::uint32_t facility, const Flow &flow, EventQueue &queue);
    void note_yard(std::uint32_t facility, const Flow &flow, EventQueue &queue);
    // outage.cpp
    void start_process(std::uint32_t process, EventQueue &queue);
    void on_failure(std::uint32_t process, Flow &flow, EventQueue &queue);
    void on_shutdown(std::uint32_t process, Flow &flow, EventQueue &queue);
    void on_reline(std::uint32_t process, Flow &flow, EventQueue &queue);
    SimTime next_shutdown(const Process &process, SimTime now) const;
    void set_ticking(std::uint32_t facility, EventQueue &queue);
    void tick(Process &process, bool ticking, EventQueue &queue);
    // charges.cpp
    void try_charges(std::uint32_t facility, Flow &flow, EventQueue &queue);
    bool try_deliver(State &state, Line &line, Flow &flow);
    bool try_start(State &state, Line &line, Flow &flow, EventQueue &queue);
    template <bool with_metal, bool stands> void charge(State &state, Line &line, Flow &flow, Flow::Change change);
    std::span<const double> deliver_metal(const State &state, const Line &line, std::size_t product);
    void count_metal(std::size_t end, std::span<const double> metal, std::span<double> feed);
    void charge_metal(const State &state, const Line &line);
    template <bool with_metal> bool go_round(State &state, Line &line, Flow &flow, EventQueue &queue);
    void set_off(const ChargePlan &plan, Line &line, EventQueue &queue);
    void look_at_lines(std::uint32_t facility, Flow &flow, EventQueue &queue);
    void pace_lines(std::uint32_t facility, EventQueue &queue);
    bool on_line(std::uint32_t line, Flow &flow, EventQueue &queue);
    // market.cpp
    void set_demand(std::uint32_t demand, Flow &flow, EventQueue &queue);
    void book_demand(std::uint32_t demand, const Flow &flow, SimTime now);
    void owe_more(std::uint32_t facility, std::uint32_t stream, Flow &flow);
    void clear_backlog(std::uint32_t demand, Flow &flow, EventQueue &queue);
    // foresight.cpp
    std::uint32_t facility_of(Timer timer) const;
    void foresee_line(std::uint32_t line, const Change &made, const Flow &flow, const EventQueue &queue,
                      Touches &touches) const;
    void foresee_facility(std::uint32_t facility, Touches &touches) const;
    // reserve.cpp
    void set_reserve(std::uint32_t facility, Flow &flow, EventQueue &queue);

    std::shared_ptr<const WorksPlan> plan_;
    std::uint32_t first_slot_ = 0;
    std::uint32_t elements_ = 0;
    LargeVector<Timer> timers_;
    LargeVector<State> states_;
    LargeVector<Process> processes_;
    LargeVector<std::uint32_t> processes_first_; ///< by facility
    LargeVector<Line> lines_;
    LargeVector<double> line_out_t_, line_out_e_; ///< product of each line's charge: by line and product (and element)
    LargeVector<Demand> demands_;
    std::vector<std::uint32_t> step_timer_, open_timer_, close_timer_, ramp_timer_, release_timer_,
        retry_timer_; ///< by facility
    std::vector<Stream> opening_luck_;
    std::vector<std::string> on_disruptions_;
    std::vector<std::uint32_t> berths_changed_, use_changed_, active_changed_;
    LargeVector<double> use_tpd_;
    LargeVector<double> held_back_t_, made_t_, made_e_; ///< by facility and end (and element)
    LargeVector<double> lost_e_;                        ///< in charges, by facility and element
    std::vector<double> scratch_e_, scratch_feed_;
};

} // namespace midstream
