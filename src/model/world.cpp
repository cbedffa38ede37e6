// A world: events in their order, and what is settled after each.
// SPDX-License-Identifier: Apache-2.0
#include "model/world.h"

#include "des/calendar.h"

#include <algorithm>
#include <stdexcept>

namespace midstream {
namespace {

/// Rounds of settling at one instant after which something must be going round in circles.
constexpr int most_rounds = 100'000;

} // namespace

ModelError::ModelError(std::string_view case_name, SimTime when, std::string_view what)
    : std::runtime_error(std::string(case_name) + ", " + print_date(when) + ": " + std::string(what)) {}

World::World(std::shared_ptr<const Plan> plan, std::uint64_t seed, std::uint64_t replication, bool follow_losses)
    : plan_(std::move(plan)), seed_(seed), replication_(replication), queue_(plan_->chain->time.start),
      flow_(plan_->flow, plan_->watched, queue_), works_(plan_->works, seed, replication, queue_),
      troubles_(plan_, seed, replication, queue_), month_slot_(queue_.add_slot()), warmup_slot_(queue_.add_slot()),
      transport_(plan_->transport, seed, replication, queue_),
      active_(plan_->works->facilities.size() + transport_.nodes(), queue_.now()), ahead_(plan_->ahead) {
    if (ahead_) {
        for (std::uint32_t slot = 0; slot < ahead_->of_slot.size(); ++slot) queue_.set_tag(slot, ahead_->of_slot[slot]);
    }
    const Case &chain = *plan_->chain;
    month_facility_t_.assign(chain.facilities.size(), 0);
    month_delivered_t_.assign(plan_->works->demands.size(), 0);
    month_wanted_t_.assign(plan_->works->demands.size(), 0);
    series_.facility_t.resize(chain.facilities.size());
    series_.stock_t.resize(plan_->holdings.size());
    series_.market_t.resize(plan_->works->demands.size());
    series_.demand_t.resize(plan_->works->demands.size());
    series_.doing.resize(chain.facilities.size());
    month_doing_us_.resize(chain.facilities.size());
    series_.month_start.push_back(chain.time.start);
    queue_.schedule(month_slot_, next_month(chain.time.start));
    if (chain.time.warmup.value() > 0)
        queue_.schedule(warmup_slot_, chain.time.start + round_days(chain.time.warmup.value()));
    baseline_ = baseline_now();
    works_.start(flow_, queue_);
    troubles_.start(flow_, works_, transport_, queue_);
    transport_.start(flow_, queue_);
    settle();
    if (!follow_losses) return;
    ledger_.emplace(plan_->ledger, flow_, works_, transport_, chain.time.start);
    transport_.tell_late();
}

/// Tells whether all is settled already.
[[gnu::always_inline]] inline bool World::handle(std::uint32_t slot) {
    if (slot < works_.first_slot())
        flow_.on_event(slot, now());
    else if (slot < troubles_.first_slot())
        return works_.on_timer(slot - works_.first_slot(), flow_, queue_) && flow_.is_settled();
    else if (slot >= transport_.first_voyage_slot())
        transport_.on_voyage(slot - transport_.first_voyage_slot(), flow_, queue_);
    else
        handle_other(slot);
    return false;
}

/// While one event is dealt with, memory brings what the next will touch, and where that is told for the one after it.
inline void World::look_ahead(const Arrays &arrays) const {
    const EventQueue::Coming coming = queue_.coming();
    const Foresight &foresight = ahead_->foresight;
    if (coming.later != EventQueue::no_slot) {
        foresight.ask_for_list(queue_.tag(coming.later));
        if (coming.later >= transport_.first_voyage_slot())
            transport_.ask_for_voyage(coming.later - transport_.first_voyage_slot());
    }
    if (coming.next == EventQueue::no_slot) return;
    foresight.ask(queue_.tag(coming.next), arrays);
    queue_.ask_for_way(coming.next);
    if (coming.next >= transport_.first_voyage_slot())
        transport_.ask_for_voyage(coming.next - transport_.first_voyage_slot());
}

template <bool looks_ahead> void World::run_events(SimTime when) {
    const auto find_arrays = [this] { return arrays_of(queue_, flow_, works_, transport_, ahead_->around); };
    Arrays arrays;
    std::size_t slots = 0;
    while (queue_.next_time() <= when) {
        if (ledger_) ledger_->close_before(queue_.next_time(), flow_, works_, transport_);
        const std::uint32_t slot = queue_.pop();
        if (looks_ahead) {
            if (slots != queue_.slots()) arrays = find_arrays(); // voyages were added, and the queue grew
            slots = queue_.slots();
            look_ahead(arrays);
        }
        if (!handle(slot)) settle();
    }
}

void World::run_until(SimTime when) {
    try {
        if (ahead_)
            run_events<true>(when);
        else
            run_events<false>(when);
    } catch (const std::logic_error &broken) {
        throw ModelError(plan_->chain->name, now(), broken.what());
    }
    queue_.advance_to(when);
}

void World::handle_other(std::uint32_t slot) {
    if (slot < troubles_.end_slot()) {
        // What a disruption did until now is told before it changes.
        if (ledger_) ledger_->close(now(), flow_, works_, transport_);
        troubles_.on_timer(slot - troubles_.first_slot(), flow_, works_, transport_, queue_);
    } else if (slot == month_slot_)
        take_month();
    else if (slot == warmup_slot_) {
        // What happens at the last instant of the warm-up belongs to it, as the last instant of the run belongs to that.
        if (queue_.next_time() == now())
            queue_.schedule(warmup_slot_, now());
        else
            end_warmup();
    } else
        transport_.on_timer(slot - transport_.first_slot(), flow_, queue_);
}

/// After an event: whoever waits for a level looks, parcels leave, rates are found, the next events are scheduled.
void World::settle() {
    for (int round = 0;; ++round) {
        if (round > most_rounds) throw std::logic_error("an instant does not come to an end");
        while (flow_.anything_woken()) {
            const Flow::Woken woken = flow_.next_woken();
            works_.on_stock(woken.stock, woken.change, flow_, queue_);
            transport_.on_stock(woken.stock, woken.change, flow_, now());
        }
        if (works_.has_news()) tell_transport();
        if (transport_.anything_woken()) {
            transport_.dispatch(flow_, queue_);
            continue;
        }
        if (!flow_.anything_to_settle() && transport_.no_vehicle_changed().empty()) break;
        for (const std::uint32_t s : transport_.no_vehicle_changed()) {
            flow_.advance(s, now());
            flow_.mark_stock(s);
        }
        transport_.no_vehicle_changed().clear();
        flow_.solve_marked(now());
        for (int again = 0; works_.after_solve(flow_, queue_); ++again) {
            if (again > most_rounds) throw std::logic_error("plants stop and start without end");
            flow_.solve_marked(now());
        }
        if (!works_.has_news() && !flow_.anything_woken()) break;
    }
    if (!flow_.solved().empty()) works_.note_solved(flow_, queue_, transport_.no_vehicle());
    if (!works_.active_changed().empty() || !transport_.active_changed().empty()) note_active();
    flow_.schedule_marked(queue_, now());
}

/// Berths that opened or shut, and what facilities use, as far as routes hang on it.
void World::tell_transport() {
    for (const std::uint32_t f : works_.berths_changed())
        transport_.set_berths_open(f, works_.berths_open(f), flow_, queue_);
    works_.berths_changed().clear();
    for (const std::uint32_t s : works_.use_changed()) transport_.set_use(s, works_.use_tpd(s), flow_, queue_);
    works_.use_changed().clear();
}

/// Who limits from this instant on; what came and went within the instant does not cut a period.
void World::note_active() {
    const auto first = static_cast<std::uint32_t>(plan_->works->facilities.size());
    const auto note = [&](std::uint32_t node) {
        const bool struck = node < transport_.fleet_node(0) && plan_->transport->berths[node] && works_.is_struck(node);
        active_.set_active(first + node, struck || transport_.is_active(node), now());
    };
    for (const std::uint32_t f : works_.active_changed()) {
        active_.set_active(f, works_.is_active(f), now());
        note(transport_.berths_node(f));
    }
    works_.active_changed().clear();
    for (const std::uint32_t node : transport_.active_changed()) note(node);
    transport_.active_changed().clear();
}

void World::close_books() {
    flow_.advance_all(now());
    works_.account_all(flow_, now());
    transport_.account_all(now());
}

void World::take_month() {
    close_books();
    const auto push = [](std::vector<float> &series, double total, double &before) {
        series.push_back(static_cast<float>(total - before));
        before = total;
    };
    for (std::uint32_t f = 0; f < series_.facility_t.size(); ++f) {
        const FacilityPlan &facility = plan_->works->facilities[f];
        double total = works_.moved(f, flow_);
        if (!facility.stream && !facility.charge && facility.demands.empty())
            for (const std::uint32_t s : facility.stocks) total += flow_.tally(s).in_t;
        push(series_.facility_t[f], total, month_facility_t_[f]);
    }
    for (std::uint32_t h = 0; h < plan_->holdings.size(); ++h) {
        const Holding &holding = plan_->holdings[h];
        series_.stock_t[h].push_back(
            static_cast<float>(flow_.level(holding.stock) + (holding.outlet ? flow_.level(*holding.outlet) : 0.0)));
    }
    for (std::uint32_t d = 0; d < series_.market_t.size(); ++d) {
        push(series_.market_t[d], works_.delivered(d, flow_), month_delivered_t_[d]);
        push(series_.demand_t[d], works_.wanted(d), month_wanted_t_[d]);
    }
    take_month_of_doing();
    const SimTime next = next_month(now());
    if (now() < end()) {
        series_.month_start.push_back(now());
        queue_.schedule(month_slot_, next);
    }
}

void World::take_month_of_doing() {
    const std::size_t month = series_.month_start.size() - 1;
    const std::int64_t length_us = (now() - series_.month_start.back()).count();
    for (std::uint32_t f = 0; f < series_.doing.size(); ++f) {
        const auto &spent_us = works_.tally(f).time_us;
        for (std::size_t d = 0; d < doing_count; ++d) {
            const std::int64_t of_month_us = spent_us[d] - month_doing_us_[f][d];
            if (of_month_us <= 0) continue;
            auto &row = series_.doing[f][d];
            row.resize(month);
            row.push_back(static_cast<std::uint16_t>((of_month_us * 10'000 + length_us / 2) / length_us));
        }
        month_doing_us_[f] = spent_us;
    }
}

World::Baseline World::baseline_now() const {
    Baseline baseline;
    baseline.flow = flow_.totals();
    for (std::uint32_t d = 0; d < plan_->works->demands.size(); ++d) {
        baseline.wanted_t.push_back(works_.wanted(d));
        baseline.delivered_t.push_back(works_.delivered(d, flow_));
    }
    for (std::uint32_t f = 0; f < plan_->works->facilities.size(); ++f) {
        const auto moved_t = works_.charge_moved_t(f), moved_e = works_.charge_moved_e(f);
        baseline.charge_t.emplace_back(moved_t.begin(), moved_t.end());
        baseline.charge_e.emplace_back(moved_e.begin(), moved_e.end());
    }
    for (std::uint32_t r = 0; r < plan_->transport->routes.size(); ++r) {
        const auto moved = transport_.route_elements(r);
        baseline.route_e.emplace_back(moved.begin(), moved.end());
        baseline.under_way_t.push_back(transport_.under_way_t(r));
    }
    baseline.under_way_e = transport_.under_way_elements();
    for (std::uint32_t s = 0; s < plan_->flow->stocks.size(); ++s)
        for (std::uint32_t e = 0; e < plan_->flow->elements; ++e) baseline.stock_e.push_back(flow_.metal(s, e));
    return baseline;
}

void World::end_warmup() {
    close_books();
    for (std::uint32_t f = 0; f < month_doing_us_.size(); ++f) // the books begin anew in the middle of a month
        for (std::size_t d = 0; d < doing_count; ++d) month_doing_us_[f][d] -= works_.tally(f).time_us[d];
    if (ledger_) ledger_->close(now(), flow_, works_, transport_);
    flow_.reset_tallies();
    works_.reset_tallies(flow_, now());
    transport_.reset_tallies(now());
    if (ledger_) ledger_->reset(now(), flow_, works_);
    active_.reset(now());
    baseline_ = baseline_now();
}

Result World::finish() {
    run_until(end());
    close_books();
    if (ledger_) ledger_->close(now(), flow_, works_, transport_);
    if (series_.month_start.size() > series_.stock_t.front().size()) take_month();
    active_.finish(now());
    Result result = collect();
    audit(result);
    return result;
}

World World::fork(std::shared_ptr<const Plan> plan) const {
    if (ledger_) throw std::logic_error("a run whose losses are followed cannot be forked to another case");
    World copy{*this};
    copy.troubles_.follow(std::move(plan), seed_, replication_, copy.queue_);
    return copy;
}

Result World::so_far() const {
    World copy{*this};
    copy.close_books();
    copy.active_.finish(now());
    return copy.collect();
}

double World::level(std::string_view facility, std::string_view material) {
    flow_.advance_all(now());
    for (const Holding &holding : plan_->holdings)
        if (plan_->chain->facilities[holding.facility].name == facility &&
            plan_->chain->materials[holding.material.index].name == material)
            return flow_.level(holding.stock);
    throw ModelError(plan_->chain->name, now(),
                     "no stock of " + std::string(material) + " at " + std::string(facility));
}

Result run(std::shared_ptr<const Plan> plan, std::uint64_t seed, std::uint64_t replication, bool follow_losses) {
    return World(std::move(plan), seed, replication, follow_losses).finish();
}

} // namespace midstream
