// What stops a facility on its own account: failures, planned shutdowns, ramp-up, opening and closing.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"
#include "values/uncertain.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace midstream {

/// Which clock brings the next failure nearer.
enum class FailureClock { running, calendar };
inline constexpr std::array<std::string_view, 2> words_of(FailureClock) { return {"running", "calendar"}; }

struct FailureSpec {
    Uncertain<Days> every; ///< time to failure on the chosen clock
    Uncertain<Days> lasts; ///< repair, on the calendar
    FailureClock clock = FailureClock::running;

    template <class F> static void fields(F &f) {
        f(Field{"every", "Time between the end of a repair and the next failure.", true, 0.0}, &FailureSpec::every);
        f(Field{"for", "Time to repair.", true, 0.0}, &FailureSpec::lasts);
        f(Field{"clock", "`running` (default) ages only while the facility runs at any rate; `calendar` ages always."},
          &FailureSpec::clock);
    }
};

/// A planned stop: once on a date, or every so often from a first date.
struct ShutdownSpec {
    std::optional<SimTime> on;
    std::optional<SimTime> first;
    std::optional<Days> every;
    Uncertain<Days> lasts;

    template <class F> static void fields(F &f) {
        f(Field{"on", "Date of a single shutdown."}, &ShutdownSpec::on);
        f(Field{"first", "Date of the first of a series."}, &ShutdownSpec::first);
        f(Field{"every", "Time from the start of one shutdown to the start of the next.", false, 1e-6},
          &ShutdownSpec::every);
        f(Field{"for", "How long it lasts.", true, 0.0}, &ShutdownSpec::lasts);
    }
};

/// A point of a ramp-up curve; straight lines join the points, the last holds for ever.
struct RampPoint {
    Days after;
    Fraction at;

    template <class F> static void fields(F &f) {
        f(Field{"after", "Time since opening.", true, 0.0}, &RampPoint::after);
        f(Field{"at", "Share of capacity it can run at.", true, 0.0, 1.5}, &RampPoint::at);
    }
};

/// Wear that ends in a planned rebuild: by running time or by tonnes of the capacity's material.
struct CampaignSpec {
    std::optional<Days> life;
    std::optional<Tonnes> tonnes;
    Uncertain<Days> reline;

    template <class F> static void fields(F &f) {
        f(Field{"life", "Running time between rebuilds.", false, 1e-6}, &CampaignSpec::life);
        f(Field{"tonnes", "Tonnes between rebuilds, of the material that capacity is given in.", false, 1e-6},
          &CampaignSpec::tonnes);
        f(Field{"reline", "How long a rebuild lasts.", true, 0.0}, &CampaignSpec::reline);
    }
};

/// When a facility starts; a construction may be late.
struct OpeningSpec {
    SimTime on{};
    Uncertain<Days> late;

    template <class F> static void fields(F &f) {
        f(Field{"on", "Planned date.", true}, &OpeningSpec::on);
        f(Field{"late", "Delay after the planned date; 0 d unless given.", false, 0.0}, &OpeningSpec::late);
    }
};

struct OutageSpec {
    std::vector<FailureSpec> failures;
    std::vector<ShutdownSpec> shutdowns;
    std::optional<CampaignSpec> campaign;
    std::vector<RampPoint> ramp_up;
    std::optional<OpeningSpec> opens;
    std::optional<SimTime> closes;

    template <class F> static void fields(F &f) {
        f(Field{"failures", "Breakdowns; several kinds may be listed."}, &OutageSpec::failures);
        f(Field{"shutdowns", "Planned stops, dated or every so often."}, &OutageSpec::shutdowns);
        f(Field{"campaign", "Rebuild after so much running."}, &OutageSpec::campaign);
        f(Field{"ramp up", "Share of capacity by time since opening, straight lines between the points."},
          &OutageSpec::ramp_up);
        f(Field{"opens",
                "Date from which it can run, or {on, late} for a construction that may be late.",
                false,
                {},
                {},
                "on"},
          &OutageSpec::opens);
        f(Field{"closes", "Date from which it never runs again."}, &OutageSpec::closes);
    }
};

} // namespace midstream
