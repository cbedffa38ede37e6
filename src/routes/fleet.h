// A fleet: vehicles that carry parcels and come back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"
#include "values/uncertain.h"

#include <optional>
#include <string>

namespace midstream {

struct FleetSpec {
    std::string name;
    int vehicles = 1;
    std::optional<Tonnes> parcel;
    std::optional<KilometresPerDay> speed;
    std::optional<TonnesPerDay> loading;
    std::optional<TonnesPerDay> unloading;
    std::optional<Uncertain<Days>> load_time;
    std::optional<Uncertain<Days>> unload_time;
    std::optional<Uncertain<Days>> returns;
    std::string source;
    std::string estimate;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"vehicles", "How many there are.", true, 1.0, 100000.0}, &FleetSpec::vehicles);
        f(Field{"parcel", "What one carries, where the route does not say.", false, 1e-9}, &FleetSpec::parcel);
        f(Field{"speed", "Speed loaded and empty, where the route gives a distance or a way over the network.", false,
                1e-6},
          &FleetSpec::speed);
        f(Field{"loading", "Loading rate of one vehicle; the slower of this and the facility's counts.", false, 1e-9},
          &FleetSpec::loading);
        f(Field{"unloading", "Unloading rate of one vehicle; the slower of this and the facility's counts.", false,
                1e-9},
          &FleetSpec::unloading);
        f(Field{"load time", "Time to load, instead of a rate.", false, 0.0}, &FleetSpec::load_time);
        f(Field{"unload time", "Time to unload, instead of a rate.", false, 0.0}, &FleetSpec::unload_time);
        f(Field{"return", "Time of the empty return; as long as the loaded way unless given.", false, 0.0},
          &FleetSpec::returns);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &FleetSpec::source);
        f(Field{"estimate", "What here is chosen rather than sourced, and why."}, &FleetSpec::estimate);
        f(Field{"note", "Words for the reader of the case."}, &FleetSpec::note);
    }
};

} // namespace midstream
