// The ledger of losses: what facilities and markets lost since the last closing, and whose fault it was.
// SPDX-License-Identifier: Apache-2.0
#include "model/loss_ledger.h"

namespace midstream {
namespace {

constexpr std::array<std::pair<Loss, Cause>, 5> own_losses{{{Loss::failures, Cause::failures},
                                                            {Loss::shutdowns, Cause::shutdowns},
                                                            {Loss::ramp_up, Cause::ramp_up},
                                                            {Loss::disruption, Cause::disruptions},
                                                            {Loss::closed, Cause::closed}}};

template <class Array> auto &at(Array &array, Loss loss) { return array[static_cast<std::size_t>(loss)]; }

} // namespace

LossLedger::LossLedger(std::shared_ptr<const LedgerPlan> plan, const Flow &flow, const Works &works,
                       const Transport &transport, SimTime start)
    : plan_(std::move(plan)), start_(start), next_(start + plan_->step) {
    const std::size_t stocks = flow.plan().stocks.size(), facilities = works.plan().facilities.size();
    const std::size_t demands = works.plan().demands.size(), ends = plan_->ends.size();
    missing_.resize(stocks);
    under_way_t_.assign(stocks, 0);
    late_t_.assign(stocks, 0);
    short_now_t_.assign(stocks, 0);
    full_now_t_.assign(stocks, 0);
    ghosts_.resize(plan_->most_lag + 4);
    facility_lost_.resize(facilities);
    demand_lost_.resize(demands);
    end_size_t_.assign(ends, 0);
    demand_size_t_.assign(demands, 0);
    facility_ahead_.assign(facilities, 0);
    demand_ahead_.assign(demands, 0);
    route_ahead_.assign(transport.plan().routes.size(), 0);
    seen_lost_t_.resize(facilities);
    new_lost_t_.resize(facilities);
    loses_itself_.assign(facilities, 0);
    is_held_.assign(facilities, 0);
    hindrance_.resize(transport.plan().routes.size());
    seen_held_t_.assign(ends, 0);
    new_held_t_.assign(ends, 0);
    seen_moved_t_.assign(ends, 0);
    seen_short_t_.assign(demands, 0);
    new_short_t_.assign(demands, 0);
    for (std::uint32_t f = 0; f < facilities; ++f)
        for (std::uint32_t e = plan_->ends_first[f]; e < plan_->ends_first[f + 1]; ++e) {
            const auto &stream = works.plan().facilities[f].stream;
            nominal_.push_back(stream ? flow.coefficient(*stream, e - plan_->ends_first[f])
                                      : plan_->ends[e].per_charge);
        }
}

void LossLedger::close_before(SimTime next_event, const Flow &flow, const Works &works, Transport &transport) {
    for (; next_ < next_event; next_ += plan_->step) close(next_, flow, works, transport);
}

void LossLedger::close(SimTime now, const Flow &flow, const Works &works, Transport &transport) {
    const Look look{now, flow, works, transport};
    see_late_parcels(look);
    const std::int64_t step = (now - start_) / plan_->step;
    for (; step_ < step; ++step_) land_ghosts();
    see_losses(look);
    for (std::uint32_t r = 0; r < hindrance_.size(); ++r) hindrance_[r] = transport.hindrance(r, flow);
    for (const std::uint32_t f : plan_->order) {
        lose_own(look, f);
        see_grades(look, f);
        use_up(look, f, false);
        fall_short(look, f);
        for (std::uint32_t i = plan_->out_first[f]; i < plan_->out_first[f + 1]; ++i) withhold(look, plan_->out[i]);
        for (std::uint32_t i = plan_->out_first[f]; i < plan_->out_first[f + 1]; ++i) carry_on(look, plan_->out[i]);
    }
    for (auto f = plan_->order.rbegin(); f != plan_->order.rend(); ++f) {
        for (std::uint32_t i = plan_->out_first[*f]; i < plan_->out_first[*f + 1]; ++i) hand_back(look, plan_->out[i]);
        use_up(look, *f, true);
    }
    see_what_came(look);
    for (const std::uint32_t f : plan_->order) mend_low(look, f);
    for (auto f = plan_->order.rbegin(); f != plan_->order.rend(); ++f) mend_high(look, *f);
}

void LossLedger::reset(SimTime now, const Flow &flow, const Works &works) {
    for (Blend &lost : facility_lost_) lost.clear();
    for (Blend &lost : demand_lost_) lost.clear();
    end_size_t_.assign(end_size_t_.size(), 0);
    demand_size_t_.assign(demand_size_t_.size(), 0);
    for (std::uint32_t f = 0; f < seen_lost_t_.size(); ++f)
        works.read_losses(f, flow, now, seen_lost_t_[f], held_of(seen_held_t_, f));
}

double LossLedger::per_basis(std::uint32_t end, const Flow &flow, const Works &works) const {
    const std::uint32_t f = plan_->ends[end].facility;
    const auto &stream = works.plan().facilities[f].stream;
    if (!stream) {
        const double basis = plan_->ends[plan_->ends_first[f] + works.basis_end(f)].per_charge;
        return basis > 0 ? plan_->ends[end].per_charge / basis : 0.0;
    }
    const double basis = flow.coefficient(*stream, works.basis_end(f));
    return basis > 0 ? flow.coefficient(*stream, end - plan_->ends_first[f]) / basis : 0.0;
}

/// What has been lost since the last closing, and which stocks it touched.
void LossLedger::see_losses(const Look &look) {
    short_now_t_.assign(short_now_t_.size(), 0);
    full_now_t_.assign(full_now_t_.size(), 0);
    for (std::uint32_t f = 0; f < seen_lost_t_.size(); ++f) {
        new_lost_t_[f] = seen_lost_t_[f];
        const std::uint32_t first = plan_->ends_first[f], end = plan_->ends_first[f + 1];
        for (std::uint32_t e = first; e < end; ++e) new_held_t_[e] = seen_held_t_[e];
        look.works.read_losses(f, look.flow, look.now, seen_lost_t_[f], held_of(seen_held_t_, f));
        loses_itself_[f] = 0;
        is_held_[f] = 0;
        for (std::size_t i = 0; i < loss_count; ++i) new_lost_t_[f][i] = seen_lost_t_[f][i] - new_lost_t_[f][i];
        for (const auto &own : own_losses)
            if (at(new_lost_t_[f], own.first) > 0) loses_itself_[f] = 1;
        for (std::uint32_t e = first; e < end; ++e) {
            const double held_t = new_held_t_[e] = seen_held_t_[e] - new_held_t_[e];
            if (held_t == 0) continue;
            is_held_[f] = 1;
            if (!plan_->ends[e].counts || held_t < 0) continue;
            auto &touched = plan_->ends[e].output ? full_now_t_ : short_now_t_;
            touched[plan_->ends[e].stock] += held_t * per_basis(e, look.flow, look.works);
        }
    }
    for (std::uint32_t d = 0; d < seen_short_t_.size(); ++d) {
        const double short_t = look.works.short_at(d, look.flow, look.now);
        new_short_t_[d] = short_t - seen_short_t_[d];
        seen_short_t_[d] = short_t;
        if (new_short_t_[d] > 0) short_now_t_[look.works.plan().demands[d].stock] += new_short_t_[d];
    }
}

/// A facility would have run more: it would have drawn at its inputs and filled at its outputs. `basis_t`: tonnes of its
/// basis by cause.
void LossLedger::would_have_run(const Look &look, std::uint32_t f, const Blend &basis_t, std::uint32_t but_for_end) {
    if (basis_t.empty()) return;
    for (std::uint32_t e = plan_->ends_first[f]; e < plan_->ends_first[f + 1]; ++e) {
        const LedgerEnd &end = plan_->ends[e];
        if (e == but_for_end || !end.counts) continue;
        missing_[end.stock].add(basis_t, (end.output ? 1.0 : -1.0) * per_basis(e, look.flow, look.works));
    }
    facility_ahead_[f] += basis_t.sum();
}

/// Its own causes come first: they take what they took, whether there was feed and room or not.
void LossLedger::lose_own(const Look &look, std::uint32_t f) {
    // Charges that take longer or shorter than their mean even out: nobody downstream is short for them.
    if (const double pace_t = at(new_lost_t_[f], Loss::pace); pace_t != 0)
        facility_lost_[f].add(plan_->causes.of_facility(f, Cause::pace), pace_t);
    if (!loses_itself_[f]) return;
    scratch_.clear();
    for (const auto &[loss, cause] : own_losses) {
        const double lost_t = at(new_lost_t_[f], loss);
        if (lost_t > 0) scratch_.add(plan_->causes.of_facility(f, cause), lost_t);
    }
    facility_lost_[f].add(scratch_, 1);
    would_have_run(look, f, scratch_, ~0U);
}

/// What a product misses against the yield at the start of the run: a recovery that suffers is a disruption, the rest
/// is the grade of the feed.
void LossLedger::see_grades(const Look &look, std::uint32_t f) {
    const auto &stream = look.works.plan().facilities[f].stream;
    if (!stream) return;
    const StreamPlan &plan = look.flow.plan().streams[*stream];
    const std::uint32_t first = plan_->ends_first[f];
    const bool follows = plan.recipe.follows_grade() && !plan.draws.empty();
    if (!follows) return;
    const double drawn_t = look.flow.moved_at(*stream, 0, look.now) - seen_moved_t_[first];
    seen_moved_t_[first] += drawn_t;
    for (std::size_t k = plan.draws.size(); k < plan.draws.size() + plan.fills.size(); ++k) {
        const auto e = static_cast<std::uint32_t>(first + k);
        const double made_t = look.flow.moved_at(*stream, k, look.now) - seen_moved_t_[e];
        seen_moved_t_[e] += made_t;
        const double nominal_t = drawn_t * nominal_[e], gap_t = nominal_t - made_t;
        if (gap_t > -1e-9 * nominal_t && gap_t < 1e-9 * nominal_t) continue;
        const double poorer_t = nominal_t * (1 - look.works.recovery_factor(f));
        if (poorer_t > 0)
            missing_[plan_->ends[e].stock].add(plan_->causes.of_facility(f, Cause::disruptions), poorer_t);
        missing_[plan_->ends[e].stock].add(plan_->causes.of_facility(f, Cause::grade), gap_t - poorer_t);
    }
}

/// Takes missing tonnes out of a stock and tells them in `taken_`; what lands in the next two steps is near enough, for
/// a transit is told in whole steps.
double LossLedger::use_missing(std::uint32_t s, double most_t) {
    double found_t = missing_[s].take(most_t, 1, taken_);
    if (found_t >= most_t - least_blend_t || under_way_t_[s] <= least_blend_t) return found_t;
    for (std::int64_t ahead = 1; ahead <= 2; ++ahead)
        for (Ghost &ghost : ghosts_[static_cast<std::size_t>(step_ + ahead) % ghosts_.size()]) {
            const double part_t = std::min(ghost.lost_t, most_t - found_t);
            if (ghost.stock != s || part_t <= 0) continue;
            taken_.add(ghost.cause, part_t);
            ghost.lost_t -= part_t;
            under_way_t_[s] -= part_t;
            found_t += part_t;
        }
    return found_t;
}

/// A plant that lacked feed uses up what is missing there, one that lacked room what is left over. Nothing there: the
/// chain is no larger.
void LossLedger::use_up(const Look &look, std::uint32_t f, bool at_outputs) {
    if (!is_held_[f]) return;
    for (std::uint32_t e = plan_->ends_first[f]; e < plan_->ends_first[f + 1]; ++e) {
        const LedgerEnd &end = plan_->ends[e];
        const double lost_t = new_held_t_[e], here = per_basis(e, look.flow, look.works);
        if (end.output != at_outputs || lost_t == 0) continue;
        double explained_t = 0;
        if (end.counts && here > 0) {
            explained_t = at_outputs ? missing_[end.stock].take(lost_t * here, -1, taken_)
                                     : use_missing(end.stock, lost_t * here);
            explained_t /= here;
            scratch_.clear();
            scratch_.add(taken_, 1 / here);
            facility_lost_[f].add(scratch_, 1);
            would_have_run(look, f, scratch_, e);
        }
        end_size_t_[e] += lost_t - explained_t;
    }
}

/// A market that got less than it wanted uses up what is missing there; one that is made good gives back.
void LossLedger::fall_short(const Look &look, std::uint32_t f) {
    for (const std::uint32_t d : look.works.plan().facilities[f].demands) {
        const double short_t = new_short_t_[d];
        if (short_t >= 0) {
            const double explained_t = use_missing(look.works.plan().demands[d].stock, short_t);
            demand_lost_[d].add(taken_, 1);
            demand_size_t_[d] += short_t - explained_t;
            demand_ahead_[d] += explained_t;
            continue;
        }
        const double lost_t = demand_lost_[d].sum() + demand_size_t_[d],
                     back_t = std::min(-short_t, std::max(0.0, lost_t));
        if (lost_t > 0) {
            const double share = back_t / lost_t;
            scratch_ = demand_lost_[d];
            demand_lost_[d].add(scratch_, -share);
            demand_size_t_[d] *= 1 - share;
        }
        // What was owed before the books were opened.
        demand_lost_[d].add(plan_->causes.of_facility(f, Cause::backlog), short_t + back_t);
    }
}

} // namespace midstream
