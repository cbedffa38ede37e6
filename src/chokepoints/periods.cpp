// Where periods are cut.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/periods.h"

#include "des/calendar.h"

#include <algorithm>

namespace midstream {

namespace {

constexpr std::size_t most_periods = 48;
constexpr double least_share = 1.0 / 400; ///< of the horizon; shorter periods are joined with the next
constexpr double wider = 1.3;

SimTime next_of(QuotaPeriod per, SimTime date) {
    return per == QuotaPeriod::month     ? next_month(date)
           : per == QuotaPeriod::quarter ? next_quarter(date)
                                         : next_year(date);
}

class Cutter {
  public:
    Cutter(const Case &chain, std::vector<double> turns)
        : chain_{chain}, end_d_{days_of(chain.time.end - chain.time.start)}, turns_{std::move(turns)} {}

    Periods run() {
        for (const FacilitySpec &facility : chain_.facilities) look_at(facility);
        for (const RouteSpec &route : chain_.routes)
            if (route.limit) look(*route.limit);
        for (const PassageSpec &passage : chain_.passages)
            if (passage.slots) look(*passage.slots);
        for (const DisruptionSpec &disruption : chain_.disruptions)
            if (disruption.what == Disturbance::quota && disruption.on) look_at_quota(disruption);
        std::sort(turns_.begin(), turns_.end());
        const double warmup_d = std::clamp(days_of(round_days(chain_.time.warmup.value())), 0.0, end_d_);
        Periods periods;
        for (double gap = end_d_ * least_share;; gap *= wider) {
            periods = cut(warmup_d, gap);
            if (periods.count() <= most_periods) return periods;
        }
    }

  private:
    template <class Q> void look(const Steps<Q> &steps) {
        for (const auto &change : steps.changes) turns_.push_back(days_of(change.first - chain_.time.start));
    }
    void look_at(const FacilitySpec &facility) {
        if (const auto *mine = std::get_if<MineSpec>(&facility.behaviour)) {
            look(mine->rate);
            for (const auto &[element, grade] : mine->grade) look(grade);
        }
        if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour))
            for (const auto &[material, rate] : plant->capacity) look(rate);
        if (const auto *market = std::get_if<MarketSpec>(&facility.behaviour))
            for (const auto &[material, rate] : market->takes) look(rate);
    }
    void look_at_quota(const DisruptionSpec &quota) {
        SimTime date = std::max(*quota.on, chain_.time.start);
        while (date < chain_.time.end) {
            date = next_of(quota.per, date);
            turns_.push_back(days_of(date - chain_.time.start));
        }
    }

    Periods cut(double warmup_d, double gap) const {
        Periods periods;
        const auto fill = [&](double from, double until) {
            periods.cuts_d.push_back(from);
            for (const double day : turns_)
                if (day >= periods.cuts_d.back() + gap && day <= until - gap) periods.cuts_d.push_back(day);
        };
        if (warmup_d > 0) fill(0, warmup_d);
        periods.measured = periods.cuts_d.size();
        fill(warmup_d, end_d_);
        periods.cuts_d.push_back(end_d_);
        return periods;
    }

    const Case &chain_;
    double end_d_;
    std::vector<double> turns_;
};

} // namespace

double Periods::years_measured() const { return (cuts_d.back() - cuts_d[measured]) / days_per_year; }

int Periods::touched(std::size_t p, SimTime start, QuotaPeriod quota, bool last_instant_counts) const {
    // A date that two of these share counts for the later.
    const bool last = p + 1 == count();
    const SimTime until = start + round_days(end(p)) - Duration{last && last_instant_counts ? 0 : 1};
    int periods = 1;
    for (SimTime date = next_of(quota, start + round_days(begin(p))); date <= until; ++periods)
        date = next_of(quota, date);
    return periods;
}

Periods find_periods(const Case &chain, const Prospects &prospects) { return Cutter{chain, prospects.turns_d}.run(); }

} // namespace midstream
