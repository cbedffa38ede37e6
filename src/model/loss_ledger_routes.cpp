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
    for (std::uint32_t i = plan_->fillers_first[s]; i < plan_->fillers_first[s + 1]; ++i) {
        const LedgerUser &user = plan_->fillers[i];
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
    if (!is_withheld(why.what)) return;
    const RoutePlan &route = look.transport.plan().routes[r];
    const double ready_t = std::max(0.0, look.flow.available_at(route.from, look.now) - missing_[route.from].sum(-1)) +
                           full_now_t_[route.from];
    const double wanted_t = would_take(look, route.to) + short_now_t_[route.to];
    const double most_t = std::min(ready_t, wanted_t);
    if (most_t <= least_blend_t) return;
    scratch_.clear();
    scratch_.add(cause_of(look, why), most_t);
    missing_[route.from].add(scratch_, -1);
    send(r, scratch_, 1);
    route_ahead_[r] += most_t;
}

/// A route's share of what all routes at one of its ends have carried so far.
double LossLedger::share_of(const Look &look, std::uint32_t r, bool by_origin) const {
    const RoutePlan &mine = look.transport.plan().routes[r];
    const std::uint32_t s = by_origin ? mine.from : mine.to;
    const auto &first = by_origin ? plan_->drawers_first : plan_->fillers_first;
    const auto &users = by_origin ? plan_->drawers : plan_->fillers;
    const auto carried = [&](std::uint32_t i) {
        const RoutePlan &route = look.transport.plan().routes[i];
        return route.stream ? 1 + look.flow.moved(*route.stream, 1) : route.parcel_t + look.transport.dispatched_t(i);
    };
    double all = 0;
    for (std::uint32_t i = first[s]; i < first[s + 1]; ++i)
        if (users[i].kind == LedgerUser::Kind::route) all += carried(users[i].index);
    return carried(r) / all;
}

/// What is missing at a route's origin is missing at its destination, if it would be wanted there.
void LossLedger::carry_on(const Look &look, std::uint32_t r) {
    const RoutePlan &route = look.transport.plan().routes[r];
    const double missing_t = missing_[route.from].sum(1);
    if (missing_t <= least_blend_t) return;
    const Hindrance::What what = hindrance_[r].what;
    if (is_withheld(what) || (!route.stream && what == Hindrance::What::no_want)) return;
    double most_t = missing_t * share_of(look, r, true);
    if (!route.stream) most_t = std::min(most_t, would_take(look, route.to) + short_now_t_[route.to]);
    const double moved_t = missing_[route.from].take(most_t, 1, taken_);
    if (moved_t <= 0) return;
    send(r, taken_, 1);
    route_ahead_[r] += moved_t;
}

/// What is left over at a route's destination would not have been asked of its origin.
void LossLedger::hand_back(const Look &look, std::uint32_t r) {
    const RoutePlan &route = look.transport.plan().routes[r];
    const double left_t = missing_[route.to].sum(-1);
    if (left_t <= least_blend_t) return;
    const Hindrance::What what = hindrance_[r].what;
    if (is_withheld(what) || (!route.stream && what == Hindrance::What::no_cargo)) return;
    double most_t = left_t * share_of(look, r, false);
    if (!route.stream)
        most_t = std::min(most_t, look.flow.available_at(route.from, look.now) - missing_[route.from].sum(-1) +
                                      full_now_t_[route.from]);
    const double moved_t = missing_[route.to].take(most_t, -1, taken_);
    if (moved_t <= 0) return;
    missing_[route.from].add(taken_, -1);
    route_ahead_[r] += moved_t;
}

} // namespace midstream
