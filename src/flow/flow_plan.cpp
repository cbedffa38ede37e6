// The fixed part of a flow: sorting edges, finding groups and the order of moves within them.
// SPDX-License-Identifier: Apache-2.0
#include "flow/flow_plan.h"

#include <algorithm>
#include <numeric>

namespace midstream {
namespace {

/// Finds which things hang together.
class Union {
  public:
    explicit Union(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }
    std::uint32_t root(std::uint32_t x) {
        while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
        return x;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        if (a != b) parent_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::uint32_t> parent_;
};

/// Lists members by group: first[g]..first[g+1] in the result.
void list_by_group(const std::vector<std::uint32_t> &group_of, std::uint32_t groups, std::vector<std::uint32_t> &first,
                   std::vector<std::uint32_t> &members) {
    first.assign(groups + 1, 0);
    for (const std::uint32_t g : group_of) ++first[g + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    members.resize(group_of.size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t i = 0; i < group_of.size(); ++i) members[next[group_of[i]]++] = i;
}

void sort_edges(FlowPlan &plan) {
    for (std::uint32_t s = 0; s < plan.streams.size(); ++s) {
        const StreamPlan &stream = plan.streams[s];
        for (std::uint32_t i = 0; i < stream.draws.size(); ++i)
            plan.edges.push_back({stream.draws[i].stock, s, i, stream.draws[i].priority, stream.draws[i].share, false});
        for (std::uint32_t i = 0; i < stream.fills.size(); ++i)
            plan.edges.push_back({stream.fills[i].stock, s, i, stream.fills[i].priority, stream.fills[i].share, true});
    }
    std::stable_sort(plan.edges.begin(), plan.edges.end(), [](const Edge &a, const Edge &b) {
        if (a.stock != b.stock) return a.stock < b.stock;
        if (a.fills != b.fills) return a.fills;
        return a.priority < b.priority;
    });
    const auto n = static_cast<std::uint32_t>(plan.stocks.size());
    plan.stock_fills.assign(n + 1, 0);
    plan.stock_draws.assign(n, 0);
    std::uint32_t e = 0;
    for (std::uint32_t s = 0; s < n; ++s) {
        plan.stock_fills[s] = e;
        while (e < plan.edges.size() && plan.edges[e].stock == s && plan.edges[e].fills) ++e;
        plan.stock_draws[s] = e;
        while (e < plan.edges.size() && plan.edges[e].stock == s) ++e;
    }
    plan.stock_fills[n] = e;

    plan.stream_first.assign(plan.streams.size() + 1, 0);
    for (const Edge &edge : plan.edges) ++plan.stream_first[edge.stream + 1];
    std::partial_sum(plan.stream_first.begin(), plan.stream_first.end(), plan.stream_first.begin());
    plan.stream_edges.resize(plan.edges.size());
    for (std::uint32_t i = 0; i < plan.edges.size(); ++i) {
        const Edge &edge = plan.edges[i];
        const auto draws = static_cast<std::uint32_t>(plan.streams[edge.stream].draws.size());
        plan.stream_edges[plan.stream_first[edge.stream] + (edge.fills ? draws : 0) + edge.place] = i;
    }
}

void find_groups(FlowPlan &plan) {
    Union together(plan.stocks.size());
    std::vector<std::uint32_t> any_stock(plan.streams.size(), 0);
    for (std::uint32_t s = 0; s < plan.streams.size(); ++s) {
        const StreamPlan &stream = plan.streams[s];
        const std::uint32_t first = stream.draws.empty() ? stream.fills.front().stock : stream.draws.front().stock;
        any_stock[s] = first;
        for (const auto &joint : stream.draws) together.join(first, joint.stock);
        for (const auto &joint : stream.fills) together.join(first, joint.stock);
    }
    plan.group_of_stock.assign(plan.stocks.size(), 0);
    std::vector<std::uint32_t> number(plan.stocks.size(), 0);
    plan.groups = 0;
    for (std::uint32_t s = 0; s < plan.stocks.size(); ++s) {
        const std::uint32_t root = together.root(s);
        if (root == s) number[s] = plan.groups++;
        plan.group_of_stock[s] = number[root];
    }
    plan.group_of_stream.resize(plan.streams.size());
    for (std::uint32_t s = 0; s < plan.streams.size(); ++s) plan.group_of_stream[s] = plan.group_of_stock[any_stock[s]];
    list_by_group(plan.group_of_stock, plan.groups, plan.group_stocks_first, plan.group_stocks);
    list_by_group(plan.group_of_stream, plan.groups, plan.group_streams_first, plan.group_streams);
}

/// A group whose stocks and streams form a tree has one end of a stream fewer than it has of both.
void find_cycles(FlowPlan &plan) {
    std::vector<std::int64_t> beyond_tree(plan.groups, 1);
    for (const std::uint32_t g : plan.group_of_stock) --beyond_tree[g];
    for (const std::uint32_t g : plan.group_of_stream) --beyond_tree[g];
    for (const Edge &edge : plan.edges) ++beyond_tree[plan.group_of_stock[edge.stock]];
    for (const std::int64_t beyond : beyond_tree) plan.group_has_cycle.push_back(beyond > 0);
}

/// Upstream before downstream; a loop is cut at its stock of lowest number.
void order_moves(FlowPlan &plan) {
    plan.group_steps_first.assign(plan.groups + 1, 0);
    std::vector<std::uint32_t> waits_of_stock(plan.stocks.size(), 0), waits_of_stream(plan.streams.size(), 0);
    for (const Edge &edge : plan.edges) ++(edge.fills ? waits_of_stock[edge.stock] : waits_of_stream[edge.stream]);
    std::vector<char> stock_done(plan.stocks.size(), 0);
    std::vector<FlowPlan::Step> ready;
    for (std::uint32_t g = 0; g < plan.groups; ++g) {
        plan.group_steps_first[g] = static_cast<std::uint32_t>(plan.group_steps.size());
        ready.clear();
        const auto stocks =
            std::span(plan.group_stocks)
                .subspan(plan.group_stocks_first[g], plan.group_stocks_first[g + 1] - plan.group_stocks_first[g]);
        const auto streams =
            std::span(plan.group_streams)
                .subspan(plan.group_streams_first[g], plan.group_streams_first[g + 1] - plan.group_streams_first[g]);
        for (const std::uint32_t s : stocks)
            if (waits_of_stock[s] == 0) ready.push_back({s, false}), stock_done[s] = 1;
        for (const std::uint32_t s : streams)
            if (waits_of_stream[s] == 0) ready.push_back({s, true});
        std::size_t next = 0, done_streams = 0;
        std::size_t order_at = 0;
        std::vector<std::uint32_t> ordered;
        for (;;) {
            while (next < ready.size()) {
                const FlowPlan::Step step = ready[next++];
                plan.group_steps.push_back(step);
                if (step.is_stream) {
                    ++done_streams;
                    for (std::uint32_t i = plan.first_edge(step.index); i < plan.end_edge(step.index); ++i) {
                        const Edge &edge = plan.edges[plan.stream_edges[i]];
                        if (edge.fills && !stock_done[edge.stock] && --waits_of_stock[edge.stock] == 0) {
                            stock_done[edge.stock] = 1;
                            ready.push_back({edge.stock, false});
                        }
                    }
                } else {
                    ordered.push_back(step.index);
                    for (std::uint32_t i = plan.stock_draws[step.index]; i < plan.draws_end(step.index); ++i)
                        if (--waits_of_stream[plan.edges[i].stream] == 0) ready.push_back({plan.edges[i].stream, true});
                }
            }
            while (order_at < stocks.size() && stock_done[stocks[order_at]]) ++order_at;
            if (order_at == stocks.size()) break;
            stock_done[stocks[order_at]] = 1;
            ready.push_back({stocks[order_at], false});
        }
        std::copy(ordered.begin(), ordered.end(), plan.group_stocks.begin() + plan.group_stocks_first[g]);
    }
    plan.group_steps_first[plan.groups] = static_cast<std::uint32_t>(plan.group_steps.size());
}

} // namespace

std::uint32_t FlowPlan::add_stock(StockPlan stock) {
    stock.assay.resize(elements, 0.0);
    stocks.push_back(std::move(stock));
    return static_cast<std::uint32_t>(stocks.size() - 1);
}

std::uint32_t FlowPlan::add_stream(StreamPlan stream) {
    streams.push_back(std::move(stream));
    return static_cast<std::uint32_t>(streams.size() - 1);
}

void FlowPlan::finish() {
    sort_edges(*this);
    find_groups(*this);
    find_cycles(*this);
    order_moves(*this);
}

} // namespace midstream
