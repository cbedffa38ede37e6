// Sharing out the losses that no event explains: upstream or downstream to the capacity, or the demand, that they met.
// SPDX-License-Identifier: Apache-2.0
#include "model/chain_size.h"

namespace midstream {
namespace {

constexpr int most_sweeps = 200;
constexpr double least_moved = 1e-12;

class ChainSize {
  public:
    ChainSize(const LossLedger &ledger, const Flow &flow, const Works &works)
        : ledger_(ledger), plan_(ledger.plan()), flow_(flow), works_(works), ends_(plan_.ends.size()),
          demands_(works.plan().demands.size()), held_t_(works.plan().facilities.size()) {
        for (std::uint32_t e = 0; e < plan_.ends.size(); ++e) held_t_[plan_.ends[e].facility] += ledger_.size_at_end(e);
        for (std::uint32_t e = 0; e < plan_.ends.size(); ++e) {
            const LedgerEnd &end = plan_.ends[e];
            if (ledger_.size_at_end(e) > 0)
                ask(ends_[e], end.stock, end.output, ledger_.size_at_end(e) * per_basis(e), end.facility);
        }
        for (std::uint32_t d = 0; d < demands_.size(); ++d) {
            const DemandPlan &demand = works_.plan().demands[d];
            if (ledger_.size_at_demand(d) > 0)
                ask(demands_[d], demand.stock, false, ledger_.size_at_demand(d), demand.facility);
        }
        settle();
    }

    RootLosses roots() {
        RootLosses roots;
        for (std::uint32_t f = 0; f < held_t_.size(); ++f) {
            Blend lost = ledger_.of_facility(f);
            for (std::uint32_t e = plan_.ends_first[f]; e < plan_.ends_first[f + 1]; ++e)
                add(lost, ends_[e], ledger_.size_at_end(e), plan_.causes.of_facility(f, Cause::capacity));
            roots.of_facility.push_back(lost.parts());
        }
        for (std::uint32_t d = 0; d < demands_.size(); ++d) {
            Blend lost = ledger_.of_demand(d);
            add(lost, demands_[d], ledger_.size_at_demand(d),
                plan_.causes.of_facility(works_.plan().demands[d].facility, Cause::supply));
            roots.of_demand.push_back(lost.parts());
        }
        return roots;
    }

  private:
    struct Question {
        Blend known;                                         ///< shares that are decided
        std::vector<std::pair<std::uint32_t, double>> asked; ///< ends that the rest depends on, with their shares
        Blend answer;                                        ///< by root cause; sums to 1 in the end
    };
    struct Answerer { ///< an end of a plant that makes or takes, found along routes
        std::uint32_t end;
        double per_t; ///< tonnes there for each tonne asked
    };

    double per_basis(std::uint32_t e) const { return ledger_.per_basis(e, flow_, works_); }

    /// Those who supply a stock, or take from it, through ports, stockpiles and plants without a capacity.
    void find(std::uint32_t stock, bool downstream, double per_t, std::vector<Answerer> &found,
              std::vector<std::uint32_t> &markets) {
        if (seen_[stock]) return;
        seen_[stock] = 1;
        touched_.push_back(stock);
        const auto &first = downstream ? plan_.drawers_first : plan_.fillers_first;
        const auto &users = downstream ? plan_.drawers : plan_.fillers;
        for (std::uint32_t i = first[stock]; i < first[stock + 1]; ++i) {
            const LedgerUser &user = users[i];
            if (user.kind == LedgerUser::Kind::demand) {
                markets.push_back(works_.plan().demands[user.index].facility);
            } else if (user.kind == LedgerUser::Kind::route) {
                find(downstream ? plan_.destination[user.index] : plan_.origin[user.index], downstream, per_t, found,
                     markets);
            } else if (const std::uint32_t f = plan_.ends[user.index].facility; ledger_.was_over(f)) {
                continue;
            } else if (works_.tally(f).nameplate_t > 0) {
                found.push_back({user.index, per_t});
            } else if (per_basis(user.index) > 0) { // a plant without a capacity hands the question on
                for (std::uint32_t e = plan_.ends_first[f]; e < plan_.ends_first[f + 1]; ++e)
                    if (plan_.ends[e].output == downstream && plan_.ends[e].counts)
                        find(plan_.ends[e].stock, downstream, per_t * per_basis(e) / per_basis(user.index), found,
                             markets);
            }
        }
    }

    void ask(Question &question, std::uint32_t stock, bool downstream, double wanted_t, std::uint32_t asker) {
        if (seen_.empty()) seen_.assign(flow_.plan().stocks.size(), 0);
        std::vector<Answerer> found;
        std::vector<std::uint32_t> markets;
        find(stock, downstream, 1, found, markets);
        for (const std::uint32_t s : touched_) seen_[s] = 0;
        touched_.clear();
        if (!markets.empty() && found.empty()) {
            for (const std::uint32_t f : markets)
                question.known.add(plan_.causes.of_facility(f, Cause::demand),
                                   1.0 / static_cast<double>(markets.size()));
            return;
        }
        if (found.empty()) {
            question.known.add(plan_.causes.of_facility(asker, downstream ? Cause::outlet : Cause::supply), 1);
            return;
        }
        // A market that takes from the same stock counts with what it wanted.
        const auto weight = [&](const Answerer &a) {
            return works_.tally(plan_.ends[a.end].facility).nameplate_t * per_basis(a.end) / a.per_t;
        };
        double all = 0;
        for (const Answerer &a : found) all += weight(a);
        double of_markets = 0;
        for (const std::uint32_t f : markets) of_markets += works_.tally(f).nameplate_t;
        for (const std::uint32_t f : markets)
            question.known.add(plan_.causes.of_facility(f, Cause::demand),
                               works_.tally(f).nameplate_t / (all + of_markets));
        for (const Answerer &a : found) {
            const std::uint32_t f = plan_.ends[a.end].facility;
            const double share = weight(a) / (all + of_markets);
            const double asked_t = wanted_t * share * a.per_t / per_basis(a.end); // of its basis
            const double slack_t = std::max(0.0, held_t_[f] - ledger_.size_at_end(a.end));
            // What it lost by itself and made good it could have made as well.
            const double could_t = slack_t > 0 ? slack_t + ledger_.made_good(f) : 0.0;
            const double handed_on = asked_t > 0 ? std::min(1.0, could_t / asked_t) : 0.0;
            question.known.add(plan_.causes.of_facility(f, Cause::capacity), share * (1 - handed_on));
            if (slack_t <= 0) continue;
            for (std::uint32_t e = plan_.ends_first[f]; e < plan_.ends_first[f + 1]; ++e)
                if (e != a.end && ledger_.size_at_end(e) > 0)
                    question.asked.emplace_back(e, share * handed_on * ledger_.size_at_end(e) / slack_t);
        }
    }

    /// Answers depend on each other, in loops too: they are found by sweeps up and down the chain.
    void settle() {
        std::vector<Question *> all;
        for (const std::uint32_t f : plan_.order)
            for (std::uint32_t e = plan_.ends_first[f]; e < plan_.ends_first[f + 1]; ++e)
                if (ledger_.size_at_end(e) > 0) all.push_back(&ends_[e]);
        for (int sweep = 0; sweep < most_sweeps; ++sweep) {
            double moved = 0;
            for (std::size_t i = 0; i < all.size(); ++i)
                moved = std::max(moved, answer(*all[sweep % 2 ? all.size() - 1 - i : i]));
            if (moved < least_moved && sweep > 0) break;
        }
        for (Question &question : demands_) answer(question);
    }

    double answer(Question &question) {
        Blend blend = question.known;
        for (const auto &[end, share] : question.asked) blend.add(ends_[end].answer, share);
        const double moved = blend.sum() - question.answer.sum();
        question.answer = std::move(blend);
        return moved;
    }

    void add(Blend &lost, const Question &question, double size_t, std::uint32_t otherwise) {
        const double known = question.answer.sum();
        if (size_t == 0) return;
        if (size_t < 0 || known <= 0) { // rounding, or a loop that nobody outside feeds
            lost.add(otherwise, size_t);
            return;
        }
        lost.add(question.answer, size_t / known);
    }

    const LossLedger &ledger_;
    const LedgerPlan &plan_;
    const Flow &flow_;
    const Works &works_;
    std::vector<Question> ends_, demands_;
    std::vector<double> held_t_; ///< by facility
    std::vector<char> seen_;
    std::vector<std::uint32_t> touched_;
};

} // namespace

RootLosses find_roots(const LossLedger &ledger, const Flow &flow, const Works &works) {
    return ChainSize(ledger, flow, works).roots();
}

} // namespace midstream
