// Values by month for a page: as many as can be seen, and no more.
// SPDX-License-Identifier: Apache-2.0
#include "report/page_blocks.h"
#include "report/tables.h"

#include "des/calendar.h"

#include <algorithm>

namespace midstream {

namespace {

constexpr std::size_t most_points = 480; ///< of a line; longer ones tell several months together
constexpr std::size_t most_lines = 120;  ///< of facilities, and of stocks
constexpr std::size_t most_market_lines = 40;
constexpr int per_mille = 1000;

using Bands = std::vector<MonthBand>;

/// Months told together, so many that a line has at most `most_points`.
class Months {
  public:
    explicit Months(std::size_t count) : count_{count}, step_{(count + most_points - 1) / most_points} {}

    std::size_t step() const { return step_ == 0 ? 1 : step_; }
    /// Calls with the first month of each point and the month after its last.
    template <class F> void each(F &&call) const {
        for (std::size_t from = 0; from < count_; from += step()) call(from, std::min(count_, from + step()));
    }

  private:
    std::size_t count_, step_;
};

void write_sums(JsonWriter &json, std::string_view key, const Months &months, const Bands &bands,
                double MonthBand::*part) {
    json.open('[', key);
    months.each([&](std::size_t from, std::size_t to) {
        double sum = 0;
        for (std::size_t m = from; m < to && m < bands.size(); ++m) sum += bands[m].*part;
        json.rounded("", sum, 5);
    });
    json.close();
}

void write_levels(JsonWriter &json, std::string_view key, const Months &months, const Bands &bands,
                  double MonthBand::*part) {
    json.open('[', key);
    months.each(
        [&](std::size_t, std::size_t to) { json.rounded("", to <= bands.size() ? bands[to - 1].*part : 0.0, 5); });
    json.close();
}

void write_doing(JsonWriter &json, const Months &months, const std::array<std::vector<float>, doing_count> &doing) {
    json.open('{', "doing");
    for (std::size_t d = 0; d < doing_count; ++d) {
        const auto &row = doing[d];
        if (row.empty()) continue;
        json.open('[', words_of(Doing{})[d]);
        months.each([&](std::size_t from, std::size_t to) {
            double sum = 0;
            for (std::size_t m = from; m < to && m < row.size(); ++m) sum += row[m];
            json.count("", static_cast<std::uint64_t>(sum / static_cast<double>(to - from) * per_mille + 0.5));
        });
        json.close();
    }
    json.close();
}

/// The first of an order by weight, in the order of the case.
std::vector<std::size_t> heaviest(std::vector<std::size_t> all, std::size_t most, const std::vector<double> &weight) {
    if (all.size() <= most) return all;
    std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
    all.resize(most);
    std::sort(all.begin(), all.end());
    return all;
}

void write_markets(JsonWriter &json, const StudyResult &study, const Months &months) {
    const SeriesStudy &series = study.series;
    for (std::size_t i = 0; i < series.market_t.size() && i < most_market_lines; ++i) {
        const MarketStudy &market = study.markets[i];
        json.open('{').text("market", study.chain->facilities[market.market.index].name);
        json.text("material", study.chain->materials[market.material.index].name);
        write_sums(json, "delivered", months, series.market_t[i], &MonthBand::mean);
        if (months.step() == 1) { // the band of a sum is not the sum of bands
            write_sums(json, "low", months, series.market_t[i], &MonthBand::low5);
            write_sums(json, "high", months, series.market_t[i], &MonthBand::high95);
        }
        write_sums(json, "demand", months, series.demand_t[i], &MonthBand::mean);
        json.close();
    }
}

void write_facilities(JsonWriter &json, const StudyResult &study, const PageChoice &choice, const Months &months) {
    std::vector<std::size_t> makers;
    std::vector<double> weight(study.facilities.size());
    for (const std::size_t f : choice.shown) {
        const Behaviour &behaviour = study.chain->facilities[f].behaviour;
        if (!std::holds_alternative<MineSpec>(behaviour) && !std::holds_alternative<PlantSpec>(behaviour)) continue;
        makers.push_back(f);
        weight[f] = study.facilities[f].throughput_tpy.mean;
    }
    for (const std::size_t f : heaviest(std::move(makers), most_lines, weight)) {
        json.open('{').count("facility", choice.node_of(f));
        write_sums(json, "throughput", months, study.series.facility_t[f], &MonthBand::mean);
        write_doing(json, months, study.series.doing[f]);
        json.close();
    }
}

void write_stocks(JsonWriter &json, const StudyResult &study, const PageChoice &choice, const Months &months) {
    std::vector<std::size_t> shown;
    std::vector<double> weight(study.stocks.size());
    for (std::size_t i = 0; i < study.stocks.size(); ++i) {
        if (choice.node_of(study.stocks[i].at.index) >= choice.shown.size()) continue;
        if (study.stocks[i].high_t.mean <= 0) continue;
        shown.push_back(i);
        weight[i] = study.stocks[i].mean_t.mean;
    }
    for (const std::size_t i : heaviest(std::move(shown), most_lines, weight)) {
        const StockStudy &stock = study.stocks[i];
        json.open('{').count("facility", choice.node_of(stock.at.index));
        json.text("material", study.chain->materials[stock.material.index].name);
        write_levels(json, "level", months, study.series.stock_t[i], &MonthBand::mean);
        if (study.series.has_stock_bands) {
            write_levels(json, "low", months, study.series.stock_t[i], &MonthBand::low5);
            write_levels(json, "high", months, study.series.stock_t[i], &MonthBand::high95);
        }
        json.close();
    }
}

} // namespace

void write_page_series(JsonWriter &json, const StudyResult &study, const PageChoice &choice) {
    const Months months{study.series.month_start.size()};
    json.open('{', "series").count("months_per_point", months.step()).open('[', "start");
    months.each([&](std::size_t from, std::size_t) { json.text("", print_date(study.series.month_start[from])); });
    json.close().open('[', "markets");
    write_markets(json, study, months);
    json.close().open('[', "facilities");
    write_facilities(json, study, choice, months);
    json.close().open('[', "stocks");
    write_stocks(json, study, choice, months);
    json.close().close();
}

void write_market_series(JsonWriter &json, std::string_view key, const StudyResult &study) {
    const Months months{study.series.month_start.size()};
    json.open('[', key);
    write_markets(json, study, months);
    json.close();
}

} // namespace midstream
