// The workloads in SimGrid's S4U: an actor for each thing that acts, two semaphores for each place where jobs wait.
// SPDX-License-Identifier: Apache-2.0
#include "in_processes.h"
#include "luck.h"
#include "report.h"

#include <simgrid/s4u.hpp>

#include <array>
#include <cstdlib>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace s4u = simgrid::s4u;
using bench::Luck;
using s4u::this_actor::sleep_for;

namespace {

double now() { return s4u::Engine::get_clock(); }

// First in, first out; with a capacity, who puts waits for room.
template <class T> class Store {
  public:
    explicit Store(unsigned capacity = 0) {
        if (capacity > 0) room_ = s4u::Semaphore::create(capacity);
    }
    void put(T value) {
        if (room_) room_->acquire();
        values_.push_back(value);
        held_->release();
    }
    T get() {
        held_->acquire();
        const T value = values_.front();
        values_.pop_front();
        if (room_) room_->release();
        return value;
    }

  private:
    std::deque<T> values_;
    s4u::SemaphorePtr held_ = s4u::Semaphore::create(0);
    s4u::SemaphorePtr room_;
};

// One machine on which every actor lives.
class Stage {
  public:
    explicit Stage(s4u::Engine &engine) : engine_(engine) {
        s4u::NetZone *zone = s4u::create_full_zone("zone");
        host_ = zone->create_host("host", "1Gf");
        host_->seal();
        zone->seal();
    }
    void act(const std::function<void()> &body) { s4u::Actor::create("actor", host_, body); }
    void act_for_ever(const std::function<void()> &body) { s4u::Actor::create("actor", host_, body)->daemonize(); }
    void run() { engine_.run(); }

  private:
    s4u::Engine &engine_;
    s4u::Host *host_;
};

// M/M/1 at a load of 0.9; the mean time in the system.
double single_server(Stage &stage, long customers, Luck &luck) {
    Store<double> waiting;
    double total_time = 0;
    stage.act([&] {
        for (long i = 0; i < customers; ++i) {
            sleep_for(luck.exponential(1 / 0.9));
            waiting.put(now());
        }
    });
    stage.act([&] {
        for (long i = 0; i < customers; ++i) {
            const double arrived = waiting.get();
            sleep_for(luck.exponential(1));
            total_time += now() - arrived;
        }
    });
    stage.run();
    return total_time / static_cast<double>(customers);
}

// Ten stations, nine buffers of five; jobs per unit of time.
double line(Stage &stage, long jobs, Luck &luck) {
    std::vector<std::unique_ptr<Store<int>>> buffers;
    for (int i = 0; i < 9; ++i) buffers.push_back(std::make_unique<Store<int>>(5));
    for (std::size_t station = 0; station < 9; ++station)
        stage.act_for_ever([&, station] {
            for (;;) {
                if (station > 0) buffers[station - 1]->get();
                sleep_for(luck.exponential(1));
                buffers[station]->put(1);
            }
        });
    double end = 0;
    stage.act([&] {
        for (long i = 0; i < jobs; ++i) {
            buffers[8]->get();
            sleep_for(luck.exponential(1));
        }
        end = now();
    });
    stage.run();
    return static_cast<double>(jobs) / end;
}

// Twenty mines, five smelters, four refineries, four markets, three fleets. A lot is the time at which it was dug.
class Network {
  public:
    Network(Stage &stage, Luck &luck) : stage_(stage), luck_(luck) {
        std::vector<Place> smelters, refineries, markets;
        for (int i = 0; i < 5; ++i) smelters.push_back({add_berth(), add_lots(60)});
        for (int i = 0; i < 4; ++i) refineries.push_back({add_berth(), add_lots(60)});
        for (int i = 0; i < 4; ++i) markets.push_back({add_berth(), nullptr});
        const Fleet to_smelters{2, 4, s4u::Semaphore::create(18)};
        const Fleet to_refineries{4, 8, s4u::Semaphore::create(32)};
        const Fleet to_markets{6, 12, s4u::Semaphore::create(46)};
        for (std::size_t i = 0; i < 20; ++i) {
            Lots *stockpile = add_lots(40);
            stage_.act_for_ever([this, stockpile] { dig(stockpile); });
            add_shipper(stockpile, to_smelters, {smelters[i % 5]});
        }
        for (const Place &smelter : smelters) add_shipper(add_plant(smelter, 2, 0.4), to_refineries, refineries);
        for (const Place &refinery : refineries) add_shipper(add_plant(refinery, 3, 0.45), to_markets, markets);
    }

    void run(double days) {
        stage_.act([=] { sleep_for(days); });
        stage_.run();
    }
    long lots_delivered() const { return lots_delivered_; }
    double mean_lead_time() const { return total_lead_time_ / static_cast<double>(lots_delivered_); }

  private:
    using Lots = Store<double>;
    using Cargo = std::array<double, 10>;
    struct Place {
        s4u::SemaphorePtr berth;
        Lots *yard; // none at a market
    };
    struct Fleet {
        double shortest, longest; // transit, one way
        s4u::SemaphorePtr vessels;
    };

    static s4u::SemaphorePtr add_berth() { return s4u::Semaphore::create(1); }
    Lots *add_lots(unsigned capacity) { return stocks_.emplace_back(std::make_unique<Lots>(capacity)).get(); }
    Lots *add_plant(const Place &place, int units_in_parallel, double mean) {
        Lots *product = add_lots(0);
        for (int i = 0; i < units_in_parallel; ++i)
            stage_.act_for_ever([this, yard = place.yard, product, mean] { treat(yard, product, mean); });
        return product;
    }
    void add_shipper(Lots *source, const Fleet &fleet, const std::vector<Place> &destinations) {
        stage_.act_for_ever(
            [this, source, origin = add_berth(), fleet, destinations] { ship(source, origin, fleet, destinations); });
    }

    void dig(Lots *stockpile) {
        for (;;) {
            sleep_for(luck_.exponential(1));
            stockpile->put(now());
        }
    }
    void treat(Lots *yard, Lots *product, double mean) {
        for (;;) {
            const double lot = yard->get();
            sleep_for(luck_.exponential(mean));
            product->put(lot);
        }
    }
    void ship(Lots *source, const s4u::SemaphorePtr &origin, const Fleet &fleet, const std::vector<Place> &places) {
        for (;;) {
            Cargo cargo;
            for (double &lot : cargo) lot = source->get();
            fleet.vessels->acquire();
            const Place place = places[places.size() > 1 ? luck_.below(places.size()) : 0];
            stage_.act_for_ever([this, cargo, origin, fleet, place] { sail(cargo, origin, fleet, place); });
        }
    }
    void sail(const Cargo &cargo, const s4u::SemaphorePtr &origin, const Fleet &fleet, const Place &place) {
        origin->acquire();
        sleep_for(luck_.uniform(0.25, 0.75));
        origin->release();
        sleep_for(luck_.uniform(fleet.shortest, fleet.longest));
        place.berth->acquire();
        sleep_for(luck_.uniform(0.25, 0.75));
        for (const double lot : cargo) deliver(lot, place.yard);
        place.berth->release();
        sleep_for(luck_.uniform(fleet.shortest, fleet.longest));
        fleet.vessels->release();
    }
    void deliver(double lot, Lots *yard) {
        if (yard) {
            yard->put(lot);
        } else {
            ++lots_delivered_;
            total_lead_time_ += now() - lot;
        }
    }

    Stage &stage_;
    Luck &luck_;
    std::vector<std::unique_ptr<Lots>> stocks_;
    long lots_delivered_ = 0;
    double total_lead_time_ = 0;
};

} // namespace

int main(int argc, char **argv) {
    const std::string workload = argc > 1 ? argv[1] : "";
    const long count = argc > 2 ? std::atol(argv[2]) : 1000;
    Luck luck{argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1};
    const bench::Stopwatch watch;
    if (workload == "w5") { // an engine a process
        const double mean_time = bench::mean_in_processes(count, [&](std::uint64_t k) {
            Luck own{(argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1) * 1'000'000 + k};
            s4u::Engine engine(&argc, argv);
            s4u::Engine::set_config("surf/precision:1e-9");
            Stage stage{engine};
            return single_server(stage, 10'000, own);
        });
        bench::print_result("w5", "simgrid", watch, count, mean_time);
        _exit(0);
    }
    s4u::Engine engine(&argc, argv);
    s4u::Engine::set_config("surf/precision:1e-9");
    Stage stage{engine};
    if (workload == "w1") {
        const double mean_time = single_server(stage, count, luck);
        bench::print_result("w1", "simgrid", watch, 2 * count, mean_time);
    } else if (workload == "w2") {
        const double throughput = line(stage, count, luck);
        bench::print_result("w2", "simgrid", watch, 10 * count, throughput);
    } else if (workload == "w3") {
        Network network{stage, luck};
        network.run(365.0 * static_cast<double>(count));
        bench::print_result("w3", "simgrid", watch, network.lots_delivered(), network.mean_lead_time());
    } else {
        std::fputs("usage: bench_simgrid w1|w2|w3|w5 [customers, jobs, years or replications] [seed]\n", stderr);
        return 2;
    }
    _exit(0); // taking down actors that still wait is no part of the work
}
