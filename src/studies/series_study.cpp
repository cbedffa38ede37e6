// Monthly series over replications.
// SPDX-License-Identifier: Apache-2.0
#include "studies/series_study.h"

#include "studies/quantile.h"

#include <algorithm>

namespace midstream {

namespace {

/// Values of stocks that are kept for their bands: 20 MB.
constexpr std::size_t most_kept = 5'000'000;

MonthBand monthly_band(std::vector<float> values) {
    double sum = 0;
    for (const float value : values) sum += value;
    std::sort(values.begin(), values.end());
    return {sum / static_cast<double>(values.size()), quantile(values, 0.05), quantile(values, 0.95)};
}

void add_to(std::vector<std::vector<double>> &sums, const std::vector<std::vector<float>> &values) {
    sums.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        sums[i].resize(values[i].size());
        for (std::size_t m = 0; m < values[i].size(); ++m) sums[i][m] += values[i][m];
    }
}

void keep(std::vector<std::vector<std::vector<float>>> &seen, const std::vector<std::vector<float>> &values) {
    seen.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        seen[i].resize(values[i].size());
        for (std::size_t m = 0; m < values[i].size(); ++m) seen[i][m].push_back(values[i][m]);
    }
}

std::vector<std::vector<MonthBand>> means(const std::vector<std::vector<double>> &sums, int count) {
    std::vector<std::vector<MonthBand>> bands(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i)
        for (const double sum : sums[i]) bands[i].push_back({sum / count, 0, 0});
    return bands;
}

std::vector<std::vector<MonthBand>> bands_of(const std::vector<std::vector<std::vector<float>>> &seen) {
    std::vector<std::vector<MonthBand>> bands(seen.size());
    for (std::size_t i = 0; i < seen.size(); ++i)
        for (const std::vector<float> &month : seen[i]) bands[i].push_back(monthly_band(month));
    return bands;
}

} // namespace

void SeriesGather::add(const MonthlySeries &series) {
    ++count_;
    month_start_ = series.month_start;
    add_to(facility_, series.facility_t);
    add_to(stock_, series.stock_t);
    if (keeps_stocks_ && stock_.size() * month_start_.size() * static_cast<std::size_t>(count_) > most_kept) {
        keeps_stocks_ = false;
        stock_seen_ = {};
    }
    if (keeps_stocks_) keep(stock_seen_, series.stock_t);
    keep(market_, series.market_t);
    keep(demand_, series.demand_t);
    doing_.resize(series.doing.size());
    for (std::size_t f = 0; f < doing_.size(); ++f)
        for (std::size_t d = 0; d < doing_count; ++d) {
            const auto &row = series.doing[f][d];
            auto &sum = doing_[f][d];
            if (sum.size() < row.size()) sum.resize(row.size());
            for (std::size_t m = 0; m < row.size(); ++m) sum[m] += row[m];
        }
}

SeriesStudy SeriesGather::finish() const {
    SeriesStudy study;
    study.month_start = month_start_;
    study.facility_t = means(facility_, count_);
    study.has_stock_bands = keeps_stocks_ && count_ > 1;
    study.stock_t = study.has_stock_bands ? bands_of(stock_seen_) : means(stock_, count_);
    study.market_t = bands_of(market_);
    study.demand_t = bands_of(demand_);
    study.doing.resize(doing_.size());
    const float unit = 1.0F / (10'000.0F * static_cast<float>(count_));
    for (std::size_t f = 0; f < doing_.size(); ++f)
        for (std::size_t d = 0; d < doing_count; ++d)
            for (const std::uint32_t sum : doing_[f][d]) study.doing[f][d].push_back(static_cast<float>(sum) * unit);
    return study;
}

} // namespace midstream
