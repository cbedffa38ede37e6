// Transport at work: parcels under way, vehicles, berths, passages, as one value.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/random.h"
#include "flow/flow.h"
#include "routes/cargo_policy.h"
#include "routes/transport_plan.h"

#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace midstream {

/// What disruptions do to a route at the moment.
struct RouteTrouble {
    int stops = 0; ///< bans, strikes and outages
    double speed_factor = 1;
    double tariff = 0; ///< $/t
};

struct RouteTally {
    double moved_t = 0;       ///< delivered
    std::int64_t parcels = 0; ///< delivered
    double under_way_td = 0;  ///< integral of the tonnes loaded and not yet delivered [t x d]
    std::int64_t no_vehicle_us = 0;
    double door_to_door_d = 0; ///< sum over parcels delivered
    double cost_usd = 0;
};
struct FleetTally {
    double busy_vd = 0;
    std::int64_t voyages = 0;
}; ///< busy: vehicle-days
struct PassageTally {
    std::int64_t transits = 0;
    std::int64_t wait_us = 0;
    std::int64_t shut_us = 0;
    std::int64_t longest_queue = 0;
};
struct BerthTally {
    std::int64_t busy_us = 0;
    std::int64_t wait_us = 0;
    std::int64_t served = 0;
    double demurrage_usd = 0;
};

/// What keeps a route from carrying more, and whose it is: `index` is that of the passage, quota or fleet, or of the
/// facility whose berths are shut or busy.
struct Hindrance {
    enum class What : std::uint8_t {
        none,
        no_cargo,
        no_want,
        stopped,
        shut_end,
        passage_shut,
        passage_slots,
        quota,
        limit,
        vehicles,
        berths
    };
    What what = What::none;
    std::uint32_t index = 0;
};

/// A loaded parcel that is late, or cargo that went elsewhere than it was sent to.
struct LateParcel {
    enum class Fate : std::uint8_t { waits, arrived, gone, came };
    std::uint32_t voyage = 0;
    std::uint32_t route = 0;
    std::uint32_t stock = 0; ///< that it was to come to (`came`: that it came to though it was not sent there)
    double mass_t = 0;
    std::uint32_t mark = 0; ///< as set by `set_late`; `not_late` if it never was
    Fate fate = Fate::waits;
    Hindrance why;
};

/// A route carries from one stock to another; whose they are it does not know. A parcel is reserved at both ends when
/// it is dispatched, leaves its origin when loading starts and enters its destination when unloading ends.
class Transport {
  public:
    Transport(std::shared_ptr<const TransportPlan> plan, std::uint64_t seed, std::uint64_t replication,
              EventQueue &queue);

    void start(Flow &flow, EventQueue &queue);
    /// Fixed timers come first in the queue, vehicles after them.
    void on_timer(std::uint32_t timer, Flow &flow, EventQueue &queue);
    void on_voyage(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    std::uint32_t first_slot() const { return first_slot_; }
    std::uint32_t first_voyage_slot() const { return first_voyage_slot_; }

    /// A stock's level or limits changed: its routes look again.
    void on_stock(std::uint32_t stock, std::uint8_t change, Flow &flow, SimTime now);
    void set_use(std::uint32_t stock, double use_tpd, Flow &flow, EventQueue &queue);
    /// Sends every parcel that can leave now. Call when all else at the instant has been done.
    void dispatch(Flow &flow, EventQueue &queue);
    bool anything_woken() const { return !woken_.empty(); }

    void set_trouble(std::uint32_t route, const RouteTrouble &trouble, Flow &flow, EventQueue &queue);
    void set_passage(std::uint32_t passage, double slot_factor, Flow &flow, EventQueue &queue);
    void set_berths_open(std::uint32_t facility, bool open, Flow &flow, EventQueue &queue);
    /// Adds a quota that binds routes together; returns its number. `amount_t` 0 lifts it.
    void set_quota(std::uint32_t quota, std::span<const std::uint32_t> routes, std::optional<double> amount_t,
                   double period_d, Flow &flow, EventQueue &queue);
    void refill_quota(std::uint32_t quota, Flow &flow, EventQueue &queue);
    /// What becomes of loaded parcels of a route that has just been struck or freed.
    void strike_cargo(std::uint32_t route, CargoPolicy fate, bool begins, Flow &flow, EventQueue &queue);
    /// The same for parcels whose way leads through a passage that has just shut or opened.
    void strike_passage(std::uint32_t passage, CargoPolicy fate, bool begins, Flow &flow, EventQueue &queue);

    void account_all(SimTime now);
    void reset_tallies(SimTime now);
    const RouteTally &route_tally(std::uint32_t route) const { return route_state_[route].tally; }
    std::span<const double> route_elements(std::uint32_t route) const {
        return std::span(route_e_).subspan(std::size_t{route} * elements_, elements_);
    }
    const FleetTally &fleet_tally(std::uint32_t fleet) const { return fleet_state_[fleet].tally; }
    const PassageTally &passage_tally(std::uint32_t passage) const { return passage_state_[passage].tally; }
    const BerthTally &berth_tally(std::uint32_t facility) const { return berths_[facility].tally; }
    /// Routes whose parcels stand ready and wanted without a vehicle, by origin stock.
    std::span<const std::uint32_t> no_vehicle() const { return no_vehicle_at_; }
    std::vector<std::uint32_t> &no_vehicle_changed() { return no_vehicle_changed_; }
    /// What can be a bottleneck: the berths of each facility, then fleets, then passages.
    std::uint32_t berths_node(std::uint32_t facility) const { return facility; }
    std::uint32_t fleet_node(std::uint32_t fleet) const { return static_cast<std::uint32_t>(berths_.size()) + fleet; }
    std::uint32_t passage_node(std::uint32_t passage) const {
        return static_cast<std::uint32_t>(berths_.size() + fleet_state_.size()) + passage;
    }
    std::uint32_t nodes() const { return passage_node(static_cast<std::uint32_t>(passage_state_.size())); }
    /// Whether it is active in the sense of the longest active period (docs/methods.md): all berths busy; no vehicle
    /// idle; a queue before the passage, or the passage shut.
    bool is_active(std::uint32_t node) const;
    /// Nodes of which that may have changed since the list was last emptied.
    std::vector<std::uint32_t> &active_changed() { return active_changed_; }
    /// By route and element [t].
    std::vector<double> under_way_elements() const;
    double under_way_t() const;
    double under_way_t(std::uint32_t route) const { return route_state_[route].loaded_t; }
    const TransportPlan &plan() const { return *plan_; }

    // foresight.cpp: memory, for asking for it beforehand
    void tell_arrays(Arrays &arrays) const;
    /// `change` adds what may follow when a stock's level changes.
    using Change = std::function<void(std::uint32_t stock, Touches &touches)>;
    VoyageLists foresee_voyages(std::uint32_t route, const Change &change, Touches &touches,
                                Foresight &foresight) const;
    /// What asking which routes from a stock have to look touches; looking at them and at those to it, when its level changed.
    void foresee_wake(std::uint32_t stock, Touches &touches) const;
    void foresee_stock(std::uint32_t stock, const Flow &flow, const EventQueue &queue, Touches &touches) const;
    void ask_for_voyage(std::uint32_t voyage) const {
        ask_for(&voyages_[voyage]);
        ask_for(reinterpret_cast<const char *>(&voyages_[voyage]) + Arrays::line);
        ask_for(voyage_e_.data() + std::size_t{voyage} * elements_);
    }

    // For the ledger of losses (late.cpp) ----------------------------------------------------------------------------
    static constexpr std::uint32_t not_late = 0xffffffff;
    Hindrance hindrance(std::uint32_t route, const Flow &flow) const;
    /// What a destination would have on hand and under way [t]; infinite where nothing bounds it.
    double target(std::uint32_t route) const { return target(plan_->routes[route]); }
    double under_way_to(std::uint32_t stock) const { return desks_[stock].under_way_t; }
    double dispatched_t(std::uint32_t route) const { return route_state_[route].dispatched_t; }
    /// Adds the parcels that wait, past the mean time of their route's first way, and are not marked yet.
    void find_late(SimTime now, std::vector<LateParcel> &found) const;
    void set_late(std::uint32_t voyage, std::uint32_t mark) { voyages_[voyage].late = mark; }
    void tell_late() { tells_late_ = true; }
    /// Late parcels that came in, and cargo sent elsewhere, since the list was last emptied.
    std::vector<LateParcel> &late_ended() { return late_ended_; }

  private:
    static constexpr std::uint32_t none = 0xffffffff;
    enum class Phase : std::uint8_t {
        idle,
        to_load,
        loading,
        sailing,
        at_passage,
        inside,
        to_unload,
        unloading,
        returning,
        held
    };
    struct alignas(64) Voyage {
        std::uint32_t route = 0;
        std::uint32_t next = none; ///< in a queue
        double mass_t = 0;
        double days = 0; ///< of the whole way, drawn at departure
        std::uint16_t way = 0;
        std::uint16_t stretch = 0;
        Phase phase = Phase::idle;
        bool going_back = false;   ///< carries its parcel back to the origin
        bool has_reserved = false; ///< waits to load; its tonnes are kept at the origin
        SimTime dispatched{};
        SimTime since{};      ///< entered its phase
        Duration left{};      ///< of the stretch, while held
        std::uint32_t to = 0; ///< destination stock, which a diversion may change
        std::uint32_t to_facility = 0;
        std::uint32_t late = not_late;
        Hindrance waited_for; ///< the last thing that it had to wait for
    };
    enum class Answer : std::uint8_t { go, no_cargo, no_want, shut, no_vehicle, later };
    struct Queue {
        std::uint32_t head = none, tail = none, length = 0;
    };
    struct alignas(64) RouteState {  ///< what dispatch looks at comes first
        Answer last = Answer::later; ///< what `look` found
        bool woken = false;
        bool no_vehicle = false;
        std::uint32_t held = 0;  ///< what holds its cargo: strikes with `hold` that have not ended
        double dispatched_t = 0; ///< for shares
        double loaded_t = 0;
        SimTime since{};
        SimTime not_before{}; ///< of a route with a limit
        SimTime wanting_since{};
        RouteTrouble trouble;
        RouteTally tally;
        Stream transit_luck, load_luck, unload_luck, return_luck;
    };
    /// What a destination asks for and has coming, and who would bring it.
    struct Desk {
        double most_t = no_limit;    ///< its capacity, or what is wanted on hand and under way if that is less
        double cover_d = no_limit;   ///< days of use wanted
        double reorder_t = no_limit; ///< below which it asks
        double use_tpd = 0;
        double under_way_t = 0; ///< dispatched and not yet delivered
        /// Below so many tonnes, at this floor, no route from this stock would find cargo that found none before, and
        /// none else asks: nobody need be looked at.
        double quiet_floor_t = 0, quiet_below_t = -no_limit;
        std::uint32_t routes = 0;                         ///< to here, of parcels
        std::uint32_t lacks_cargo = 0, lacks_vehicle = 0; ///< of those, who found none
        bool and_transit = false;                         ///< the days of the route count as cover, too
        bool is_ordering = false;                         ///< with a reorder point: between asking and being full

        /// Nobody would come for what is put in here, or into room that is made.
        bool is_deaf_to_cargo() const { return lacks_cargo == routes; }
        bool is_deaf_to_room() const { return lacks_cargo + lacks_vehicle == routes; }
    };
    struct FleetState {
        int idle = 0;
        std::vector<std::uint32_t> waiting;
        SimTime since{};
        FleetTally tally;
    };
    struct PassageState {
        Queue queue;
        double slots_per_day = 0; ///< now; no_limit where there is none
        double factor = 1;
        SimTime free_at{};
        SimTime since{};
        SimTime last_shut{};
        Stream luck;
        PassageTally tally;
    };
    struct alignas(64) Berths {
        Queue queue;
        int busy = 0;
        int limit = unlimited;
        bool open = true;
        double demurrage = 0; ///< [$/d]
        SimTime since{};
        BerthTally tally;

        static constexpr int unlimited = std::numeric_limits<int>::max();
        bool has_free() const { return open && busy < limit; }
    };
    struct Quota {
        std::vector<std::uint32_t> routes;
        std::optional<double> amount_t;
        double left_t = 0;
        double period_d = 0;
    };

    // late.cpp
    Hindrance shut_by(std::uint32_t route) const;
    void end_late(std::uint32_t voyage, LateParcel::Fate fate, std::uint32_t stock);
    // dispatch.cpp
    void wake(std::uint32_t route);
    void wake_from(std::uint32_t stock, bool is_any, Flow &flow, SimTime now);
    void tell_quiet(std::uint32_t stock, Flow &flow) const;
    double target(const RoutePlan &route) const;
    double wants(const RoutePlan &route, const Flow &flow, SimTime now) const;
    struct Offer {
        Answer answer;
        double mass_t;
        std::uint16_t way;
    };
    void set_last(std::uint32_t route, Answer answer, Flow &flow);
    void lack_cargo(std::uint32_t route, Flow &flow, SimTime now);
    bool only_cargo_went(std::uint32_t route, std::uint32_t sent, const Flow &flow, SimTime now) const;
    void lack_vehicle(std::uint32_t route, SimTime now);
    bool only_vehicle_went(std::uint32_t route, std::uint32_t sent, const Flow &flow) const;
    Offer look(std::uint32_t route, Flow &flow, EventQueue &queue);
    bool goes_before(std::uint32_t a, std::uint32_t b, const Flow &flow, SimTime now) const;
    std::optional<std::uint16_t> best_way(const RoutePlan &route, SimTime now) const;
    bool passage_shut(std::uint32_t passage) const { return passage_state_[passage].slots_per_day <= 0; }
    double quota_left(std::uint32_t route) const;
    void send(std::uint32_t route, const Offer &offer, Flow &flow, EventQueue &queue);
    void set_no_vehicle(std::uint32_t route, bool waits, SimTime now);
    void set_stream_ceiling(std::uint32_t route, Flow &flow, EventQueue &queue);

    // voyage.cpp
    std::uint32_t new_voyage(EventQueue &queue);
    void free_voyage(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    void seek_berth(std::uint32_t voyage, std::uint32_t facility, Flow &flow, EventQueue &queue);
    void serve_berths(std::uint32_t facility, Flow &flow, EventQueue &queue);
    void begin_service(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    void leave_berth(std::uint32_t facility, Flow &flow, EventQueue &queue);
    void load(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    void sail(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    void arrive(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    void unload(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    void go_home(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    void schedule(EventQueue &queue, std::uint32_t voyage, SimTime when) const {
        queue.schedule(first_voyage_slot_ + voyage, when);
        if (plan_->looks_ahead) queue.set_tag(first_voyage_slot_ + voyage, list_of(voyages_[voyage]));
    }
    void cancel(EventQueue &queue, std::uint32_t voyage) const { queue.cancel(first_voyage_slot_ + voyage); }
    void push(Queue &line, std::uint32_t voyage);
    std::uint32_t pop(Queue &line);
    void remove(Queue &line, std::uint32_t voyage);
    void set_loaded(std::uint32_t route, double change_t, SimTime now);
    void count_berth(std::uint32_t facility, SimTime now);
    void count_fleet(std::uint32_t fleet, SimTime now);

    // foresight.cpp
    Foresight::List list_of(const Voyage &voyage) const {
        const VoyageLists &lists = plan_->routes[voyage.route].lists;
        return voyage.phase == Phase::loading                                              ? lists.load
               : voyage.phase == Phase::sailing                                            ? lists.sail
               : voyage.phase == Phase::unloading                                          ? lists.unload
               : voyage.phase == Phase::returning && route_state_[voyage.route].no_vehicle ? lists.home
                                                                                           : Foresight::nothing;
    }
    void foresee_look(std::uint32_t route, const Flow &flow, Touches &touches) const;

    // passages.cpp
    void join_passage(std::uint32_t voyage, std::uint32_t passage, EventQueue &queue);
    void schedule_slot(std::uint32_t passage, EventQueue &queue);
    void on_slot(std::uint32_t passage, EventQueue &queue);
    void take_passage_step(std::uint32_t passage, EventQueue &queue);
    void count_passage(std::uint32_t passage, SimTime now);

    // strike.cpp
    void hold(std::uint32_t voyage, EventQueue &queue);
    void release(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    void turn_back(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    bool divert_to_buyer(std::uint32_t voyage, Flow &flow, EventQueue &queue);
    bool divert_to_way(std::uint32_t voyage, std::uint32_t passage, Flow &flow, EventQueue &queue);
    Duration sailed(const Voyage &voyage, SimTime now) const;

    std::shared_ptr<const TransportPlan> plan_;
    std::uint32_t elements_ = 0;
    std::uint32_t first_slot_ = 0, first_voyage_slot_ = 0;
    LargeVector<RouteState> route_state_;
    LargeVector<double> route_e_;
    LargeVector<FleetState> fleet_state_;
    std::vector<PassageState> passage_state_;
    LargeVector<Berths> berths_;
    std::vector<Quota> quotas_;
    LargeVector<Voyage> voyages_;
    LargeVector<double> voyage_e_;
    std::vector<std::uint32_t> free_;
    std::vector<std::uint32_t> woken_, candidates_;
    LargeVector<Desk> desks_; ///< by stock
    std::vector<std::uint32_t> limit_timer_, slot_timer_, step_timer_;
    enum class TimerKind : std::uint8_t { limit, slot, step };
    struct Timer {
        TimerKind kind;
        std::uint32_t index;
    };
    std::vector<Timer> timers_;
    std::vector<LateParcel> late_ended_;
    bool tells_late_ = false; ///< whether anybody empties the list
    std::vector<std::uint32_t> no_vehicle_at_, no_vehicle_changed_, active_changed_;
};

} // namespace midstream
