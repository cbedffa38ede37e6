// A facility's own calendar.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/own_stops.h"

#include "chokepoints/chances.h"

#include <algorithm>
#include <cmath>

namespace midstream {

namespace {

/// Shutdowns past this number are left out, which only raises a bound.
constexpr int most_shutdowns = 2000;

class OwnCalendar {
  public:
    OwnCalendar(const Plan &plan, std::uint32_t facility, Outlook outlook, std::vector<double> &turns_d)
        : chain_{*plan.chain}, facility_{plan.works->facilities[facility]}, outage_{facility_.spec->outage},
          outlook_{outlook}, turns_d_{turns_d}, end_d_{days_of(chain_.time.end - chain_.time.start)} {}

    FacilityProspect run() {
        open();
        if (outage_.closes) stop_all(day_of(*outage_.closes), for_ever);
        for (const ShutdownSpec &spec : outage_.shutdowns) shut_down(spec);
        if (outlook_ == Outlook::expected) {
            fail();
            if (outage_.campaign && outage_.campaign->life) wear_out(*outage_.campaign);
        }
        return std::move(found_);
    }

  private:
    double day_of(SimTime date) const { return days_of(date - chain_.time.start); }
    void turn(double day) { turns_d_.push_back(day); }
    void stop_all(double from, double until) {
        turn(from);
        for (Profile *profile : {&found_.open, &found_.works, &found_.pace}) profile->scale(from, until, 0);
    }

    /// Days on which it may open, equally likely; of a delay by chance only the least is certain.
    std::vector<double> openings() const {
        if (!outage_.opens) return {0.0};
        const Distribution &late = outage_.opens->late.law;
        std::vector<double> days = outlook_ == Outlook::certain ? std::vector{least_of(late)} : typical_of(late);
        for (double &day : days) day += day_of(outage_.opens->on);
        return days;
    }

    void open() {
        const std::vector<double> days = openings();
        found_.open = found_.pace = Profile(0);
        for (const double day : days) add_opening(day, 1.0 / static_cast<double>(days.size()));
        found_.works = found_.open;
        if (outage_.closes && *outage_.closes <= chain_.time.start) found_.opened_d = for_ever;
        if (outage_.opens) {
            const double latest = day_of(outage_.opens->on) + greatest_of(outage_.opens->late.law);
            found_.opened_d = std::max(found_.opened_d, latest);
            turn(days.front());
            turn(days.back());
        }
        if (!facility_.ramp.empty()) turn(days.back() + facility_.ramp.back().first);
    }

    void add_opening(double day, double chance) {
        const double from = std::max(day, 0.0);
        found_.open.add(from, for_ever, chance);
        if (facility_.ramp.empty()) return found_.pace.add(from, for_ever, chance);
        // If it opens later than certain, a curve that falls gives more then: take the highest so far.
        const bool later = outage_.opens && outlook_ == Outlook::certain && !outage_.opens->late.law.is_constant();
        double highest = 0;
        for (std::size_t i = 0; i < facility_.ramp.size(); ++i) {
            const double begin = day + facility_.ramp[i].first;
            const double end = i + 1 < facility_.ramp.size() ? day + facility_.ramp[i + 1].first : for_ever;
            highest = std::max(highest, facility_.ramp[i].second);
            found_.pace.add(std::max(begin, 0.0), end, chance * (later ? highest : facility_.ramp[i].second));
        }
    }

    /// The day of the first one, if it is known in this outlook; as the run itself finds it.
    std::optional<double> first_shutdown(const ShutdownSpec &spec) const {
        if (spec.on || (spec.first && !spec.every)) {
            const double day = day_of(spec.on ? *spec.on : *spec.first);
            if (day < 0 && !spec.lasts.law.is_constant()) return std::nullopt; // the run leaves it out
            return day;
        }
        if (!spec.every) return std::nullopt;
        if (spec.first) return day_of(*spec.first);
        const Distribution *late = outage_.opens ? &outage_.opens->late.law : nullptr;
        if (outlook_ == Outlook::certain && late && !late->is_constant()) return std::nullopt;
        const double opened = outage_.opens ? day_of(outage_.opens->on) + std::max(0.0, mean(*late)) : 0.0;
        return opened + spec.every->value();
    }

    void shut_down(const ShutdownSpec &spec) {
        const auto first = first_shutdown(spec);
        if (!first) return;
        const Distribution &law = spec.lasts.law;
        const double lasts = outlook_ == Outlook::certain ? least_of(law) : std::max(0.0, mean(law));
        const double longest = greatest_of(law), every = spec.every ? spec.every->value() : for_ever;
        const std::vector<double> durations = typical_of(law);
        double day = *first;
        if (day < 0 && spec.every) day += std::ceil(-day / every) * every; // one under way before the start is left out
        for (int count = 0; day < end_d_ && count < most_shutdowns; ++count) {
            turn(day);
            turn(day + (std::isfinite(longest) ? longest : lasts));
            for (Profile *profile : {&found_.works, &found_.pace}) {
                if (outlook_ == Outlook::certain)
                    profile->scale(day, day + lasts, 0);
                else
                    lapse(*profile, day, durations, 0);
            }
            ++stops_;
            if (!spec.every) break;
            day += std::max(1.0, std::ceil(lasts / every)) * every; // one that is due in another is left out
        }
    }

    /// Failures on a running clock leave a line 1 / (1 + repair/uptime) of the time in which nothing else stops it, those
    /// on the calendar uptime / (uptime + repair) of all.
    void fail() {
        double ratio = 0, by_calendar = 1;
        for (const FailureSpec &failure : outage_.failures) {
            const Distribution &every = failure.every.law, &lasts = failure.lasts.law;
            const double down = share_down(every, lasts);
            found_.spare_works_d += missed_days(every, lasts);
            // A repair may go on in a shutdown, which takes the less then: always, if their times go together.
            if (every.law != Law::exponential)
                found_.overlap_d += mean(lasts);
            else if (failure.clock == FailureClock::running)
                found_.overlap_d += down * mean_rest(lasts);
            if (failure.clock == FailureClock::calendar) {
                by_calendar *= 1 - down;
                continue;
            }
            ratio += down < 1 ? down / (1 - down) : for_ever;
        }
        scale_work(by_calendar / (1 + ratio));
        found_.spare_works_d += stops_ * found_.overlap_d;
    }

    void wear_out(const CampaignSpec &campaign) {
        const double life = campaign.life->value(), reline = std::max(0.0, mean(campaign.reline.law));
        scale_work(life / (life + reline));
        found_.spare_works_d += reline;
    }

    void scale_work(double by) {
        found_.works.scale(0, for_ever, by);
        found_.pace.scale(0, for_ever, by);
    }

    const Case &chain_;
    const FacilityPlan &facility_;
    const OutageSpec &outage_;
    Outlook outlook_;
    std::vector<double> &turns_d_;
    double end_d_;
    FacilityProspect found_;
    int stops_ = 0;
};

} // namespace

FacilityProspect own_stops(const Plan &plan, std::uint32_t facility, Outlook outlook, std::vector<double> &turns_d) {
    return OwnCalendar{plan, facility, outlook, turns_d}.run();
}

void lapse(Profile &profile, double from_d, const std::vector<double> &durations, double left) {
    const double count = static_cast<double>(durations.size());
    double begin = 0;
    for (std::size_t i = 0; i < durations.size(); ++i) { // as many of them still lie ahead
        const double still = static_cast<double>(durations.size() - i) / count;
        profile.scale(from_d + begin, from_d + durations[i], 1 - still * (1 - left));
        begin = durations[i];
    }
}

} // namespace midstream
