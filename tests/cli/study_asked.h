// A small case, and studies of it as they are typed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program.h"

namespace midstream {

inline const std::string line_case = R"(midstream: 1
time: {start: 2025-01-01, end: 2027-01-01}
runs: {replications: 3}
materials: {ore: {}, metal: {}}
facilities:
  mine:    {kind: mine, makes: ore, rate: 120 t/d, storage: {ore: 3 kt}}
  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.9 t/t}, capacity: {ore: 110 t/d}, storage: {ore: 2 kt}}
  city:    {kind: market, takes: {metal: 100 t/d}}
routes: [{from: mine, to: smelter, carries: ore, by: conveyor}, {from: smelter, to: city, carries: metal, by: conveyor}]
)";

inline Said study(const Scratch &scratch, const std::string &body, const std::string &words = "") {
    scratch.write("case.yaml", line_case);
    scratch.write("ask.yaml", "midstream study: 1\ncase: case.yaml\n" + body);
    return type_midstream(scratch, "study ask.yaml " + words);
}

} // namespace midstream
