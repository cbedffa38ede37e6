// All files of a run.
// SPDX-License-Identifier: Apache-2.0
#include "report/files.h"

#include "report/page.h"
#include "report/size.h"
#include "report/summary.h"
#include "report/tables.h"

namespace midstream {

std::vector<RunFile> run_files(const Report &report) {
    const StudyResult &study = report.study;
    std::vector<RunFile> files;
    if (report.size) {
        files.push_back({"size.json", size_json(*report.size, study.chain->name, study.runs.seed)});
        files.push_back({"size.csv", size_csv(*report.size)});
    }
    files.push_back({"summary.json", summary_json(study, report.chokepoints, report.bound, report.ladder,
                                                  report.provenance.wall_seconds)});
    files.push_back({"facilities.csv", facilities_csv(study)});
    files.push_back({"markets.csv", markets_csv(study)});
    files.push_back({"stocks.csv", stocks_csv(study)});
    files.push_back({"materials.csv", materials_csv(study)});
    files.push_back({"routes.csv", routes_csv(study)});
    if (!study.fleets.empty()) files.push_back({"fleets.csv", fleets_csv(study)});
    if (!study.passages.empty()) files.push_back({"passages.csv", passages_csv(study)});
    files.push_back({"chokepoints.csv", chokepoints_csv(study, report.chokepoints)});
    files.push_back({"bound.csv", bound_csv(report.bound)});
    if (!report.ladder.rungs.empty()) files.push_back({"ladder.csv", ladder_csv(report.ladder)});
    files.push_back({"waterfall.csv", waterfall_csv(study, report.chokepoints)});
    files.push_back({"losses.csv", losses_csv(study)});
    files.push_back({"immediate_losses.csv", immediate_losses_csv(study)});
    files.push_back({"series.csv", series_csv(study)});
    files.push_back({"case.yaml", report.case_yaml});
    std::vector<std::string> names;
    for (const RunFile &file : files) names.push_back(file.name);
    names.emplace_back(page_name);
    names.emplace_back("run.json");
    files.push_back({page_name, page_of_run(report, names)});
    files.push_back({"run.json", run_json(report.provenance, names)});
    return files;
}

} // namespace midstream
