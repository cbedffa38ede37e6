// The fixed part of a flow: stocks, the streams that join them, and the groups they fall into.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "materials/ids.h"
#include "materials/recipe.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace midstream {

inline constexpr double no_limit = std::numeric_limits<double>::infinity();

/// A pile, tank or yard that holds one material, well mixed.
struct StockPlan {
    double capacity_t = no_limit;
    double initial_t = 0;
    std::vector<double> assay; ///< by element, of what it holds at the start and of anything unknown
    bool counts_metal = true;  ///< false for the ground under a mine and for meters of wear
};

/// A stream draws from some stocks and fills others in fixed proportion. Its rate is told in tonnes a day of its first
/// input or, where it has none, of its first output. No outputs: what it draws leaves the model. No inputs: what it
/// makes comes from outside.
struct StreamPlan {
    struct Joint {
        std::uint32_t stock = 0;
        std::uint32_t priority = 1; ///< at that stock: 1 is served first
        double share = 0;           ///< weight among equals; 0: by what each could use
    };
    std::vector<Joint> draws;
    std::vector<Joint> fills;
    Recipe recipe; ///< takes for draws (meters excepted), makes for fills
};

/// One end of a stream at a stock.
struct Edge {
    std::uint32_t stock = 0;
    std::uint32_t stream = 0;
    std::uint32_t place = 0; ///< which input or output of the stream
    std::uint32_t priority = 1;
    double share = 0;
    bool fills = false;
};

struct FlowPlan {
    std::uint32_t elements = 0;
    std::vector<StockPlan> stocks;
    std::vector<StreamPlan> streams;

    // What follows is worked out by `finish`.
    std::vector<Edge> edges; ///< of one stock side by side: fillers, then drawers, each by priority
    std::vector<std::uint32_t> stock_fills,
        stock_draws; ///< first edge of each kind by stock, one more entry at the end of draws
    std::vector<std::uint32_t> stream_first, stream_edges; ///< edges by stream: draws in order, then fills in order
    std::vector<std::uint32_t> group_of_stock;
    std::vector<std::uint32_t> group_of_stream;
    std::vector<std::uint32_t> group_stocks_first, group_stocks; ///< stocks by group, upstream before downstream
    std::vector<std::uint32_t> group_streams_first, group_streams;
    std::vector<std::uint32_t> group_steps_first; ///< moves by group in the order in which they are made
    struct Step {
        std::uint32_t index;
        bool is_stream;
    };
    std::vector<Step> group_steps;
    std::uint32_t groups = 0;
    std::vector<char> group_has_cycle; ///< its streams split and join again

    std::uint32_t add_stock(StockPlan stock);
    std::uint32_t add_stream(StreamPlan stream);
    /// Sorts the edges and finds the groups. Call once, after the last stock and stream.
    void finish();

    std::uint32_t fills_end(std::uint32_t stock) const { return stock_draws[stock]; }
    std::uint32_t draws_end(std::uint32_t stock) const { return stock_fills[stock + 1]; }
    /// Edges of a stream.
    std::uint32_t first_edge(std::uint32_t stream) const { return stream_first[stream]; }
    std::uint32_t end_edge(std::uint32_t stream) const { return stream_first[stream + 1]; }
};

} // namespace midstream
