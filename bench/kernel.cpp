// Two textbook models written directly on the kernel: a single server (w1, in replications on two threads w5) and a
// line of ten stations (w2).
// SPDX-License-Identifier: Apache-2.0
//
// One unit of model time is one second: a million ticks.
#include "des/event_queue.h"
#include "des/random.h"
#include "des/statistics.h"
#include "report.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace midstream;

namespace {

constexpr double ticks_per_unit = 1e6;
constexpr double units_per_day = static_cast<double>(ticks_per_day) / ticks_per_unit;

Duration units(double x) { return Duration{static_cast<Ticks>(x * ticks_per_unit + 0.5)}; }
double in_units(Duration duration) { return static_cast<double>(duration.count()) / ticks_per_unit; }

// First in, first out, in a fixed ring: nothing is allocated while the clock runs.
class Waiting {
  public:
    bool empty() const { return first_ == end_; }
    std::uint32_t size() const { return end_ - first_; }
    void push(SimTime arrived) {
        if (size() == ring_.size()) throw std::length_error("more customers wait than the ring has room for");
        ring_[end_++ % ring_.size()] = arrived;
    }
    SimTime pop() { return ring_[first_++ % ring_.size()]; }

  private:
    std::array<SimTime, 4096> ring_{}; // at a load of 0.9, more than this come once in 10^187 customers
    std::uint32_t first_ = 0;
    std::uint32_t end_ = 0;
};

// Customers arrive at rate 0.9 and one server takes a mean of 1 for each: two events a customer. Every customer's
// time in the system and, at every event, the number in the system are recorded. Returns the mean time in the system.
double single_server(std::int64_t customers, std::uint64_t seed) {
    constexpr EventQueue::Slot arrival = 0, departure = 1;
    constexpr double mean_between_arrivals = 1 / 0.9;
    EventQueue queue{SimTime{}, 2};
    Stream arrivals{seed, 0, "customers", "arrivals"};
    Stream services{seed, 0, "server", "services"};
    Waiting in_system; // the first of them is being served
    Tally time_in_system;
    TimeWeighted number_in_system{SimTime{}, 0};

    std::int64_t to_come = customers;
    queue.schedule(arrival, queue.now() + units(exponential(arrivals) * mean_between_arrivals));
    while (!queue.empty()) {
        if (queue.pop() == arrival) {
            if (--to_come > 0)
                queue.schedule(arrival, queue.now() + units(exponential(arrivals) * mean_between_arrivals));
            if (in_system.empty()) queue.schedule(departure, queue.now() + units(exponential(services)));
            in_system.push(queue.now());
        } else {
            time_in_system.add(in_units(queue.now() - in_system.pop()));
            if (!in_system.empty()) queue.schedule(departure, queue.now() + units(exponential(services)));
        }
        number_in_system.set(queue.now(), in_system.size());
    }

    const double by_customers = time_in_system.mean();
    const double by_time = number_in_system.integral() * units_per_day / static_cast<double>(customers); // Little
    if (!(std::abs(by_customers - by_time) < 1e-6 * by_customers)) throw std::logic_error("the statistics disagree");
    return by_customers;
}

// Ten stations in line with nine buffers of five between them; each takes a mean of 1 for a job. The first never
// lacks work, the last never lacks room; one that finishes into a full buffer keeps the job and is blocked.
class Line {
  public:
    explicit Line(std::uint64_t seed) {
        for (std::uint32_t s = 0; s < stations; ++s)
            services_.emplace_back(seed, 0, "station " + std::to_string(s), "services");
    }

    // Returns jobs per unit of time.
    double run(std::int64_t jobs) {
        start(0);
        while (finished_ < jobs) finish(queue_.pop());
        for (const TimeWeighted &level : levels_)
            if (!(level.mean(queue_.now()) > 0 && level.max() == room)) throw std::logic_error("a buffer was not used");
        return static_cast<double>(finished_) / in_units(queue_.now() - SimTime{});
    }

  private:
    static constexpr std::uint32_t stations = 10;
    static constexpr std::uint32_t last = stations - 1;
    static constexpr int room = 5;
    enum class State : std::uint8_t { starved, working, blocked };

    void finish(std::uint32_t station) {
        if (station == last) {
            ++finished_;
        } else if (state_[station + 1] == State::starved) {
            start(station + 1);
        } else if (jobs_[station] < room) {
            set_level(station, jobs_[station] + 1);
        } else {
            state_[station] = State::blocked;
            return;
        }
        take_next(station);
    }

    // Feed comes from the buffer before; if the station before that was blocked, its job fills the place at once, and
    // it takes its next in turn.
    void take_next(std::uint32_t station) {
        for (; station > 0; --station) {
            const std::uint32_t before = station - 1;
            if (jobs_[before] == 0) {
                state_[station] = State::starved;
                return;
            }
            start(station);
            if (state_[before] != State::blocked) {
                set_level(before, jobs_[before] - 1);
                return;
            }
        }
        start(0);
    }

    void start(std::uint32_t station) {
        state_[station] = State::working;
        queue_.schedule(station, queue_.now() + units(exponential(services_[station])));
    }

    void set_level(std::uint32_t buffer, int jobs) {
        jobs_[buffer] = jobs;
        levels_[buffer].set(queue_.now(), jobs);
    }

    EventQueue queue_{SimTime{}, stations};
    std::array<State, stations> state_{};
    std::array<int, stations - 1> jobs_{}; // in the buffer after each station but the last
    std::array<TimeWeighted, stations - 1> levels_{};
    std::vector<Stream> services_; // of each station
    std::int64_t finished_ = 0;
};

// Replications of the single server with 10,000 customers, every other one on a second thread. Returns the mean of their
// means.
double replications(std::int64_t count, std::uint64_t seed) {
    constexpr std::int64_t customers = 10'000;
    std::vector<double> means(static_cast<std::size_t>(count));
    const auto run = [&](std::size_t first) {
        for (std::size_t k = first; k < means.size(); k += 2) means[k] = single_server(customers, seed * 1'000'000 + k);
    };
    std::thread second{run, std::size_t{1}};
    run(0);
    second.join();
    double sum = 0;
    for (const double mean : means) sum += mean;
    return sum / static_cast<double>(count);
}

} // namespace

int main(int argc, char **argv) {
    const std::string_view workload = argc > 1 ? argv[1] : "";
    const long count = argc > 2 ? std::atol(argv[2]) : 1'000'000;
    const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
    const bench::Stopwatch watch;
    if (workload == "w1" && count > 0) {
        const double mean_time = single_server(count, seed);
        bench::print_result("w1", "midstream", watch, 2 * count, mean_time);
    } else if (workload == "w2" && count > 0) {
        const double throughput = Line{seed}.run(count);
        bench::print_result("w2", "midstream", watch, 10 * count, throughput);
    } else if (workload == "w5" && count > 0) {
        const double mean_time = replications(count, seed);
        bench::print_result("w5", "midstream", watch, count, mean_time);
    } else {
        std::fputs("usage: bench_kernel w1|w2|w5 [customers, jobs or replications] [seed]\n", stderr);
        return 2;
    }
}
