// A case: one supply chain, its calendar and its luck, as plain data. No text to parse and nothing unknown is left in it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/catalogue.h"
#include "materials/material.h"
#include "model/disruption.h"
#include "model/history.h"
#include "model/size_spec.h"
#include "routes/fleet.h"
#include "routes/leg.h"
#include "routes/passage.h"
#include "routes/route.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

struct TimeSpec {
    SimTime start{};
    SimTime end{};
    Days warmup{0.0};
    std::string warmup_from; ///< whose series tells the warm-up; empty: it is given

    template <class F> static void fields(F &f) {
        f(Field{"start", "First instant of the run.", true}, &TimeSpec::start);
        f(Field{"end", "Last instant of the run. May be left out where there are drivers: the run then ends with their "
                       "dates."},
          &TimeSpec::end);
        f(Field{"warmup", "Time from the start that statistics leave out; 0 d unless given.", false, 0.0},
          &TimeSpec::warmup);
        f(Field{"warmup from", "Finds the warm-up instead (MSER-5), from the monthly series of `measure`, or of a "
                               "market, plant, mine or stockpile by its name; not with `warmup`."},
          &TimeSpec::warmup_from);
    }
};

/// Replications until an average is known well enough.
struct UntilSpec {
    Fraction half_width{0.0};
    std::string of = "measure";
    int at_least = 10;
    int at_most = 500;

    template <class F> static void fields(F &f) {
        f(Field{"half width", "Half of the 95 % interval, as a share of the mean, such as 1 %.", true, 1e-6, 1.0},
          &UntilSpec::half_width);
        f(Field{"of", "Whose average: `measure` (default) or a measure in words, such as `cathode delivered at city`; "
                      "`delivered` and `made` alone are of the material of the measure."},
          &UntilSpec::of);
        f(Field{"at least", "Fewest replications; 10 unless given.", false, 3.0, 1000000.0}, &UntilSpec::at_least);
        f(Field{"at most", "Most replications; 500 unless given.", false, 3.0, 1000000.0}, &UntilSpec::at_most);
    }
};

struct RunsSpec {
    std::uint64_t seed = 1;
    int replications = 20;
    std::optional<UntilSpec> until;

    template <class F> static void fields(F &f) {
        f(Field{"seed", "Starts every random stream; 1 unless given."}, &RunsSpec::seed);
        f(Field{"replications", "How often the case runs, each with its own luck; 20 unless given.", false, 1.0,
                1000000.0},
          &RunsSpec::replications);
        f(Field{"until",
                "Runs `midstream run` and `midstream chokepoints` until the answer is known well enough instead: "
                "{half width: 1 %, of: delivered, at most: 500}. Other commands take `replications`."},
          &RunsSpec::until);
    }
};

/// The tonnes that the answer is told in: delivered at markets, or made by facilities. Empty: what the market gets that
/// wants the most of the first element.
struct MeasureSpec {
    std::optional<MaterialId> delivered;
    std::optional<MaterialId> made;
    std::optional<FacilityId> at; ///< a market for `delivered`, a maker for `made`
    std::string in;               ///< country

    bool empty() const { return !delivered && !made && !at && in.empty(); }

    template <class F> static void fields(F &f) {
        f(Field{"delivered", "A material that markets get; not with `made`."}, &MeasureSpec::delivered);
        f(Field{"made", "A material that mines and plants make; not with `delivered`."}, &MeasureSpec::made);
        f(Field{"at", "The one market or maker that counts; all unless given."}, &MeasureSpec::at);
        f(Field{"in", "The country whose markets or makers count; all unless given."}, &MeasureSpec::in);
    }
};

/// A choice made where no figure was found.
struct AssumptionSpec {
    std::string what;
    std::string why;
    std::string sensitivity;

    template <class F> static void fields(F &f) {
        f(Field{"what", "What is assumed, with its value.", true}, &AssumptionSpec::what);
        f(Field{"why", "Why this and not another.", true}, &AssumptionSpec::why);
        f(Field{"sensitivity", "How the answer changes when it is wrong."}, &AssumptionSpec::sensitivity);
    }
};

struct Case {
    std::string name; ///< file name without folder and extension
    std::string title;
    std::string note;
    TimeSpec time;
    RunsSpec runs;
    MeasureSpec measure;
    std::vector<std::string> elements;    ///< by ElementId
    std::vector<MaterialSpec> materials;  ///< by MaterialId
    std::vector<FacilitySpec> facilities; ///< by FacilityId and EndId
    std::vector<RouteSpec> routes;        ///< by RouteId
    std::vector<FleetSpec> fleets;        ///< by FleetId
    std::vector<PassageSpec> passages;    ///< by PassageId
    std::vector<std::string> points;      ///< by PointId: facilities first, in their order, then points of the network
    std::vector<LegSpec> network;
    std::vector<DisruptionSpec> disruptions;
    std::vector<DriverSpec> drivers;
    std::vector<ObservedSpec> observed;
    CalibrateSpec calibrate;
    SizeSpec size;
    std::vector<AssumptionSpec> assumptions;
    std::vector<std::pair<std::string, std::string>> sources; ///< key, full reference
};

} // namespace midstream
