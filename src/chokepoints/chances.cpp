// Ends and means of laws of chance.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/chances.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace midstream {

namespace {

constexpr int values_that_stand_for_a_law = 24;
constexpr int draws_for_each = 64;

} // namespace

double least_of(const Distribution &law) {
    double least = 0;
    switch (law.law) {
    case Law::constant:
    case Law::uniform:
    case Law::triangular:
        least = law.parameters[0];
        break;
    case Law::normal:
        least = law.parameters[2];
        break;
    case Law::empirical:
        least = *std::min_element(law.table->begin(), law.table->end());
        break;
    case Law::exponential:
    case Law::gamma:
    case Law::lognormal:
    case Law::weibull:
        break;
    }
    return std::max(0.0, least);
}

double greatest_of(const Distribution &law) {
    switch (law.law) {
    case Law::constant:
        return std::max(0.0, law.parameters[0]);
    case Law::uniform:
        return std::max(0.0, law.parameters[1]);
    case Law::triangular:
        return std::max(0.0, law.parameters[2]);
    case Law::normal:
        return std::max(0.0, law.parameters[3]);
    case Law::empirical:
        return std::max(0.0, *std::max_element(law.table->begin(), law.table->end()));
    case Law::exponential:
    case Law::gamma:
    case Law::lognormal:
    case Law::weibull:
        break;
    }
    return std::numeric_limits<double>::infinity();
}

std::vector<double> typical_of(const Distribution &law) {
    if (law.is_constant()) return {std::max(0.0, mean(law))};
    Stream luck(1, 0, "bound", "typical");
    std::vector<double> draws;
    for (int i = 0; i < values_that_stand_for_a_law * draws_for_each; ++i)
        draws.push_back(std::max(0.0, draw(law, luck)));
    std::sort(draws.begin(), draws.end());
    const double sum = std::accumulate(draws.begin(), draws.end(), 0.0);
    const double to_scale = sum > 0 ? std::max(0.0, mean(law)) * values_that_stand_for_a_law / sum : 0.0;
    std::vector<double> values; // each the middle of its slice of the draws
    for (auto slice = draws.begin(); slice != draws.end(); slice += draws_for_each)
        values.push_back(to_scale * std::accumulate(slice, slice + draws_for_each, 0.0));
    return values;
}

double mean_rest(const Distribution &law) {
    const double m = mean(law);
    return m > 0 ? (variance(law) + m * m) / (2 * m) : 0;
}

double share_down(const Distribution &every, const Distribution &lasts) {
    const double up = mean(every), down = mean(lasts);
    return down > 0 ? down / (up + down) : 0;
}

double missed_days(const Distribution &every, const Distribution &lasts) {
    const double up = mean(every), down = mean(lasts);
    if (down <= 0) return 0;
    const double start = mean_rest(lasts) * down * up / ((up + down) * (up + down));
    if (every.law == Law::exponential || up <= 0) return start;
    return start + down * std::max(1.0, mean_rest(every) / up);
}

} // namespace midstream
