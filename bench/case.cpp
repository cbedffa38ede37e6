// A case through the whole model, timed: read, built, and run as a world alone or as replications of a study.
// SPDX-License-Identifier: Apache-2.0
//
// world: replications one after the other, each a World and nothing else; losses: the same, with losses followed to
// their root causes; replications: run_replications on so many threads; study: run_study, as `midstream run` does.
#include "chokepoints/measure.h"
#include "model/world.h"
#include "reader/read_case.h"
#include "report.h"
#include "studies/study.h"

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

using namespace midstream;

namespace {

/// A line of /proc/self/status [kB]: VmRSS, what is in memory now, or VmHWM, the most that was.
long status_kb(std::string_view key) {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.compare(0, key.size(), key) == 0 && line[key.size()] == ':') return std::atol(&line[key.size() + 1]);
    return 0;
}

/// What replications left behind, as far as a benchmark tells it.
struct Sums {
    std::uint64_t events = 0;
    double delivered_t = 0;
    double held_td = 0; ///< tonnes in stocks and under way, times the days counted
    double days = 0;

    void add(const Result &result, double counted_days) {
        events += result.events;
        days += counted_days;
        for (const MarketTotals &market : result.markets) delivered_t += market.delivered_t;
        for (const StockTotals &stock : result.stocks) held_td += stock.mean_t * counted_days;
        for (const RouteTotals &route : result.routes) held_td += route.under_way_mean_t * counted_days;
    }
};

int say_usage() {
    std::fputs(
        "usage: bench_case CASE world|losses|replications|study [replications] [seed] [threads] [PATH=VALUE...]\n",
        stderr);
    return 2;
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 3) return say_usage();
    const std::string mode = argv[2];
    const auto number = [&](int at, long otherwise) { return argc > at ? std::atol(argv[at]) : otherwise; };
    RunsSpec runs;
    runs.replications = static_cast<int>(number(3, 1));
    runs.seed = static_cast<std::uint64_t>(number(4, 1));
    StudyOptions options;
    options.threads = static_cast<int>(number(5, 1));
    ReadOptions changes;
    for (int i = 6; i < argc; ++i) changes.sets.emplace_back(argv[i]);

    const bench::Stopwatch reading;
    const auto chain = std::make_shared<const Case>(read_case(argv[1], changes).value);
    const double read_s = reading.cpu_s();
    const long read_kb = status_kb("VmRSS");
    const bench::Stopwatch building;
    const auto plan = build(chain);
    const double build_s = building.cpu_s();
    const double days = days_of(chain->time.end - warmup_end(chain->time));
    const std::size_t entities = chain->facilities.size() + chain->routes.size();

    Sums sums;
    const auto take = [&](const Result &result) { sums.add(result, days); };
    std::unique_ptr<World> world;
    const bench::Stopwatch watch;
    double start_s = 0; // of the first world: made and settled at its first instant
    if (mode == "world" || mode == "losses") {
        for (int replication = 0; replication < runs.replications; ++replication) {
            world.reset(); // one at a time, as in a study
            const bench::Stopwatch starting;
            world = std::make_unique<World>(plan, runs.seed, static_cast<std::uint64_t>(replication), mode == "losses");
            if (replication == 0) start_s = starting.cpu_s();
            take(world->finish());
        }
    } else if (mode == "replications") {
        run_replications(plan, runs, options, [&](Result &&result) { take(result); });
    } else if (mode == "study") {
        options.each = take;
        run_study(plan, runs, options);
    } else {
        return say_usage();
    }
    const double cpu_s = watch.cpu_s(), wall_s = watch.wall_s();
    std::printf("RESULT w=%s eng=%s cpu=%.4f wall=%.4f events=%llu delivered_t=%.3f held_t=%.4f days=%.1f read=%.4f "
                "build=%.4f start=%.4f facilities=%zu entities=%zu read_kb=%ld peak_kb=%ld\n",
                chain->name.c_str(), mode.c_str(), cpu_s, wall_s, static_cast<unsigned long long>(sums.events),
                sums.delivered_t, sums.days > 0 ? sums.held_td / sums.days : 0.0, sums.days, read_s, build_s, start_s,
                chain->facilities.size(), entities, read_kb, status_kb("VmHWM"));
}
