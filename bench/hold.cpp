// The cost of one hold (take the next event, schedule it again) against the number of pending events.
// SPDX-License-Identifier: Apache-2.0
#include "des/event_queue.h"
#include "des/random.h"
#include "report.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace midstream;

namespace {

// Exponential holds, in ticks; a mean long enough that a million pending events hardly ever tie.
Duration draw_hold(Stream &stream) {
    constexpr double mean_ticks = 1e9;
    return Duration{static_cast<Ticks>(exponential(stream) * mean_ticks)};
}

double ns_per_hold(std::uint32_t pending, std::int64_t holds) {
    EventQueue queue{SimTime{}, pending};
    Stream stream{1, 0, "hold", "holds"};
    for (EventQueue::Slot slot = 0; slot < pending; ++slot) queue.schedule(slot, SimTime{} + draw_hold(stream));
    const auto hold = [&] {
        const EventQueue::Slot slot = queue.pop();
        queue.schedule(slot, queue.now() + draw_hold(stream));
    };
    for (std::int64_t i = 0; i < 2 * std::int64_t{pending}; ++i) hold(); // until it looks as it will for good
    const bench::Stopwatch watch;
    for (std::int64_t i = 0; i < holds; ++i) hold();
    return watch.cpu_s() * 1e9 / static_cast<double>(holds);
}

} // namespace

int main(int argc, char **argv) {
    const std::int64_t holds = argc > 1 ? std::atol(argv[1]) : 2'000'000;
    constexpr std::size_t rounds = 5;
    constexpr std::uint32_t sizes[] = {1,     2,     4,      10,     30,      100,     300,
                                       1'000, 3'000, 10'000, 30'000, 100'000, 300'000, 1'000'000};
    std::vector<double> costs[std::size(sizes)];
    for (std::size_t round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < std::size(sizes); ++i) costs[i].push_back(ns_per_hold(sizes[i], holds));
    std::puts("  pending   ns per hold");
    for (std::size_t i = 0; i < std::size(sizes); ++i) {
        std::sort(costs[i].begin(), costs[i].end());
        std::printf("%9u   %11.1f\n", sizes[i], costs[i][rounds / 2]);
    }
}
