// Who makes, takes and holds what in a case, and how routes join them: the ground that checks and warnings stand on.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// The materials of one facility.
struct Handling {
    std::vector<MaterialId> makes;
    std::vector<MaterialId> takes;
    bool keeps_anything = false; ///< a stockpile or port: takes and gives what comes
};

bool has(const std::vector<MaterialId> &materials, MaterialId material);

/// Of every facility, by its number.
std::vector<Handling> handlings(const Case &value);

/// The most a facility can make of a material, on average over the run and before any outage; empty: no limit known.
std::optional<TonnesPerDay> most_made(const Case &value, const FacilitySpec &facility, MaterialId material);
/// The most it can use, likewise.
std::optional<TonnesPerDay> most_used(const Case &value, const FacilitySpec &facility, MaterialId material);

/// The average over the run of what changes on dates.
TonnesPerDay average(const Steps<TonnesPerDay> &steps, SimTime start, SimTime end);

/// The highest value during the run of what changes on dates.
TonnesPerDay highest(const Steps<TonnesPerDay> &steps, SimTime end);

/// The most it can use on the best day of the run, before any disruption; empty: no limit known.
std::optional<TonnesPerDay> most_used_ever(const Case &value, const FacilitySpec &facility, MaterialId material);

/// Shortest distances over the network from a point to every point; infinite where no legs lead.
std::vector<Kilometres> distances_from(const Case &value, PointId from);

/// How long routes of parcels take on average, without berths, queues and passages.
class Transits {
  public:
    explicit Transits(const Case &value) : case_{value} {}

    double days_of(const RouteSpec &route); ///< infinite where it cannot be told

  private:
    const Case &case_;
    std::map<std::uint32_t, std::vector<Kilometres>> distances_; // by origin
};

} // namespace midstream
