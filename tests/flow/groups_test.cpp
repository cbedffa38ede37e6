// Rates of random groups: they keep every limit, and nobody could run faster without another running slower.
// SPDX-License-Identifier: Apache-2.0
#include "des/random.h"
#include "flow/flow.h"

#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <doctest/doctest.h>

#include <cmath>

using namespace midstream;

namespace {

struct Group {
    std::shared_ptr<FlowPlan> plan = std::make_shared<FlowPlan>();
    std::vector<double> ceilings;
};

/// Layers of stocks, each at one of its limits, at both or at none, joined by random streams, some with two ends on one
/// side.
Group random_group(Stream &luck, bool tree) {
    Group group;
    const std::size_t layers = 2 + luck.below(4);
    std::vector<std::vector<std::uint32_t>> stocks(layers);
    for (auto &layer : stocks)
        for (std::size_t k = 0; k < 1 + luck.below(3); ++k) {
            StockPlan stock;
            const std::uint64_t kind = luck.below(4);
            stock.capacity_t = kind == 0 ? 0.0 : 100.0;
            stock.initial_t = kind == 0 ? 0.0 : kind == 1 ? 0.0 : kind == 2 ? 100.0 : 50.0;
            layer.push_back(group.plan->add_stock(stock));
        }
    const auto add = [&](std::vector<StreamPlan::Joint> draws, std::vector<StreamPlan::Joint> fills) {
        StreamPlan stream;
        for (std::size_t i = 0; i < draws.size(); ++i)
            stream.recipe.takes.push_back(i == 0 ? 1.0 : 0.2 + luck.uniform());
        for (std::size_t i = 0; i < fills.size(); ++i)
            stream.recipe.makes.push_back({draws.empty() ? 1.0 : 0.2 + luck.uniform(), std::nullopt, 1.0, {}});
        stream.draws = std::move(draws);
        stream.fills = std::move(fills);
        group.plan->add_stream(std::move(stream));
        group.ceilings.push_back(10 + 90 * luck.uniform());
    };
    const auto joint = [&](std::uint32_t stock) {
        return StreamPlan::Joint{stock, static_cast<std::uint32_t>(1 + luck.below(2)),
                                 luck.below(2) ? 1 + luck.uniform() : 0.0};
    };
    for (const std::uint32_t s : stocks.front()) add({}, {joint(s)});
    for (std::size_t k = 0; k + 1 < layers; ++k)
        for (const std::uint32_t from : stocks[k]) {
            const std::size_t out = tree ? 1 : 1 + luck.below(2);
            for (std::size_t n = 0; n < out; ++n) {
                std::vector<StreamPlan::Joint> fills{joint(stocks[k + 1][luck.below(stocks[k + 1].size())])};
                if (!tree && luck.below(4) == 0)
                    fills.push_back(joint(stocks[k + 1][luck.below(stocks[k + 1].size())]));
                if (fills.size() == 2 && fills[0].stock == fills[1].stock) fills.pop_back();
                add({joint(from)}, fills);
            }
        }
    for (const std::uint32_t s : stocks.back()) add({joint(s)}, {});
    group.plan->finish();
    return group;
}

/// The most that all streams together could gain over the rates found, none of them losing.
double most_gain(const Group &group, const Flow &flow) {
    const FlowPlan &plan = *group.plan;
    const int n = static_cast<int>(plan.streams.size());
    std::vector<int> rows, columns;
    std::vector<double> values, row_low, row_high;
    for (std::uint32_t s = 0; s < plan.stocks.size(); ++s) {
        const double level = plan.stocks[s].initial_t;
        const int row = static_cast<int>(row_low.size());
        for (std::uint32_t e = plan.stock_fills[s]; e < plan.draws_end(s); ++e) {
            const Edge &edge = plan.edges[e];
            const double per_unit = flow.coefficient(
                edge.stream, edge.fills ? plan.streams[edge.stream].draws.size() + edge.place : edge.place);
            rows.push_back(row);
            columns.push_back(static_cast<int>(edge.stream));
            values.push_back(edge.fills ? per_unit : -per_unit);
        }
        row_low.push_back(level <= 0 ? 0.0 : -COIN_DBL_MAX);
        row_high.push_back(level >= plan.stocks[s].capacity_t ? 0.0 : COIN_DBL_MAX);
    }
    std::vector<double> low, high, gain(static_cast<std::size_t>(n), -1.0);
    double now = 0;
    for (int j = 0; j < n; ++j) {
        const double rate = flow.rate(static_cast<std::uint32_t>(j));
        low.push_back(std::max(0.0, rate * (1 - 1e-9) - 1e-9));
        high.push_back(group.ceilings[static_cast<std::size_t>(j)]);
        now += rate;
    }
    const CoinPackedMatrix matrix(true, rows.data(), columns.data(), values.data(),
                                  static_cast<CoinBigIndex>(values.size()));
    ClpSimplex solver;
    solver.setLogLevel(0);
    solver.loadProblem(matrix, low.data(), high.data(), gain.data(), row_low.data(), row_high.data());
    solver.primal();
    if (solver.status() != 0) return 1e9; // the rates themselves break a limit
    return -solver.objectiveValue() - now;
}

} // namespace

TEST_CASE("rates of random groups keep every limit and leave nothing on the table") {
    Stream luck(7, 0, "groups", "test");
    int wasteful_trees = 0, wasteful = 0;
#ifdef NDEBUG
    constexpr int groups = 30'000;
#else
    constexpr int groups = 3'000;
#endif
    for (int k = 0; k < groups; ++k) {
        CAPTURE(k);
        const Group group = random_group(luck, k % 2 == 0);
        EventQueue queue;
        Flow flow(group.plan, {}, queue);
        for (std::uint32_t s = 0; s < group.ceilings.size(); ++s) flow.set_ceiling(s, group.ceilings[s]);
        flow.solve_marked(queue.now());
        const FlowPlan &plan = *group.plan;
        for (std::uint32_t s = 0; s < plan.stocks.size(); ++s) {
            double in = 0, out = 0;
            for (std::uint32_t e = plan.stock_fills[s]; e < plan.draws_end(s); ++e) {
                const Edge &edge = plan.edges[e];
                const double per_unit = flow.coefficient(
                    edge.stream, edge.fills ? plan.streams[edge.stream].draws.size() + edge.place : edge.place);
                (edge.fills ? in : out) += per_unit * flow.rate(edge.stream);
            }
            if (plan.stocks[s].initial_t <= 0) CHECK(out <= in * (1 + 1e-9) + 1e-9);
            if (plan.stocks[s].initial_t >= plan.stocks[s].capacity_t) CHECK(in <= out * (1 + 1e-9) + 1e-9);
        }
        const double gain = most_gain(group, flow);
        CHECK(gain < 1e8);
        if (gain > 1e-4) ++(k % 2 == 0 ? wasteful_trees : wasteful);
    }
    CHECK(wasteful_trees == 0);
    CHECK(wasteful == 0);
}
