// What a run did, as a few lines of text that a test can compare whole.
// SPDX-License-Identifier: Apache-2.0
#include "support/ledger.h"

#include <fmt/format.h>

namespace midstream {
namespace {

std::string days(std::int64_t us) {
    return fmt::format("{:.6g} d", static_cast<double>(us) / static_cast<double>(ticks_per_day));
}
std::string tonnes(double t) { return fmt::format("{:.7g} t", t < 1e-6 && t > -1e-6 ? 0.0 : t); }

} // namespace

std::string ledger_of(const Case &chain, const Result &result) {
    std::string text;
    for (std::size_t f = 0; f < chain.facilities.size(); ++f) {
        const FacilityTotals &totals = result.facilities[f];
        text += fmt::format("{}: {}", chain.facilities[f].name, tonnes(totals.throughput_t));
        for (std::size_t k = 0; k < doing_count; ++k)
            if (totals.time_us[k] > 0) text += fmt::format(", {} {}", words_of(Doing{})[k], days(totals.time_us[k]));
        for (std::size_t k = 0; k < loss_count; ++k)
            if (totals.lost_t[k] > 1e-6 || totals.lost_t[k] < -1e-6)
                text += fmt::format(", lost to {} {}", words_of(Loss{})[k], tonnes(totals.lost_t[k]));
        text += "\n";
    }
    for (const StockTotals &stock : result.stocks)
        text += fmt::format("{} at {}: {} + {} - {} = {}\n", chain.materials[stock.material.index].name,
                            chain.facilities[stock.at.index].name, tonnes(stock.opening_t), tonnes(stock.in_t),
                            tonnes(stock.out_t), tonnes(stock.closing_t));
    for (const MarketTotals &market : result.markets) {
        text += fmt::format("{} wanted {} of {}, got {}", chain.facilities[market.market.index].name,
                            tonnes(market.demand_t), chain.materials[market.material.index].name,
                            tonnes(market.delivered_t));
        if (market.backlog_end_t > 1e-6) text += fmt::format(", is owed {}", tonnes(market.backlog_end_t));
        text += "\n";
    }
    for (std::size_t r = 0; r < chain.routes.size(); ++r) {
        text += fmt::format("{}: {}", chain.routes[r].name, tonnes(result.routes[r].moved_t));
        if (result.routes[r].parcels > 0) text += fmt::format(" in {} parcels", result.routes[r].parcels);
        if (result.routes[r].vehicle_wait_us > 0)
            text += fmt::format(", no vehicle for {}", days(result.routes[r].vehicle_wait_us));
        text += "\n";
    }
    for (std::size_t p = 0; p < chain.passages.size(); ++p) {
        const PassageTotals &passage = result.passages[p];
        text += fmt::format("{}: {} transits, waited {}, shut {}\n", chain.passages[p].name, passage.transits,
                            days(passage.wait_us), days(passage.shut_us));
    }
    return text;
}

} // namespace midstream
