// Disruptions and policies: what changes for a time, for whom, and what becomes of cargo under way.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/time.h"
#include "facilities/ids.h"
#include "materials/ids.h"
#include "routes/cargo_policy.h"
#include "routes/ids.h"
#include "units/fields.h"
#include "values/uncertain.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

enum class Disturbance {
    outage,
    derating,
    strike,
    ban,
    quota,
    tariff,
    demand_shock,
    passage_closure,
    slower_transit,
    recovery_loss,
    permanent_closure,
    new_capacity
};
inline constexpr std::array<std::string_view, 12> words_of(Disturbance) {
    return {"outage",
            "derating",
            "strike",
            "ban",
            "quota",
            "tariff",
            "demand shock",
            "passage closure",
            "slower transit",
            "recovery loss",
            "permanent closure",
            "new capacity"};
}

enum class QuotaPeriod { month, quarter, year };
inline constexpr std::array<std::string_view, 3> words_of(QuotaPeriod) { return {"month", "quarter", "year"}; }

/// Selects facilities, routes and passages: all that are given must hold; within a list any will do.
struct Selector {
    std::vector<std::string> names; ///< of facilities, routes, fleets' routes or passages
    std::vector<std::string> kinds;
    std::vector<std::string> countries;
    std::vector<std::string> owners;
    std::vector<std::string> tags;
    std::vector<MaterialId> materials;       ///< of routes
    std::vector<std::string> from_countries; ///< of a route's origin
    std::vector<std::string> to_countries;   ///< of a route's destination

    template <class F> static void fields(F &f) {
        f(Field{"names", "Facilities, routes, fleets or passages."}, &Selector::names);
        f(Field{"kinds", "Kinds of facility, or modes of routes."}, &Selector::kinds);
        f(Field{"countries", "Countries of facilities."}, &Selector::countries);
        f(Field{"owners", "Owners of facilities."}, &Selector::owners);
        f(Field{"tags", "Tags of facilities or routes."}, &Selector::tags);
        f(Field{"materials", "Materials that a route carries."}, &Selector::materials);
        f(Field{"from countries", "Countries in which a route starts."}, &Selector::from_countries);
        f(Field{"to countries", "Countries in which a route ends."}, &Selector::to_countries);
    }
};

struct DisruptionSpec {
    std::string name; ///< what it is, unless given
    Disturbance what = Disturbance::outage;
    Selector at;
    std::optional<SimTime> on;
    std::optional<Uncertain<Days>> every;
    std::optional<Uncertain<Days>> lasts; ///< empty: for good
    std::optional<Fraction> to;           ///< what is left of rate, demand, recovery or speed
    std::optional<TonnesPerDay> adds;     ///< new capacity
    std::optional<Tonnes> amount;         ///< quota
    QuotaPeriod per = QuotaPeriod::year;
    DollarsPerTonne tariff{0.0};
    CargoPolicy cargo = CargoPolicy::go_on;
    std::string source;
    std::string estimate;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"name", "A name; what it is and whom it strikes unless given."}, &DisruptionSpec::name);
        f(Field{"what",
                "`outage` and `strike` stop facilities, routes or fleets; `derating` slows facilities; `ban` and "
                "`quota` bind routes; `tariff` raises their cost; `demand shock` changes markets; `passage closure` "
                "shuts passages; `slower transit` slows routes; `recovery loss` lowers a plant's recoveries; "
                "`permanent closure` ends facilities; `new capacity` adds to plants and mines.",
                true},
          &DisruptionSpec::what);
        f(Field{"at",
                "Whom it strikes: a name, a list of names, or {names, kinds, countries, owners, tags, materials, from "
                "countries, to countries}. For `ban`, `quota`, `tariff` and `slower transit` a facility stands for "
                "every route that starts or ends there.",
                true,
                {},
                {},
                "names"},
          &DisruptionSpec::at);
        f(Field{"on", "Date on which it begins; not with `every`."}, &DisruptionSpec::on);
        f(Field{"every", "Time from the end of one to the beginning of the next, for random ones.", false, 0.0},
          &DisruptionSpec::every);
        f(Field{"for", "How long it lasts; for good unless given.", false, 0.0}, &DisruptionSpec::lasts);
        f(Field{"to",
                "What is left: of the rate (derating), demand (demand shock, may exceed 100 %), recovery (recovery "
                "loss), speed (slower transit), slots (passage closure; 0 % unless given).",
                false, 0.0, 100.0},
          &DisruptionSpec::to);
        f(Field{"adds", "New capacity, of the material that capacity is given in.", false, 0.0}, &DisruptionSpec::adds);
        f(Field{"amount", "Tonnes that the routes of a quota may carry together in each period.", false, 0.0},
          &DisruptionSpec::amount);
        f(Field{"per", "Period of a quota: `month`, `quarter` or `year` (default)."}, &DisruptionSpec::per);
        f(Field{"tariff", "Added to the cost per tonne of the routes.", false, 0.0}, &DisruptionSpec::tariff);
        f(Field{"cargo", "Parcels under way on a route that is struck: `continue` (default), `hold` until it ends, "
                         "`divert` to another way or buyer, `return` to the origin."},
          &DisruptionSpec::cargo);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &DisruptionSpec::source);
        f(Field{"estimate", "What here is chosen rather than sourced, and why."}, &DisruptionSpec::estimate);
        f(Field{"note", "Words for the reader of the case."}, &DisruptionSpec::note);
    }
};

} // namespace midstream
