// The monthly series as one long table: a row for each month, entity and quantity.
// SPDX-License-Identifier: Apache-2.0
#include "report/tables.h"

#include "des/calendar.h"
#include "report/csv.h"
#include "report/json.h"

namespace midstream {

namespace {

using Bands = std::vector<MonthBand>;

/// Written by hand, not cell by cell: this is by far the longest table.
class SeriesWriter {
  public:
    explicit SeriesWriter(const SeriesStudy &series) {
        for (const SimTime month : series.month_start) months_.push_back(print_date(month));
    }

    void add(std::string_view of, std::string_view name, std::string_view material, std::string_view quantity,
             const Bands &bands, bool has_band) {
        std::string middle{","};
        for (const std::string_view text : {of, name, material, quantity}) middle += csv_field(text) + ",";
        for (std::size_t m = 0; m < bands.size() && m < months_.size(); ++m) {
            out_ += months_[m];
            out_ += middle;
            out_ += number_text(bands[m].mean);
            out_ += has_band ? "," + number_text(bands[m].low5) + "," + number_text(bands[m].high95) : ",,";
            out_ += '\n';
        }
    }
    std::string take() { return std::move(out_); }

  private:
    std::vector<std::string> months_;
    std::string out_ = "month,of,name,material,quantity,mean_t,low5_t,high95_t\n";
};

} // namespace

std::string series_csv(const StudyResult &study) {
    const Case &chain = *study.chain;
    const SeriesStudy &series = study.series;
    SeriesWriter writer{series};
    for (std::size_t i = 0; i < series.market_t.size(); ++i) {
        const MarketStudy &market = study.markets[i];
        const std::string &name = chain.facilities[market.market.index].name;
        const std::string &material = chain.materials[market.material.index].name;
        writer.add("market", name, material, "delivered", series.market_t[i], true);
        writer.add("market", name, material, "demand", series.demand_t[i], true);
    }
    for (std::size_t f = 0; f < series.facility_t.size(); ++f)
        if (!std::holds_alternative<MarketSpec>(chain.facilities[f].behaviour))
            writer.add("facility", chain.facilities[f].name, basis_of(study, f), "throughput", series.facility_t[f],
                       false);
    for (std::size_t i = 0; i < series.stock_t.size(); ++i)
        writer.add("stock", chain.facilities[study.stocks[i].at.index].name,
                   chain.materials[study.stocks[i].material.index].name, "level at the end", series.stock_t[i], false);
    return writer.take();
}

} // namespace midstream
