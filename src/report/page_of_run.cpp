// The page of `run`, `chokepoints` and `size`.
// SPDX-License-Identifier: Apache-2.0
#include "report/answer.h"
#include "report/page.h"
#include "report/page_blocks.h"
#include "report/size.h"

namespace midstream {

std::string page_of_run(const Report &report, const std::vector<std::string> &files) {
    const StudyResult &study = report.study;
    const ChokepointResult &chokepoints = report.chokepoints;
    const PageChoice choice = choose_facilities(study, chokepoints);
    JsonWriter json{JsonWriter::Layout::compact};
    json.open('{');
    write_head(json, report.provenance.command, *study.chain, study.done, study.runs);
    write_answer(json, study, chokepoints, choice);
    if (report.size) write_page_size(json, *report.size);
    write_page_bound(json, chokepoints, report.bound);
    if (!chokepoints.waterfall.steps.empty())
        write_page_waterfall(json, *study.chain, chokepoints.measure, chokepoints.waterfall);
    write_page_ladder(json, report.ladder);
    write_chain(json, study, choice);
    write_page_series(json, study, choice);
    write_provenance(json, *study.chain, report.provenance, files, report.case_yaml);
    json.close();
    const std::string &title = study.chain->title.empty() ? study.chain->name : study.chain->title;
    return page_html(title, report.size ? size_sentence(*report.size) : headline(study, chokepoints), json.str());
}

} // namespace midstream
