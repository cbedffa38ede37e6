// A stockpile: holds material between others; as a strategic reserve it keeps a target and releases by rule.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/ids.h"
#include "materials/ids.h"
#include "values/steps.h"

#include <optional>
#include <vector>

namespace midstream {

/// When a reserve may be drawn: between dates, while a market is short, or while a disruption lasts. Any opens it.
struct ReleaseSpec {
    std::optional<SimTime> from;
    std::optional<SimTime> until;
    std::optional<FacilityId> shortage_at; ///< a market; open while its cover is below `below_cover`
    Days below_cover{0.0};
    std::string during; ///< name of a disruption

    template <class F> static void fields(F &f) {
        f(Field{"from", "Date from which it may be drawn."}, &ReleaseSpec::from);
        f(Field{"until", "Date until which it may be drawn; for ever unless given."}, &ReleaseSpec::until);
        f(Field{"shortage at", "Market whose shortage opens the reserve."}, &ReleaseSpec::shortage_at);
        f(Field{"below cover",
                "Days of demand on hand at that market under which it counts as short; 0 d (empty) unless given.",
                false, 0.0},
          &ReleaseSpec::below_cover);
        f(Field{"during", "Name of a disruption that opens the reserve while it lasts."}, &ReleaseSpec::during);
    }
};

struct ReserveSpec {
    By<MaterialId, Tonnes> target; ///< held back, and filled up to, while not released
    std::vector<ReleaseSpec> release;
    std::optional<TonnesPerDay> draw_limit;

    template <class F> static void fields(F &f) {
        f(Field{"target", "Tonnes of each material it is filled to and holds back.", true, 0.0}, &ReserveSpec::target);
        f(Field{"release", "When it may be drawn below the target; any entry opens it."}, &ReserveSpec::release);
        f(Field{"draw limit", "Fastest it may be drawn, for each material.", false, 0.0}, &ReserveSpec::draw_limit);
    }
};

struct StockpileSpec {
    std::optional<ReserveSpec> reserve;

    static constexpr std::string_view behaviour = "stockpile";
    static constexpr std::string_view about =
        "Holds material between others; as a strategic reserve it keeps a target and releases by rule.";
    template <class F> static void fields(F &f) {
        f(Field{"reserve", "Makes it a strategic reserve."}, &StockpileSpec::reserve);
    }
};

} // namespace midstream
