// All behaviours a facility can have, and what every facility has.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/ids.h"
#include "facilities/market.h"
#include "facilities/mine.h"
#include "facilities/outage_spec.h"
#include "facilities/plant.h"
#include "facilities/port.h"
#include "facilities/stockpile.h"

#include <string>
#include <variant>
#include <vector>

namespace midstream {

/// The list of behaviours. A new one is a pair of files and a word here.
using Behaviour = std::variant<MineSpec, PlantSpec, StockpileSpec, PortSpec, MarketSpec>;

/// Room for one material.
struct StorageSpec {
    std::optional<Tonnes> capacity; ///< empty: no limit
    Tonnes initial{0.0};

    template <class F> static void fields(F &f) {
        f(Field{"capacity", "Most it holds; no limit unless given.", false, 0.0}, &StorageSpec::capacity);
        f(Field{"initial", "What it holds at the start; 0 t unless given.", false, 0.0}, &StorageSpec::initial);
    }
};

/// How much of a material a facility asks its routes for.
struct AskSpec {
    std::optional<Days> cover;     ///< days of use to keep on hand and under way
    std::optional<Tonnes> reorder; ///< ask only once on hand + under way is at or below this ...
    std::optional<Tonnes> up_to;   ///< ... and then up to this

    template <class F> static void fields(F &f) {
        f(Field{"cover", "Days of use to have on hand and under way.", false, 0.0}, &AskSpec::cover);
        f(Field{"reorder", "Asks only once what is on hand and under way is at or below this.", false, 0.0},
          &AskSpec::reorder);
        f(Field{"up to", "Asks up to this; the storage's capacity unless given.", false, 0.0}, &AskSpec::up_to);
    }
};

struct Position {
    double latitude_deg = 0;
    double longitude_deg = 0;
    friend bool operator==(const Position &, const Position &) = default;
};

struct FacilitySpec {
    std::string name;
    std::string kind; ///< the preset's name, or the behaviour's
    Behaviour behaviour;
    OutageSpec outage;
    By<MaterialId, StorageSpec> storage;
    By<MaterialId, AskSpec> ask;
    std::optional<int> berths;         ///< empty: no limit
    std::optional<TonnesPerDay> loads; ///< fastest loading of one vehicle
    std::optional<TonnesPerDay> unloads;
    DollarsPerDay demurrage{0.0};
    std::optional<Position> location;
    std::string country;
    std::string owner;
    std::vector<std::string> tags;
    std::string source;
    std::string estimate; ///< what here is chosen rather than sourced, and why
    std::string note;

    /// The fields of every facility; those of its behaviour come before them.
    template <class F> static void fields(F &f) {
        f(Field{"storage",
                "Room for each material: tonnes, or {capacity, initial}; no limit for a material that is not listed.",
                false,
                {},
                {},
                "capacity"},
          &FacilitySpec::storage);
        f(Field{"ask",
                "How much of a material to ask for: {cover: 20 d} or {reorder: 10 kt, up to: 40 kt}; filled up unless "
                "given.",
                false,
                {},
                {},
                "cover"},
          &FacilitySpec::ask);
        f(Field{"berths", "Vehicles that can load or unload at once; no limit unless given.", false, 1.0, 10000.0},
          &FacilitySpec::berths);
        f(Field{"loads", "Fastest loading of one vehicle here.", false, 0.0}, &FacilitySpec::loads);
        f(Field{"unloads", "Fastest unloading of one vehicle here.", false, 0.0}, &FacilitySpec::unloads);
        f(Field{"demurrage", "Cost of a vehicle that waits for a berth here.", false, 0.0}, &FacilitySpec::demurrage);
        f(Field{"location", "[latitude, longitude] in degrees."}, &FacilitySpec::location);
        f(Field{"country", "Country, for disruptions that select by it."}, &FacilitySpec::country);
        f(Field{"owner", "Owner, for disruptions that select by it."}, &FacilitySpec::owner);
        f(Field{"tags", "Words of your own that disruptions can select by."}, &FacilitySpec::tags);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &FacilitySpec::source);
        f(Field{"estimate", "What here is chosen rather than sourced, and why."}, &FacilitySpec::estimate);
        f(Field{"note", "Words for the reader of the case."}, &FacilitySpec::note);
    }
};

} // namespace midstream
