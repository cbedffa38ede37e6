// Asking for memory beforehand changes no result, in a world that runs through, in its copies and in forks.
// SPDX-License-Identifier: Apache-2.0
#include "model/world.h"
#include "reader/read_case.h"
#include "support/ledger.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>
#include <string>

using namespace midstream;

namespace {

/// To the last digit.
std::string all_of(const Case &chain, const Result &result) {
    std::string text = ledger_of(chain, result) + fmt::format("{}\n", result.events);
    for (const StockTotals &stock : result.stocks)
        text += fmt::format("{} {} {} {}\n", stock.in_t, stock.out_t, stock.mean_t, stock.closing_t);
    for (const MarketTotals &market : result.markets) text += fmt::format("{}\n", market.delivered_t);
    return text;
}

} // namespace

TEST_CASE("worlds that look ahead make the same as those that do not") {
    for (const std::string name : {"us-copper.yaml", "short-line.yaml", "valley.yaml"}) {
        CAPTURE(name);
        ReadOptions shorter;
        if (name == "us-copper.yaml") shorter.sets = {"time.warmup=0 d", "time.end=2026-01-01"};
        const auto chain = std::make_shared<const Case>(read_case(std::string(CASES) + "/" + name, shorter).value);
        const auto ahead = build(chain, 0), blind = build(chain, chain->facilities.size() + chain->routes.size() + 1);
        CHECK(ahead->ahead);
        CHECK_FALSE(blind->ahead);
        const std::string expected = all_of(*chain, run(blind, 3, 1));
        CHECK(all_of(*chain, run(ahead, 3, 1)) == expected);

        World world(ahead, 3, 1);
        world.run_until(chain->time.start + (chain->time.end - chain->time.start) / 3);
        World copy{world}; // its arrays lie elsewhere
        CHECK(all_of(*chain, copy.finish()) == expected);
        CHECK(all_of(*chain, world.finish()) == expected);
    }
}
