// The workloads in SystemC: a thread for each thing that acts, an sc_fifo for each place where jobs wait.
// SPDX-License-Identifier: Apache-2.0
//
// One unit of model time is one microsecond, told apart to the picosecond. w1m is w1 with methods in place of threads.
#define SC_INCLUDE_DYNAMIC_PROCESSES
#include "in_processes.h"
#include "luck.h"
#include "report.h"

#include <systemc>

#include <array>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

using bench::Luck;
using sc_core::sc_fifo;
using sc_core::sc_semaphore;
using sc_core::sc_spawn;
using sc_core::wait;

namespace {

sc_core::sc_time units(double x) { return sc_core::sc_time(x, sc_core::SC_US); }
double now() { return sc_core::sc_time_stamp().to_double() * 1e-6; }

// M/M/1 at a load of 0.9.
struct SingleServer {
    SingleServer(long n, Luck &l) : customers(n), luck(l) {}

    void spawn_threads() {
        sc_spawn([this] { arrive(); });
        sc_spawn([this] { serve(); });
    }
    void arrive() {
        for (long i = 0; i < customers; ++i) {
            wait(units(luck.exponential(1 / 0.9)));
            waiting.push_back(now());
            arrived.notify();
        }
    }
    void serve() {
        for (long i = 0; i < customers; ++i) {
            while (waiting.empty()) wait(arrived);
            wait(units(luck.exponential(1)));
            total_time += now() - waiting.front();
            waiting.pop_front();
        }
    }

    void spawn_methods() {
        sc_core::sc_spawn_options arrivals, departures;
        arrivals.spawn_method();
        arrivals.set_sensitivity(&arrived);
        arrivals.dont_initialize();
        departures.spawn_method();
        departures.set_sensitivity(&departed);
        departures.dont_initialize();
        sc_spawn([this] { on_arrival(); }, "arrivals", &arrivals);
        sc_spawn([this] { on_departure(); }, "departures", &departures);
        arrived.notify(units(luck.exponential(1 / 0.9)));
    }
    void on_arrival() {
        waiting.push_back(now());
        if (waiting.size() == 1) departed.notify(units(luck.exponential(1)));
        if (++come < customers) arrived.notify(units(luck.exponential(1 / 0.9)));
    }
    void on_departure() {
        total_time += now() - waiting.front();
        waiting.pop_front();
        if (!waiting.empty()) departed.notify(units(luck.exponential(1)));
    }

    long customers;
    Luck &luck;
    std::deque<double> waiting; // since when; the first of them is being served
    sc_core::sc_event arrived, departed;
    long come = 0;
    double total_time = 0;
};

// Ten stations, nine buffers of five.
struct Line {
    Line(long n, Luck &l) : jobs(n), luck(l) {
        for (auto &buffer : buffers) buffer = std::make_unique<sc_fifo<int>>(5);
        for (std::size_t station = 0; station < 10; ++station) sc_spawn([this, station] { work(station); });
    }
    void work(std::size_t station) {
        for (;;) {
            if (station > 0) buffers[station - 1]->read();
            wait(units(luck.exponential(1)));
            if (station < 9) {
                buffers[station]->write(1);
            } else if (++finished == jobs) {
                end = now();
                sc_core::sc_stop();
                wait();
            }
        }
    }

    long jobs;
    Luck &luck;
    std::array<std::unique_ptr<sc_fifo<int>>, 9> buffers;
    long finished = 0;
    double end = 0;
};

// Twenty mines, five smelters, four refineries, four markets, three fleets. A lot is the time at which it was dug.
struct Network {
    using Lots = std::unique_ptr<sc_fifo<double>>;
    using Berth = std::unique_ptr<sc_semaphore>;
    using Cargo = std::array<double, 10>;
    struct Vessel {
        sc_fifo<int> orders{1};
        Cargo cargo{};
        sc_semaphore *origin = nullptr;
        sc_semaphore *berth = nullptr;
        sc_fifo<double> *yard = nullptr; // none at a market
    };
    struct Fleet {
        double shortest, longest; // transit, one way
        sc_fifo<Vessel *> idle{64};
    };
    struct Place {
        sc_semaphore *berth;
        sc_fifo<double> *yard;
    };

    explicit Network(Luck &l) : luck(l) {
        add_vessels(0, 18);
        add_vessels(1, 32);
        add_vessels(2, 46);
        std::vector<Place> smelters, refineries, markets;
        for (int i = 0; i < 5; ++i) smelters.push_back({add_berth(), add_lots(60)});
        for (int i = 0; i < 4; ++i) refineries.push_back({add_berth(), add_lots(60)});
        for (int i = 0; i < 4; ++i) markets.push_back({add_berth(), nullptr});
        for (std::size_t i = 0; i < 20; ++i) {
            sc_fifo<double> *stockpile = add_lots(40);
            sc_spawn([this, stockpile] { dig(stockpile); });
            add_shipper(stockpile, 0, {smelters[i % 5]});
        }
        for (const Place &smelter : smelters) add_shipper(add_plant(smelter, 2, 0.4), 1, refineries);
        for (const Place &refinery : refineries) add_shipper(add_plant(refinery, 3, 0.45), 2, markets);
    }

    sc_semaphore *add_berth() { return berths.emplace_back(std::make_unique<sc_semaphore>(1)).get(); }
    sc_fifo<double> *add_lots(int room) { return stocks.emplace_back(std::make_unique<sc_fifo<double>>(room)).get(); }
    sc_fifo<double> *add_plant(const Place &place, int units_in_parallel, double mean) {
        sc_fifo<double> *product = add_lots(10'000); // never full
        for (int i = 0; i < units_in_parallel; ++i)
            sc_spawn([this, yard = place.yard, product, mean] { treat(yard, product, mean); });
        return product;
    }
    void add_vessels(std::size_t fleet, int count) {
        for (int i = 0; i < count; ++i) {
            Vessel *vessel = vessels.emplace_back(std::make_unique<Vessel>()).get();
            fleets[fleet].idle.nb_write(vessel);
            sc_spawn([this, fleet, vessel] { sail(fleets[fleet], *vessel); });
        }
    }
    void add_shipper(sc_fifo<double> *source, std::size_t fleet, std::vector<Place> destinations) {
        sc_semaphore *origin = add_berth();
        sc_spawn([this, source, origin, fleet, destinations] { ship(source, origin, fleets[fleet], destinations); });
    }

    void dig(sc_fifo<double> *stockpile) {
        for (;;) {
            wait(units(luck.exponential(1)));
            stockpile->write(now());
        }
    }
    void treat(sc_fifo<double> *yard, sc_fifo<double> *product, double mean) {
        for (;;) {
            const double lot = yard->read();
            wait(units(luck.exponential(mean)));
            product->write(lot);
        }
    }
    void ship(sc_fifo<double> *source, sc_semaphore *origin, Fleet &fleet, const std::vector<Place> &destinations) {
        for (;;) {
            Cargo cargo;
            for (double &lot : cargo) lot = source->read();
            Vessel *vessel = nullptr;
            fleet.idle.read(vessel);
            const Place &place = destinations[destinations.size() > 1 ? luck.below(destinations.size()) : 0];
            vessel->cargo = cargo;
            vessel->origin = origin;
            vessel->berth = place.berth;
            vessel->yard = place.yard;
            vessel->orders.write(1);
        }
    }
    void sail(Fleet &fleet, Vessel &vessel) {
        for (;;) {
            vessel.orders.read();
            vessel.origin->wait();
            wait(units(luck.uniform(0.25, 0.75)));
            vessel.origin->post();
            wait(units(luck.uniform(fleet.shortest, fleet.longest)));
            vessel.berth->wait();
            wait(units(luck.uniform(0.25, 0.75)));
            for (const double lot : vessel.cargo) deliver(lot, vessel.yard);
            vessel.berth->post();
            wait(units(luck.uniform(fleet.shortest, fleet.longest)));
            fleet.idle.write(&vessel);
        }
    }
    void deliver(double lot, sc_fifo<double> *yard) {
        if (yard) {
            yard->write(lot);
        } else {
            ++lots_delivered;
            total_lead_time += now() - lot;
        }
    }

    Luck &luck;
    std::array<Fleet, 3> fleets{{{2, 4}, {4, 8}, {6, 12}}};
    std::vector<Lots> stocks;
    std::vector<Berth> berths;
    std::vector<std::unique_ptr<Vessel>> vessels;
    long lots_delivered = 0;
    double total_lead_time = 0;
};

} // namespace

int sc_main(int argc, char **argv) {
    const std::string workload = argc > 1 ? argv[1] : "";
    const long count = argc > 2 ? std::atol(argv[2]) : 1000;
    Luck luck{argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1};
    sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
    sc_core::sc_set_time_resolution(1, sc_core::SC_PS);
    const bench::Stopwatch watch;
    if (workload == "w1" || workload == "w1m") {
        SingleServer model{count, luck};
        if (workload == "w1")
            model.spawn_threads();
        else
            model.spawn_methods();
        sc_core::sc_start();
        bench::print_result("w1", workload == "w1" ? "systemc" : "systemc-methods", watch, 2 * count,
                            model.total_time / static_cast<double>(count));
    } else if (workload == "w5") { // one simulation a process is all the kernel can do
        const double mean_time = bench::mean_in_processes(count, [&](std::uint64_t k) {
            Luck own{(argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1) * 1'000'000 + k};
            SingleServer model{10'000, own};
            model.spawn_threads();
            sc_core::sc_start();
            return model.total_time / 10'000;
        });
        bench::print_result("w5", "systemc", watch, count, mean_time);
    } else if (workload == "w2") {
        Line model{count, luck};
        sc_core::sc_start();
        bench::print_result("w2", "systemc", watch, 10 * count, static_cast<double>(count) / model.end);
    } else if (workload == "w3") {
        Network model{luck};
        sc_core::sc_start(units(365.0 * static_cast<double>(count)));
        bench::print_result("w3", "systemc", watch, model.lots_delivered,
                            model.total_lead_time / static_cast<double>(model.lots_delivered));
    } else {
        std::fputs("usage: bench_systemc w1|w1m|w2|w3|w5 [customers, jobs, years or replications] [seed]\n", stderr);
        _exit(2);
    }
    _exit(0); // taking down threads that still wait is no part of the work
}
