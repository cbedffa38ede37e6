// The ledger of losses on the way: what routes withhold, carry on and hand back.
// SPDX-License-Identifier: Apache-2.0
#include "model/loss_ledger.h"

namespace midstream {
namespace {

bool is_withheld(Hindrance::What what) {
    return what != Hindrance::What::none && what != Hindrance::What::no_cargo && what != Hindrance::What::no_want;
}

} // namespace

std::uint32_t LossLedger::cause_of(const Look &look, const Hindrance &why) const {
    switch (why.what) {
    case Hindrance::What::shut_end:
        return plan_->causes.of_facility(why.index,
                                         look.works.is_closed(why.index) ? Cause::closed : Cause::disruptions);
    case Hindrance::What::passage_shut:
        return plan_->causes.of_passage(why.index, Cause::shut);
    case Hindrance::What::passage_slots:
        return plan_->causes.of_passage(why.index, Cause::slots);
    case Hindrance::What::quota:
        return plan_->causes.of_quota(why.index);
    case Hindrance::What::limit:
        return plan_->causes.of_route(why.index, Cause::limit);
    case Hindrance::What::vehicles:
        return plan_->causes.of_fleet(why.index);
    case Hindrance::What::berths:
        return plan_->causes.of_facility(why.index, Cause::berths);
    case Hindrance::What::none:
    case Hindrance::What::no_cargo:
    case Hindrance::What::no_want:
    case Hindrance::What::stopped:
        break;
    }
    return plan_->causes.of_route(why.index, Cause::stopped);
}

/// What came late is missing no more, though it was when somebody fell short of it since the last closing.
void LossLedger::see_what_came(const Look &look) {
    for (const Ghost &ghost : taken_back_) {
        missing_[ghost.stock].add(ghost.cause, ghost.lost_t);
        under_way_t_[ghost.stock] -= ghost.lost_t;
    }
    taken_back_.clear();
    for (const LateParcel &parcel : look.transport.late_ended()) {
        const bool was_late = parcel.mark != Transport::not_late;
        const std::uint32_t stopped = plan_->causes.of_route(parcel.route, Cause::stopped);
        if (was_late) late_t_[parcel.stock] -= parcel.mass_t;
        switch (parcel.fate) {
        case LateParcel::Fate::arrived:
            missing_[parcel.stock].add(parcel.mark, -parcel.mass_t);
            break;
        case LateParcel::Fate::gone:
            if (!was_late) missing_[parcel.stock].add(stopped, parcel.mass_t);
            break;
        case LateParcel::Fate::came:
            if (was_late) late_t_[parcel.stock] += parcel.mass_t; // it was not to come here
            missing_[parcel.stock].add(stopped, -parcel.mass_t);
            break;
        case LateParcel::Fate::waits:
            break;
        }
    }
    look.transport.late_ended().clear();
}

/// A parcel that waits past its time is missing at its destination until it comes.
void LossLedger::see_late_parcels(const Look &look) {
    late_.clear();
    look.transport.find_late(look.now, late_);
    for (const LateParcel &parcel : late_) {
        const std::uint32_t cause = cause_of(look, parcel.why);
        look.transport.set_late(parcel.voyage, cause);
        missing_[parcel.stock].add(cause, parcel.mass_t);
        late_t_[parcel.stock] += parcel.mass_t;
        late_cause_[parcel.stock] = cause;
    }
}

void LossLedger::land_ghosts() {
    auto &landing = ghosts_[static_cast<std::size_t>(step_ + 1) % ghosts_.size()];
    for (const Ghost &ghost : landing) {
        if (ghost.lost_t < 0) {
            taken_back_.push_back(ghost);
            continue;
        }
        missing_[ghost.stock].add(ghost.cause, ghost.lost_t);
        under_way_t_[ghost.stock] -= ghost.lost_t;
    }
    landing.clear();
}

/// Missing tonnes set out along a route and arrive when a parcel would.
void LossLedger::send(std::uint32_t r, const Blend &what, double factor) {
    const std::uint32_t stock = plan_->destination[r];
    if (plan_->lag[r] == 0) {
        missing_[stock].add(what, factor);
        return;
    }
    auto &landing = ghosts_[static_cast<std::size_t>(step_ + plan_->lag[r]) % ghosts_.size()];
    for (const RootLoss &part : what.parts()) {
        landing.push_back({stock, part.cause, factor * part.lost_t});
        under_way_t_[stock] += factor * part.lost_t;
    }
}

/// Tonnes that a stock would have room for, or that its owner would ask for, with all that would be on its way.
double LossLedger::would_take(const Look &look, std::uint32_t s) const {
    double target = 0, least = no_limit;
    bool has_parcels = false;
    for (const LedgerUser &user : plan_->fillers_of(s)) {
        if (user.kind != LedgerUser::Kind::route) continue;
        const RoutePlan &route = look.transport.plan().routes[user.index];
        if (route.stream) continue;
        has_parcels = true;
        target = std::max(target, look.transport.target(user.index));
        least = std::min(least, route.at_least_t);
    }
    const double level = look.flow.level_at(s, look.now);
    if (!has_parcels) return look.flow.limits(s).roof_t - level - missing_[s].sum();
    if (target == no_limit) return no_limit;
    const double wants = target - level - look.transport.under_way_to(s) + late_t_[s];
    if (wants < least) return -missing_[s].sum(1); // it has all it asks for: nothing is missing
    return wants - missing_[s].sum() - under_way_t_[s];
}

/// A route that could not carry what stood ready and was wanted: it is missing at one end and left over at the other.
void LossLedger::withhold(const Look &look, std::uint32_t r) {
    const Hindrance &why = hindrance_[r];
    const RoutePlan &route = look.transport.plan().routes[r];
    // With its parcels stuck on the way a destination asks for no more: it would, had they come.
    const bool is_stuck = why.what == Hindrance::What::no_want && late_t_[route.to] > least_blend_t;
    if (!is_withheld(why.what) && !is_stuck) return;
    const double ready_t = std::max(0.0, look.flow.available_at(route.from, look.now) - missing_[route.from].sum(-1)) +
                           full_now_t_[route.from];
    const double wanted_t = would_take(look, route.to) + short_now_t_[route.to];
    const double most_t = std::min(ready_t, wanted_t);
    if (most_t <= least_blend_t) return;
    scratch_.clear();
    scratch_.add(is_stuck ? late_cause_[route.to] : cause_of(look, why), most_t);
    missing_[route.from].add(scratch_, -1);
    send(r, scratch_, 1);
    route_ahead_[r] += most_t;
}

/// Tonnes that a user has moved at a stock since the start; a little for one that never has.
double LossLedger::moved_by(const Look &look, const LedgerUser &user) const {
    if (user.kind == LedgerUser::Kind::demand) return look.flow.moved(look.works.plan().demands[user.index].stream, 0);
    if (user.kind == LedgerUser::Kind::end) {
        const std::uint32_t f = plan_->ends[user.index].facility, end = user.index - plan_->ends_first[f];
        const auto &stream = look.works.plan().facilities[f].stream;
        return stream ? look.flow.moved(*stream, end) : look.works.charge_moved_t(f)[end];
    }
    const RoutePlan &route = look.transport.plan().routes[user.index];
    return route.stream ? 1 + look.flow.moved(*route.stream, 1)
                        : route.parcel_t + look.transport.dispatched_t(user.index);
}

/// A route's share of what all routes at one of its ends have carried so far.
double LossLedger::share_of(const Look &look, std::uint32_t r, bool by_origin) const {
    const std::uint32_t s = by_origin ? plan_->origin[r] : plan_->destination[r];
    double all = 0;
    for (const LedgerUser &user : by_origin ? plan_->drawers_of(s) : plan_->fillers_of(s))
        if (user.kind == LedgerUser::Kind::route) all += moved_by(look, user);
    return moved_by(look, {LedgerUser::Kind::route, r}) / all;
}

/// Tonnes that the others at a stock move in a step: as much can one user push out of its place, if it would come
/// before them or beside them.
double LossLedger::others_move(const Look &look, std::uint32_t s, bool drawers, const LedgerUser &mine) const {
    const auto users = drawers ? plan_->drawers_of(s) : plan_->fillers_of(s);
    if (users.size() < 2) return 0;
    const auto priority = [&](const LedgerUser &user) {
        return user.kind == LedgerUser::Kind::route ? look.transport.plan().routes[user.index].spec->priority : 1;
    };
    double moved_t = 0;
    for (const LedgerUser &user : users)
        if ((user.kind != mine.kind || user.index != mine.index) && priority(user) >= priority(mine))
            moved_t += moved_by(look, user);
    return moved_t * days_of(plan_->step) / std::max(days_of(plan_->step), days_of(look.now - start_));
}

/// What is missing at a route's origin is missing at its destination, if it would be wanted there.
void LossLedger::carry_on(const Look &look, std::uint32_t r) {
    const RoutePlan &route = look.transport.plan().routes[r];
    const double missing_t = missing_[route.from].sum(1);
    if (missing_t <= least_blend_t) return;
    // Whatever keeps the route has been charged with what stands there; this does not.
    if (!route.stream && hindrance_[r].what == Hindrance::What::no_want) return;
    const double most_t = missing_t * share_of(look, r, true);
    const double wanted_t =
        route.stream ? most_t : std::min(most_t, would_take(look, route.to) + short_now_t_[route.to]);
    if (const double moved_t = missing_[route.from].take(wanted_t, 1, taken_); moved_t > 0) {
        send(r, taken_, 1);
        route_ahead_[r] += moved_t;
    }
    // What is not wanted beside what others bring would have been brought in their place: nobody there misses it.
    if (wanted_t < most_t)
        missing_[route.from].take(std::min(most_t - std::max(0.0, wanted_t),
                                           others_move(look, route.to, false, {LedgerUser::Kind::route, r})),
                                  1, taken_);
}

/// What is left over at a route's destination would not have been asked of its origin.
void LossLedger::hand_back(const Look &look, std::uint32_t r) {
    const RoutePlan &route = look.transport.plan().routes[r];
    const double left_t = missing_[route.to].sum(-1);
    if (left_t <= least_blend_t) return;
    // Tonnes that a route cannot carry are its cause's, not those of who would not take them, unless that is what shuts it.
    const Hindrance &why = hindrance_[r];
    const bool is_own = why.what == Hindrance::What::shut_end && why.index == route.destination;
    if ((is_withheld(why.what) && !is_own) || (!route.stream && why.what == Hindrance::What::no_cargo)) return;
    const double most_t = left_t * share_of(look, r, false);
    double ready_t = most_t;
    if (!route.stream)
        ready_t = std::min(most_t, look.flow.available_at(route.from, look.now) - missing_[route.from].sum(-1) +
                                       full_now_t_[route.from]);
    if (const double moved_t = missing_[route.to].take(ready_t, -1, taken_); moved_t > 0) {
        missing_[route.from].add(taken_, -1);
        route_ahead_[r] += moved_t;
    }
    // What does not lie there would have come in the place of what went to others.
    if (ready_t < most_t)
        missing_[route.to].take(std::min(most_t - std::max(0.0, ready_t),
                                         others_move(look, route.from, true, {LedgerUser::Kind::route, r})),
                                -1, taken_);
}

} // namespace midstream
