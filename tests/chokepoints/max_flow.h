// The greatest flow from a source to a sink in whole numbers, by Boost.Graph: what the bound is held against. For small
// graphs; the quicker algorithms of the library make g++ 12 see variables that are not set.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>

#include <cstdint>
#include <vector>

namespace midstream {

class MaxFlow {
  public:
    MaxFlow() : graph_(2) {}

    std::size_t source() const { return 0; }
    std::size_t sink() const { return 1; }
    std::size_t add_node() { return boost::add_vertex(graph_); }
    void add_edge(std::size_t from, std::size_t to, std::int64_t capacity) {
        const auto there = boost::add_edge(from, to, graph_).first, back = boost::add_edge(to, from, graph_).first;
        boost::put(boost::edge_capacity, graph_, there, capacity);
        boost::put(boost::edge_capacity, graph_, back, 0);
        boost::put(boost::edge_reverse, graph_, there, back);
        boost::put(boost::edge_reverse, graph_, back, there);
    }
    std::int64_t most() { return boost::edmonds_karp_max_flow(graph_, source(), sink()); }
    /// After `most`: whether an edge leads out of what the source can still reach, so that it is in the cut.
    bool is_cut(std::size_t from, std::size_t to) const {
        std::vector<bool> reached(boost::num_vertices(graph_));
        std::vector<std::size_t> open{source()};
        reached[source()] = true;
        while (!open.empty()) {
            const std::size_t node = open.back();
            open.pop_back();
            for (auto [edge, end] = boost::out_edges(node, graph_); edge != end; ++edge) {
                const std::size_t next = boost::target(*edge, graph_);
                if (reached[next] || boost::get(boost::edge_residual_capacity, graph_, *edge) <= 0) continue;
                reached[next] = true;
                open.push_back(next);
            }
        }
        return reached[from] && !reached[to];
    }

  private:
    using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
    using Edge = boost::property<boost::edge_capacity_t, std::int64_t,
                                 boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                                 boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>;
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Edge> graph_;
};

} // namespace midstream
