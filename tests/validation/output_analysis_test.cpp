// Output analysis against exact answers: group 12 of the cases, on the statistics and the luck of the ground floor.
// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include "des/distribution.h"
#include "des/random.h"
#include "des/statistics.h"

#include <doctest/doctest.h>

#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace midstream::validation {
namespace {

SimTime hour(double h) { return SimTime{round_days(h / 24)}; }

/// G12-S05: 4 from 0, 10 from 3.5, 0 from 6, 7 from 6.25, 2 and then 5 at 20, until 31.
TimeWeighted level_over_time(double warmup) {
    TimeWeighted level(hour(0), 4);
    bool cut = warmup == 0;
    const auto set = [&](double h, double value) {
        if (!cut && h > warmup) {
            level.reset(hour(warmup));
            cut = true;
        }
        level.set(hour(h), value);
    };
    set(3.5, 10);
    set(6, 0);
    set(6.25, 7);
    set(20, 2);
    set(20, 5);
    return level;
}

double half_width(const Interval &interval) { return (interval.high - interval.low) / 2; }

std::vector<double> batch_means(std::span<const double> series, std::size_t batches) {
    std::vector<double> means;
    const std::size_t size = series.size() / batches;
    for (std::size_t b = 0; b < batches; ++b) {
        Tally tally;
        for (const double x : series.subspan(b * size, size)) tally.add(x);
        means.push_back(tally.mean());
    }
    return means;
}

double variance_of(std::span<const double> values) {
    Tally tally;
    for (const double x : values) tally.add(x);
    return tally.variance();
}

} // namespace

TEST_CASE("a time average keeps the value that the warm-up cuts through (G12-S05)") {
    CHECK(level_over_time(0).mean(hour(31)) == doctest::Approx(6.13709677419).epsilon(1e-9));
    CHECK(level_over_time(5).mean(hour(31)) == doctest::Approx(6.20192307692).epsilon(1e-9));
    CHECK(level_over_time(6.1).mean(hour(31)) == doctest::Approx(6.07429718876).epsilon(1e-9));
    CHECK(level_over_time(5).max() == 10);
    // A value of no duration counts as an extreme: of the two that may be documented, this one.
    CHECK(level_over_time(7).min() == 2);
}

TEST_CASE("batch means of a given series have the stated variance and interval (G12-S02)") {
    std::vector<double> series;
    for (const auto &cells : read_cells(std::filesystem::path(VALIDATION_FOLDER) / "data" / "series_batch.csv"))
        series.push_back(std::stod(cells.at(1)));
    REQUIRE(series.size() == 8000);
    const auto twenty = batch_means(series, 20), forty = batch_means(series, 40);
    CHECK(interval95(twenty).mean == doctest::Approx(10.1334459875).epsilon(1e-8));
    CHECK(variance_of(twenty) == doctest::Approx(0.225198379137).epsilon(1e-8));
    CHECK(half_width(interval95(twenty)) == doctest::Approx(0.222096570225).epsilon(1e-8));
    CHECK(variance_of(forty) == doctest::Approx(0.413718728304).epsilon(1e-8));
    CHECK(half_width(interval95(forty)) == doctest::Approx(0.205708443449).epsilon(1e-8));
}

TEST_CASE("95 % intervals over 20 replications of a queue hold the exact mean wait as often as they should (G12-S03)") {
    constexpr int experiments = 1000, replications = 20, deleted = 500, counted = 2000;
    int covered = 0;
    Tally half_widths;
    for (std::uint64_t e = 0; e < experiments; ++e) {
        std::vector<double> means;
        for (std::uint64_t r = 0; r < replications; ++r) {
            Stream luck(e, r, "queue", "lots");
            const auto arrival = Distribution::exponential(2), service = Distribution::exponential(1);
            double wait = 0;
            Tally waits;
            for (int lot = 0; lot < deleted + counted; ++lot) {
                if (lot >= deleted) waits.add(wait);
                wait = std::max(0.0, wait + draw(service, luck) - draw(arrival, luck));
            }
            means.push_back(waits.mean());
        }
        const Interval interval = interval95(means);
        covered += interval.low <= 1 && 1 <= interval.high;
        half_widths.add(half_width(interval));
    }
    CHECK(covered >= 930);
    CHECK(covered <= 970);
    CHECK(half_widths.mean() == doctest::Approx(0.0553346051157).epsilon(0.03));
}

TEST_CASE("common luck takes the variance out of a comparison, as much as theory says (G12-S04)") {
    constexpr int lots = 100, pairs = 20'000;
    const auto a = Distribution::exponential(1), b = Distribution::exponential(1.2);
    Tally common, independent;
    for (std::uint64_t k = 0; k < pairs; ++k) {
        Stream one(1, k, "design", "times"), same(1, k, "design", "times"), other(1, k, "another design", "times");
        double sum_a = 0, sum_same = 0, sum_other = 0;
        for (int lot = 0; lot < lots; ++lot) {
            sum_a += draw(a, one);
            sum_same += draw(b, same);
            sum_other += draw(b, other);
        }
        common.add((sum_same - sum_a) / lots);
        independent.add((sum_other - sum_a) / lots);
    }
    CHECK(common.variance() == doctest::Approx(0.0004).epsilon(0.04));
    CHECK(independent.variance() == doctest::Approx(0.0244).epsilon(0.04));
}

} // namespace midstream::validation
