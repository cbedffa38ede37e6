// The bound of networks: published optima and prices, and max-flow where the network is plain.
// SPDX-License-Identifier: Apache-2.0
#include "max_flow.h"
#include "small_bound.h"

#include "des/random.h"

#include <doctest/doctest.h>

#include <map>

using namespace midstream;

namespace {

Case network(const std::string &name, const std::string &measure, std::vector<std::string> sets = {}) {
    ReadOptions options;
    options.sets = std::move(sets);
    options.sets.push_back("measure=" + measure);
    return read_case(std::string(NETWORKS) + "/" + name + ".yaml", options).value;
}

/// Tonnes a day.
double optimum(const Case &chain) { return bound_t(chain) / (years_of(chain) * days_per_year); }

std::map<std::string, double> prices(const Case &chain) {
    std::map<std::string, double> found;
    for (const BoundLimit &limit : find_bound(chain, measure_of(chain)).binding) {
        CAPTURE(limit.limit.at);
        CHECK(limit.less >= limit.more - 1e-6);
        if (limit.more > 0) found[limit.limit.at] = limit.more;
    }
    return found;
}

void check_prices(const Case &chain, const std::map<std::string, double> &expected) {
    const auto found = prices(chain);
    CHECK(found.size() == expected.size());
    for (const auto &price : expected) {
        CAPTURE(price.first);
        REQUIRE(found.contains(price.first));
        CHECK(found.at(price.first) == doctest::Approx(price.second).epsilon(1e-5));
    }
}

/// Some ore from mines over junctions, through plants with a capacity, over junctions to markets; whole tonnes a day.
struct Plain {
    std::string facilities, routes;
    MaxFlow flow;
    std::map<std::string, std::size_t> nodes;
    std::map<std::string, std::pair<std::size_t, std::size_t>> edges; ///< by the name of the limit's place

    std::size_t node(const std::string &name) {
        const auto known = nodes.find(name);
        return known != nodes.end() ? known->second : nodes[name] = flow.add_node();
    }
    void join(const std::string &from, const std::string &to, std::string_view material, std::int64_t limit) {
        routes += "  - {name: " + from + " " + to + ", from: " + from + ", to: " + to +
                  ", carries: " + std::string(material) + ", by: conveyor, limit: " + std::to_string(limit) + " t/d}\n";
        flow.add_edge(node(from + " out"), node(to + " in"), limit);
        edges[from + " " + to] = {node(from + " out"), node(to + " in")};
    }
    void place(const std::string &name, const std::string &spec, std::int64_t capacity) {
        facilities += "  " + name + ": {" + spec + "}\n";
        flow.add_edge(node(name + " in"), node(name + " out"), capacity);
        edges[name] = {node(name + " in"), node(name + " out")};
    }
};

constexpr std::int64_t plenty = 1'000'000'000;

Plain random_network(Stream &luck) {
    Plain net;
    const auto some = [&](std::uint64_t least, std::uint64_t most) {
        return static_cast<std::int64_t>(least + luck.below(most - least + 1));
    };
    const auto name = [](std::string_view layer, std::int64_t i) { return std::string(layer) + std::to_string(i); };
    const std::int64_t mines = some(1, 4), yards = some(1, 3), plants = some(1, 4), ports = some(1, 3),
                       markets = some(1, 3);
    const auto rate = [](std::int64_t r) { return std::to_string(r) + " t/d"; };
    for (std::int64_t i = 0; i < mines; ++i) {
        const std::int64_t r = some(10, 100);
        net.place(name("mine", i), "kind: mine, makes: ore, storage: {ore: 0 t}, rate: " + rate(r), r);
        net.flow.add_edge(net.flow.source(), net.node(name("mine", i) + " in"), plenty);
    }
    for (std::int64_t i = 0; i < yards; ++i) net.place(name("yard", i), "kind: port, storage: {ore: 0 t}", plenty);
    for (std::int64_t i = 0; i < plants; ++i) {
        const std::int64_t r = some(10, 100);
        net.place(name("plant", i),
                  "kind: plant, takes: {ore: 1 t/t}, makes: {metal: 1 t/t}, storage: {ore: 0 t, metal: 0 t}, "
                  "capacity: {ore: " +
                      rate(r) + "}",
                  r);
    }
    for (std::int64_t i = 0; i < ports; ++i) net.place(name("port", i), "kind: port, storage: {metal: 0 t}", plenty);
    for (std::int64_t i = 0; i < markets; ++i) {
        const std::int64_t r = some(10, 120);
        net.place(name("city", i), "kind: market, storage: {metal: 0 t}, takes: {metal: " + rate(r) + "}", r);
        net.flow.add_edge(net.node(name("city", i) + " out"), net.flow.sink(), plenty);
    }
    const auto layers = [&](std::string_view from, std::int64_t n, std::string_view to, std::int64_t m,
                            std::string_view what) {
        for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t j = 0; j < m; ++j)
                if (j == i % m || luck.below(3) == 0) net.join(name(from, i), name(to, j), what, some(10, 100));
    };
    layers("mine", mines, "yard", yards, "ore");
    layers("yard", yards, "plant", plants, "ore");
    layers("plant", plants, "port", ports, "metal");
    layers("port", ports, "city", markets, "metal");
    return net;
}

} // namespace

TEST_CASE("a serial chain is as good as its tightest stage, and one after the other takes over") {
    const std::string measure = "{delivered: cathode}";
    const std::vector<std::pair<std::string, double>> ladder{
        {"routes.port loading.limit=9000 t/d", 93.0},
        {"facilities.smelter.capacity.concentrate=9000 t/d", 94.102125},
        {"routes.canal.limit=9000 t/d", 95.0},
        {"facilities.refinery.capacity.anode=9000 t/d", 95.52},
        {"routes.railway.limit=9000 t/d", 95.54985},
        {"facilities.concentrator.capacity.ore=9000 t/d", 97.28712},
        {"", 104.2362}};
    std::vector<std::string> sets;
    for (const auto &[relief, before] : ladder) {
        CHECK(optimum(network("G08-S01", measure, sets)) == about(before));
        sets.push_back(relief);
    }
    check_prices(network("G08-S01", measure), {{"port loading", 1.0}});
}

TEST_CASE("thirteen nodes: the optimum, its prices and its ladder") {
    const std::string measure = "{delivered: shipped}";
    CHECK(optimum(network("G08-S04", measure)) == about(113.931156278));
    CHECK(optimum(network("G08-S04-fair", measure)) == about(113.931156278));
    check_prices(
        network("G08-S04", measure),
        {{"a003", 0.74884362993}, {"concentrator 2", 0.73291078674}, {"smelter 2", 0.035864686}, {"port 2", 0.009}});
    std::vector<std::string> sets;
    for (const auto &[relief, after] :
         std::vector<std::pair<std::string, double>>{{"routes.a003.limit=9000 t/d", 119.917149132},
                                                     {"facilities.refinery 1.capacity.anode=9000 t/d", 124.352116513},
                                                     {"routes.a005.limit=9000 t/d", 129.357335054},
                                                     {"facilities.mine 3.rate=9000 t/d", 131.968551022}}) {
        sets.push_back(relief);
        CHECK(optimum(network("G08-S04", measure, sets)) == about(after));
    }
}

TEST_CASE("twenty-eight nodes: the optimum and its prices") {
    const std::string measure = "{delivered: shipped}";
    CHECK(optimum(network("G08-S05", measure)) == about(222.557620617));
    check_prices(network("G08-S05", measure), {{"port 4", 0.984},
                                               {"smelter 5", 0.92964024},
                                               {"smelter 4", 0.917329},
                                               {"smelter 3", 0.90141615},
                                               {"port 3", 0.014},
                                               {"refinery 4", 0.00679},
                                               {"port 2", 0.005}});
    const std::string relieved = "facilities.port 4.capacity.cathode=9000 t/d";
    CHECK(optimum(network("G08-S05", measure, {relieved})) == about(224.8305));
}

TEST_CASE("plain random networks have the bound that max-flow has") {
    Stream luck(11, 0, "networks", "test");
    for (int k = 0; k < 200; ++k) {
        CAPTURE(k);
        Plain net = random_network(luck);
        const Case chain = case_of(world(net.facilities, net.routes));
        CHECK(optimum(chain) == about(static_cast<double>(net.flow.most())));
    }
}

TEST_CASE("the limits that max-flow cuts are those that bind the bound") {
    Stream luck(11, 0, "networks", "test");
    for (int k = 0; k < 100; ++k) {
        CAPTURE(k);
        Plain net = random_network(luck);
        const Case chain = case_of(world(net.facilities, net.routes));
        net.flow.most();
        std::map<std::string, BoundLimit> binding;
        for (const BoundLimit &limit : find_bound(chain, measure_of(chain)).binding) {
            CAPTURE(limit.limit.at);
            const auto &[from, to] = net.edges.at(limit.limit.at);
            if (limit.more > 1e-3) CHECK(net.flow.is_cut(from, to)); // what gives a tonne is in every cut
            binding.emplace(limit.limit.at, limit);
        }
        for (const auto &[name, edge] : net.edges) {
            if (!net.flow.is_cut(edge.first, edge.second)) continue;
            const std::string words = name; // clang 14 captures no binding
            CAPTURE(words);
            REQUIRE(binding.contains(name));
            CHECK(binding.at(name).less == doctest::Approx(1).epsilon(1e-5));
        }
    }
}
