// The ledger of losses kept within the walls: no stock would hold less than nothing, nor more than it may.
// SPDX-License-Identifier: Apache-2.0
#include "model/loss_ledger.h"

namespace midstream {
namespace {

/// Of what it drew: a plant that lacked less than this was not short.
constexpr double seldom = 1e-2;

} // namespace

/// Tonnes at a stock that its user would have moved and did not.
double LossLedger::ahead_at(const Look &look, const LedgerUser &user) const {
    switch (user.kind) {
    case LedgerUser::Kind::route:
        return std::max(0.0, route_ahead_[user.index]);
    case LedgerUser::Kind::demand:
        return std::max(0.0, demand_ahead_[user.index]);
    case LedgerUser::Kind::end:
        break;
    }
    return std::max(0.0,
                    facility_ahead_[plan_->ends[user.index].facility] * per_basis(user.index, look.flow, look.works));
}

/// A user would not have moved this after all: its other ends hear of it, and what it was charged with is not the fault
/// of those causes but of the chain's size.
void LossLedger::would_not_have(const Look &look, const LedgerUser &user, bool drew, double mass_t, const Blend &what) {
    const double factor = mass_t / what.sum();
    if (user.kind == LedgerUser::Kind::route) {
        const RoutePlan &route = look.transport.plan().routes[user.index];
        route_ahead_[user.index] -= mass_t;
        if (drew)
            send(user.index, what, -factor);
        else
            missing_[route.from].add(what, factor);
        return;
    }
    if (user.kind == LedgerUser::Kind::demand) {
        demand_ahead_[user.index] -= mass_t;
        demand_size_t_[user.index] += forgive(demand_lost_[user.index], what, factor, no_facility);
        return;
    }
    const std::uint32_t f = plan_->ends[user.index].facility;
    const double here = per_basis(user.index, look.flow, look.works);
    facility_ahead_[f] -= mass_t / here;
    for (std::uint32_t e = plan_->ends_first[f]; e < plan_->ends_first[f + 1]; ++e) {
        const LedgerEnd &end = plan_->ends[e];
        if (e == user.index || !end.counts) continue;
        missing_[end.stock].add(what, (end.output ? -1.0 : 1.0) * factor * per_basis(e, look.flow, look.works) / here);
    }
    end_size_t_[user.index] += forgive(facility_lost_[f], what, factor / here, f);
    for (const RootLoss &part : what.parts()) {
        const RootCause root = plan_->causes.at(part.cause);
        if (root.of == RootCause::Of::facility && root.index == f) made_good_t_[f] += part.lost_t * factor / here;
    }
}

/// Takes causes out of what was lost, as far as they are in it; returns how many tonnes. A facility's own causes stay:
/// they took its time, whatever that cost others.
double LossLedger::forgive(Blend &lost, const Blend &what, double factor, std::uint32_t own_facility) const {
    double forgiven_t = 0;
    for (const RootLoss &part : what.parts()) {
        const RootCause root = plan_->causes.at(part.cause);
        if (root.of == RootCause::Of::facility && root.index == own_facility) continue;
        const double back_t = std::min(lost.of(part.cause), part.lost_t * factor);
        if (back_t <= 0) continue;
        lost.add(part.cause, -back_t);
        forgiven_t += back_t;
    }
    return forgiven_t;
}

void LossLedger::take_back(const Look &look, std::uint32_t s, bool from_drawers, double mass_t) {
    const double sign = from_drawers ? -1 : 1;
    const auto users = from_drawers ? plan_->drawers_of(s) : plan_->fillers_of(s);
    double all = 0, most = 0;
    LedgerUser first;
    for (const LedgerUser &user : users) {
        const double ahead_t = ahead_at(look, user);
        all += ahead_t;
        if (ahead_t <= most) continue;
        most = ahead_t;
        first = user;
    }
    Blend what;
    // It would have moved in the place of what others did move.
    if (most > 0) mass_t -= missing_[s].take(std::min(mass_t, others_move(look, s, from_drawers, first)), sign, what);
    const double taken_t = missing_[s].take(mass_t, sign, what);
    if (taken_t <= 0 || all <= least_blend_t) return; // nobody would have moved it: it is gone
    const double share = std::min(1.0, taken_t / all);
    for (const LedgerUser &user : users) {
        const double back_t = share * ahead_at(look, user);
        if (back_t > least_blend_t) would_not_have(look, user, from_drawers, back_t, what);
    }
}

/// Tonnes that a stock would have got in a step in the place of others, had its owner drawn more. One that has been
/// short of it would not have got more.
double LossLedger::could_get(const Look &look, std::uint32_t s) const {
    for (const LedgerUser &user : plan_->drawers_of(s)) {
        if (user.kind == LedgerUser::Kind::route) return 0;
        const bool is_end = user.kind == LedgerUser::Kind::end;
        const double short_t = is_end ? seen_held_t_[user.index] * per_basis(user.index, look.flow, look.works)
                                      : seen_short_t_[user.index];
        if (short_t > seldom * moved_by(look, user)) return 0;
    }
    double others_t = 0;
    for (const LedgerUser &user : plan_->fillers_of(s))
        if (user.kind == LedgerUser::Kind::route) others_t += others_move(look, plan_->origin[user.index], true, user);
    return others_t;
}

void LossLedger::mend_low(const Look &look, std::uint32_t f) {
    for (const std::uint32_t s : look.works.plan().facilities[f].stocks) {
        if (missing_[s].empty()) continue;
        const double would_hold_t = look.flow.level_at(s, look.now) + missing_[s].sum();
        if (would_hold_t >= -Flow::tolerance(0)) continue;
        const double got_t = missing_[s].take(std::min(-would_hold_t, could_get(look, s)), -1, taken_);
        take_back(look, s, true, -would_hold_t - got_t);
    }
}

void LossLedger::mend_high(const Look &look, std::uint32_t f) {
    const auto &stocks = look.works.plan().facilities[f].stocks;
    for (auto s = stocks.rbegin(); s != stocks.rend(); ++s) {
        if (missing_[*s].empty()) continue;
        const double room_t = would_take(look, *s);
        if (room_t < -Flow::tolerance(0)) take_back(look, *s, false, -room_t);
    }
}

} // namespace midstream
