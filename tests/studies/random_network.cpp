// Writing random networks.
// SPDX-License-Identifier: Apache-2.0
#include "random_network.h"

#include "des/random.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Facilities side by side, each with its part of what flows through the layer.
struct Layer {
    std::string name;
    std::string material; ///< that leaves it
    std::vector<double> size_tpd;
};

class Writer {
  public:
    explicit Writer(std::uint64_t number) : luck_(number, 0, "networks without luck", "test") {}

    std::string write() {
        const int layers = 3 + below(4); // mine, plant, market at least
        const bool yards = layers > 3 && maybe(2), two_stages = layers > 4 || (layers > 3 && !yards);
        const bool ports = layers > 5 || maybe(4);
        count_ = 3 + yards + two_stages + ports;
        const double large = part(); // more small ones than large ones: those run long
        left_ = 5 + static_cast<int>(56 * large * large) - count_;
        flow_ = 60 + 400 * part();
        std::vector<Layer> chain;
        chain.push_back(layer("mine", "ore", flow_));
        if (yards) chain.push_back(layer("yard", "ore", flow_));
        chain.push_back(layer("smelter", two_stages ? "anode" : "metal", flow_));
        const double yield = 0.3 + 0.6 * part(), second = 0.9 + 0.09 * part();
        double metal = flow_ * yield;
        if (two_stages) {
            chain.push_back(layer("refinery", "metal", metal));
            metal *= second;
        }
        if (ports) chain.push_back(layer("port", "metal", metal));
        chain.push_back(layer("city", "", metal));
        acid_ = maybe(3) ? 0.5 + part() : 0;
        for (const Layer &here : chain) add(here, yield, second);
        if (acid_ > 0)
            facilities_ += fmt::format("  acid buyers: {{kind: market, takes: {{acid: {:.2f} t/d}}, cover: 2 d}}\n",
                                       flow_ * acid_ * slack());
        for (std::size_t i = 0; i + 1 < chain.size(); ++i) join(chain[i], chain[i + 1], static_cast<int>(i));
        return "midstream: 1\ntitle: random network\ntime: {start: 2025-01-01, end: 2026-07-01, warmup: 240 d}\n"
               "runs: {seed: 1, replications: 1}\nmeasure: {delivered: metal}\n"
               "materials: {ore: {}, anode: {}, metal: {}, acid: {}}\nfacilities:\n" +
               facilities_ + "routes:\n" + routes_ + (fleets_.empty() ? "" : "fleets:\n" + fleets_) +
               (passages_.empty() ? "" : "passages:\n" + passages_);
    }

  private:
    int below(int n) { return static_cast<int>(luck_.below(static_cast<std::uint64_t>(n))); }
    bool maybe(int one_in) { return below(one_in) == 0; }
    double part() { return (below(1'000'000) + 0.5) * 1e-6; }
    /// How much larger a limit is than what would flow if all were alike: never two the same.
    double slack() { return 0.8 + 1.2 * part(); }

    Layer layer(const std::string &name, const std::string &material, double total) {
        --count_;
        const int more = count_ == 0 ? left_ : below(2 * left_ / (count_ + 1) + 1);
        const int most = std::min(more, 12);
        left_ -= most;
        Layer made{name, material, {}};
        double sum = 0;
        for (int i = 0; i <= most; ++i) sum += made.size_tpd.emplace_back(0.5 + part());
        for (double &size : made.size_tpd) size *= total / sum;
        return made;
    }
    static std::string name_of(const Layer &layer, std::size_t i) { return fmt::format("{} {}", layer.name, i); }

    void add(const Layer &here, double yield, double second) {
        const double tight = slack(); // of the whole layer
        for (std::size_t i = 0; i < here.size_tpd.size(); ++i) {
            const double size = here.size_tpd[i], rate = size * tight * (0.9 + 0.2 * part());
            const std::string name = name_of(here, i);
            if (here.name == "mine")
                facilities_ += fmt::format("  {}: {{kind: mine, makes: ore, rate: {:.3f} t/d, storage: {{ore: {:.0f} "
                                           "t}}}}\n",
                                           name, rate, 3 * size + 1.1 * flow_);
            else if (here.name == "smelter")
                facilities_ += fmt::format(
                    "  {}: {{kind: plant, takes: {{ore: 1 t/t}}, makes: {{{}: {:.4f} t/t{}}}, capacity: {{ore: {:.3f} "
                    "t/d}}, storage: {{ore: {:.0f} t, {}: {:.0f} t{}}}}}\n",
                    name, here.material, yield, acid_ > 0 ? fmt::format(", acid: {:.3f} t/t", acid_) : "", rate,
                    4 * size + 1.5 * flow_, here.material, 3 * size + 1.1 * flow_,
                    acid_ > 0 ? fmt::format(", acid: {:.0f} t", 3 * size * acid_ + 10) : "");
            else if (here.name == "refinery")
                facilities_ +=
                    fmt::format("  {}: {{kind: plant, takes: {{anode: 1 t/t}}, makes: {{metal: {:.4f} t/t}}, "
                                "capacity: {{anode: {:.3f} t/d}}, storage: {{anode: {:.0f} t, metal: {:.0f} "
                                "t}}}}\n",
                                name, second, rate, 4 * size + 1.5 * flow_, 3 * size + 1.1 * flow_);
            else if (here.name == "city")
                facilities_ += fmt::format("  {}: {{kind: market, takes: {{metal: {:.3f} t/d}}, cover: 3 d}}\n", name,
                                           rate * 1.15);
            else
                facilities_ += fmt::format("  {}: {{kind: port, storage: {{{}: {:.0f} t}}}}\n", name, here.material,
                                           4 * size + 1.5 * flow_);
            if (here.name == "smelter" && acid_ > 0)
                routes_ += fmt::format("  - {{from: {}, to: acid buyers, carries: acid, by: conveyor}}\n", name);
        }
    }

    /// Each has at least one way on, and each is reached; some ways cross.
    void join(const Layer &from, const Layer &to, int stage) {
        const std::size_t n = from.size_tpd.size(), m = to.size_tpd.size();
        std::vector<std::pair<std::size_t, std::size_t>> ways;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < m; ++j)
                if ((n >= m ? i * m / n == j : j * n / m == i) || maybe(static_cast<int>(4 + n + m))) ways.emplace_back(i, j);
        const int mode = below(6); // of 1: trains, of 2: trucks, else conveyors
        const double parcel = 0.3 * flow_out(from);
        const int vehicles = 5 + below(8);
        const double cycle_d = 1 + 0.1 + 0.2; // there and back, loading and unloading
        const bool strait = mode == 1 && maybe(2), limited = maybe(3);
        const double through = flow_out(from);
        if (mode == 1)
            fleets_ += fmt::format("  fleet {}: {{vehicles: {}, parcel: {:.3f} t, load time: 2.4 h, unload time: 4.8 "
                                   "h}}\n",
                                   stage, vehicles, fleet_parcel(through, vehicles, cycle_d));
        if (strait)
            passages_ += fmt::format("  strait {}: {{slots: {:.3f} /d}}\n", stage, slack() * through / fleet_parcel_);
        for (const auto &[i, j] : ways) {
            std::string by = "conveyor";
            if (mode == 1)
                by = fmt::format("rail, fleet: fleet {}, transit: 12 h{}", stage,
                                 strait ? fmt::format(", via: [strait {}]", stage) : "");
            if (mode == 2) by = fmt::format("truck, fleet: charter, parcel: {:.3f} t, transit: 12 h", parcel);
            if (limited && maybe(2))
                by += fmt::format(", limit: {:.3f} t/d", slack() * 2 * through / static_cast<double>(ways.size()));
            routes_ += fmt::format("  - {{from: {}, to: {}, carries: {}, by: {}}}\n", name_of(from, i), name_of(to, j),
                                   from.material, by);
        }
    }
    /// Tonnes a day that leave a layer, if all were alike.
    double flow_out(const Layer &from) const {
        double total = 0;
        for (const double size : from.size_tpd) total += size;
        return from.name == "smelter" || from.name == "refinery" ? total * out_ratio(from) : total;
    }
    double out_ratio(const Layer &from) const { return from.name == "smelter" ? 0.6 : 0.95; }
    double fleet_parcel(double through, int vehicles, double cycle_d) {
        fleet_parcel_ = slack() * through * cycle_d / vehicles;
        return fleet_parcel_;
    }

    Stream luck_;
    std::string facilities_, routes_, fleets_, passages_;
    double flow_ = 0, acid_ = 0, fleet_parcel_ = 1;
    int count_ = 0, left_ = 0;
};

} // namespace

std::string random_network(std::uint64_t number) { return Writer(number).write(); }

} // namespace midstream
