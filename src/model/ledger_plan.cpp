// Laying out the ledger of losses for a case.
// SPDX-License-Identifier: Apache-2.0
#include "model/ledger_plan.h"

#include <algorithm>
#include <set>

namespace midstream {
namespace {

/// Closings of a run: enough to tell causes apart that come days after each other, few enough to cost little.
constexpr std::size_t most_closings = 1200, fewest_closings = 400, closings_times_facilities = 240'000;

template <class Member>
void list_by(const std::vector<std::vector<Member>> &lists, std::vector<std::uint32_t> &first,
             std::vector<Member> &members) {
    first.push_back(0);
    for (const auto &list : lists) {
        members.insert(members.end(), list.begin(), list.end());
        first.push_back(static_cast<std::uint32_t>(members.size()));
    }
}

/// Facilities so that routes lead from earlier ones to later ones. Where a loop leaves no such facility, one that an
/// earlier one leads to is taken, else the first: in the order of the case.
std::vector<std::uint32_t> walk(std::size_t facilities, const LargeVector<RoutePlan> &routes) {
    std::vector<std::vector<std::uint32_t>> next(facilities);
    std::vector<int> before(facilities, 0);
    std::vector<char> done(facilities, 0);
    for (const RoutePlan &route : routes) {
        if (route.origin == route.destination) continue;
        next[route.origin].push_back(route.destination);
        ++before[route.destination];
    }
    std::vector<std::uint32_t> order, ready;
    std::set<std::uint32_t> met; // led to, but not from all sides
    const auto finish = [&](std::uint32_t f) {
        done[f] = 1;
        met.erase(f);
        order.push_back(f);
        for (const std::uint32_t g : next[f]) {
            if (done[g]) continue;
            met.insert(g);
            if (--before[g] == 0) ready.push_back(g);
        }
    };
    for (std::uint32_t f = 0; f < facilities; ++f)
        if (before[f] == 0) ready.push_back(f);
    for (std::uint32_t first = 0; order.size() < facilities;) {
        if (!ready.empty()) {
            const std::uint32_t f = ready.back();
            ready.pop_back();
            if (!done[f]) finish(f);
        } else if (!met.empty()) {
            finish(*met.begin());
        } else {
            while (done[first]) ++first;
            finish(first);
        }
    }
    return order;
}

} // namespace

LedgerPlan::LedgerPlan(const Case &chain, const FlowPlan &flow, const WorksPlan &works, const TransportPlan &transport)
    : causes(chain), order(walk(chain.facilities.size(), transport.routes)) {
    std::vector<std::vector<LedgerUser>> draw(flow.stocks.size()), fill(flow.stocks.size());
    for (std::uint32_t f = 0; f < works.facilities.size(); ++f) {
        const FacilityPlan &facility = works.facilities[f];
        ends_first.push_back(static_cast<std::uint32_t>(ends.size()));
        const auto add = [&](std::uint32_t stock, bool output, double per_charge) {
            const bool counts = flow.stocks[stock].counts_metal;
            const LedgerUser user{LedgerUser::Kind::end, static_cast<std::uint32_t>(ends.size())};
            if (counts) (output ? fill : draw)[stock].push_back(user);
            ends.push_back({f, stock, output, counts, per_charge});
        };
        if (facility.stream) {
            for (const auto &joint : flow.streams[*facility.stream].draws) add(joint.stock, false, 1);
            for (const auto &joint : flow.streams[*facility.stream].fills) add(joint.stock, true, 1);
        } else if (facility.charge) {
            std::size_t interest = 0;
            const auto per_charge = [&] { return works.interests[facility.interests[interest++]].coefficient; };
            for (const std::uint32_t s : facility.charge->in) add(s, false, per_charge());
            for (const std::uint32_t s : facility.charge->out) add(s, true, per_charge());
        }
    }
    ends_first.push_back(static_cast<std::uint32_t>(ends.size()));
    for (std::uint32_t d = 0; d < works.demands.size(); ++d)
        draw[works.demands[d].stock].push_back({LedgerUser::Kind::demand, d});

    const Duration horizon = chain.time.end - chain.time.start;
    const std::size_t closings = std::clamp(
        closings_times_facilities / std::max<std::size_t>(1, chain.facilities.size()), fewest_closings, most_closings);
    step = std::max(Duration{1}, horizon / static_cast<std::int64_t>(closings));
    std::vector<std::vector<std::uint32_t>> leave(chain.facilities.size()), reach(chain.facilities.size());
    for (std::uint32_t r = 0; r < transport.routes.size(); ++r) {
        const RoutePlan &route = transport.routes[r];
        leave[route.origin].push_back(r);
        reach[route.destination].push_back(r);
        draw[route.from].push_back({LedgerUser::Kind::route, r});
        fill[route.to].push_back({LedgerUser::Kind::route, r});
        origin.push_back(route.from);
        destination.push_back(route.to);
        double days = 0;
        if (!route.stream) days = mean(route.load_days) + route.ways.front().mean_days + mean(route.unload_days);
        const double steps = days / days_of(step);
        // A transit longer than the run never ends in it.
        lag.push_back(static_cast<std::uint32_t>(std::min(steps + 0.5, static_cast<double>(closings))));
        most_lag = std::max(most_lag, lag.back());
    }
    list_by(leave, out_first, out);
    list_by(reach, in_first, in);
    list_by(draw, drawers_first, drawers);
    list_by(fill, fillers_first, fillers);
}

} // namespace midstream
