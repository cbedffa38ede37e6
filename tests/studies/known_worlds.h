// Worlds of a few lines whose limits can be told by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/read_case.h"
#include "studies/compare_study.h"
#include "studies/ladder_study.h"

#include <doctest/doctest.h>

#include <string>

namespace midstream {

/// A mine of 120 t/d, a smelter of 100, a refinery of 150, a city that takes 200; nothing fails.
inline std::string line_of_three() {
    return "midstream: 1\n"
           "time: {start: 2025-01-01, end: 2026-01-01, warmup: 30 d}\n"
           "runs: {seed: 1, replications: 2}\n"
           "materials: {ore: {}, anode: {}, metal: {}}\n"
           "facilities:\n"
           "  mine: {kind: mine, makes: ore, rate: 120 t/d, storage: {ore: 100 t}}\n"
           "  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {anode: 1 t/t}, capacity: {ore: 100 t/d}, storage: "
           "{ore: 100 t, anode: 100 t}}\n"
           "  refinery: {kind: plant, takes: {anode: 1 t/t}, makes: {metal: 1 t/t}, capacity: {anode: 150 t/d}, "
           "storage: {anode: 100 t, metal: 100 t}}\n"
           "  city: {kind: market, takes: {metal: 200 t/d}}\n"
           "routes:\n"
           "  - {from: mine, to: smelter, carries: ore, by: conveyor}\n"
           "  - {from: smelter, to: refinery, carries: anode, by: conveyor}\n"
           "  - {from: refinery, to: city, carries: metal, by: conveyor}\n";
}

inline Case case_of(const std::string &text) { return read_case_text(text, "world.yaml").value; }

inline Measure measure_of(const Case &chain) {
    const auto measure = find_measure(chain, {});
    REQUIRE(std::holds_alternative<Measure>(measure));
    return std::get<Measure>(measure);
}

inline std::string with(std::string text, const std::string &old, const std::string &fresh) {
    const auto at = text.find(old);
    REQUIRE(at != text.npos);
    return text.replace(at, old.size(), fresh);
}

} // namespace midstream
