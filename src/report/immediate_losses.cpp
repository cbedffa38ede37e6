// Tables of losses.
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"
#include "report/tables.h"

#include <algorithm>

namespace midstream {

std::string immediate_losses_csv(const StudyResult &study) {
    CsvTable table;
    std::vector<std::string> columns{"facility", "basis", "nameplate_t_per_year", "actual_t_per_year"};
    std::vector<std::string> causes;
    for (const std::string_view word : words_of(Loss{})) {
        std::string cause = "lost_" + std::string{word} + "_t_per_year";
        std::replace(cause.begin(), cause.end(), ' ', '_');
        std::replace(cause.begin(), cause.end(), '-', '_');
        causes.push_back(std::move(cause));
    }
    columns.insert(columns.end(), causes.begin(), causes.end());
    columns.emplace_back("unexplained_t_per_year");
    table.set_columns(std::move(columns));
    for (std::size_t f = 0; f < study.facilities.size(); ++f) {
        const FacilityStudy &facility = study.facilities[f];
        if (facility.nameplate_tpy.mean <= 0) continue;
        table.text("facility", study.chain->facilities[f].name).text("basis", basis_of(study, f));
        table.number("nameplate_t_per_year", facility.nameplate_tpy.mean);
        table.number("actual_t_per_year", facility.throughput_tpy.mean);
        double unexplained = facility.nameplate_tpy.mean - facility.throughput_tpy.mean;
        for (std::size_t i = 0; i < loss_count; ++i) {
            table.number(causes[i], facility.lost_tpy[i].mean);
            unexplained -= facility.lost_tpy[i].mean;
        }
        const bool is_rounding =
            unexplained < 1e-9 * facility.nameplate_tpy.mean && unexplained > -1e-9 * facility.nameplate_tpy.mean;
        table.number("unexplained_t_per_year", is_rounding ? 0.0 : unexplained);
        table.end_row();
    }
    return table.str();
}

} // namespace midstream
