// A world is a value: it forks, and the same case, seed and replication give the same bytes.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_case.h"
#include "support/ledger.h"

#include <doctest/doctest.h>

#include <cstring>

using namespace midstream;

namespace {

const ReadCase &valley() {
    static const ReadCase read = read_case(std::string(CASES) + "/valley.yaml");
    return read;
}

template <class T> void add_bytes(std::string &bytes, const std::vector<T> &values) {
    bytes.append(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(T));
}

/// Everything a result holds, as bytes that can be compared.
std::string bytes_of(const Result &result) {
    std::string bytes;
    add_bytes(bytes, result.facilities);
    for (const MarketTotals &market : result.markets)
        add_bytes(bytes, std::vector<double>{market.demand_t, market.delivered_t, market.backlog_end_t});
    for (const StockTotals &stock : result.stocks)
        add_bytes(bytes, std::vector<double>{stock.opening_t, stock.closing_t, stock.in_t, stock.out_t, stock.mean_t,
                                             stock.low_t, stock.high_t});
    for (const MadeTotals &made : result.made) {
        add_bytes(bytes, std::vector<double>{made.mass_t});
        add_bytes(bytes, made.element_t);
    }
    for (const auto &series : result.series.facility_t) add_bytes(bytes, series);
    for (const auto &series : result.series.stock_t) add_bytes(bytes, series);
    for (const auto *times :
         {&result.active.facilities, &result.active.berths, &result.active.fleets, &result.active.passages})
        add_bytes(bytes, *times);
    for (const auto *roots : {&result.facility_roots, &result.market_roots})
        for (const auto &lost : *roots)
            for (const RootLoss &part : lost)
                add_bytes(bytes, std::vector<double>{static_cast<double>(part.cause), part.lost_t});
    add_bytes(bytes, result.balance);
    add_bytes(bytes, std::vector<std::uint64_t>{result.events});
    return bytes;
}

} // namespace

TEST_CASE("a world forked on a date goes on twice, and both end with the bytes of a run that was never stopped") {
    const auto plan = build(valley().value);
    World world(plan, 7, 3);
    world.run_until(SimTime{std::chrono::sys_days{std::chrono::year{2028} / 3 / 17}} + std::chrono::hours{5});
    World fork = world;
    const std::string undisturbed = bytes_of(run(plan, 7, 3));
    CHECK(bytes_of(fork.finish()) == undisturbed);
    CHECK(bytes_of(world.finish()) == undisturbed);
}

TEST_CASE("the same case, seed and replication give the same bytes; another replication gives others") {
    const auto plan = build(valley().value);
    const std::string first = bytes_of(run(plan, 7, 0));
    CHECK(first == bytes_of(run(build(valley().value), 7, 0)));
    CHECK(first != bytes_of(run(plan, 7, 1)));
    CHECK(first != bytes_of(run(plan, 8, 0)));
}

TEST_CASE("adding a facility changes nobody else's luck") {
    ReadOptions with_one_more;
    with_one_more.sets.push_back("facilities.lonely mine={kind: mine, makes: concentrate, rate: 1 kt/d, failures: "
                                 "{every: {exponential: 9 d}, for: 2 d}}");
    const ReadCase more = read_case(std::string(CASES) + "/valley.yaml", with_one_more);
    const Result before = run(build(valley().value), 7, 0), after = run(build(more.value), 7, 0);
    for (std::size_t f = 0; f < before.facilities.size(); ++f) {
        CAPTURE(valley().value.facilities[f].name);
        CHECK(std::memcmp(&before.facilities[f], &after.facilities[f], sizeof(FacilityTotals)) == 0);
    }
}

TEST_CASE("no replication loses or makes a tonne") {
    const auto plan = build(valley().value);
    for (std::uint64_t k = 0; k < 4; ++k) {
        const Result result = run(plan, 11, k);
        for (const double residual : result.balance) CHECK(residual < 1e-9);
        CHECK(result.mass_balance < 1e-9);
    }
}

TEST_CASE("a mine makes the metal that its grade says, also where its ground ends") {
    for (const char *ground : {"", ", reserve: 30 kt"}) {
        CAPTURE(ground);
        const std::string text = "midstream: 1\ntime: {start: 2025-01-01, end: 2026-01-01}\nelements: [Cu]\n"
                                 "materials: {concentrate: {assay: {Cu: 27 %}}}\nfacilities:\n"
                                 "  mine: {kind: mine, makes: concentrate, rate: 100 t/d" +
                                 std::string(ground) +
                                 "}\n  city: {kind: market, takes: {concentrate: 200 t/d}}\n"
                                 "routes: [{from: mine, to: city, carries: concentrate, by: conveyor}]\n";
        const Result result = run(build(read_case_text(text, "mine.yaml").value), 1, 0);
        const double mass = *ground ? 30'000 : 36'500;
        CHECK(result.made.front().mass_t == doctest::Approx(mass).epsilon(1e-9));
        CHECK(result.made.front().element_t.front() == doctest::Approx(0.27 * mass).epsilon(1e-9));
    }
}

TEST_CASE("a plant in charges asks by days of what its lines use") {
    const Case chain =
        read_case_text("midstream: 1\ntime: {start: 2025-01-01, end: 2026-01-01}\n"
                       "materials: {matte: {}, blister: {}}\nfacilities:\n"
                       "  pile: {kind: stockpile, storage: {matte: {capacity: 90 kt, initial: 90 kt}}}\n"
                       "  works: {kind: plant, takes: {matte: 1 t/t}, makes: {blister: 1 t/t}, lines: 2, "
                       "charge: {size: 50 t, for: 1 d}, storage: {matte: 5 kt}, ask: {matte: 4 d}}\n"
                       "  city: {kind: market, takes: {blister: 900 t/d}}\nroutes:\n"
                       "  - {from: pile, to: works, carries: matte, by: truck, fleet: charter, parcel: 50 t, "
                       "transit: 1 d}\n"
                       "  - {from: works, to: city, carries: blister, by: conveyor}\n",
                       "works.yaml")
            .value;
    World world(build(chain), 1, 0);
    world.run_until(chain.time.start + round_days(100));
    CHECK(world.transport().under_way_t(0) + world.level("works", "matte") == doctest::Approx(400).epsilon(0.26));
    const Result result = world.finish();
    CHECK(result.made.back().mass_t ==
          doctest::Approx(36'400).epsilon(0.01)); // two lines of 50 t a day, but for the first
}
