// Ways over the network of legs, by Dijkstra's algorithm of Boost.Graph.
// SPDX-License-Identifier: Apache-2.0
#include "routes/network.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace midstream {
namespace {

struct LegEdge {
    double km = 0;
    std::size_t leg = 0;
};
using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, LegEdge>;
using Vertex = boost::graph_traits<Network>::vertex_descriptor;

/// The legs of the shortest path that avoids some passages, in order; empty if there is none.
std::vector<std::size_t> shortest(const std::vector<LegSpec> &network, std::size_t points, PointId from, PointId to,
                                  const std::set<std::uint32_t> &avoided) {
    Network graph(points);
    for (std::size_t i = 0; i < network.size(); ++i)
        if (!network[i].passage || !avoided.contains(network[i].passage->index))
            boost::add_edge(network[i].from.index, network[i].to.index, LegEdge{network[i].distance.value(), i}, graph);
    std::vector<Vertex> before(points);
    std::vector<double> km(points);
    boost::dijkstra_shortest_paths(
        graph, from.index,
        boost::weight_map(boost::get(&LegEdge::km, graph)).predecessor_map(before.data()).distance_map(km.data()));
    std::vector<std::size_t> legs;
    if (km[to.index] == std::numeric_limits<double>::max()) return legs;
    for (Vertex at = to.index; at != from.index; at = before[at]) {
        // Of several legs between two points the shortest was meant.
        std::size_t best = network.size();
        for (auto [e, end] = boost::out_edges(at, graph); e != end; ++e)
            if (boost::target(*e, graph) == before[at] &&
                (best == network.size() || graph[*e].km < network[best].distance.value()))
                best = graph[*e].leg;
        legs.push_back(best);
    }
    std::reverse(legs.begin(), legs.end());
    return legs;
}

Way way_of(const std::vector<LegSpec> &network, const std::vector<std::size_t> &legs, KilometresPerDay speed) {
    double total = 0;
    for (const std::size_t leg : legs) total += network[leg].distance.value();
    Way way;
    way.days = Distribution::constant(total / speed.value());
    double since = 0;
    for (const std::size_t leg : legs) {
        since += network[leg].distance.value();
        if (!network[leg].passage) continue;
        way.stretches.push_back({since / total, network[leg].passage->index});
        since = 0;
    }
    way.stretches.push_back({total > 0 ? since / total : 1.0, std::nullopt});
    return way;
}

} // namespace

std::vector<Way> find_ways(const std::vector<LegSpec> &network, std::size_t points, PointId from, PointId to,
                           KilometresPerDay speed) {
    std::vector<Way> ways;
    std::set<std::uint32_t> avoided;
    for (;;) {
        const auto legs = shortest(network, points, from, to, avoided);
        if (legs.empty()) return ways;
        ways.push_back(way_of(network, legs, speed));
        const std::size_t known = avoided.size();
        for (const auto &stretch : ways.back().stretches)
            if (stretch.passage) avoided.insert(*stretch.passage);
        if (avoided.size() == known) return ways;
    }
}

} // namespace midstream
