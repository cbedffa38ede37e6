// A route: carries one material from one facility to another, in parcels or as a stream.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "materials/ids.h"
#include "routes/ids.h"
#include "units/fields.h"
#include "values/steps.h"
#include "values/uncertain.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// How it moves. The first two are continuous, the others carry parcels.
enum class Mode { conveyor, pipeline, truck, rail, barge, ship };
inline constexpr std::array<std::string_view, 6> words_of(Mode) {
    return {"conveyor", "pipeline", "truck", "rail", "barge", "ship"};
}
inline constexpr bool is_continuous(Mode mode) { return mode == Mode::conveyor || mode == Mode::pipeline; }

struct RouteSpec {
    std::string name; ///< "from -> to" unless given; the reader makes it unique
    EndId from;
    EndId to;
    MaterialId carries;
    Mode by = Mode::truck;
    std::optional<FleetId> fleet; ///< empty: chartered, without limit
    std::optional<Tonnes> parcel;
    std::optional<Tonnes> at_least; ///< smallest parcel that leaves
    std::optional<Uncertain<Days>> transit;
    std::optional<Kilometres> distance;
    std::optional<KilometresPerDay> speed;
    std::vector<PassageId> via;
    std::optional<Uncertain<Days>> detour; ///< transit when a passage of `via` is shut
    std::optional<Steps<TonnesPerDay>> limit;
    int priority = 1;
    std::optional<double> share;
    DollarsPerTonne cost{0.0};
    std::vector<std::string> tags;
    std::string source;
    std::string estimate;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"name", "A name; `FROM -> TO` unless given."}, &RouteSpec::name);
        f(Field{"from", "The facility it starts at.", true}, &RouteSpec::from);
        f(Field{"to", "The facility it ends at.", true}, &RouteSpec::to);
        f(Field{"carries", "The material.", true}, &RouteSpec::carries);
        f(Field{"by", "`conveyor` and `pipeline` are streams; `truck`, `rail`, `barge` and `ship` carry parcels.",
                true},
          &RouteSpec::by);
        f(Field{"fleet", "Who carries the parcels: a fleet of the case, or `charter` for as many vehicles as are "
                         "wanted. Required for parcels."},
          &RouteSpec::fleet);
        f(Field{"parcel", "What one vehicle carries; the fleet's unless given.", false, 1e-9}, &RouteSpec::parcel);
        f(Field{"at least", "Smallest parcel that leaves; a full one unless given.", false, 1e-9},
          &RouteSpec::at_least);
        f(Field{"transit", "Time under way loaded, without berths and queues.", false, 0.0}, &RouteSpec::transit);
        f(Field{"distance",
                "Length, from which `speed` gives the transit; without either the way is found on the network.", false,
                0.0},
          &RouteSpec::distance);
        f(Field{"speed", "Speed; the fleet's unless given.", false, 1e-6}, &RouteSpec::speed);
        f(Field{"via", "Passages on the way, in order, half way through the transit each."}, &RouteSpec::via);
        f(Field{"detour", "Transit by another way, taken while a passage of `via` is shut.", false, 0.0},
          &RouteSpec::detour);
        f(Field{"limit", "Most it carries: a rate, dated steps or a CSV column; no limit unless given.", false, 0.0},
          &RouteSpec::limit);
        f(Field{"priority", "1 is served first; routes of equal priority share. 1 unless given.", false, 1.0, 1000.0},
          &RouteSpec::priority);
        f(Field{"share", "Weight against other routes of the same priority; by what each could use unless given.",
                false, 1e-9},
          &RouteSpec::share);
        f(Field{"cost", "Cost per tonne: among parcels of equal priority the cheapest goes first.", false, 0.0},
          &RouteSpec::cost);
        f(Field{"tags", "Words of your own that disruptions can select by."}, &RouteSpec::tags);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &RouteSpec::source);
        f(Field{"estimate", "What here is chosen rather than sourced, and why."}, &RouteSpec::estimate);
        f(Field{"note", "Words for the reader of the case."}, &RouteSpec::note);
    }
};

} // namespace midstream
