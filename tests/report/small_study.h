// A case of a few lines, run and told.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/read_case.h"
#include "reader/write_case.h"
#include "report/files.h"

#include <memory>
#include <string>
#include <string_view>

namespace midstream {

/// Mine, smelter that fails, conveyor, refinery, trains, a passage and a city that wants more than it gets.
inline constexpr std::string_view small_case = R"(midstream: 1
title: A small valley
time: {start: 2025-01-01, end: 2028-01-01, warmup: 1 y}
runs: {seed: 3, replications: 6}
elements: [Cu]
materials:
  concentrate: {assay: {Cu: 25 %}}
  anode: {assay: {Cu: 99 %}}
facilities:
  "mine, north":
    kind: mine
    makes: concentrate
    rate: 400 kt/y
    storage: {concentrate: 30 kt}
  smelter:
    kind: plant
    takes: {concentrate: 1 t/t}
    makes: {anode: by recovery}
    recovery: {Cu: 97 %}
    capacity: {concentrate: 300 kt/y}
    storage: {concentrate: 20 kt, anode: 10 kt}
    failures: {every: {exponential: 30 d}, for: {exponential: 3 d}}
  city: {kind: market, takes: {anode: 100 kt/y}}
routes:
  - {from: "mine, north", to: smelter, carries: concentrate, by: rail, fleet: trains, transit: 1 d, via: [gorge]}
  - {from: smelter, to: city, carries: anode, by: conveyor}
fleets:
  trains: {vehicles: 6, parcel: 2 kt, load time: 6 h, unload time: 6 h}
passages:
  gorge: {slots: 3 /d}
)";

struct SmallStudy {
    StudyResult study;
    ChokepointResult chokepoints;
    Bound bound;
    std::vector<RunFile> files;

    const std::string &file(std::string_view name) const {
        for (const RunFile &file : files)
            if (file.name == name) return file.text;
        throw std::runtime_error("no such file");
    }
};

inline SmallStudy run_small(std::string_view text = small_case, int threads = 1, int tries = 4) {
    const auto chain = std::make_shared<const Case>(read_case_text(text, "small.yaml").value);
    const auto plan = build(chain);
    ChokepointStudy points{plan, std::get<Measure>(find_measure(*chain, chain->measure))};
    StudyOptions options;
    options.threads = threads;
    options.each = [&](const Result &result) { points.take(result); };
    StudyResult study = run_study(plan, chain->runs, options);
    options.each = {};
    ChokepointResult found = points.finish(tries, chain->runs, options);
    Provenance provenance;
    provenance.done = study.done;
    Bound bound = find_bound(*chain, found.measure);
    auto files = run_files({study, found, bound, {}, provenance, case_text(*chain)});
    return {std::move(study), std::move(found), std::move(bound), std::move(files)};
}

} // namespace midstream
