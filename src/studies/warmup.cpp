// The warm-up of a case, found from its own series.
// SPDX-License-Identifier: Apache-2.0
#include "studies/warmup.h"

#include "des/calendar.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr int most_pilots = 10;
constexpr std::size_t fewest_batches = 10;
constexpr double float_rounding = 1e-6; ///< of a mean: monthly values are kept as single floats

/// Whose months are added up.
struct Chosen {
    std::string words;
    std::vector<std::size_t> facilities, markets, stocks; ///< rows of a MonthlySeries
};

Chosen choose(const Case &chain, const Plan &plan, const Measure &measure) {
    Chosen chosen;
    const std::string &name = chain.time.warmup_from;
    const auto add_markets = [&](std::size_t f, std::optional<MaterialId> material) {
        for (std::size_t d = 0; d < plan.works->demands.size(); ++d)
            if (plan.works->demands[d].facility == f && (!material || plan.works->demands[d].material == *material))
                chosen.markets.push_back(d);
    };
    if (name == "measure") {
        chosen.words = measure.made ? fmt::format("throughput of the makers in '{}'", measure.words) : measure.words;
        for (std::size_t f = 0; f < chain.facilities.size(); ++f) {
            if (!measure.counts[f]) continue;
            if (measure.made)
                chosen.facilities.push_back(f);
            else
                add_markets(f, measure.material);
        }
        return chosen;
    }
    const auto at = std::find_if(chain.facilities.begin(), chain.facilities.end(),
                                 [&](const FacilitySpec &facility) { return facility.name == name; });
    const auto f = static_cast<std::size_t>(at - chain.facilities.begin());
    if (std::holds_alternative<MarketSpec>(at->behaviour)) {
        chosen.words = "deliveries at " + name;
        add_markets(f, {});
    } else if (std::holds_alternative<MineSpec>(at->behaviour) || std::holds_alternative<PlantSpec>(at->behaviour)) {
        chosen.words = "throughput of " + name;
        chosen.facilities.push_back(f);
    } else {
        chosen.words = "level of " + name;
        for (std::size_t h = 0; h < plan.holdings.size(); ++h)
            if (plan.holdings[h].facility == f) chosen.stocks.push_back(h);
    }
    return chosen;
}

/// Months have unequal lengths: amounts are told by the day; a month cut short by the end of the case is left out.
class MonthlyMean {
  public:
    MonthlyMean(Chosen chosen, SimTime end) : chosen_{std::move(chosen)}, end_{end} {}

    void add(const MonthlySeries &series) {
        starts_ = series.month_start;
        while (!starts_.empty() && next_month(starts_.back()) > end_) starts_.pop_back();
        sums_.resize(starts_.size());
        for (std::size_t m = 0; m < starts_.size(); ++m) {
            const double days = days_of(next_month(starts_[m]) - starts_[m]);
            for (const std::size_t f : chosen_.facilities) sums_[m] += series.facility_t[f][m] / days;
            for (const std::size_t d : chosen_.markets) sums_[m] += series.market_t[d][m] / days;
            for (const std::size_t h : chosen_.stocks) sums_[m] += series.stock_t[h][m];
        }
    }
    const std::vector<double> &sums() const { return sums_; }
    SimTime start_of(std::size_t month) const { return month < starts_.size() ? starts_[month] : end_; }

  private:
    Chosen chosen_;
    SimTime end_;
    std::vector<SimTime> starts_;
    std::vector<double> sums_;
};

} // namespace

Mser find_mser5(std::span<const double> series) {
    Mser found;
    found.batches = series.size() / mser_batch;
    std::vector<double> means(found.batches);
    for (std::size_t b = 0; b < found.batches; ++b) {
        for (std::size_t i = 0; i < mser_batch; ++i) means[b] += series[b * mser_batch + i];
        means[b] /= static_cast<double>(mser_batch);
    }
    double least = 0;
    for (std::size_t d = 0; d <= found.batches / 2 && d < found.batches; ++d) {
        const auto left = static_cast<double>(found.batches - d);
        double mean = 0, squares = 0;
        for (std::size_t j = d; j < found.batches; ++j) mean += means[j];
        mean /= left;
        for (std::size_t j = d; j < found.batches; ++j) {
            const double off = means[j] - mean;
            if (std::abs(off) > float_rounding * std::abs(mean)) squares += off * off;
        }
        const double error = squares / (left * left);
        if (d > 0 && error >= least) continue;
        least = error;
        found.left_out = d;
    }
    found.is_at_edge = found.left_out > 0 && found.left_out == found.batches / 2;
    return found;
}

std::optional<std::variant<FoundWarmup, std::string>> find_warmup(const Case &chain, const Measure &measure,
                                                                  const StudyOptions &options) {
    Case whole = chain;
    whole.time.warmup = Days{0.0};
    RunsSpec runs = chain.runs;
    runs.replications = std::min(runs.replications, most_pilots);
    const auto plan = build(whole);
    Chosen chosen = choose(chain, *plan, measure);
    const std::string words = chosen.words;
    MonthlyMean months{std::move(chosen), chain.time.end};
    const int done = run_replications(plan, runs, options, [&](Result &&result) { months.add(result.series); });
    if (done < runs.replications) return {};
    const std::size_t count = months.sums().size(), needed = fewest_batches * mser_batch;
    if (count < needed)
        return fmt::format(
            "a warm-up cannot be found in {} whole months: {} are needed. End the run later, or give the "
            "warm-up itself, such as `warmup: 1 y`",
            count, needed);
    const Mser mser = find_mser5(months.sums());
    if (mser.is_at_edge)
        return fmt::format(
            "{}: this has not settled in the first half of the run, so its warm-up cannot be found. End the "
            "run later, or start nearer to the steady state (initial stocks)",
            words);
    const std::size_t left_out = mser.left_out * mser_batch;
    return FoundWarmup{Days{days_of(months.start_of(left_out) - chain.time.start)}, words, done,
                       static_cast<int>(count), static_cast<int>(left_out)};
}

} // namespace midstream
